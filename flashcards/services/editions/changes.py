"""Notes whose sentences were changed: old and new side by side, and what the new ones carry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flashcards.core.notes import Note
from flashcards.making.checking import evidence
from flashcards.making.checking.finding import Level
from flashcards.making.document import Document as ReadDocument
from flashcards.making.editions.compare import Place, Standing
from flashcards.making.editions.differences import Shift, Stretch, shifts, side_by_side
from flashcards.making.editions.recut import recut
from flashcards.making.editions.text import Text
from flashcards.services.making import documents, drafts
from flashcards.store.models.content import Document

WORDS = ("front", "back", "text")
"""The fields of a note that a changed sentence may change."""


@dataclass(frozen=True)
class Noted:
    """A note, its deck, and how its sentence stands in the new edition."""

    note_id: int
    note: Note
    deck: str
    place: Place
    thrown: bool


@dataclass(frozen=True)
class Change:
    """A note whose sentence was changed: ``followed`` has the new sentence as its quote.

    ``taken`` has the new words too, as far as they could be cut. ``problems`` says what the new
    sentence does not carry that the old one did.
    """

    note_id: int
    deck: str
    note: Note
    followed: Note
    taken: Note
    before: tuple[Stretch, ...]
    after: tuple[Stretch, ...]
    shifts: tuple[Shift, ...]
    problems: tuple[str, ...]

    @property
    def carried(self) -> bool:
        """Tell whether the new sentence still carries the answer."""
        return not self.problems

    @property
    def reworded(self) -> bool:
        """Tell whether the very words of the answer changed."""
        return any(getattr(self.taken, name) != getattr(self.note, name) for name in WORDS)


EARLIER = " (earlier edition)"
"""What the source of a note that stays with the earlier edition ends in."""


class Move:
    """Brings a note from its place in the earlier edition to its place in the new one."""

    def __init__(self, row: Document, old: ReadDocument, new: ReadDocument) -> None:
        self.row = row
        self.old = Text(old)
        self.new = Text(new)

    def moved(self, note: Note, place: Place) -> Note:
        """Return ``note`` with the quote, section and source of its new place."""
        span = place.new
        if span is None:
            return note
        section, now = note.section, self.new.section(span.start)
        if note.start is not None and section == self.old.section(note.start):
            section = now
        quote = self.new.document.text[span.start : span.end]
        moved = replace(note, quote=quote, start=span.start, end=span.end, section=section)
        written = drafts.source(self.row.title, note.section, self._page(note.start))
        if note.source.removesuffix(EARLIER) == written:
            title = self.new.document.title[:300] or "Untitled"
            page = self.new.document.page_at(span.start)
            return replace(moved, source=drafts.source(title, section, page))
        return moved

    def _page(self, start: int | None) -> int | None:
        return documents.page_at(self.row, start)


def changes(standing: Iterable[Noted], move: Move) -> list[Change]:
    """Return the changed notes outside of the bin, those that matter most first."""
    found = [
        _change(each, move)
        for each in standing
        if each.place.standing is Standing.CHANGED and not each.thrown
    ]
    return sorted(found, key=_weight)


def _change(each: Noted, move: Move) -> Change:
    note, followed = each.note, move.moved(each.note, each.place)
    old = each.place.old
    before = move.old.document.text[old.start : old.end] if old else note.quote
    left, right = side_by_side(before, followed.quote)
    return Change(
        each.note_id,
        each.deck,
        note,
        followed,
        recut(followed, before, followed.quote),
        left,
        right,
        shifts(before, followed.quote),
        _problems(note, followed),
    )


def _problems(before: Note, after: Note) -> tuple[str, ...]:
    """Return what the new sentence does not carry of the answer, where the old one did."""
    old = {(each.rule, each.message) for each in evidence.check(before)}
    return tuple(
        each.message
        for each in evidence.check(after)
        if (each.level is Level.ERROR or each.rule == "R24")
        and (each.rule, each.message) not in old
    )


def _weight(change: Change) -> tuple[bool, bool, bool, int]:
    """What matters most stands first: an answer that is not carried, then numbers and negations."""
    return change.carried, not change.shifts, not change.reworded, change.followed.start or 0
