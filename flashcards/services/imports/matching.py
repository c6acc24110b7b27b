"""Which of a learner's notes a package knows, by their guids, and how both sides differ."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from flashcards.anki import identity
from flashcards.anki.package.foreign import ForeignCard, ForeignNote
from flashcards.anki.package.package import Package
from flashcards.core.notes import Note, NoteType, keepable
from flashcards.services import wording
from flashcards.services.imports import fields
from flashcards.services.library.decks import studied_ids
from flashcards.store.models import content
from flashcards.store.models.content import GUID_LIMIT, Deck
from flashcards.store.models.interchange import Import
from flashcards.store.models.learning import Wording

AT_ONCE = 500


class Verdict(StrEnum):
    """What an import would do with a note, unless the learner chooses otherwise."""

    NEW = "new"
    SAME = "same"
    UPDATED = "updated"
    """It was changed in Anki later than here: Anki's wording comes in."""
    KEPT = "kept"
    """It was changed here later than in Anki: the wording here stays."""
    BINNED = "binned"
    """It lies in the bin here, and stays there."""
    OTHER = "other"
    """It has another note type there than here: its wording stays as it is."""


@dataclass(frozen=True)
class Known:
    """A note of the learner's that has the guid of one in the package."""

    row: content.Note
    note: Note
    worded: Wording | None
    own: bool
    revived: bool
    """Whether it lies in the bin because an import was undone: it comes back with this one."""

    @property
    def modified(self) -> int:
        """Return when it was changed last, in epoch seconds."""
        latest = self.row.modified_at
        if self.worded is not None:
            latest = max(latest, self.worded.modified_at)
        return int(latest.timestamp())


def known(session: Session, user_id: int, guids: Collection[str]) -> dict[str, Known]:
    """Return those of the learner's notes that have one of the guids; own decks come first."""
    rows = session.execute(
        select(content.Note, Deck.owner_id, Deck.deleted_at, Import.state)
        .options(selectinload(content.Note.cards), selectinload(content.Note.note_type))
        .join(Deck, Deck.id == content.Note.deck_id)
        .outerjoin(Import, Import.id == content.Note.import_id)
        .where(
            content.Note.guid.in_(guids),
            (Deck.owner_id == user_id)
            | (Deck.owner_id.is_(None) & Deck.id.in_(studied_ids(user_id))),
        )
        .order_by(content.Note.id)
    ).all()
    worded = wording.wordings(session, user_id, [row.id for row, *_ in rows])
    found: dict[str, Known] = {}
    for row, owner, deck_gone, state in rows:
        gone = row.deleted_at is not None or deck_gone is not None
        revived = gone and state == "undone"
        if gone and not revived and not (row.deleted_at is not None and deck_gone is None):
            continue
        one = Known(
            row,
            wording.note_of(row, worded.get(row.id)),
            worded.get(row.id),
            owner == user_id,
            revived,
        )
        before = found.get(row.guid)
        if before is None or _rank(one) > _rank(before):
            found[row.guid] = one
    return found


def verdict(there: ForeignNote, here: Known | None) -> Verdict:
    """Return what would be done with a note of a package."""
    if here is None:
        return Verdict.NEW
    if here.revived:
        return Verdict.UPDATED
    if here.row.deleted_at is not None:
        return Verdict.BINNED
    if not _same_type(there, here.note):
        return Verdict.OTHER
    if fields.says_the_same(here.note, there.fields) and _same_tags(there, here):
        return Verdict.SAME
    return Verdict.UPDATED if there.modified > here.modified else Verdict.KEPT


def _same_tags(there: ForeignNote, here: Known) -> bool:
    """Say whether a note has the same tags there; those of a shared one are not hers to change."""
    return not here.own or set(identity.tags(here.note.tags)) == set(there.tags)


def _same_type(there: ForeignNote, note: Note) -> bool:
    if note.layout is not None:
        return note.layout.anki_id == there.note_type_id and len(note.layout.fields) == len(
            there.fields
        )
    return fields.OURS.get(there.note_type_id) == NoteType(note.type)


def _rank(one: Known) -> tuple[bool, bool]:
    return one.row.deleted_at is None, one.own


def _single(note: ForeignNote) -> ForeignNote:
    """Return a note with a guid that can be kept, and that no other one of its package has.

    It is the same every time; ``services/exports`` finds the one it has in Anki in it.
    """
    own = f"~{note.id}" if note.doubled else ""
    guid = keepable(note.guid)[: GUID_LIMIT - len(own)] + own
    return note if guid == note.guid else replace(note, guid=guid)


def portions(batches: Iterator[list[ForeignNote]]) -> Iterator[Sequence[ForeignNote]]:
    """Yield the notes in lists as long as one select takes; a second one of a guid gets its own."""
    every = (_single(note) for batch in batches for note in batch)
    while some := list(islice(every, AT_ONCE)):
        yield some


def cards_of_notes(package: Package) -> dict[int, list[ForeignCard]]:
    """Return the cards of each note of a package that has any, by the note's id there."""
    found: dict[int, list[ForeignCard]] = {}
    for batch in package.cards():
        for card in batch:
            found.setdefault(card.note_id, []).append(card)
    return found
