"""SM-2 as published: what every answer does to the three numbers, and what it leaves alone."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.errors import InvalidGrade
from flashcards.core.grades import BUTTONS, Grade, Scale, grade, passed
from flashcards.core.scheduling import sm2
from flashcards.core.scheduling.schedule import Schedule, State
from flashcards.core.scheduling.sm2 import Memory, Variant

MONDAY = date(2026, 3, 2)
GRADES = st.integers(0, 5).map(Grade)
PASSES = st.integers(3, 5).map(Grade)
FAILS = st.integers(0, 2).map(Grade)
HISTORIES = st.lists(GRADES, max_size=30)
VARIANTS = st.sampled_from([sm2.PUBLISHED, sm2.EASE_FALLS, sm2.PLUG_IN])


def after(grades: list[Grade], variant: Variant = sm2.PUBLISHED) -> Memory:
    """Return SM-2's numbers after each of the grades on its due day."""
    memory = Memory()
    for given_grade in grades:
        memory = sm2.step(memory, given_grade, variant)
    return memory


def studied(grades: list[Grade], late: int = 0) -> Schedule | None:
    """Return the schedule after the grades, every answer ``late`` days after its due day."""
    schedule, day = None, MONDAY
    for given_grade in grades:
        schedule = sm2.answer(schedule, given_grade, day)
        day = schedule.due + timedelta(days=late)
    return schedule


@given(HISTORIES, VARIANTS)
def test_the_ease_is_an_even_number_of_hundredths_and_never_below_130(
    grades: list[Grade], variant: Variant
) -> None:
    ease = after(grades, variant).ease
    assert type(ease) is int
    assert ease >= 130
    assert ease % 2 == 0


@given(HISTORIES, GRADES, VARIANTS)
def test_after_any_answer_the_interval_is_a_whole_number_of_days_from_one_on(
    grades: list[Grade], last: Grade, variant: Variant
) -> None:
    memory = after([*grades, last], variant)
    assert type(memory.interval) is int
    assert 1 <= memory.interval <= 36_500
    assert memory.repetitions >= 0


@given(HISTORIES, FAILS, FAILS)
def test_failing_twice_is_failing_once(grades: list[Grade], one: Grade, other: Grade) -> None:
    assert after([*grades, one, other]) == after([*grades, one])


@given(HISTORIES, st.lists(PASSES, max_size=4))
def test_the_three_failing_grades_do_the_same(grades: list[Grade], later: list[Grade]) -> None:
    ends = {after([*grades, Grade(fail), *later]) for fail in (0, 1, 2)}
    assert len(ends) == 1


@given(HISTORIES, st.lists(PASSES, min_size=2, max_size=6), PASSES)
def test_from_the_third_pass_on_the_interval_is_rounded_up_exactly(
    grades: list[Grade], passes: list[Grade], last: Grade
) -> None:
    uncapped = Variant(longest=None)
    before = after([*grades, *passes], uncapped)
    interval = sm2.step(before, last, uncapped).interval
    assert before.repetitions >= 2
    assert (interval - 1) * 100 < before.interval * before.ease <= interval * 100


@given(HISTORIES, st.tuples(PASSES, PASSES, PASSES))
def test_every_passing_grade_gives_the_same_next_interval(
    grades: list[Grade], others: tuple[Grade, Grade, Grade]
) -> None:
    assert len({after([*grades, other]).interval for other in others}) == 1


@given(HISTORIES, FAILS, PASSES, PASSES)
def test_after_a_fail_the_next_passes_give_one_day_and_six(
    grades: list[Grade], fail: Grade, one: Grade, other: Grade
) -> None:
    assert after([*grades, fail, one]).interval == 1
    assert after([*grades, fail, one, other]).interval == 6


@given(HISTORIES, FAILS)
def test_a_fail_leaves_the_ease_as_it_is(grades: list[Grade], fail: Grade) -> None:
    assert after([*grades, fail]) == Memory(0, after(grades).ease, 1)


@given(HISTORIES, FAILS)
def test_where_the_deck_says_so_the_ease_falls_on_a_lapse(grades: list[Grade], fail: Grade) -> None:
    before = after(grades, sm2.EASE_FALLS)
    failed = after([*grades, fail], sm2.EASE_FALLS)
    drop = {0: 80, 1: 54, 2: 32}[fail]
    assert failed == Memory(0, max(130, before.ease - drop), 1)


