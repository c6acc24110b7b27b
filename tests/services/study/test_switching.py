"""A deck gets another scheduler: shown before, moved as wished, and taken back as it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from flashcards.core.errors import Invalid
from flashcards.core.notes import NoteType
from flashcards.core.scheduling import fsrs
from flashcards.core.scheduling.schedule import Schedule
from flashcards.services.study import cards, switching
from flashcards.services.study.switching import Wanted
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from tests.conftest import NOW
from tests.services.people import (
    DAY,
    START,
    Class,
    answer,
    enrolment,
    log,
    make_class,
    schedules,
    send,
)

TODAY = date(2026, 3, 2)
AWAY = 200
"""Days since the last answers, so that every scheduler finds them overdue."""


@pytest.fixture
def people(database: Database) -> Class:
    """Give a deck of which twelve cards were learnt long ago, and one the day before."""
    with database.write() as session:
        found = make_class(session, [NoteType.BASIC] * 14)
        for number, days in enumerate((AWAY, AWAY - 1, AWAY - 7)):
            at = START - days * DAY
            given = [answer(f"{card:04}-{number}", card, 4, at) for card in found.cards[:12]]
            send(session, found.learner, *given)
        send(session, found.learner, answer("late-one", found.cards[12], 4, START - DAY))
        return found


def switch(session: Session, people: Class, wanted: Wanted, name: str) -> switching.Switched:
    learner = session.get_one(User, people.learner)
    settings = enrolment(session, people.learner, people.deck)
    return switching.switch(session, learner, settings, wanted, name, NOW)


def due(found: dict[int, tuple[object, Schedule]]) -> list[date]:
    return [schedule.due for _, (_, schedule) in sorted(found.items())]


def test_with_every_due_day_kept_only_the_next_answers_are_scheduled_otherwise(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        before, others = due(schedules(session, people.learner)), log(session, people.other)
        switch(session, people, Wanted("fsrs"), "switch-a")
        found = schedules(session, people.learner)
        assert due(found) == before
        assert all(schedule.stability for _, schedule in found.values())
        (taken,) = send(session, people.learner, answer("by-fsrs-1", people.cards[0], 4))
        assert taken.schedule is not None
        memory = fsrs.Memory(taken.schedule.stability or 0, taken.schedule.difficulty or 0)
        assert taken.schedule.days == fsrs.interval(memory, fsrs.Settings(90), 36_500)
        assert log(session, people.other) == others


def test_what_would_be_overdue_is_spread_over_the_wanted_days(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        switch(session, people, Wanted("fsrs", 90, 6), "switch-b")
        found = due(schedules(session, people.learner))[:12]
        per_day = [found.count(TODAY + timedelta(days=days)) for days in range(6)]
        assert per_day == [2] * 6


def test_a_preview_says_what_the_switch_then_does(database: Database, people: Class) -> None:
    wanted = Wanted("fsrs", 85, 6)
    with database.write() as session:
        learner = session.get_one(User, people.learner)
        settings = enrolment(session, people.learner, people.deck)
        before = log(session, people.learner), schedules(session, people.learner)
        shown = switching.preview(session, learner, settings, wanted, NOW)
        assert (log(session, people.learner), schedules(session, people.learner)) == before
        assert shown.cards == 13
        assert sum(shown.now) == sum(shown.then) == 13
        assert shown.now[0] == 13
        switch(session, people, wanted, "switch-c")
        counted = [0] * 31
        for day in due(schedules(session, people.learner)):
            counted[max(0, (day - TODAY).days)] += 1
        assert tuple(counted) == shown.then


def test_it_can_be_taken_back_and_nothing_is_lost(database: Database, people: Class) -> None:
    with database.write() as session:
        before = schedules(session, people.learner)
        done = switch(session, people, Wanted("fsrs", 80, 20), "switch-d")
        assert done.moved
        assert schedules(session, people.learner) != before
        learner = session.get_one(User, people.learner)
        settings = enrolment(session, people.learner, people.deck)
        switching.undo(session, learner, settings, done, "back-d", NOW + timedelta(minutes=1))
        assert schedules(session, people.learner) == before
        assert settings.scheduler == "sm2"


def test_the_buttons_say_what_each_scheduler_will_do(database: Database, people: Class) -> None:
    with database.write() as session:
        switch(session, people, Wanted("fsrs"), "switch-e")
        learner = session.get_one(User, people.learner)
        settings = enrolment(session, people.learner, people.deck)
        (shown,) = cards.shown(session, learner, settings, people.cards[:1], TODAY)
        good = next(choice for choice in shown.choices if choice.grade == 4)
        pressed = answer("pressed-1", people.cards[0], 4)
        (taken,) = send(
            session, people.learner, pressed.__class__(**{**vars(pressed), "shift": good.shift})
        )
        assert taken.schedule is not None
        assert (taken.schedule.due - TODAY).days == good.days


@pytest.mark.parametrize(
    ("scheduler", "retention", "days", "field"),
    [("sm5", 90, 0, "scheduler"), ("fsrs", 99, 0, "retention"), ("fsrs", 90, 61, "days")],
)
def test_what_cannot_be_is_refused(scheduler: str, retention: int, days: int, field: str) -> None:
    with pytest.raises(Invalid) as raised:
        Wanted(scheduler, retention, days)
    assert raised.value.field == field
