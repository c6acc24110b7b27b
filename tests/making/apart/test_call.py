"""A document may hang, crash or swell: its process ends, and nothing else notices."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flashcards.making.apart import call
from flashcards.making.apart.call import Call, Late

ROOT = Path(__file__).parents[3]
TEXT = b"# Ruptures\n\nA rupture is a strain in the bond between therapist and client.\n" * 3
ORPHAN = """\
import sys
from flashcards.making.apart import call
call._CHILD = "tests.making.apart.hostile"
waiting = call.Call("read", b"hang", name="x", pasted=False)
sys.stdin.read()
"""


@pytest.fixture
def pids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ask the harmful process; return where it writes its id and that of what it started."""
    monkeypatch.setattr(call, "_CHILD", "tests.making.apart.hostile")
    monkeypatch.setenv("HOSTILE_PIDS", str(tmp_path / "pids"))
    return tmp_path / "pids"


def ask(data: bytes, name: str = "words.md") -> Call:
    """Ask for a file to be read."""
    return Call("read", data, name=name, pasted=False)


def gone(pids: Path) -> bool:
    """Wait until the processes whose ids were written are no more."""
    for _ in range(100):
        if not any(_runs(int(pid)) for pid in pids.read_text().split()):
            return True
        time.sleep(0.05)
    return False


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_document_is_answered_with_its_drafts_and_then_the_end() -> None:
    with ask(TEXT) as asked:
        first, second, third, fourth = (asked.answer(30) for _ in range(4))
    assert first is not None
    assert first["document"]["text"].startswith("Ruptures\n\nA rupture is a strain")
    assert first["chapters"] == [["Ruptures", 0, len(first["document"]["blocks"])]]
    assert first["seen"] is None
    assert second is not None
    assert second["chapter"] == 0
    assert third == {"end": True}
    assert fourth is None


def test_what_cannot_be_read_is_told_in_its_own_words() -> None:
    with ask(b"Too few words.", "few.txt") as asked:
        answer = asked.answer(30)
    assert answer is not None
    assert answer["error"] == "told"
    assert "few.txt" in answer["message"]


def test_a_large_document_goes_in_and_out_whole() -> None:
    words = "Warmth is a way of being with another person that does not judge. " * 20
    text = "\n\n".join(f"{number}. {words}" for number in range(1200))
    with ask(text.encode(), "long.txt") as asked:
        answer = asked.answer(60)
    assert answer is not None
    assert len(answer["document"]["text"]) > 1_500_000


def test_a_hang_is_seen_in_time_and_ended_with_all_that_it_started(pids: Path) -> None:
    with ask(b"hang") as asked:
        with pytest.raises(Late):
            asked.answer(0.2)
        for _ in range(200):
            if pids.exists() and len(pids.read_text().split()) == 2:
                break
            time.sleep(0.05)
        assert not gone_at_once(pids)
    assert gone(pids)


def gone_at_once(pids: Path) -> bool:
    """Say whether one of the processes is not there, for a look at the test itself."""
    return not all(_runs(int(pid)) for pid in pids.read_text().split())


def test_memory_is_bounded(pids: Path) -> None:
    with ask(b"swell") as asked:
        assert asked.answer(60) == {"error": "memory"}


def test_a_crash_is_the_end_of_the_answers_and_of_nothing_else(pids: Path) -> None:
    for harm in (b"crash", b"exit"):
        with ask(harm) as asked:
            assert asked.answer(30) is None
            assert asked.answer(30) is None
    with ask(b"harmless") as asked:
        answer = asked.answer(30)
        assert answer is not None
        assert "document" in answer


def test_of_an_unforeseen_error_the_place_is_told_and_no_word_of_the_document(pids: Path) -> None:
    with ask(b"fault") as asked:
        answer = asked.answer(30)
    assert answer is not None
    assert answer["error"] == "fault"
    assert answer["place"].startswith("ValueError in")
    assert "hostile.py" in answer["place"]
    assert "words of the document" not in str(answer)


def test_what_a_library_prints_is_no_answer(pids: Path) -> None:
    with ask(b"noise") as asked:
        answer = asked.answer(30)
        assert answer is not None
        assert "document" in answer


def test_the_process_knows_no_settings(pids: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLASHCARDS_SMTP_URL", "smtp://user:password@example.org")
    with ask(b"settings") as asked:
        answer = asked.answer(30)
    assert answer is not None
    assert answer["place"].startswith("SystemError")
    monkeypatch.setattr(call, "_environment", lambda: {**os.environ, "PYTHONPATH": str(ROOT)})
    with ask(b"settings") as asked:
        answer = asked.answer(30)
    assert answer is not None
    assert answer["place"].startswith("PermissionError")


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_it_ends_itself_when_whoever_asked_was_killed(pids: Path) -> None:
    asker = subprocess.Popen(
        [sys.executable, "-c", ORPHAN], stdin=subprocess.PIPE, cwd=ROOT, env={**os.environ}
    )
    for _ in range(200):
        if pids.exists() and len(pids.read_text().split()) == 2:
            break
        time.sleep(0.05)
    assert not gone_at_once(pids)
    asker.kill()
    asker.communicate()
    assert gone(pids)
