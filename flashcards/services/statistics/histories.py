"""The histories of learners' cards, kept in memory for as long as their logs do not grow.

Folding a hundred thousand events takes seconds; after that only cards with a new event are folded
again. What is kept is worked out from the log alone, so that a process without it is only slower.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock

from sqlalchemy.orm import Session

from flashcards.core.statistics import history
from flashcards.core.statistics.history import History
from flashcards.services.study import events
from flashcards.store import tally
from flashcards.store.tally import Mark

MOST = 250_000
"""Answers that are kept, of all learners together: some 300 bytes each."""

Marked = dict[int, tuple[Mark, History]]


class Histories:
    """What is kept, learner by learner; whoever was not looked at for the longest goes first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[int, Marked] = OrderedDict()
        self._lock = Lock()

    def of(self, session: Session, user_id: int) -> Mapping[int, History]:
        """Return the history of each card that a learner ever answered, by card."""
        marks = tally.marks(session, user_id)
        before = self._kept.get(user_id, {})
        now = {
            card: before[card]
            for card, mark in marks.items()
            if card in before and before[card][0] == mark
        }
        changed = marks.keys() - now.keys()
        if changed:
            for card, of_card in tally.events_of(session, user_id, changed, len(marks)):
                took = {row.id: row.took for row in of_card}
                found = history.of_card(events.as_events(session, of_card), took)
                now[card] = marks[card], found
        self._keep(user_id, now)
        return {card: found for card, (_, found) in now.items()}

    def _keep(self, user_id: int, marked: Marked) -> None:
        with self._lock:
            self._kept[user_id] = marked
            self._kept.move_to_end(user_id)
            total = sum(_size(each) for each in self._kept.values())
            while total > self._most and self._kept:
                _, gone = self._kept.popitem(last=False)
                total -= _size(gone)


def _size(marked: Marked) -> int:
    return sum(mark[0] for mark, _ in marked.values())