@pytest.mark.parametrize(("given_grade", "change"), [(3, -14), (4, 0), (5, 10)])
def test_a_pass_moves_the_ease_as_the_formula_says(given_grade: int, change: int) -> None:
    assert sm2.next_ease(250, Grade(given_grade)) == 250 + change
    assert sm2.next_ease(130, Grade(3)) == 130


def test_in_whole_numbers_six_perfect_answers_end_on_420_days_not_421_as_in_floats() -> None:
    assert after([Grade(5)] * 6) == Memory(6, 310, 420)


def test_the_interval_stops_at_a_hundred_years_and_the_ease_goes_on() -> None:
    capped = after([Grade(5)] * 20)
    assert capped.interval == 36_500
    assert capped.ease == 450
    assert after([Grade(5)] * 20, Variant(longest=None)).interval > 36_500


def test_the_plug_in_rounds_halves_to_the_even_day() -> None:
    assert sm2.next_interval(Memory(2, 250, 1), sm2.PLUG_IN) == 2
    assert sm2.next_interval(Memory(2, 250, 3), sm2.PLUG_IN) == 8
    assert sm2.next_interval(Memory(2, 251, 1), sm2.PLUG_IN) == 3


@given(HISTORIES, st.integers(0, 400))
def test_being_late_changes_neither_repetitions_nor_ease_nor_interval(
    grades: list[Grade], late: int
) -> None:
    grades = grades[:8]
    assert sm2.memory_of(studied(grades, late)) == sm2.memory_of(studied(grades)) == after(grades)


@given(HISTORIES, GRADES)
def test_the_next_due_day_counts_from_the_answer(grades: list[Grade], last: Grade) -> None:
    before = studied(grades[:8], late=3)
    day = (before.due if before else MONDAY) + timedelta(days=11)
    plain = sm2.answer(before, last, day)
    assert plain.due == day + timedelta(days=plain.interval)
    assert plain.last_day == day


@given(HISTORIES, GRADES, st.sampled_from([3, 4]))
def test_a_card_comes_back_on_the_day_if_graded_below_the_setting(
    grades: list[Grade], last: Grade, below: int
) -> None:
    day = MONDAY + timedelta(days=9)
    schedule = sm2.answer(studied(grades[:4]), last, day, drill_below=below)
    assert schedule.drilling_on(day) == (last < below)
    assert not schedule.drilling_on(day + timedelta(days=1))


@given(HISTORIES)
def test_lapses_are_the_fails_of_cards_that_had_been_passed(grades: list[Grade]) -> None:
    grades = grades[:8]
    schedule = studied(grades)
    pairs = pairwise(grades)
    lapses = sum(passed(one) and not passed(other) for one, other in pairs)
    assert (schedule.lapses if schedule else 0) == lapses
    assert (schedule.reviews if schedule else 0) == len(grades)


@pytest.mark.parametrize(
    ("grades", "state"),
    [
        ([1], State.LEARNING),
        ([4], State.REVIEW),
        ([4, 1], State.RELEARNING),
        ([4, 1, 2], State.RELEARNING),
        ([4, 1, 3], State.REVIEW),
    ],
)
def test_the_state_tells_how_far_a_card_has_come(grades: list[int], state: State) -> None:
    schedule = studied([Grade(value) for value in grades])
    assert schedule is not None
    assert schedule.state is state


@pytest.mark.parametrize("value", [-1, 6, 100, 2.5, 4.0, "4", "", None, True, False, [4], b"4"])
def test_whatever_is_no_grade_is_refused_by_name(value: object) -> None:
    with pytest.raises(InvalidGrade) as refused:
        grade(value)
    assert refused.value.field == "grade"
    assert repr(value) in str(refused.value)


def test_the_whole_numbers_from_0_to_5_are_grades_and_3_is_the_lowest_pass() -> None:
    assert [passed(grade(value)) for value in range(6)] == [False] * 3 + [True] * 3


def test_the_buttons_give_the_grades_that_they_should() -> None:
    assert [value for value, _ in BUTTONS[Scale.FOUR]] == [1, 3, 4, 5]
    assert [value for value, _ in BUTTONS[Scale.SIX]] == [0, 1, 2, 3, 4, 5]


def test_the_numbers_cannot_be_changed_in_place() -> None:
    memory = cast(Any, Memory())
    with pytest.raises(AttributeError):
        memory.ease = 300
