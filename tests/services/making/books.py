"""Documents of several chapters, kept for a learner, with work on them open."""

from __future__ import annotations

from sqlalchemy.orm import Session

from flashcards.making.chapters import Chapter, chapters
from flashcards.making.document import Document
from flashcards.making.reading.read import read
from flashcards.services.making import documents, drafting
from flashcards.store.engine import Database
from flashcards.store.models import content
from tests.conftest import NOW

HEADINGS = ("Ruptures", "Repair", "Holding", "Pacing")
_SAID = (
    "A rupture is a strain or a breakdown in the collaboration of therapist and client.",
    "Repair is the work by which therapist and client mend a strain and go on together.",
    "Holding is a way of being with a client that lets strong feelings be felt in safety.",
    "Pacing is the adjustment of a session to the speed at which a client can take part.",
)


def book(name: str = "A book") -> tuple[Document, tuple[Chapter, ...]]:
    """Return a document of four chapters, each of which defines a term of its own."""
    text = "\n\n".join(
        f"# {heading}\n\n{said}\n\n{f'Nobody wrote {name} to be learned by heart. ' * 8}"
        for heading, said in zip(HEADINGS, _SAID, strict=True)
    )
    document = read(text.encode(), f"{name}.md")
    (whole,) = chapters(document)
    step = whole.end // len(HEADINGS)
    return document, tuple(
        Chapter(heading, number * step, (number + 1) * step)
        for number, heading in enumerate(HEADINGS)
    )


def keep(session: Session, user_id: int, name: str = "A book") -> content.Document:
    """Keep a book of a learner's and put its chapters up for drafting."""
    row, is_new = documents.keep(session, user_id, *book(name), None, NOW)
    assert is_new
    drafting.begin(session, row, NOW)
    return row


def kept(database: Database, user_id: int, name: str = "A book") -> int:
    """Keep a book and return its id."""
    with database.write() as session:
        return keep(session, user_id, name).id
