"""SuperMemo's grades 0 to 5 and the scales of buttons that a learner presses."""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

from flashcards.core.errors import InvalidGrade

Grade = NewType("Grade", int)

PASS = 3
"""The lowest grade that counts as recalled (Wozniak 1990, section 3.2, step 7)."""

DRILL_BELOW = 4
"""Cards answered below this come back on the same study day (Wozniak 1990, step 8)."""


class Scale(StrEnum):
    """Which buttons were shown when the answer was given."""

    FOUR = "four"
    SIX = "six"


def grade(value: object) -> Grade:
    """Return ``value`` as a grade.

    Raises InvalidGrade for anything but the integers 0 to 5: no floats, strings or booleans.
    """
    if type(value) is not int or not 0 <= value <= 5:
        raise InvalidGrade(f"A grade is a whole number from 0 to 5, not {value!r}.", "grade")
    return Grade(value)


def passed(value: Grade) -> bool:
    """Say whether the answer counts as recalled."""
    return value >= PASS


BUTTONS: dict[Scale, tuple[tuple[Grade, str], ...]] = {
    Scale.FOUR: (
        (Grade(1), "Again"),
        (Grade(3), "Hard"),
        (Grade(4), "Good"),
        (Grade(5), "Easy"),
    ),
    Scale.SIX: (
        (Grade(0), "Blank"),
        (Grade(1), "Wrong, knew it on sight"),
        (Grade(2), "Wrong, nearly"),
        (Grade(3), "Right, with difficulty"),
        (Grade(4), "Right, hesitated"),
        (Grade(5), "Perfect"),
    ),
}
"""The buttons of each scale from left to right, with the grade that each one gives."""
