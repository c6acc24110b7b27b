"""Answers and schedules from another program: its numbers hold, and SM-2 goes on from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.grades import Grade
from flashcards.core.reviews import Answer, Event, Kind, Placed, Void, fold, replay, story
from flashcards.core.scheduling import fsrs
from flashcards.core.scheduling.elsewhere import Given, Stage
from flashcards.core.scheduling.schedule import Schedule, State

MONDAY = date(2026, 3, 2)
DAY = 86_400_000
MINUTE = 60_000


def on(day: int) -> date:
    return MONDAY + timedelta(days=day)


def there(
    name: str, grade: int, day: int, stage: Stage, interval: int, ease: int = 0, minute: int = 0
) -> Answer:
    """Return an answer that was given elsewhere."""
    made = Given(stage, interval, ease=ease)
    return Answer(name, day * DAY + minute * MINUTE, Grade(grade), on(day), given=made)


def here(name: str, grade: int, day: int) -> Answer:
    return Answer(name, day * DAY, Grade(grade), on(day))


def brought(day: int, due: int, **more: object) -> Placed:
    known = Schedule(2, 230, due - day, on(due), on(day), 1, 7, None)
    return Placed("placed", day * DAY, replace(known, **more))  # type: ignore[arg-type]


def learnt() -> list[Event]:
    """Return a card's first days in Anki: twice on Monday, graduated, passed, failed, passed."""
    return [
        there("a", 4, 0, Stage.LEARNING, -600),
        there("b", 4, 0, Stage.LEARNING, 1, 250, minute=10),
        there("c", 4, 1, Stage.REVIEW, 3, 250),
        there("d", 1, 4, Stage.REVIEW, -600, 230),
        there("e", 4, 4, Stage.RELEARNING, 1, 230, minute=11),
        there("f", 5, 5, Stage.REVIEW, 4, 245),
    ]


def test_intervals_and_ease_are_those_that_it_had_there() -> None:
    outcomes, schedule = story(learnt())
    assert [one.kind for one in outcomes] == [
        *(Kind.SCHEDULED, Kind.DRILL, Kind.SCHEDULED),
        *(Kind.SCHEDULED, Kind.DRILL, Kind.SCHEDULED),
    ]
    assert [one.schedule.due for one in outcomes] == [on(n) for n in (1, 1, 4, 5, 5, 9)]
    assert schedule == Schedule(2, 245, 4, on(9), on(5), 1, 4, None)


def test_what_was_to_come_again_on_that_day_comes_again_as_a_drill() -> None:
    schedule = fold([there("a", 1, 0, Stage.LEARNING, -60)])
    assert schedule is not None
    assert schedule.state is State.LEARNING
    assert schedule.drilling_on(MONDAY)
    assert schedule.due == on(1)


def test_sm2_goes_on_from_the_interval_and_the_ease() -> None:
    schedule = fold([*learnt(), here("g", 4, 9)])
    assert schedule is not None
    assert (schedule.interval, schedule.due) == (10, on(19))  # 4 days × 2.45, rounded up


def test_a_card_of_a_day_gets_the_six_days_that_come_second() -> None:
    schedule = fold([there("a", 4, 0, Stage.LEARNING, 1, 250), here("b", 4, 1)])
    assert schedule is not None
    assert schedule.interval == 6


def test_an_early_answer_moves_the_card_there_and_is_known_as_early() -> None:
    outcomes = replay([*learnt(), there("g", 4, 6, Stage.EARLY, 8, 245)])
    assert outcomes[-1].kind is Kind.EARLY
    assert outcomes[-1].schedule.due == on(14)


def test_a_schedule_that_was_brought_along_holds_whatever_there_was() -> None:
    placed = brought(5, 30)
    assert fold([placed]) == placed.schedule
    assert fold([*learnt(), placed]) == placed.schedule
    later = fold([*learnt(), placed, here("g", 4, 30)])
    assert later is not None
    assert later.interval == 58  # 25 days × 2.30, rounded up
    assert later.reviews == 8


def test_it_can_be_taken_back() -> None:
    placed = brought(5, 30)
    events = [*learnt(), placed, Void("v", 6 * DAY, "placed")]
    assert fold(events) == fold(learnt())
    assert fold([placed, Void("v", 6 * DAY, "placed")]) is None


def test_the_memory_that_was_kept_there_is_gone_on_with() -> None:
    placed = brought(5, 30, stability=40.0, difficulty=5.5)
    kept = fold([*learnt(), placed], fsrs.DEFAULTS)
    assert kept is not None
    assert (kept.stability, kept.difficulty) == (40.0, 5.5)
    without = fold([*learnt(), brought(5, 30)], fsrs.DEFAULTS)
    assert without is not None
    followed = fold(learnt(), fsrs.DEFAULTS)
    assert followed is not None
    assert without.stability == followed.stability is not None


days = st.integers(0, 40)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Draw answers from both programs, and at times a schedule that was brought along."""
    events: list[Event] = []
    for number in range(draw(st.integers(0, 10))):
        day, grade = draw(days), draw(st.integers(0, 5))
        kind = draw(st.sampled_from(["here", "there", "placed"]))
        if kind == "here":
            events.append(here(f"h{number}", grade, day))
        elif kind == "there":
            stage = draw(st.sampled_from(Stage))
            interval = draw(st.sampled_from([-86_000, -600, 0, 1, 2, 3, 21, 400]))
            ease = draw(st.sampled_from([0, 5, 130, 247, 310]))
            events.append(there(f"t{number}", grade, day, stage, interval, ease, number))
        else:
            placed = brought(day, day + draw(st.integers(1, 90)))
            events.append(replace(placed, id=f"p{number}"))
    return events


@given(histories().flatmap(lambda log: st.tuples(st.just(log), st.permutations(log))))
def test_in_whatever_order_they_arrive_the_schedule_is_the_same(
    both: tuple[list[Event], list[Event]],
) -> None:
    events, shuffled = both
    assert fold(events) == fold(shuffled)
    assert fold(events, fsrs.DEFAULTS) == fold(shuffled, fsrs.DEFAULTS)


@given(histories())
def test_sm2_can_always_go_on(events: list[Event]) -> None:
    schedule = fold(events)
    if schedule is None:
        return
    assert schedule.ease >= 130
    assert schedule.interval >= 1
    assert schedule.due > schedule.last_day
    after = fold([*events, here("z", 4, 500)])
    assert after is not None
    assert after.due > on(500)
