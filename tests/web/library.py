"""What a learner has: a thing of each kind, made by the buttons of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card, Deck, Document, Draft, Note
from flashcards.store.models.interchange import ForeignNoteType
from flashcards.store.models.media import MediaName
from tests.media_files import png
from tests.packages import write
from tests.web.visitor import NOW, Visitor

ARTICLE = """# {title}

## What is a rupture?

A rupture is a strain in the bond between a therapist and a client. It can be quiet or loud.

## What are the kinds of ruptures?

The main kinds of ruptures include withdrawal, confrontation, and mixed forms. Withdrawal is
movement away from the therapist. Confrontation is movement against the therapist.

## What is repair?

Repair is the work by which both restore the bond after a rupture. It asks for patience and
for honest words from the therapist.
"""
"""A text that gives several drafts."""


@dataclass(frozen=True)
class Library:
    """The ids of what one learner has."""

    user: int
    deck: int
    note: int
    card: int
    cloze: int
    reversed: int
    thrown_note: int
    thrown_deck: int
    document: int
    drafts: tuple[int, ...]
    shared: int
    shared_note: int
    exam: int
    media: int
    sha256: str
    """A file, which a note in the bin shows."""
    planned: int
    """An import that waits to be decided on."""
    note_type: int


def user_id(database: Database, email: str) -> int:
    """Return the id of an account."""
    with database.read() as session:
        return session.scalars(select(User.id).where(User.email == email)).one()


def add_deck(visitor: Visitor, title: str = "A deck", **fields: str) -> int:
    """Make a deck and return its id."""
    return _id(visitor.post("/decks/new", {"title": title, **fields}).location)


def add_note(visitor: Visitor, database: Database, deck: int, **fields: str) -> int:
    """Add a note and return its id."""
    kind = "cloze" if "text" in fields else "basic"
    words = {} if "text" in fields else {"front": "A front", "back": "A back"}
    sent = {"deck": str(deck), "type": kind, **words, **fields}
    assert visitor.post("/notes/new", sent).status_code == 302
    with database.read() as session:
        newest = select(Note.id).where(Note.deck_id == deck).order_by(Note.id.desc())
        return session.scalars(newest).first() or 0


def add_document(visitor: Visitor, title: str = "Ruptures", deck: str = "new") -> int:
    """Give a text and return the id of its document."""
    pasted = visitor.post("/make", {"text": ARTICLE.format(title=title), "deck": deck})
    assert pasted.status_code == 302, pasted.get_data(as_text=True)
    return _id(pasted.location)


def add_file(visitor: Visitor, data: bytes, name: str = "rose.png") -> dict[str, str]:
    """Give a picture or a sound and return what a script is told of it."""
    answer = visitor.upload(data, name, "/media", headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    told: dict[str, str] = answer.json or {}
    return told


def add_exam(visitor: Visitor, *decks: int, **fields: str) -> int:
    """Add an exam on decks and return its id."""
    said = {"title": "Finals", "day": "2026-06-01", "last_look": "3", **fields}
    made = visitor.post("/exams", {**said, "decks": [str(deck) for deck in decks]})
    assert made.status_code == 302, made.get_data(as_text=True)
    return _id(made.location)


def drafts_of(database: Database, document: int) -> tuple[int, ...]:
    """Return the ids of the drafts of a document, in their order."""
    with database.read() as session:
        chosen = select(Draft.id).where(Draft.document_id == document).order_by(Draft.position)
        return tuple(session.scalars(chosen))


def cards_of(database: Database, note: int) -> tuple[int, ...]:
    """Return the ids of the cards of a note."""
    with database.read() as session:
        chosen = select(Card.id).where(Card.note_id == note).order_by(Card.ordinal)
        return tuple(session.scalars(chosen))


def shared_deck(database: Database) -> int:
    """Return the id of the deck that belongs to everybody."""
    with database.read() as session:
        return session.scalars(select(Deck.id).where(Deck.owner_id.is_(None))).one()


def note_called(database: Database, guid: str) -> int:
    """Return the id of the note with ``guid``."""
    with database.read() as session:
        return session.scalars(select(Note.id).where(Note.guid == guid)).one()


def documents_of(database: Database, user: int) -> list[Document]:
    """Return the documents of a learner."""
    with database.read() as session:
        return list(session.scalars(select(Document).where(Document.owner_id == user)))


def media_called(database: Database, name: str) -> int:
    """Return the id of the file with a name."""
    with database.read() as session:
        return session.scalars(select(MediaName.id).where(MediaName.name == name)).one()


def add_import(visitor: Visitor, *notes: Sequence[str]) -> int:
    """Give a package from Anki and return the id of its import, which is planned."""
    with TemporaryDirectory() as folder:
        package = write(Path(folder) / "theory.apkg", *notes)
        sent = visitor.upload(package.read_bytes(), package.name, "/imports")
    return _id(sent.location)


def add_note_type(database: Database, owner: int, now: datetime) -> int:
    """Keep a note type of Anki's that no note has, and return its id."""
    kind = ForeignNoteType(owner_id=owner, anki_id=1, shape="x", name="Theory", modified_at=now)
    kind.fields, kind.templates = ["Front"], [["Card 1", "{{Front}}", "{{Front}}"]]
    with database.write() as session:
        session.add(kind)
        session.flush()
        return kind.id


def furnish(visitor: Visitor, database: Database) -> Library:
    """Give a learner who is logged in a thing of each kind."""
    deck = add_deck(visitor, f"Deck of {visitor.email}")
    note = add_note(visitor, database, deck, front=f"Front of {visitor.email}")
    cloze = add_note(visitor, database, deck, text="{{c1::One}} and {{c2::two}}.")
    both = add_note(visitor, database, deck, type="reversed", front="Term", back="Meaning")
    picture = png(width=user_id(database, visitor.email) + 3)
    file = add_file(visitor, picture, f"{visitor.email}.png")
    thrown_note = add_note(visitor, database, deck, front="Thrown away", back=file["mark"])
    visitor.post(f"/notes/{thrown_note}/delete")
    thrown_deck = add_deck(visitor, "Thrown away")
    visitor.post(f"/decks/{thrown_deck}/delete")
    document = add_document(visitor, f"Document of {visitor.email}", str(deck))
    drafts = drafts_of(database, document)
    assert len(drafts) >= 3
    visitor.post(f"/drafts/{drafts[0]}/accept")
    visitor.post(f"/drafts/{drafts[1]}/reject")
    shared = shared_deck(database)
    visitor.post(f"/decks/{shared}/study")
    (card,) = cards_of(database, note)
    answered = visitor.post(f"/study/{deck}", {"card": card, "grade": "4", "id": f"first-{deck}"})
    assert answered.status_code == 302
    visitor.get("/bin/")
    exam = add_exam(visitor, deck)
    return Library(
        user=user_id(database, visitor.email),
        deck=deck,
        note=note,
        card=card,
        cloze=cloze,
        reversed=both,
        thrown_note=thrown_note,
        thrown_deck=thrown_deck,
        document=document,
        drafts=drafts,
        shared=shared,
        shared_note=note_called(database, "sh-parts"),
        exam=exam,
        media=media_called(database, file["name"]),
        sha256=file["address"].split("/")[2],
        planned=add_import(visitor, (f"Front of {visitor.email}", "Back")),
        note_type=add_note_type(database, user_id(database, visitor.email), NOW),
    )


def _id(location: str) -> int:
    return int(location.rstrip("/").rsplit("/", 1)[1])
