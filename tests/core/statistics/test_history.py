"""The history of a card says what the fold says, and nothing of what was taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.grades import passed
from flashcards.core.reviews import Answer, Event, Kind, Move, Void, effective, fold, replay
from flashcards.core.scheduling import fsrs
from flashcards.core.statistics.history import History, Wait, of_card
from tests.core.statistics.logs import DAY, answer, answers, logs, on


def told(*events: Event) -> History:
    """Return the history of events that took five seconds each."""
    return of_card(events, {event.id: 5000 for event in events})


@given(logs())
def test_it_tells_of_each_answer_what_the_fold_tells(events: list[Event]) -> None:
    kinds = {one.answer.id: one.kind for one in replay(events)}
    found = told(*events).answers
    assert [(one.day, one.kind, one.recalled) for one in found] == [
        (one.study_day, kinds.get(one.id, Kind.PRACTICE), passed(one.grade))
        for one in effective(events)
    ]
    met = [one for one in found if one.kind is Kind.SCHEDULED]
    assert [one.interval is None for one in met] == [not number for number in range(len(met))]
    assert all(0 < one.expected <= 1 for one in met[1:] if one.expected is not None)
    others = (one for one in found if one.kind is not Kind.SCHEDULED)
    assert all(one.interval is None is one.expected for one in others)


@given(logs(), answers())
def test_an_answer_that_is_taken_back_leaves_all_as_it_was(
    events: list[Event], last: Answer
) -> None:
    back = Void("back", last.at, last.id)
    took = {event.id: 5000 for event in [*events, last]}
    assert of_card([*events, last, back], took) == of_card(events, took)


@given(logs(), answers())
def test_an_answer_that_is_given_back_counts_again(events: list[Event], last: Answer) -> None:
    back, again = Void("back", last.at, last.id), Void("again", last.at, "back")
    took = {last.id: 1}
    assert of_card([*events, last, back, again], took) == of_card([*events, last], took)


@given(logs().flatmap(lambda events: st.tuples(st.just(events), st.permutations(events))))
def test_the_order_of_arrival_cannot_matter(both: tuple[list[Event], list[Event]]) -> None:
    assert told(*both[1]) == told(*both[0])


@given(logs())
def test_the_memory_is_that_of_the_fold_by_the_usual_weights(events: list[Event]) -> None:
    found, schedule = told(*events), fold(events, fsrs.DEFAULTS)
    assert (found.last_day is None) == (schedule is None)
    if schedule is not None:
        assert found.memory is not None
        assert (found.memory.stability, found.memory.difficulty, found.last_day) == (
            schedule.stability,
            schedule.difficulty,
            schedule.last_day,
        )
        assert found.waits[-1] == Wait(schedule.due, None)


def test_drill_early_answers_and_practice_say_nothing_of_retention() -> None:
    found = told(
        answer("first", 3),
        answer("drill", 4, 0, 1),
        answer("due", 4, 1),
        answer("early", 1, 3),
        answer("practice", 1, 5, practice=True),
        answer("late", 5, 9),
    )
    assert [one.kind for one in found.answers] == [
        Kind.SCHEDULED, Kind.DRILL, Kind.SCHEDULED, Kind.EARLY, Kind.PRACTICE, Kind.SCHEDULED,
    ]  # fmt: skip
    assert [one.interval for one in found.answers] == [None, None, 1, None, None, 6]


def test_what_is_expected_is_the_chance_of_recall_by_the_weights_in_use_then() -> None:
    first = answer("first", 4)
    found = told(first, answer("second", 4, 3)).answers[1]
    memory = fsrs.step(None, None, first.grade, on(0))
    assert found.expected == fsrs.retrievability(memory, on(0), on(3))
    assert found.expected == pytest.approx(0.87, abs=0.05)


def test_a_card_waits_from_its_due_day_to_its_answer() -> None:
    found = told(answer("first", 4), answer("late", 4, 3))
    assert found.waits == (Wait(on(1), on(3)), Wait(on(9), None))


def test_a_card_that_was_moved_waits_from_the_new_day() -> None:
    moved = told(answer("first", 4), Move("m", DAY // 2, on(5)))
    assert moved.waits == (Wait(on(5), None),)
    assert told(Move("m", 0, on(5))) == History()


def test_a_mature_card_is_known_by_the_interval_before_the_answer() -> None:
    days = [0, 1, 7, 22, 60]
    found = told(*(answer(f"a{day}", 4, day) for day in days))
    assert [one.interval for one in found.answers] == [None, 1, 6, 15, 38]
    assert found.waits[-1].first == on(60) + timedelta(days=95)
