"""The fold: order, repeats and take-backs cannot matter, and only scheduled answers move a card."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.grades import Grade
from flashcards.core.reviews import (
    Answer,
    Event,
    Kind,
    Void,
    advance,
    effective,
    fold,
    replay,
    voided,
)
from flashcards.core.scheduling import sm2
from flashcards.core.scheduling.schedule import Schedule

MONDAY = date(2026, 3, 2)
HOUR = 3_600_000
DAY = 24 * HOUR


def answer(name: str, grade: int, day: int = 0, hour: int = 0, **more: int) -> Answer:
    """Return an answer ``day`` days after Monday; later hours are later in the same study day."""
    at = day * DAY + hour * HOUR
    return Answer(name, at, Grade(grade), MONDAY + timedelta(days=day), **more)  # type: ignore[arg-type]


@st.composite
def answers(draw: st.DrawFn, least: int = 0) -> list[Event]:
    """Draw answers of one card, each with an id of its own, at times that may be equal."""
    drawn = draw(
        st.lists(
            st.tuples(st.integers(0, 40), st.integers(0, 23), st.integers(0, 5)),
            min_size=least,
            max_size=12,
        )
    )
    below = draw(st.sampled_from([3, 4]))
    variant = draw(st.sampled_from([sm2.PUBLISHED, sm2.EASE_FALLS]))
    return [
        Answer(
            f"a{number}",
            day * DAY + hour * HOUR,
            Grade(grade),
            MONDAY + timedelta(days=day),
            variant,
            below,
        )
        for number, (day, hour, grade) in enumerate(drawn)
    ]


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    """Draw answers and voids, of answers and of voids, of ids that are not there as well."""
    events = draw(answers())
    for number in range(draw(st.integers(0, 6))):
        names = [event.id for event in events] + ["missing"]
        events.append(
            Void(f"v{number}", draw(st.integers(0, 42 * DAY)), draw(st.sampled_from(names)))
        )
    return events


@given(logs().flatmap(lambda events: st.tuples(st.just(events), st.permutations(events))))
def test_events_fold_to_the_same_schedule_in_whatever_order_they_arrive(
    both: tuple[list[Event], list[Event]],
) -> None:
    events, shuffled = both
    assert replay(shuffled) == replay(events)
    assert fold(shuffled) == fold(events)


@given(answers(least=1), st.data())
def test_taking_an_answer_back_is_as_if_it_had_never_been_given(
    events: list[Event], data: st.DataObject
) -> None:
    target = data.draw(st.sampled_from(events))
    void = Void("v", data.draw(st.integers(0, 50 * DAY)), target.id)
    without = [event for event in events if event is not target]
    assert replay([*events, void]) == replay(without)
    assert replay([void, *events]) == replay(without)


@given(answers(least=1), st.data())
def test_taking_a_take_back_back_restores_the_answer(
    events: list[Event], data: st.DataObject
) -> None:
    target = data.draw(st.sampled_from(events))
    undo, redo = Void("u", 50 * DAY, target.id), Void("r", 51 * DAY, "u")
    again = Void("w", 52 * DAY, "r")
    assert replay([*events, undo, redo]) == replay(events)
    assert replay([*events, undo, redo, again]) == replay([*events, undo])


@given(answers(least=1), st.data())
def test_two_take_backs_of_one_answer_are_one(events: list[Event], data: st.DataObject) -> None:
    target = data.draw(st.sampled_from(events))
    one, other = Void("u", 50 * DAY, target.id), Void("w", 51 * DAY, target.id)
    assert replay([*events, one, other]) == replay([*events, one])
    assert replay([*events, one, other, Void("x", 52 * DAY, "w")]) == replay([*events, one])


@given(answers(least=1), st.data())
def test_a_redo_counts_even_if_the_clock_was_set_back_before_it(
    events: list[Event], data: st.DataObject
) -> None:
    target = data.draw(st.sampled_from(events))
    undo, redo = Void("u", 50 * DAY, target.id), Void("r", 49 * DAY, "u")
    assert replay([*events, undo, redo]) == replay(events)


def test_voids_that_take_each_other_back_end_somewhere_and_always_in_the_same_place() -> None:
    circle: list[Event] = [Void("u", 1, "w"), Void("w", 2, "u"), Void("x", 3, "x")]
    assert voided(circle) == voided(reversed(circle))


def test_a_long_chain_of_undo_and_redo_breaks_nothing() -> None:
    chain: list[Event] = [answer("0", 4)]
    chain += [Void(str(number), DAY + number, str(number - 1)) for number in range(1, 5001)]
    assert len(effective(chain)) == 1
    assert len(effective(chain[:-1])) == 0


@given(logs())
def test_only_scheduled_answers_move_a_card(events: list[Event]) -> None:
    before: Schedule | None = None
    for outcome in replay(events):
        if outcome.kind is Kind.EARLY:
            assert outcome.schedule == before
        if outcome.kind is Kind.DRILL:
            assert before is not None
            assert outcome.schedule.drill_day in {None, before.drill_day}
            assert sm2.memory_of(outcome.schedule) == sm2.memory_of(before)
            assert (outcome.schedule.due, outcome.schedule.reviews, outcome.schedule.lapses) == (
                before.due,
                before.reviews,
                before.lapses,
            )
        before = outcome.schedule


@given(logs())
def test_a_scheduled_answer_comes_on_its_due_day_or_later(events: list[Event]) -> None:
    before: Schedule | None = None
    for outcome in replay(events):
        if outcome.kind is Kind.SCHEDULED and before is not None:
            assert outcome.answer.study_day >= before.due
        before = outcome.schedule


@given(logs())
def test_a_card_has_a_schedule_as_soon_as_one_answer_stands(events: list[Event]) -> None:
    assert (fold(events) is None) == (not effective(events))


def test_a_card_answered_below_four_comes_back_until_it_gets_four() -> None:
    kinds = [outcome.kind for outcome in replay(_evening(1, 3, 2, 4, 5))]
    assert kinds == [Kind.SCHEDULED, Kind.DRILL, Kind.DRILL, Kind.DRILL, Kind.EARLY]


def test_with_the_other_setting_only_failed_cards_come_back() -> None:
    kinds = [outcome.kind for outcome in replay(_evening(1, 2, 3, 5, drill_below=3))]
    assert kinds == [Kind.SCHEDULED, Kind.DRILL, Kind.DRILL, Kind.EARLY]
    assert not advance(None, answer("a", 3, drill_below=3)).schedule.drilling_on(MONDAY)


def test_a_drill_that_was_not_finished_ends_with_the_study_day() -> None:
    first, second = replay([answer("a", 1), answer("b", 4, day=1)])
    assert first.schedule.drilling_on(MONDAY)
    assert second.kind is Kind.SCHEDULED
    hard = replay([answer("a", 4), answer("b", 4, 1), answer("c", 3, 7), answer("d", 5, 8)])
    assert hard[2].schedule.drilling_on(MONDAY + timedelta(days=7))
    assert hard[3].kind is Kind.EARLY


def test_an_early_answer_is_practice_and_moves_nothing() -> None:
    learnt = [answer("a", 4), answer("b", 4, day=1)]
    practised = replay([*learnt, answer("c", 0, day=3)])
    assert practised[-1].kind is Kind.EARLY
    assert fold([*learnt, answer("c", 0, day=3)]) == fold(learnt)


def test_an_older_answer_that_arrives_late_changes_what_the_later_one_was() -> None:
    later = answer("b", 4, day=1)
    assert [outcome.kind for outcome in replay([later])] == [Kind.SCHEDULED]
    outcomes = replay([later, answer("a", 5, day=1, hour=-2)])
    assert [outcome.kind for outcome in outcomes] == [Kind.SCHEDULED, Kind.EARLY]


def test_of_two_answers_at_one_instant_the_smaller_id_comes_first() -> None:
    one, other = answer("a", 1), answer("b", 5)
    assert [outcome.answer.id for outcome in replay([other, one])] == ["a", "b"]


@pytest.mark.parametrize(("shift", "moved"), [(-2, -2), (0, 0), (2, 2), (5, 2), (-40, -2)])
def test_the_recorded_shift_moves_the_due_day_as_far_as_the_interval_lets_it(
    shift: int, moved: int
) -> None:
    learnt: list[Event] = [answer("a", 4), answer("b", 4, day=1)]
    shifted = fold([*learnt, answer("c", 4, day=7, due_shift=shift)])
    plain = fold([*learnt, answer("c", 4, day=7)])
    assert shifted is not None
    assert plain is not None
    assert plain.interval == 15
    assert shifted.due == plain.due + timedelta(days=moved)
    assert sm2.memory_of(shifted) == sm2.memory_of(plain)


def test_each_answer_keeps_the_setting_that_held_when_it_was_given() -> None:
    falling = Answer("b", DAY, Grade(1), MONDAY + timedelta(days=1), sm2.EASE_FALLS)
    schedule = fold([answer("a", 4), falling, answer("c", 1, day=2)])
    assert schedule is not None
    assert schedule.ease == 250 - 54


def _evening(*grades: int, drill_below: int = 4) -> list[Event]:
    return [
        answer(str(number), grade, hour=number, drill_below=drill_below)
        for number, grade in enumerate(grades)
    ]
