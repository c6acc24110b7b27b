"""Takes in the notes of a file, in the one transaction that it is given, as an import to undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from flashcards import clock
from flashcards.core import notes as core_notes
from flashcards.core.errors import Refused
from flashcards.core.notes import keepable
from flashcards.core.scheduling import day
from flashcards.services.formats import incoming, sorting
from flashcards.services.formats.sorting import Sorted, Sorting, Target, Verdict
from flashcards.services.imports import shelf
from flashcards.services.imports.applying import Done
from flashcards.services.library import decks, notes
from flashcards.services.wording import WORDED, note_of
from flashcards.store import many, queries
from flashcards.store.models import content
from flashcards.store.models.content import Card, Deck
from flashcards.store.models.interchange import Import

_AT_ONCE = 500
_TEXTS = (*WORDED, "source", "quote", "section")


def take(
    session: Session,
    user_id: int,
    name: str,
    file: incoming.File,
    target: Target,
    now: datetime,
    *,
    update: bool = True,
    new_guid: Callable[[], str] = clock.guid,
) -> Import:
    """Do what sorting says with the notes of the file ``name``; return it as an import.

    Raises Refused where there is nothing to do.
    """
    sorted_ = sorting.sort(session, user_id, file.notes, target, update=update)
    if not sorted_.count(Verdict.NEW, Verdict.REVIVED, Verdict.CHANGED):
        raise Refused("There is nothing new in this file: nothing was changed.")
    row = shelf.begin(session, user_id, name, now)
    row.state, row.applied_at, row.heard_at = shelf.DONE, now, now
    work = _Taking(session, user_id, row, file.deck, sorted_, new_guid)
    work.do()
    counts = asdict(work.done)
    row.before = {"notes": counts.pop("before"), "counts": counts}
    return row


class _Taking:
    """One file while it is taken in."""

    def __init__(
        self,
        session: Session,
        user_id: int,
        row: Import,
        described: incoming.Deck,
        sorted_: Sorting,
        new_guid: Callable[[], str],
    ) -> None:
        self.session, self.user_id, self.row = session, user_id, row
        self.described, self.sorted, self.new_guid = described, sorted_, new_guid
        self.now = row.created_at
        self.done = Done()
        self.decks: dict[str, Deck] = {}
        self.positions: dict[int, int] = {}

    def do(self) -> None:
        """Add what is new, change what changed."""
        fresh = [each for each in self.sorted.notes if each.verdict is Verdict.NEW]
        for first in range(0, len(fresh), _AT_ONCE):
            self._add(fresh[first : first + _AT_ONCE])
        changed = (Verdict.CHANGED, Verdict.REVIVED)
        others = [each for each in self.sorted.notes if each.verdict in changed]
        for first in range(0, len(others), _AT_ONCE):
            self._change(others[first : first + _AT_ONCE])
        for deck_id in self.positions:
            queries.look_again_from(self.session, deck_id, 0)

    def _add(self, fresh: Sequence[Sorted]) -> None:
        values = [self._values(each) for each in fresh]
        ids = many.add_numbered(self.session, content.Note, values)
        rows = [
            {
                "note_id": note_id,
                "deck_id": said["deck_id"],
                "ordinal": ordinal,
                "position": said["position"],
                "active": True,
            }
            for note_id, said, each in zip(ids, values, fresh, strict=True)
            for ordinal in core_notes.ordinals(each.note.note)
        ]
        many.add(self.session, Card, rows)
        self.done.notes += len(ids)
        self.done.cards += len(rows)

    def _values(self, each: Sorted) -> dict[str, Any]:
        note, deck = each.note.note, self._deck(each.deck)
        self.positions[deck.id] += 1
        return {
            "deck_id": deck.id,
            "guid": note.guid or self.new_guid(),
            "type": note.type.value,
            **{name: keepable(getattr(note, name)) for name in _TEXTS},
            "start": note.start,
            "end": note.end,
            "tags": keepable(" ".join(note.tags)),
            "position": self.positions[deck.id],
            "created_at": self.now,
            "modified_at": self.now,
            "import_id": self.row.id,
        }

    def _change(self, some: Sequence[Sorted]) -> None:
        rows = self.session.scalars(
            select(content.Note)
            .options(selectinload(content.Note.cards))
            .where(content.Note.id.in_([each.here for each in some]))
        )
        by_id = {row.id: row for row in rows}
        for each in some:
            self._lay(by_id[each.here or 0], each)

    def _lay(self, row: content.Note, each: Sorted) -> None:
        revived = each.verdict is Verdict.REVIVED
        self.done.before.append(self._was(row, revived))
        self.done.updated += not revived
        self.done.notes += revived
        for name in sorting.differing(row, each.note):
            value = getattr(each.note.note, name)
            setattr(row, name, " ".join(value) if name == "tags" else keepable(value))
        row.modified_at = max(row.modified_at, self.now)
        if revived:
            self._revive(row)
        notes.sync_cards(self.session, row, note_of(row))

    def _revive(self, row: content.Note) -> None:
        row.deleted_at, row.import_id = None, self.row.id
        deck = self.session.get_one(Deck, row.deck_id)
        if deck.deleted_at is not None:
            deck.deleted_at, deck.import_id = None, self.row.id
        decks.enrol(self.session, self.user_id, deck.id, self.now)

    def _was(self, row: content.Note, revived: bool) -> dict[str, Any]:
        """Return a note as it was, in the words in which an import remembers it."""
        return {
            "note": row.id,
            "own": True,
            "worded": False,
            **{name: getattr(row, name) for name in WORDED},
            "source": row.source,
            "quote": row.quote,
            "fields": row.fields,
            "tags": row.tags,
            "modified_at": day.milliseconds(row.modified_at),
            "left": day.milliseconds(max(row.modified_at, self.now)),
            "revived": revived,
        }

    def _deck(self, title: str) -> Deck:
        found = self.decks.get(title)
        if found is None:
            there = self.sorted.own.get(title)
            found = self.session.get_one(Deck, there) if there else self._new_deck(title)
            decks.enrol(self.session, self.user_id, found.id, self.now)
            self.decks[title] = found
            self.positions[found.id] = self._last_position(found.id)
        return found

    def _new_deck(self, title: str) -> Deck:
        said = self.described
        mine = said.title == title
        text = said.description if mine else ""
        made = decks.add(self.session, self.user_id, title, text, self.now)
        made.import_id = self.row.id
        if mine:
            made.language, made.licence = said.language[:35], said.licence[:100]
            made.sources = list(said.sources)
        return made

    def _last_position(self, deck_id: int) -> int:
        last = self.session.scalar(
            select(func.max(content.Note.position)).where(content.Note.deck_id == deck_id)
        )
        return -1 if last is None else last
