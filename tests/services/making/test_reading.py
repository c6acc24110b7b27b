"""A document is read apart from everything else, and looked at before anything of it is kept."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flashcards.core.errors import FlashcardsError, TooMany, Unreadable
from flashcards.making.apart import call
from flashcards.making.apart.call import Call
from flashcards.making.apart.here import Here
from flashcards.services.making import reading
from flashcards.services.making.reading import Given, read
from tests.making.long_texts import as_epub, book
from tests.making.reading.packed_files import docx, paragraph

ARTICLE = b"# Ruptures\n\nA rupture is a strain in the bond between therapist and client.\n" * 4
NOTES = """Session 4, 12 March 2024

Client: Marlene Okafor, born 3.4.1988, phone 0171 5550199

Marlene came ten minutes late and spoke about the row with her sister. She slept badly and cried
twice. PHQ-9: 17. She reported passive suicidal thoughts without a plan.

Plan: behavioural activation, next session 19 March. Call her GP about sertraline 50 mg.
"""


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let documents do harm to the process that reads them."""
    monkeypatch.setattr(call, "_CHILD", "tests.making.apart.hostile")
    monkeypatch.setenv("HOSTILE_PIDS", str(tmp_path / "pids"))


def test_a_chapter_comes_back_with_its_drafts() -> None:
    for ask in (Call, Here):
        found = read(Given(ARTICLE, "article.md"), 1, ask)
        assert found.document.title == "Ruptures"
        assert found.drafts
        assert found.seen is None
        assert len(found.chapters) == 1


def test_the_drafts_of_a_long_document_are_not_waited_for() -> None:
    found = read(Given(as_epub(book(12_000, 3)), "book.epub"), 1, Call)
    assert [chapter.title for chapter in found.chapters] == [
        f"Part {number} of the work" for number in (1, 2, 3)
    ]
    assert found.drafts is None


def test_drafts_that_take_long_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PATIENCE", 0.0)
    found = read(Given(ARTICLE, "article.md"), 1, Call)
    assert found.drafts is None
    assert len(found.chapters) == 1


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("hang", "takes too long"),
        ("swell", "needs more memory"),
        ("crash", "something in it is not as it should be"),
        ("fault", "something in it is not as it should be"),
    ],
)
@pytest.mark.usefixtures("hostile")
def test_harm_is_told_in_the_learners_words_and_done_to_nobody_else(
    monkeypatch: pytest.MonkeyPatch, what: str, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("flashcards").addHandler(caplog.handler)
    monkeypatch.setattr(reading, "LONGEST", 2.0 if what == "hang" else 60.0)
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(read, Given(b"harmless", "other.md"), 2, Call)
        with pytest.raises(Unreadable) as raised:
            read(Given(what.encode(), "Anna M.txt"), 1, Call)
        assert other.result().document.text.startswith("A rupture")
    assert "“Anna M.txt”" in str(raised.value)
    assert told in str(raised.value)
    logging.getLogger("flashcards").removeHandler(caplog.handler)
    assert "a document could not be read" in caplog.text
    assert "Anna" not in caplog.text
    assert "words of the document" not in caplog.text


def test_an_installation_that_starts_no_process_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(Unreadable, match="This installation cannot read"):
        read(Given(ARTICLE, "article.md"), 1, Call)


@pytest.mark.usefixtures("hostile")
def test_one_learner_cannot_have_everything_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST", 4.0)

    def attempt(user: int, data: bytes = b"hang") -> FlashcardsError | None:
        try:
            read(Given(data, "x.md"), user, Call)
        except FlashcardsError as error:
            return error
        return None

    with ThreadPoolExecutor(4) as pool:
        hanging = [pool.submit(attempt, 1) for _ in range(reading.OF_ONE)]
        _until(lambda: reading._readers[1] == reading.OF_ONE)
        assert isinstance(attempt(1), TooMany)
        assert attempt(2, b"harmless") is None
        third = pool.submit(attempt, 2)
        _until(lambda: reading._readers[2] == 1)
        time.sleep(0.2)
        assert isinstance(attempt(3), TooMany)
        assert all(isinstance(each.result(), Unreadable) for each in (*hanging, third))
    assert not reading._readers
    assert attempt(1, b"harmless") is None


@pytest.mark.parametrize("ask", [Call, Here])
def test_notes_about_a_client_are_stopped_and_shown_with_a_redacted_text(
    ask: Callable[..., Call | Here],
) -> None:
    found = read(Given(NOTES.encode(), "pasted text", pasted=True), 1, ask)
    assert found.drafts is None
    assert found.seen is not None
    assert "client" in found.seen.advice
    shown = {stretch.words for stretch in found.seen.stretches}
    assert {"Marlene Okafor", "0171 5550199"} <= shown
    for stretch in found.seen.stretches:
        around = stretch.before.removeprefix("… ") + stretch.words
        assert " ".join(around.split()) in " ".join(NOTES.split())
        assert stretch.what
    assert "Marlene" not in found.seen.redacted
    assert "0171" not in found.seen.redacted
    assert "behavioural activation" in found.seen.redacted
    again = Given(found.seen.redacted.encode(), "pasted text", pasted=True)
    assert read(again, 1, ask).seen is not None
    redacted = Given(again.data, again.name, pasted=True, redacted=True)
    assert read(redacted, 1, ask).seen is None
    half = found.seen.redacted.replace("Client: [client]", "Client: Marlene Okafor")
    assert read(Given(half.encode(), "x", pasted=True, redacted=True), 1, ask).seen is not None


def test_of_a_file_its_headings_and_lists_outlive_the_redaction() -> None:
    body = paragraph("Case of the month", "heading1") + paragraph("Notes", "heading2")
    for line in NOTES.splitlines():
        body += paragraph(line) if line else ""
    body += paragraph("sleeps badly", item=0) + paragraph("rows with her sister", item=0)
    found = read(Given(docx(body), "Marlene.docx"), 1, Here)
    assert found.seen is not None
    assert "# Case of the month\n" in found.seen.redacted
    assert "## Notes\n" in found.seen.redacted
    assert "- sleeps badly\n" in found.seen.redacted
    assert "Marlene" not in found.seen.redacted


def _until(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)
