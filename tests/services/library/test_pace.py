"""How long a deck takes: stated until it is measured, and then the learner's own."""

from __future__ import annotations

from flashcards.services.library.pace import ENOUGH, Pace, looks, pace
from flashcards.store.engine import Database
from tests.services.people import answer, cards_of, make_class, send


def test_the_pace_is_stated_until_enough_answers_measure_it(database: Database) -> None:
    with database.write() as session:
        people = make_class(session)
        card = cards_of(session, people.deck)[0]
        several = [answer(f"a{at}", card, 4, took=8000) for at in range(ENOUGH - 1)]
        send(session, people.learner, *several)
        send(session, people.learner, answer("x", card, 4, took=0))
        assert pace(session, people.learner) == Pace(20.0, measured=False)
        send(session, people.learner, answer("y", card, 4, took=99_000))
        assert pace(session, people.learner) == Pace(8.0, measured=True)
        assert pace(session, people.other) == Pace(20.0, measured=False)


def test_minutes_are_rounded_up_and_the_looks_are_those_of_sm2() -> None:
    assert [Pace(20.0).minutes(cards) for cards in (0, 1, 3, 4)] == [0, 1, 1, 2]
    assert [looks(days) for days in (1, 2, 7, 8, 90)] == [1, 2, 2, 3, 5]
