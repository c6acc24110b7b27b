"""What a new edition would do to the notes and drafts of a document; nothing is written here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.errors import Conflict
from flashcards.core.notes import Note
from flashcards.making.document import Document as ReadDocument
from flashcards.making.document import Span
from flashcards.making.drafting.draft import Draft as Proposed
from flashcards.making.editions import compare
from flashcards.making.editions.compare import Comparison, Place, Quote, Standing
from flashcards.making.plain import document_of
from flashcards.making.twins import Said
from flashcards.services.editions import fresh
from flashcards.services.editions.changes import Change, Move, Noted, changes
from flashcards.services.making import documents, drafting, drafts
from flashcards.services.making.reading import Read
from flashcards.services.wording import note_of
from flashcards.store.models import content
from flashcards.store.models.content import Deck, Document, Draft


@dataclass(frozen=True)
class Undecided:
    """A draft that nobody decided on yet; ``aside`` is why it does not go along, if so."""

    draft_id: int
    note: Note
    aside: str | None


@dataclass(frozen=True)
class Plan:
    """What becomes of each note and draft, and what is new.

    ``draft_places`` are the places of the drafts by their ids; what ``decided`` says is not
    proposed again; ``whole`` tells whether all of the earlier edition had been drafted;
    ``covered`` is where changed sentences stand that a person decided on.
    """

    earlier: Document
    read: Read
    move: Move
    comparison: Comparison
    notes: tuple[Noted, ...]
    changed: tuple[Change, ...]
    draft_places: dict[int, Place]
    undecided: tuple[Undecided, ...]
    decided: tuple[Said, ...]
    whole: bool
    covered: tuple[tuple[int, int], ...]

    def of(self, standing: Standing) -> list[Noted]:
        """Return the notes outside of the bin that stand so."""
        return [each for each in self.notes if each.place.standing is standing and not each.thrown]

    @property
    def untouched(self) -> list[Noted]:
        """Return the notes whose sentences stand as they were."""
        return self.of(Standing.UNTOUCHED)

    @property
    def lost(self) -> list[Noted]:
        """Return the notes whose sentences are gone."""
        return self.of(Standing.LOST)

    @property
    def set_aside(self) -> list[Undecided]:
        """Return the drafts not decided on whose sentence does not stand as it was."""
        return [each for each in self.undecided if each.aside]

    @property
    def is_strange(self) -> bool:
        """Tell whether the two are different documents rather than editions of one."""
        return self.comparison.likeness < compare.STRANGE

    @property
    def is_same(self) -> bool:
        """Tell whether both have the same text, letter by letter."""
        return text_hash(self.read.document) == self.earlier.text_hash

    def is_free(self, sentence: Span) -> bool:
        """Tell whether nothing that a person decided on was made of a sentence."""
        return not any(s < sentence.end and sentence.start < e for s, e in self.covered)

    @cached_property
    def drafts(self) -> list[Proposed]:
        """Return the drafts of a short document that are new."""
        line = self.move.old.line if self.whole else None
        unseen = fresh.unseen(self.read.drafts or (), line, self.covered)
        return fresh.without_twins(unseen, self.decided)

    @cached_property
    def waiting(self) -> list[int]:
        """Return the chapters of a long document that have something new in them."""
        chapters = self.read.chapters
        if not self.whole:
            return list(range(len(chapters)))
        blocks = self.read.document.blocks
        starts = [blocks[each.first].start for each in chapters if each.first < len(blocks)]
        added = self.comparison.added
        return sorted({max(0, bisect_right(starts, unit.start) - 1) for unit in added})


def text_hash(read: ReadDocument) -> str:
    """Return the hash that tells documents of the same text."""
    return sha256(read.text.encode()).hexdigest()


def plan(session: Session, user_id: int, document_id: int, read: Read) -> Plan:
    """Return what ``read`` would do in place of a document; raises Conflict and NotFound.

    Notes of hers alone are looked at, in whichever of her decks they are.
    """
    row = current(session, user_id, document_id)
    move = Move(row, document_of(documents.as_read(row)), read.document)
    notes, rows = _notes(session, user_id, document_id), drafts.drafts(session, document_id)
    found = compare.compare_texts(move.old, move.new, _quotes([*notes, *rows]))
    standing = tuple(_noted(session, each, _place(found, each)) for each in notes)
    draft_places = {each.id: _place(found, each) for each in rows}
    return Plan(
        row,
        read,
        move,
        found,
        standing,
        tuple(changes(standing, move)),
        draft_places,
        tuple(_undecided(rows, draft_places, _there(session, row, read.document))),
        tuple(map(fresh.said, _decided(rows, draft_places))),
        _is_drafted(session, user_id, document_id),
        _covered(standing, rows, draft_places),
    )


def current(session: Session, user_id: int, document_id: int) -> Document:
    """Return a document of the learner's that no other took the place of; raises Conflict."""
    row = documents.document(session, user_id, document_id)
    if row.later_id is not None:
        raise Conflict(
            "This is an earlier edition: another took its place. Give the new one in place of that."
        )
    return row


