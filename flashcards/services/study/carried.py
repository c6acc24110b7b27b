"""Answers and schedules that came from another program, as a row of the log keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flashcards.core.scheduling.elsewhere import Given, Stage
from flashcards.core.scheduling.schedule import Schedule

ANSWER, SCHEDULE = "carried", "placed"
"""The kinds of these events."""


def of_answer(given: Given) -> dict[str, Any]:
    """Return what a row keeps of an answer that was given elsewhere."""
    return {
        "stage": given.stage.value,
        "interval": given.interval,
        "before": given.before,
        "ease": given.ease,
    }


def given(kept: Mapping[str, Any]) -> Given:
    """Return what another program made of an answer."""
    return Given(Stage(kept["stage"]), kept["interval"], kept["before"], kept["ease"])


def of_schedule(schedule: Schedule) -> dict[str, Any]:
    """Return what a row keeps of the schedule that a card had elsewhere."""
    return {
        "repetitions": schedule.repetitions,
        "ease": schedule.ease,
        "interval": schedule.interval,
        "due": schedule.due.isoformat(),
        "last_day": schedule.last_day.isoformat(),
        "lapses": schedule.lapses,
        "reviews": schedule.reviews,
        "drill_day": schedule.drill_day.isoformat() if schedule.drill_day else None,
        "stability": schedule.stability,
        "difficulty": schedule.difficulty,
    }


def schedule(kept: Mapping[str, Any]) -> Schedule:
    """Return the schedule that a card had elsewhere."""
    drill = kept["drill_day"]
    return Schedule(
        repetitions=kept["repetitions"],
        ease=kept["ease"],
        interval=kept["interval"],
        due=date.fromisoformat(kept["due"]),
        last_day=date.fromisoformat(kept["last_day"]),
        lapses=kept["lapses"],
        reviews=kept["reviews"],
        drill_day=date.fromisoformat(drill) if drill else None,
        stability=kept["stability"],
        difficulty=kept["difficulty"],
    )
