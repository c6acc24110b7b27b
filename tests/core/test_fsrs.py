"""FSRS beside SM-2: it follows every scheduled answer, and a deck can change and go back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import fsrs as py_fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.errors import Invalid
from flashcards.core.grades import Grade
from flashcards.core.reviews import Answer, Event, Kind, Move, Void, advance, fold, replay, story
from flashcards.core.scheduling import fsrs, sm2

MONDAY = date(2026, 3, 2)
DAY = 86_400_000
FSRS = fsrs.Settings()
GRADES = st.integers(0, 5).map(Grade)


def answer(name: str, grade: int, day: int, by: fsrs.Settings | None = FSRS) -> Answer:
    return Answer(name, day * DAY, Grade(grade), MONDAY + timedelta(days=day), fsrs=by)


@given(st.lists(st.tuples(GRADES, st.integers(1, 90)), min_size=1, max_size=12))
def test_the_memory_is_the_one_of_py_fsrs(answers: list[tuple[Grade, int]]) -> None:
    scheduler = py_fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, memory, last = py_fsrs.Card(card_id=1), None, None
    day = MONDAY
    for grade, later in answers:
        memory, last = fsrs.step(memory, last, grade, day), day
        rating = py_fsrs.Rating(1 if grade < 3 else grade - 1)
        card, _ = scheduler.review_card(card, rating, datetime.combine(day, time(12), UTC))
        assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
        assert fsrs.interval(memory, FSRS, 36_500) == (card.due.date() - day).days
        day += timedelta(days=later)


def test_a_higher_retention_asks_sooner() -> None:
    memory = fsrs.Memory(30.0, 5.0)
    days = [fsrs.interval(memory, fsrs.Settings(wanted), 36_500) for wanted in (70, 85, 90, 97)]
    assert days == sorted(days, reverse=True)
    assert fsrs.interval(memory, FSRS, 36_500) == 30


def test_recall_is_as_wanted_on_the_due_day() -> None:
    memory = fsrs.Memory(30.0, 5.0)
    assert fsrs.retrievability(memory, MONDAY, MONDAY) == 1.0
    assert fsrs.retrievability(memory, MONDAY, MONDAY + timedelta(days=30)) == pytest.approx(0.9)


@pytest.mark.parametrize("value", [69, 98, 0, 100])
def test_a_retention_out_of_reach_is_refused(value: int) -> None:
    with pytest.raises(Invalid, match="70 to 97"):
        fsrs.retention(value)


@given(st.lists(st.tuples(GRADES, st.integers(0, 40), st.booleans()), min_size=1, max_size=10))
def test_sm2_goes_on_counting_below_fsrs_and_fsrs_below_sm2(
    drawn: list[tuple[Grade, int, bool]],
) -> None:
    events: list[Event] = []
    day = 0
    for number, (grade, later, by_fsrs) in enumerate(drawn):
        day += later
        events.append(answer(f"a{number}", grade, day, FSRS if by_fsrs else None))
    outcomes, schedule = story(events, keeping=fsrs.DEFAULTS)
    scheduled = [one.answer for one in outcomes if one.kind is Kind.SCHEDULED]
    numbers, memory, last = sm2.Memory(), None, None
    for one in scheduled:
        numbers = sm2.step(numbers, one.grade)
        memory, last = fsrs.step(memory, last, one.grade, one.study_day), one.study_day
    assert schedule is not None
    assert memory is not None
    assert sm2.memory_of(schedule) == numbers
    assert (schedule.stability, schedule.difficulty) == (memory.stability, memory.difficulty)


def test_who_scheduled_an_answer_says_when_the_card_is_due() -> None:
    by_sm2 = [answer("a", 4, 0, None), answer("b", 4, 1, None)]
    plain = fold(by_sm2)
    assert plain is not None
    assert plain.days == 6
    assert (plain.stability, plain.difficulty) == (None, None)
    changed = fold([*by_sm2, answer("c", 4, 7)])
    back = fold([*by_sm2, answer("c", 4, 7), answer("d", 4, 300, None)])
    assert changed is not None
    assert back is not None
    assert changed.days != changed.interval == 15
    assert back.days == back.interval == 38


def test_weights_of_ones_own_do_not_rewrite_what_others_scheduled() -> None:
    own = replace(FSRS, parameters=(*fsrs.DEFAULTS[:20], 0.3))
    first = [answer("a", 4, 0), answer("b", 4, 5)]
    before = replay(first)
    after = replay([*first, answer("c", 4, 60, own)])
    assert [one.schedule.due for one in after[:2]] == [one.schedule.due for one in before]


def test_a_preview_says_what_the_fold_will_say() -> None:
    first: list[Event] = [answer("a", 4, 0), answer("b", 3, 4)]
    schedule = fold(first, keeping=fsrs.DEFAULTS)
    later = answer("c", 5, 40)
    assert advance(schedule, later).schedule == fold([*first, later], keeping=fsrs.DEFAULTS)


def test_a_move_changes_the_due_day_alone_and_can_be_taken_back() -> None:
    first: list[Event] = [answer("a", 4, 0, None), answer("b", 4, 1, None)]
    move = Move("m", 2 * DAY, MONDAY + timedelta(days=30))
    plain, moved = fold(first), fold([*first, move])
    assert plain is not None
    assert moved == replace(plain, due=move.due)
    assert fold([*first, move, Void("v", 3 * DAY, "m")]) == plain
    early = replay([*first, move, answer("c", 4, 7, None)])
    assert early[-1].kind is Kind.EARLY
    assert fold([move]) is None
