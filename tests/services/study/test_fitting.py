"""Weights of FSRS of one's own: fitted to one's reviews, adopted where they foretell better."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from flashcards import clock
from flashcards.core.errors import Refused
from flashcards.core.grades import Grade
from flashcards.core.notes import NoteType
from flashcards.core.scheduling import day, fsrs, sm2
from flashcards.services.study import fits, fitting, switching
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.learning import Fit, ReviewEvent
from tests.conftest import NOW
from tests.services.people import Class, answer, enrolment, make_class, schedules, send

FORGETFUL = fsrs.allowed(
    [0.2 * value for value in fsrs.DEFAULTS[:4]]
    + [*fsrs.DEFAULTS[4:8], 0.6 * fsrs.DEFAULTS[8], *fsrs.DEFAULTS[9:]]
)
"""A learner whose memories begin weak and grow less than usual with each review."""
CERTAIN = fsrs.allowed(
    [*fsrs.DEFAULTS[:8], 2 * fsrs.DEFAULTS[8], *fsrs.DEFAULTS[9:20], 0.2 * fsrs.DEFAULTS[20]]
)
"""Weights that are sure of nearly everything."""
FIRST = NOW - timedelta(days=900)


@pytest.fixture
def people(database: Database) -> Class:
    with database.write() as session:
        return make_class(session, [NoteType.BASIC] * 90)


def study(
    session: Session,
    people: Class,
    weights: fsrs.Parameters,
    each: int,
    chance: Callable[[], float],
) -> int:
    """Let her answer each card ``each`` times, when SM-2 says so, and as these weights remember.

    Return how many of the answers were to cards met on an earlier day.
    """
    for card in people.cards:
        memory, schedule, its_day = None, None, FIRST.date()
        for number in range(each):
            known = (
                memory is None
                or schedule is None
                or (chance() < fsrs.retrievability(memory, schedule.last_day, its_day, weights))
            )
            grade = Grade(4 if known else 1)
            at = datetime.combine(its_day, time(12), UTC)
            session.add(_event(people.learner, people.deck, card, number, grade, at))
            memory = fsrs.step(
                memory, schedule.last_day if schedule else None, grade, its_day, weights
            )
            schedule = sm2.answer(schedule, grade, its_day)
            its_day = schedule.due + timedelta(days=int(3 * chance()))
    session.flush()
    return (each - 1) * len(people.cards)


def _event(user: int, deck: int, card: int, number: int, grade: int, at: datetime) -> ReviewEvent:
    instant = day.milliseconds(at)
    return ReviewEvent(
        user_id=user,
        id=f"study-{card:05}-{number}",
        card_id=card,
        deck_id=deck,
        kind="answer",
        grade=grade,
        scale="four",
        answered_at=instant,
        received_at=instant,
        sent_at=instant,
        zone="UTC",
        rollover=4,
        study_day=at.date(),
    )


def fit(session: Session, people: Class) -> fitting.Fitted:
    return fitting.fit(session, session.get_one(User, people.learner), NOW)


def switch_to_fsrs(session: Session, people: Class) -> None:
    learner = session.get_one(User, people.learner)
    settings = enrolment(session, people.learner, people.deck)
    switching.switch(session, learner, settings, switching.Wanted("fsrs"), "to-fsrs", NOW)


def test_who_forgets_faster_than_most_gets_weights_that_foretell_it(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        count = study(session, people, FORGETFUL, 9, clock.chance(3))
        send(session, people.learner, answer("last-one-of", people.cards[0], 4))
        switch_to_fsrs(session, people)
        found = fit(session, people)
        assert found.reviews >= count
        assert found.adopted
        assert found.own_loss < found.in_use_loss
        used = fits.in_use(session, people.learner)
        assert used is not None
        assert used.parameters[2] < fsrs.DEFAULTS[2]
        stability = schedules(session, people.learner)[people.cards[0]][1].stability
        fitting.forget(session, session.get_one(User, people.learner))
        assert fits.in_use(session, people.learner) is None
        assert schedules(session, people.learner)[people.cards[0]][1].stability != stability


def test_weights_that_do_not_foretell_better_are_not_adopted(
    database: Database, people: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "fitted", lambda histories: CERTAIN)
    with database.write() as session:
        study(session, people, FORGETFUL, 9, clock.chance(5))
        found = fit(session, people)
        assert not found.adopted
        assert found.own_loss >= found.in_use_loss
        assert fits.in_use(session, people.learner) is None
        assert session.query(Fit).count() == 0


def test_too_few_reviews_are_no_base_for_weights(database: Database, people: Class) -> None:
    with database.write() as session:
        count = study(session, people, fsrs.DEFAULTS, 3, clock.chance(1))
        with pytest.raises(Refused, match=f"You have {count} so far"):
            fit(session, people)


def test_an_answer_keeps_the_weights_that_it_was_scheduled_by(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        study(session, people, FORGETFUL, 9, clock.chance(3))
        switch_to_fsrs(session, people)
        fit(session, people)
        card = people.cards[0]
        (before,) = send(session, people.learner, answer("with-own-ws", card, 4))
        fitting.forget(session, session.get_one(User, people.learner))
        after = schedules(session, people.learner)[card][1]
        assert before.schedule is not None
        assert after.due == before.schedule.due
        assert after.stability != before.schedule.stability
