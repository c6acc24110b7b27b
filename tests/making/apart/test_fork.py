"""A fork keeps what a process of its own does: it may hang, crash or swell alone."""

from __future__ import annotations

import mmap
import os
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest

from flashcards.making.apart import fork as fork_module
from flashcards.making.apart import tasks
from flashcards.making.apart.call import Call, Late
from flashcards.making.apart.child import MOST_MEMORY
from flashcards.making.apart.fork import Fork, ask
from tests.making.apart.hostile import _read, _settings
from tests.making.apart.test_call import ROOT, TEXT, gone, gone_at_once

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there is a process forked")
ORPHAN = """\
import sys
from flashcards.making.apart import fork
from tests.making.apart.test_fork import harmful
harmful()
waiting = fork.Fork().ask("read", b"hang", name="x", pasted=False)
sys.stdin.read()
"""


def harmful() -> None:
    """Do harm in this process, and thus in its forks."""
    tasks.TASKS["read"] = _read


@pytest.fixture
def pids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Read harmfully; return where a fork writes its id and that of what it started."""
    monkeypatch.setitem(tasks.TASKS, "read", _read)
    monkeypatch.setenv("HOSTILE_PIDS", str(tmp_path / "pids"))
    return tmp_path / "pids"


def fork(data: bytes, name: str = "words.md") -> Fork:
    """Ask a fork to read a file."""
    return Fork().ask("read", data, name=name, pasted=False)


def both_run(pids: Path) -> bool:
    """Wait until a fork that hangs, and what it started, do run."""
    for _ in range(200):
        if pids.exists() and len(pids.read_text().split()) == 2:
            return not gone_at_once(pids)
        time.sleep(0.05)
    return False


def test_it_answers_as_a_process_of_its_own_does() -> None:
    with Call("read", TEXT, name="words.md", pasted=False) as asked:
        there = [asked.answer(30) for _ in range(4)]
    with fork(TEXT) as forked:
        here = [forked.answer(30) for _ in range(4)]
    assert here == there
    assert here[2:] == [{"end": True}, None]


def test_a_process_that_takes_much_itself_can_be_forked() -> None:
    with closing(mmap.mmap(-1, 2 * MOST_MEMORY)), fork(TEXT) as asked:
        answers = [asked.answer(30) for _ in range(4)]
    assert answers[2:] == [{"end": True}, None]


def test_a_large_document_comes_out_whole() -> None:
    words = "Warmth is a way of being with another person that does not judge. " * 20
    text = "\n\n".join(f"{number}. {words}" for number in range(1200))
    with fork(text.encode(), "long.txt") as asked:
        answer = asked.answer(60)
    assert answer is not None
    assert len(answer["document"]["text"]) > 1_500_000


def test_a_hang_is_seen_in_time_and_ended_with_all_that_it_started(pids: Path) -> None:
    with fork(b"hang") as asked:
        with pytest.raises(Late):
            asked.answer(0.2)
        assert both_run(pids)
    assert gone(pids)


def test_a_fork_that_is_not_waited_for_is_ended_at_once() -> None:
    for _ in range(20):
        with fork(TEXT) as asked:
            pass
        with pytest.raises(ChildProcessError):
            os.waitpid(asked.pid, os.WNOHANG)


def test_memory_is_bounded(pids: Path) -> None:
    with fork(b"swell") as asked:
        assert asked.answer(60) == {"error": "memory"}


def test_a_crash_is_the_end_of_the_answers_and_of_nothing_else(pids: Path) -> None:
    for harm in (b"crash", b"exit"):
        with fork(harm) as asked:
            assert asked.answer(30) is None
            assert asked.answer(30) is None
    with fork(b"harmless") as asked:
        answer = asked.answer(30)
        assert answer is not None
        assert "document" in answer


def test_of_an_unforeseen_error_the_place_is_told_and_no_word_of_the_document(pids: Path) -> None:
    with fork(b"fault") as asked:
        answer = asked.answer(30)
    assert answer is not None
    assert answer["error"] == "fault"
    assert "hostile.py" in answer["place"]
    assert "words of the document" not in str(answer)


def test_what_a_library_prints_goes_nowhere(pids: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with fork(b"noise") as asked:
        answer = asked.answer(30)
    assert answer is not None
    assert "document" in answer
    assert capfd.readouterr() == ("", "")


def test_what_it_starts_knows_no_settings(pids: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLASHCARDS_SMTP_URL", "smtp://user:password@example.org")
    with pytest.raises(PermissionError):
        _settings()
    with fork(b"settings") as asked:
        answer = asked.answer(30)
    assert answer is not None
    assert answer["place"].startswith("SystemError")


def test_it_ends_itself_when_whoever_asked_was_killed(pids: Path) -> None:
    asker = subprocess.Popen(
        [sys.executable, "-c", ORPHAN], stdin=subprocess.PIPE, cwd=ROOT, env={**os.environ}
    )
    assert both_run(pids)
    asker.kill()
    asker.communicate()
    assert gone(pids)


def test_what_nobody_asks_ends_with_who_might_have(tmp_path: Path) -> None:
    told = """
import sys
from flashcards.making.apart import fork
fork._processors = lambda: 2
fork.begin()
print(*(each.pid for each in fork._begun.values()), flush=True)
sys.stdin.read()
"""
    asker = subprocess.Popen(
        [sys.executable, "-c", told],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    )
    assert asker.stdout is not None
    (tmp_path / "pids").write_text(asker.stdout.readline())
    assert len((tmp_path / "pids").read_text().split()) == 2
    assert not gone_at_once(tmp_path / "pids")
    asker.communicate("")
    assert asker.returncode == 0
    assert gone(tmp_path / "pids")


def test_what_was_begun_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fork_module, "_processors", lambda: 2)
    monkeypatch.setattr(fork_module, "active_count", lambda: 1)
    fork_module.begin()
    begun = dict(fork_module._begun)
    assert set(begun) == {"make", "look"}
    for do in begun:
        with ask(do, TEXT, name="words.md", pasted=False) as first:
            assert first is begun[do]
            assert first.answer(30) is not None
        with ask(do, TEXT, name="words.md", pasted=False) as second:
            assert second is not first
            assert second.answer(30) is not None
    assert not fork_module._begun


def test_a_process_with_threads_is_not_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flashcards.making.apart.fork.active_count", lambda: 1)
    with ask("read", TEXT, name="words.md", pasted=False) as asked:
        assert isinstance(asked, Fork)
    monkeypatch.undo()
    done = Event()
    other = Thread(target=done.wait)
    other.start()
    try:
        with ask("read", TEXT, name="words.md", pasted=False) as asked:
            assert isinstance(asked, Call)
            assert asked.answer(30) is not None
    finally:
        done.set()
        other.join()
