"""Replays the events of one card that are written down as JSON, with or without dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flashcards.core.errors import Invalid, Unreadable
from flashcards.core.grades import Grade, grade
from flashcards.core.reviews import Answer, Event, Outcome, Void
from flashcards.core.reviews import replay as fold
from flashcards.core.scheduling import day, sm2
from flashcards.core.scheduling.sm2 import Memory, Rounding, Variant

State = dict[str, Any]

PROFILES = {"published": sm2.PUBLISHED, "delphi": sm2.PLUG_IN, "ease_falls": sm2.EASE_FALLS}


def replayed(vector: object) -> list[State]:
    """Return the state after each answer of ``vector``; raises Unreadable naming the place.

    Undated: ``grades``, each on its due day. Dated: ``events`` with ``at`` (an instant with its
    offset) and ``grade``, or ``void`` (the ``id`` of an event to take back). ``profile`` is
    published, delphi or ease_falls; ``max_interval`` a number of days.
    """
    if not isinstance(vector, Mapping):
        raise Unreadable("a vector is an object with grades or events.")
    try:
        if "events" in vector:
            return _dated(vector)
        if "grades" in vector:
            return _undated(vector)
    except Invalid as error:
        raise Unreadable(str(error)) from error
    except OverflowError as error:
        raise Unreadable("a day lies outside of the calendar.") from error
    raise Unreadable("there are neither grades nor events.")


def _undated(vector: Mapping[str, Any]) -> list[State]:
    variant = _variant(vector, longest=None)
    memory = Memory()
    states = []
    for number, value in enumerate(_list(vector, "grades"), start=1):
        memory = sm2.step(memory, _grade(value, number), variant)
        states.append(_numbers(memory))
    return states


def _dated(vector: Mapping[str, Any]) -> list[State]:
    variant = _variant(vector, longest=sm2.LONGEST_INTERVAL)
    zone = day.zone(str(vector.get("tz", "UTC")))
    rollover = vector.get("rollover_hour", day.DEFAULT_ROLLOVER)
    if type(rollover) is not int or not 0 <= rollover <= 23:
        raise Unreadable("rollover_hour is an hour from 0 to 23.")
    if vector.get("early", "practice") != "practice":
        raise Unreadable("early answers are practice: there is no other rule for “early”.")
    events: list[Event] = []
    for number, value in enumerate(_list(vector, "events"), start=1):
        if not isinstance(value, Mapping):
            raise Unreadable(f"event {number} is not an object.")
        at = _instant(value.get("at"), number)
        name = str(value.get("id", f"{number:08}"))
        if "void" in value:
            events.append(Void(name, day.milliseconds(at), str(value["void"])))
            continue
        its_day = day.study_day(at, zone, rollover)
        given = _grade(value.get("grade"), number)
        events.append(Answer(name, day.milliseconds(at), given, its_day, variant))
    return [_state(outcome) for outcome in fold(events)]


def _state(outcome: Outcome) -> State:
    schedule = outcome.schedule
    return {
        **_numbers(sm2.memory_of(schedule)),
        "due": schedule.due.isoformat(),
        "study_day": outcome.answer.study_day.isoformat(),
        "kind": outcome.kind.value,
        "drill": schedule.drilling_on(outcome.answer.study_day),
    }


def _numbers(memory: Memory) -> State:
    return {
        "n": memory.repetitions,
        "ef": memory.ease / 100,
        "ef_hundredths": memory.ease,
        "interval": memory.interval,
    }


def _variant(vector: Mapping[str, Any], longest: int | None) -> Variant:
    profile = vector.get("profile", "published")
    if not isinstance(profile, str) or profile not in PROFILES:
        raise Unreadable(f"there is no profile “{profile}”: it is one of {', '.join(PROFILES)}.")
    most = vector.get("max_interval", longest)
    if most is not None and (type(most) is not int or most < 1):
        raise Unreadable("max_interval is a whole number of days.")
    known = PROFILES[profile]
    return Variant(known.ease_falls_on_lapse, Rounding(known.rounding), most)


def _list(vector: Mapping[str, Any], name: str) -> list[Any]:
    value = vector[name]
    if not isinstance(value, list):
        raise Unreadable(f"“{name}” is a list.")
    return value


def _grade(value: object, number: int) -> Grade:
    try:
        return grade(value)
    except Invalid as error:
        raise Unreadable(f"answer {number}: {error}") from error


def _instant(value: object, number: int) -> datetime:
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise Unreadable(f"event {number}: “{value}” is not a date and time.") from error
    if at.tzinfo is None:
        raise Unreadable(f"event {number}: “{value}” lacks its offset from UTC, such as +00:00.")
    return at
