"""Rows of cards become cards, with what the columns mean in each state."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flashcards.anki.package.calendar import Calendar
from flashcards.anki.package.database import Database, Row
from flashcards.anki.package.foreign import ForeignCard, ForeignDeck, ForeignNoteType, State
from flashcards.anki.package.issues import Issues, Trouble
from flashcards.anki.package.values import between, text, whole

DEFAULT_DECK = 1
LONGEST_INTERVAL = 36_500
LARGEST_EASE = 65_535
MOST_CLOZES = 500

_SQL = """
SELECT cards.id, cards.nid, notes.mid, cards.ord, cards.did, cards.odid, cards.mod,
       cards.type, cards.queue, cards.due, cards.odue, cards.ivl, cards.factor,
       cards.reps, cards.lapses, cards.left, cards.flags, cards.data
FROM cards NOT INDEXED LEFT JOIN notes NOT INDEXED ON notes.id = cards.nid
ORDER BY cards.nid, cards.ord, cards.id
"""
_TYPES = {0: State.NEW, 1: State.LEARNING, 2: State.REVIEW, 3: State.RELEARNING}
_QUEUES = range(-3, 5)
_SUSPENDED, _BURIED, _IN_MINUTES = -1, (-2, -3), (1, 3)
_FIRST_INSTANT = 1_000_000_000
"""A due number as large as this is an instant in epoch seconds, a smaller one a day."""


@dataclass
class CardReader:
    """What it takes to understand a card: the note types, decks and days of its package."""

    kinds: Mapping[int, ForeignNoteType]
    decks: Mapping[int, ForeignDeck]
    calendar: Calendar
    issues: Issues

    def cards(self, database: Database) -> Iterator[list[ForeignCard]]:
        """Yield all cards of notes that can be shown, in lists, those of a note together."""
        before: tuple[int, int] | None = None
        for batch in database.batches(_SQL, heavy=-1):
            kept = []
            for row in batch:
                card = self._card(row)
                if card is None:
                    continue
                if before == (card.note_id, card.ordinal):
                    self._report(Trouble.CARD_TWICE, card.id, "ord", card.ordinal - 1)
                    continue
                before = card.note_id, card.ordinal
                kept.append(card)
            yield kept

    def _report(self, trouble: Trouble, key: int, field: str, found: object) -> None:
        self.issues.add(trouble, "cards", key, field, text(found))

    def _card(self, row: Row) -> ForeignCard | None:
        (key, note, kind, place, deck, own_deck, modified, type_, queue, due, own_due,
         interval, factor, answered, lapses, left, flags, data) = row  # fmt: skip
        if not self._belongs(key, note, kind, place):
            return None
        numbers = [whole(each) for each in (modified, answered, lapses, flags)]
        if any(number is None for number in numbers):
            self._report(Trouble.CARD_BROKEN, key, "mod, reps, lapses or flags", numbers)
            return None
        state = self._state(key, type_, queue)
        if (whole(left) or 0) < 0:
            self._report(Trouble.LEFT_NEGATIVE, key, "left", left)
        at = _meant_due(due, own_due, state, queue)
        day, instant = self._due(key, state, at)
        memory = self._memory(key, data)
        return ForeignCard(
            id=key,
            note_id=note,
            deck_id=self._deck(key, deck, own_deck),
            ordinal=place + 1,
            modified=numbers[0] or 0,
            state=state,
            position=_position(state, at),
            due=day,
            due_at=instant,
            interval=self._interval(key, state, interval),
            ease=self._ease(key, state, factor),
            answered=max(0, numbers[1] or 0),
            lapses=max(0, numbers[2] or 0),
            suspended=queue == _SUSPENDED,
            buried=queue in _BURIED,
            flag=(numbers[3] or 0) & 7,
            stability=between(memory.get("s"), 0.0, 1e6) or None,
            difficulty=between(memory.get("d"), 0.1, 10.0),
            desired_retention=between(memory.get("dr"), 0.01, 1.0),
            last_review=whole(memory.get("lrt")),
            aside=bool(own_deck),
        )

    def _belongs(self, key: int, note: object, kind: object, place: object) -> bool:
        """Say whether the card has a note and a template; its note has been reported already."""
        if kind is None:
            self._report(Trouble.CARD_ORPHAN, key, "nid", note)
            return False
        found = self.kinds.get(kind) if isinstance(kind, int) else None
        if found is None:
            return False
        templates = MOST_CLOZES if found.cloze else len(found.templates)
        if not isinstance(place, int) or not 0 <= place < templates:
            self._report(Trouble.TEMPLATE_UNKNOWN, key, "ord", place)
            return False
        return True

    def _deck(self, key: int, deck: object, own: object) -> int:
        wanted = own if isinstance(own, int) and own else deck
        found = self.decks.get(wanted) if isinstance(wanted, int) else None
        if found is None or found.filtered:
            self._report(Trouble.DECK_UNKNOWN, key, "did", wanted)
            return DEFAULT_DECK
        return found.id

    def _state(self, key: int, type_: object, queue: object) -> State:
        state = _TYPES.get(type_) if isinstance(type_, int) else None
        if state is None or not isinstance(queue, int) or queue not in _QUEUES:
            self._report(Trouble.STATE_UNKNOWN, key, "type, queue", f"{type_}, {queue}")
            return State.NEW
        if state is State.REVIEW and queue in _IN_MINUTES:  # so old schedulers wrote a lapse
            return State.RELEARNING
        return state

    def _due(self, key: int, state: State, at: int | None) -> tuple[date | None, int | None]:
        """Return the study day or the instant, in epoch seconds, at which a card is due."""
        if state is State.NEW:
            return None, None
        minutes = state in (State.LEARNING, State.RELEARNING)
        if minutes and at is not None and at >= _FIRST_INSTANT:
            if at < 10 * _FIRST_INSTANT:
                return None, at
            at = None
        day = self.calendar.day(at) if at is not None else None
        if day is None:
            self._report(Trouble.DUE_IMPOSSIBLE, key, "due", at)
        return day, None

    def _interval(self, key: int, state: State, interval: object) -> int:
        if state in (State.NEW, State.LEARNING):
            return 0
        days = whole(interval)
        least = 1 if state is State.REVIEW else 0
        if days is None or not least <= days <= LONGEST_INTERVAL:
            self._report(Trouble.INTERVAL_IMPOSSIBLE, key, "ivl", interval)
        return min(max(days or 0, least), LONGEST_INTERVAL)

    def _ease(self, key: int, state: State, factor: object) -> int | None:
        if state in (State.NEW, State.LEARNING) and not factor:
            return None
        if isinstance(factor, float) and between(factor, 0, LARGEST_EASE) is not None:
            self._report(Trouble.EASE_UNEVEN, key, "factor", factor)
            factor = int(factor + 0.5)
        thousandths = whole(factor)
        if thousandths is None or not 0 <= thousandths <= LARGEST_EASE:
            self._report(Trouble.EASE_IMPOSSIBLE, key, "factor", factor)
            return None
        return (thousandths + 5) // 10 or None

    def _memory(self, key: int, data: object) -> dict[str, Any]:
        if not data or data == "{}":
            return {}
        try:
            found = json.loads(text(data))
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            self._report(Trouble.MEMORY_UNREADABLE, key, "data", data)
            return {}
        return found


def _meant_due(due: object, own: object, state: State, queue: object) -> int | None:
    """Return the due number that counts: a card in a filtered deck keeps its own apart.

    Old schedulers keep there, for a card that lapsed, the day on which it comes after its steps.
    """
    lapsed = state is State.RELEARNING and queue in _IN_MINUTES
    kept = whole(own)
    return kept if kept and kept > 0 and not lapsed else whole(due)


def _position(state: State, at: int | None) -> int | None:
    return max(0, at) if state is State.NEW and at is not None else None
