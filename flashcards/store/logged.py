"""What an event of the log says, read without the object that stands for its row.

A fold reads some hundred thousand of them; as objects they take several times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row

from flashcards.store.models.learning import ReviewEvent


class Logged(NamedTuple):
    """An event of the log, with the columns that a fold needs."""

    id: str
    card_id: int
    answered_at: int
    took: int
    study_day: date
    target: str | None
    grade: int | None
    due: date | None
    carried: dict[str, Any] | None
    retention: int | None
    fit_id: int | None
    ease_falls_on_lapse: bool
    drill_below: int
    due_shift: int
    practice: bool


COLUMNS = tuple(getattr(ReviewEvent, name) for name in Logged._fields)


def logged(rows: Iterable[Row[Any]]) -> Iterator[Logged]:
    """Yield what rows with the ``COLUMNS`` say."""
    return map(Logged._make, rows)
