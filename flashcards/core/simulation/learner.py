"""A learner whose memory follows FSRS-6: what she remembers, how she grades, how long it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from flashcards.core.grades import Grade
from flashcards.core.scheduling import fsrs

Chance = Callable[[], float]
"""Gives a number from 0 to 1 whenever it is asked."""

Shares = Sequence[float]
"""How often again, hard, good and easy are pressed, together 1."""

GRADES = (Grade(1), Grade(3), Grade(4), Grade(5))
AGAIN, HARD, GOOD, EASY = range(4)

_FIRST: Shares = (0.24, 0.094, 0.495, 0.171)
_RECALLED: Shares = (0.0, 0.224, 0.631, 0.145)
_LEARNING: tuple[Shares, ...] = (
    (0.3686, 0.0628, 0.5109, 0.0577),
    (0.0442, 0.4553, 0.4456, 0.0549),
    (0.0519, 0.047, 0.8461, 0.055),
)
_RELEARNING: tuple[Shares, ...] = (
    (0.2157, 0.0643, 0.6596, 0.0604),
    (0.05, 0.4638, 0.4475, 0.0387),
    (0.1057, 0.1434, 0.7265, 0.0244),
)
_SECONDS = ((19.58, 18.79, 13.78, 10.71), (19.38, 17.59, 12.38, 8.94), (16.44, 15.25, 12.32, 8.03))
"""Shares and seconds of the average Anki user, as fsrs-rs's simulator has them: the first answer,
one that was recalled, the ones after it on the same day; seconds for learning, review, relearning,
each by button."""
_LEARNING_COST, _REVIEW_COST, _RELEARNING_COST = _SECONDS
SECONDS_OF_A_REVIEW = _REVIEW_COST[GOOD]
"""What a card that is known takes."""


@dataclass
class Remembered:
    """What the learner has of one card."""

    memory: fsrs.Memory
    last_day: date

    def recall(self, day: date) -> float:
        """Return the chance that she remembers it on ``day``."""
        return fsrs.retrievability(self.memory, self.last_day, day)


@dataclass
class Learner:
    """A learner at work; ``seconds`` are what she has spent so far."""

    chance: Chance
    seconds: float = 0.0

    def meets(self, day: date) -> tuple[int, Remembered]:
        """Return the button of a first answer, and what she has of the card then."""
        button = self._press(_FIRST, _LEARNING_COST)
        return button, Remembered(fsrs.step(None, None, GRADES[button], day), day)

    def reviews(self, card: Remembered, day: date) -> int:
        """Return the button that she presses on ``day``; she learns by it."""
        recalled = self.chance() < card.recall(day)
        if recalled:
            button = self._press(_RECALLED, _REVIEW_COST)
        else:
            button = AGAIN
            self.seconds += _REVIEW_COST[AGAIN]
        self._learn(card, button, day)
        return button

    def repeats(self, card: Remembered, before: int, day: date, first: bool) -> int:
        """Return the button of another answer on the same day, after the button ``before``."""
        table, cost = (_LEARNING, _LEARNING_COST) if first else (_RELEARNING, _RELEARNING_COST)
        button = self._press(table[min(before, GOOD)], cost)
        self._learn(card, button, day)
        return button

    def _learn(self, card: Remembered, button: int, day: date) -> None:
        card.memory = fsrs.step(card.memory, card.last_day, GRADES[button], day)
        card.last_day = day

    def _press(self, shares: Shares, cost: Shares) -> int:
        point, button = self.chance(), 0
        while button < EASY and point >= shares[button]:
            point -= shares[button]
            button += 1
        self.seconds += cost[button]
        return button