def _notes(session: Session, user_id: int, document_id: int) -> Sequence[content.Note]:
    return session.scalars(
        select(content.Note)
        .join(Deck, Deck.id == content.Note.deck_id)
        .where(content.Note.document_id == document_id, Deck.owner_id == user_id)
        .order_by(content.Note.start, content.Note.id)
    ).all()


def _key(row: content.Note | Draft) -> int:
    """Return a number that no other note or draft has."""
    return 2 * row.id + isinstance(row, Draft)


def _quotes(rows: Sequence[content.Note | Draft]) -> list[Quote]:
    return [Quote(_key(row), row.quote, row.start) for row in rows if row.quote.strip()]


def _place(found: Comparison, row: content.Note | Draft) -> Place:
    """Return the place of a row; what quotes nothing stands where the document does."""
    return found.places.get(_key(row), Place(Standing.UNTOUCHED))


def _noted(session: Session, row: content.Note, place: Place) -> Noted:
    deck = session.get_one(Deck, row.deck_id)
    thrown = row.deleted_at is not None or deck.deleted_at is not None
    return Noted(row.id, note_of(row), deck.title, place, thrown)


def _covered(
    standing: Sequence[Noted], rows: Sequence[Draft], places: dict[int, Place]
) -> tuple[tuple[int, int], ...]:
    """Return where changed sentences stand that a note, or a draft decided on, was made of."""
    decided = [places[row.id] for row in rows if row.state != documents.PENDING]
    found = [*(each.place for each in standing), *decided]
    spans = {(p.new.start, p.new.end) for p in found if p.new and p.standing is Standing.CHANGED}
    return tuple(sorted(spans))


def _there(session: Session, row: Document, read: ReadDocument) -> set[str]:
    """Return the guids of the drafts of the new edition, where its text was kept before."""
    chosen = (
        select(Draft.guid)
        .join(Document, Document.id == Draft.document_id)
        .where(Document.owner_id == row.owner_id, Document.text_hash == text_hash(read))
    )
    return set(session.scalars(chosen))


def _undecided(
    rows: Sequence[Draft], places: dict[int, Place], there: set[str]
) -> Iterator[Undecided]:
    why = {Standing.CHANGED: "changed", Standing.LOST: "gone", Standing.UNTOUCHED: None}
    for row in rows:
        if row.state == documents.PENDING:
            aside = why[places[row.id].standing] or ("there" if row.guid in there else None)
            yield Undecided(row.id, note_of(row), aside)


def _decided(rows: Sequence[Draft], places: dict[int, Place]) -> list[Draft]:
    """Return the drafts that are not proposed again: what moves along, and what was rejected."""
    return [
        row
        for row in rows
        if places[row.id].standing is Standing.UNTOUCHED or row.state == documents.REJECTED
    ]


def _is_drafted(session: Session, user_id: int, document_id: int) -> bool:
    progress = drafting.progress(session, user_id, document_id)
    return progress is None or not (progress.waiting or progress.failed)
