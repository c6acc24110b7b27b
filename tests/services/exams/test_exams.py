"""Exams: enough new cards a day, a last look at every card, an honest plan, each learner's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from flashcards.core.errors import Invalid, NotFound
from flashcards.core.notes import NoteType
from flashcards.services.exams import exams, plan
from flashcards.services.exams.exams import Wish
from flashcards.services.study import today
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.learning import Exam
from tests.conftest import NOW
from tests.services.people import (
    DAY,
    START,
    Class,
    answer,
    enrolment,
    make_class,
    schedules,
    send,
    void,
)

TODAY = date(2026, 3, 2)


@pytest.fixture
def people(database: Database) -> Class:
    """Give decks of 40 basic notes."""
    with database.write() as session:
        return make_class(session, [NoteType.BASIC] * 40)


def learner(session: Session, people: Class) -> User:
    return session.get_one(User, people.learner)


def add(session: Session, people: Class, days: int, **more: object) -> Exam:
    wish = Wish("Finals", TODAY + timedelta(days=days), (people.deck,))
    wish = replace(wish, **more)  # type: ignore[arg-type]
    return exams.add(session, learner(session, people), wish, TODAY, NOW)


def left(session: Session, people: Class, day: date = TODAY) -> today.Left:
    return today.left(session, enrolment(session, people.learner, people.deck), day)


def learn(session: Session, people: Class, cards: list[int], days_ago: int = 1) -> None:
    at = START - days_ago * DAY
    send(session, people.learner, *(answer(f"learn-{card}-{at}", card, 4, at) for card in cards))


def test_as_many_new_cards_come_as_it_takes_to_meet_all_in_time(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        assert len(left(session, people).new) == 10
        add(session, people, days=5, last_look=1)
        assert len(left(session, people).new) == 10  # 40 cards on 4 days
        assert len(left(session, people, TODAY + timedelta(days=2)).new) == 20  # two were missed
        add(session, people, days=3, last_look=1, paced=False)
        assert len(left(session, people).new) == 10
        other = today.left(session, enrolment(session, people.other, people.other_deck), TODAY)
        assert len(other.new) == 8  # he has met two of his ten


def test_cards_met_today_count_for_today(database: Database, people: Class) -> None:
    with database.write() as session:
        add(session, people, days=3, last_look=1)
        assert len(left(session, people).new) == 20
        now = [answer(f"now-{card}", card, 4, START) for card in people.cards[:5]]
        send(session, people.learner, *now)
        assert len(left(session, people).new) == 15


def know(session: Session, people: Class, cards: list[int]) -> None:
    """Let the learner pass cards three times, so that they are due in two days."""
    for days_ago in (20, 19, 13):
        learn(session, people, cards, days_ago)


def test_in_the_last_days_every_card_comes_once_more_and_moves_nothing(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        known = people.cards[:20]
        know(session, people, known)
        assert left(session, people).look == []
        exam = add(session, people, days=2, last_look=2, paced=False)
        before = schedules(session, people.learner)
        look = [card.card_id for card in left(session, people).look]
        assert len(look) == 10
        assert set(look) <= set(known)
        send(session, people.learner, *(answer(f"look-{card}", card, 3) for card in look))
        assert left(session, people).look == []
        tomorrow = left(session, people, TODAY + timedelta(days=1))
        assert {card.card_id for card in tomorrow.look} == set(known) - set(look)
        assert schedules(session, people.learner) == before
        assert left(session, people, exam.day).look == []


def test_a_day_that_was_missed_leaves_more_for_the_others(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        know(session, people, people.cards[:20])
        add(session, people, days=2, last_look=2, paced=False)
        assert len(left(session, people, TODAY + timedelta(days=1)).look) == 20


def test_a_last_look_that_was_taken_back_comes_again(database: Database, people: Class) -> None:
    with database.write() as session:
        know(session, people, people.cards[:4])
        add(session, people, days=1, last_look=3, paced=False)
        (card, *_) = left(session, people).look
        send(session, people.learner, answer("seen-today", card.card_id, 4))
        assert card not in left(session, people).look
        send(session, people.learner, void("taken-back", card.card_id, "seen-today"))
        assert card in left(session, people).look


def test_the_plan_says_what_it_takes_and_what_will_be_known(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        exam = add(session, people, days=40)
        shown = plan.of(session, learner(session, people), exam, NOW)
        assert (shown.days, shown.cards, shown.met, shown.all_met) == (40, 40, 0, True)
        assert shown.new_per_day == 10
        assert 0 < shown.minutes < 15
        assert 0.8 < shown.known < 1
        learn(session, people, people.cards[:30])
        later = plan.of(session, learner(session, people), exam, NOW)
        assert later.met == 30


def test_a_pace_that_is_too_slow_is_told(database: Database, people: Class) -> None:
    with database.write() as session:
        exam = add(session, people, days=4, last_look=1, paced=False)
        shown = plan.of(session, learner(session, people), exam, NOW)
        assert not shown.all_met
        paced = exams.change(
            session,
            learner(session, people),
            exam.id,
            Wish("Finals", exam.day, (people.deck,), 1, True),
            TODAY,
        )
        shown = plan.of(session, learner(session, people), paced, NOW)
        assert shown.all_met
        assert shown.new_per_day == 14


def test_more_that_is_known_is_expected_of_who_has_begun(database: Database, people: Class) -> None:
    with database.write() as session:
        exam = add(session, people, days=2, last_look=0, paced=False)
        cold = plan.of(session, learner(session, people), exam, NOW).known
        learn(session, people, people.cards[:30])
        begun = plan.of(session, learner(session, people), exam, NOW).known
        assert begun > cold + 0.2


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (Wish(" ", TODAY + timedelta(days=9), (1,)), "title"),
        (Wish("Finals", TODAY, (1,)), "day"),
        (Wish("Finals", TODAY + timedelta(days=2000), (1,)), "day"),
        (Wish("Finals", TODAY + timedelta(days=9), ()), "decks"),
        (Wish("Finals", TODAY + timedelta(days=9), (10**9,)), "decks"),
        (Wish("Finals", TODAY + timedelta(days=9), (1,), 15), "last_look"),
    ],
)
def test_an_exam_that_cannot_be_is_refused(
    database: Database, people: Class, wish: Wish, field: str
) -> None:
    if wish.deck_ids == (1,):
        wish = replace(wish, deck_ids=(people.deck,))
    with database.write() as session:
        with pytest.raises(Invalid) as raised:
            exams.add(session, learner(session, people), wish, TODAY, NOW)
        assert raised.value.field == field


def test_nobody_reaches_the_exam_or_the_deck_of_somebody_else(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        exam = add(session, people, days=9)
        other = session.get_one(User, people.other)
        with pytest.raises(NotFound):
            exams.remove(session, other, exam.id)
        wish = Wish("His", TODAY + timedelta(days=9), (people.deck,))
        with pytest.raises(Invalid):
            exams.add(session, other, wish, TODAY, NOW)
        exams.remove(session, learner(session, people), exam.id)
        assert exams.of(session, learner(session, people)) == []
