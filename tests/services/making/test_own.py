"""An own card is made of whole words of the document, and its quote is kept for ever."""

from __future__ import annotations

import pytest

from flashcards.core.errors import Invalid, NotFound
from flashcards.core.notes import Note, NoteType
from flashcards.services.making import documents, drafts, own
from flashcards.store.engine import Database
from flashcards.store.models import content
from flashcards.store.models.content import Document
from tests.conftest import NOW
from tests.services.making.test_drafts import LATER, keep
from tests.services.people import Class, make_class

TEXT = (
    "Ruptures 😀\n\nThe client’s self-worth falls. It mends when both speak. And it mends when"
    " both speak again."
)
WORDING = Note("", NoteType.BASIC, front="What falls?", back="Self-worth", tags=("mine",))


@pytest.fixture
def people(database: Database) -> Class:
    """Return two learners."""
    with database.write() as session:
        return make_class(session, [NoteType.BASIC])


def row(text: str = TEXT) -> Document:
    """Return a document with a heading."""
    return Document(
        title="x", text=text, blocks=[["heading", 0, 10, 1, [], []]], chapters=[["", 0, 1]]
    )


@pytest.mark.parametrize(
    ("selected", "quote"),
    [
        ("ent’s self-wor", "client’s self-worth"),
        (" falls. ", "falls."),
        ("client’s self-worth falls.", "client’s self-worth falls."),
        ("😀\n\nTh", "😀\n\nThe"),
        ("elf-w", "self-worth"),
    ],
)
def test_a_selection_snaps_to_whole_words(selected: str, quote: str) -> None:
    start = TEXT.index(selected)
    chosen = own.passage(row(), start, start + len(selected))
    assert chosen.quote == quote == TEXT[chosen.start : chosen.end]
    assert chosen == own.passage(row(), start + len(selected), start)
    assert chosen.section == TEXT[0:10]


@pytest.mark.parametrize(("start", "end"), [(5, 5), (10, 12), (9_999, 10_050), (-9, 0)])
def test_a_selection_without_words_is_refused(start: int, end: int) -> None:
    with pytest.raises(Invalid):
        own.passage(row(), start, end)


def test_a_selection_that_is_too_long_for_a_card_is_refused() -> None:
    with pytest.raises(Invalid, match="too long"):
        own.passage(row("word " * 1_000), 0, 4_000)


def test_a_passage_is_found_by_its_words_at_the_place_that_was_meant() -> None:
    words = "mends  when\nboth speak"
    first, second = TEXT.index("mends"), TEXT.rindex("mends")
    assert own.found(row(), words).start == first
    assert own.found(row(), words, second).start == second
    assert own.found(row(), words, 3).start == first
    with pytest.raises(Invalid, match="word for word"):
        own.found(row(), "mends whenever both speak")
    for words in ("", " \n", "x" * 4_000):
        with pytest.raises(Invalid):
            own.found(row(), words)


def test_an_own_card_is_a_note_at_once_and_can_be_undone(database: Database, people: Class) -> None:
    with database.write() as session:
        document = keep(session, people.learner)
        start = document.text.index("strain")
        chosen = own.passage(document, start, start + 6)
        made = own.add(session, people.learner, document.id, WORDING, chosen, NOW)
        note = session.get_one(content.Note, made.note_id)
        assert (note.quote, note.start, note.end) == (chosen.quote, chosen.start, chosen.end)
        assert (note.front, note.document_id, note.deck_id) == (
            "What falls?",
            document.id,
            document.deck_id,
        )
        assert (made.state, made.quality, note.tags.split()) == ("accepted", 1.0, ["mine", "own"])
        assert drafts.drafts(session, document.id)[-1] is made
        (back,) = drafts.undo(session, people.learner, document.id, LATER)
        assert (back.id, back.state) == (made.id, documents.PENDING)
        assert note.deleted_at == LATER


def test_an_own_card_that_asks_nothing_is_refused(database: Database, people: Class) -> None:
    with database.write() as session:
        document = keep(session, people.learner)
        chosen = own.passage(document, 0, 8)
        empty = Note("", NoteType.CLOZE, text="Nothing hidden")
        with pytest.raises(Invalid):
            own.add(session, people.learner, document.id, empty, chosen, NOW)
        with pytest.raises(NotFound):
            own.add(session, people.other, document.id, WORDING, chosen, NOW)
        assert len(drafts.drafts(session, document.id)) == 4
