"""What was left out can be used after all: it is in the text, and drafts are made of it."""

from __future__ import annotations

import pytest

from flashcards.core.errors import Conflict, NotFound
from flashcards.core.notes import NoteType
from flashcards.making.apart.here import Here
from flashcards.making.chapters import chapters
from flashcards.making.document import Block, Kind, LeftOut
from flashcards.making.document import Document as ReadDocument
from flashcards.services.making import article, bringing_back, documents, drafting, drafts
from flashcards.store.engine import Database
from flashcards.store.models.content import Document
from tests.conftest import NOW
from tests.services.people import Class, make_class

LOST = "Countertransference is the set of feelings that a client stirs in the therapist."
ALSO = "Transference is the return of early feelings within the therapy."
KEPT = "A rupture is a strain in the bond."
TEXT = f"On feelings\n\n{LOST}\n\n{ALSO}\n\n{KEPT}"
OUT = TEXT.index(LOST), TEXT.index(ALSO) + len(ALSO)


@pytest.fixture
def people(database: Database) -> Class:
    """Return two learners."""
    with database.write() as session:
        return make_class(session, [NoteType.BASIC])


@pytest.fixture
def document(database: Database, people: Class) -> int:
    """Return a document of the learner's from which two passages were left out."""
    at = TEXT.index(KEPT)
    blocks = (Block(0, 11, Kind.HEADING, 1), Block(at, at + len(KEPT)))
    gone = tuple(
        LeftOut(words, "an aside", TEXT.index(words), TEXT.index(words) + len(words))
        for words in (LOST, ALSO)
    )
    with database.write() as session:
        read = ReadDocument("On feelings", TEXT, blocks, None, gone)
        row, _ = documents.keep(session, people.learner, read, chapters(read), None, NOW)
        row.chapters = [["One", 0, 1], ["Two", 1, 2]]
        return row.id


def bring(database: Database, user: int, document: int, start: int, end: int) -> int:
    """Bring back what was left out between two places."""
    with database.read() as session:
        passage = bringing_back.again(session, user, document, start, end)
    made = bringing_back.drafted(passage, Here)
    with database.write() as session:
        return bringing_back.take_in(session, user, document, passage, made)


def test_it_is_in_the_text_again_with_drafts_of_its_own_words(
    database: Database, people: Class, document: int
) -> None:
    assert bring(database, people.learner, document, *OUT) >= 1
    with database.read() as session:
        row = session.get_one(Document, document)
        assert row.left_out == []
        said = [(kind, row.text[start:end]) for kind, start, end, *_ in row.blocks]
        assert said == [
            ("heading", "On feelings"),
            ("paragraph", LOST),
            ("paragraph", ALSO),
            ("paragraph", KEPT),
        ]
        assert row.chapters == [["One", 0, 3], ["Two", 3, 4]]
        kinds = [part.kind for part in article.article(row, [], 0)]
        assert kinds == ["heading", "paragraph", "paragraph"]
        made = drafts.drafts(session, document)
        assert any("ountertransference" in each.front + each.text for each in made)
        for each in made:
            assert (each.chapter, each.state) == (0, documents.PENDING)
            assert row.text[each.start : each.end] == each.quote
            assert OUT[0] <= (each.start or 0) < OUT[1]


def test_one_of_several_passages_leaves_the_others_out(
    database: Database, people: Class, document: int
) -> None:
    bring(database, people.learner, document, OUT[0], OUT[0] + len(LOST))
    with database.read() as session:
        assert [out["quote"] for out in session.get_one(Document, document).left_out] == [ALSO]


def test_brought_back_twice_it_is_there_once(
    database: Database, people: Class, document: int
) -> None:
    with database.read() as session:
        passage = bringing_back.again(session, people.learner, document, *OUT)
    made = bringing_back.drafted(passage, Here)
    for expected in (len(made), 0):
        with database.write() as session:
            count = bringing_back.take_in(session, people.learner, document, passage, made)
            assert count == expected
    with database.read() as session:
        assert len(session.get_one(Document, document).blocks) == 4
    with pytest.raises(NotFound), database.read() as session:
        bringing_back.again(session, people.learner, document, *OUT)


def test_nobody_else_brings_it_back_and_nothing_that_was_not_left_out(
    database: Database, people: Class, document: int
) -> None:
    at = TEXT.index(KEPT)
    for who, start, end in ((people.other, *OUT), (people.learner, at, at + len(KEPT))):
        with pytest.raises(NotFound), database.read() as session:
            bringing_back.again(session, who, document, start, end)


def test_it_waits_until_the_document_is_drafted(
    database: Database, people: Class, document: int
) -> None:
    with database.write() as session:
        drafting.begin(session, session.get_one(Document, document), NOW)
    with pytest.raises(Conflict), database.read() as session:
        bringing_back.again(session, people.learner, document, *OUT)
