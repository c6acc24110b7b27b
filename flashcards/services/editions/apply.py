"""Puts a new edition in the place of an earlier one: notes keep their ids, cards and schedules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from flashcards.core.errors import Conflict, Invalid
from flashcards.core.notes import Note
from flashcards.making.editions.compare import Place, Standing
from flashcards.services.editions.changes import EARLIER, Change, Noted
from flashcards.services.editions.plan import Plan
from flashcards.services.library import notes
from flashcards.services.making import documents, drafting, drafts
from flashcards.services.wording import note_of, write_to
from flashcards.store.models import content
from flashcards.store.models.content import Document, Draft, Edition


class Do(StrEnum):
    """What to do with a note whose sentence was changed or is gone."""

    FOLLOW = "follow"
    KEEP = "keep"
    TAKE = "take"
    SUSPEND = "suspend"
    DELETE = "delete"


@dataclass(frozen=True)
class Choice:
    """What a person chose for a note; ``wording`` is the note as she takes it."""

    do: Do
    wording: Note | None = None


class Unkeepable(Invalid):
    """The wording of a note that cannot be kept; ``note_id`` says of which."""

    def __init__(self, error: Invalid, note_id: int) -> None:
        super().__init__(str(error), error.field)
        self.note_id = note_id


def default(change: Change) -> Do:
    """Return what is done with a changed note when nothing is chosen: nothing is lost by it."""
    return Do.FOLLOW if change.carried else Do.KEEP


def apply(
    session: Session, user_id: int, plan: Plan, choices: Mapping[int, Choice], now: datetime
) -> Document:
    """Do what was planned and chosen, and return the new edition.

    A note that was changed since the plan was made stays with the earlier edition. Raises
    Conflict, Unkeepable and TooMany.
    """
    row = documents.document(session, user_id, plan.earlier.id)
    session.refresh(row, with_for_update=True)
    if row.later_id is not None or plan.is_same:
        raise Conflict("This document was replaced meanwhile. Look at it again.")
    if plan.read.drafts is None and plan.waiting:
        drafting.check_room(session, user_id)
    new, made = documents.keep(session, user_id, plan.read.document, plan.read.chapters, None, now)
    new.deck_id = new.deck_id or row.deck_id
    row.later_id, new.later_id = new.id, None
    session.execute(delete(Edition).where(Edition.document_id == new.id))
    session.flush()
    applied = _Applied(session, user_id, plan, new, now)
    for noted in plan.notes:
        applied.note(noted, choices.get(noted.note_id))
    applied.drafts()
    session.add(applied.edition(made))
    _draft(session, plan, new, row, made, now)
    session.flush()
    return new


class _Applied:
    """One edition that is being applied, with what it takes to undo it."""

    def __init__(
        self, session: Session, user_id: int, plan: Plan, new: Document, now: datetime
    ) -> None:
        self.session = session
        self.user_id = user_id
        self.plan = plan
        self.new = new
        self.now = now
        self.move = plan.move
        self.rows = rows_of(session, plan.earlier.id)
        self.aside = {each.draft_id: each.aside for each in plan.set_aside}
        self.changes = {change.note_id: change for change in plan.changed}
        self.stays: set[int] = set()
        self.positions: dict[int, int] = {}
        self.before: dict[str, list[Any]] = {
            "notes": [],
            "drafts": [],
            "suspended": [],
            "deleted": [],
        }

    def note(self, noted: Noted, choice: Choice | None) -> None:
        """Do with one note what was chosen for it, or else what is safe."""
        row = self.rows.get(noted.note_id)
        if row is None or note_of(row) != noted.note:
            self.stays.add(noted.note_id)
            return
        do = self._does(noted, choice)
        if do in (Do.FOLLOW, Do.TAKE):
            self._moved(row, noted, choice.wording if choice and do is Do.TAKE else None)
            return
        self.stays.add(row.id)
        self._marked(row)
        if do is Do.SUSPEND and not notes.suspended(self.session, self.user_id, row.id):
            notes.set_suspended(self.session, self.user_id, row.id, True)
            self.before["suspended"].append(row.id)
        elif do is Do.DELETE:
            notes.delete(self.session, self.user_id, row.id, self.now)
            self.before["deleted"].append(row.id)

    def drafts(self) -> None:
        """Take the drafts along whose sentences stand, and those of notes that moved.

        Those that nobody decided on and that stay say why.
        """
        rows = drafts.drafts(self.session, self.plan.earlier.id)
        starts = [documents.extent(self.new, n)[0] for n in range(len(self.new.chapters))]
        for row in rows:
            place = self.plan.draft_places.get(row.id)
            row.aside = self.aside.get(row.id) if row.state == documents.PENDING else None
            if place is None or row.aside or not self._goes(row, place):
                continue
            was = _values(row, _OF_DRAFT)
            write_to(row, self.move.moved(note_of(row), place))
            row.document_id = self.new.id
            row.chapter = max(0, bisect_right(starts, row.start or 0) - 1)
            row.position = self._position(row.chapter)
            self.before["drafts"].append([row.id, was])

    def _position(self, chapter: int) -> int:
        """Return the next position in a chapter; the new drafts come behind those that moved."""
        if chapter not in self.positions:
            self.positions[chapter] = drafts.next_position(self.session, self.new.id, chapter)
        self.positions[chapter] += 1
        return self.positions[chapter] - 1

    def edition(self, made: bool) -> Edition:
        """Return the record of what was done."""
        counts = {
            "untouched": len(self.plan.untouched),
            "changed": len(self.plan.changed),
            "lost": len(self.plan.lost),
        }
        return Edition(
            document_id=self.new.id,
            earlier_id=self.plan.earlier.id,
            applied_at=self.now,
            made=made,
            whole=self.plan.whole,
            covered=[list(span) for span in self.plan.covered],
            counts=counts,
            before=self.before,
        )

    def _does(self, noted: Noted, choice: Choice | None) -> Do:
        """Return what is done with a note; a choice that its standing does not offer is none."""
        standing = noted.place.standing
        if standing is Standing.UNTOUCHED:
            return Do.FOLLOW
        offered = set(Do) if standing is Standing.CHANGED else {Do.KEEP, Do.SUSPEND, Do.DELETE}
        if noted.thrown:
            return Do.KEEP
        if choice is not None and choice.do in offered:
            return choice.do
        change = self.changes.get(noted.note_id)
        return default(change) if change else Do.KEEP

    def _moved(self, row: content.Note, noted: Noted, wording: Note | None) -> None:
        was = _values(row, _OF_NOTE)
        if wording is not None:
            try:
                notes.change(self.session, self.user_id, row.id, wording, self.now)
            except Invalid as error:
                raise Unkeepable(error, row.id) from error
        write_to(row, self.move.moved(note_of(row), noted.place))
        row.document_id = self.new.id
        if (row.quote, row.source) != (noted.note.quote, noted.note.source):
            row.modified_at = self.now
        self.before["notes"].append([row.id, was, _values(row, _OF_NOTE)])

    def _marked(self, row: content.Note) -> None:
        """Let a note that stays say that its source is the earlier edition."""
        if not row.source or row.source.endswith(EARLIER):
            return
        was = _values(row, _OF_NOTE)
        row.source, row.modified_at = row.source + EARLIER, self.now
        self.before["notes"].append([row.id, was, _values(row, _OF_NOTE)])

    def _goes(self, row: Draft, place: Place) -> bool:
        if row.state == documents.ACCEPTED and row.note_id is not None:
            return row.note_id not in self.stays and place.standing is not Standing.LOST
        return place.standing is Standing.UNTOUCHED


def rows_of(session: Session, document_id: int) -> dict[int, content.Note]:
    """Return the notes of a document, which are changed together then."""
    chosen = select(content.Note).where(content.Note.document_id == document_id)
    return {row.id: row for row in session.scalars(chosen)}


_OF_NOTE = (
    "document_id", "quote", "section", "start", "end", "source", "front", "back", "text",
)  # fmt: skip
_OF_DRAFT = ("document_id", "quote", "section", "start", "end", "chapter", "position")


def _values(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _draft(
    session: Session, plan: Plan, new: Document, row: Document, made: bool, now: datetime
) -> None:
    """Keep the new drafts, or put the chapters with something new up for drafting."""
    progress = drafting.progress(session, row.owner_id, row.id)
    if progress is not None and progress.state == drafting.WORKING:
        drafting.stop(session, row.owner_id, row.id)
    if not made:
        return
    if plan.read.drafts is not None:
        drafts.add(session, new.id, 0, plan.drafts)
    elif plan.waiting:
        drafting.begin(session, new, now, plan.waiting)
