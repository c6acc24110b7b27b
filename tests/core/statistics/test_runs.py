"""A run forgives rest and one missed day in seven; at a second it begins anew."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.statistics.history import Wait
from flashcards.core.statistics.runs import Runs, due_days, runs
from tests.core.statistics.logs import on


def run_of(pattern: str) -> Runs:
    """Return the runs of days: x studied, - missed, o rest; the last is today."""
    studied = {on(number) for number, day in enumerate(pattern) if day == "x"}
    asked = {on(number) for number, day in enumerate(pattern) if day == "-"}
    return runs(studied, lambda day: day in asked, on(len(pattern) - 1))


def test_every_day_studied_is_one_run() -> None:
    assert run_of("xxxx") == Runs(4, 4)


def test_one_missed_day_in_seven_is_forgiven() -> None:
    assert run_of("xxx-xxxxxx-x") == Runs(10, 10)


def test_at_a_second_one_the_run_begins_after_the_first() -> None:
    assert run_of("xxxx-xxx-xx") == Runs(7, 5)
    assert run_of("o-x-xx") == run_of("x-x-xx") == Runs(3, 3)
    assert run_of("xxxx--xx") == Runs(4, 2)


def test_the_next_run_begins_forgiven() -> None:
    assert run_of("xx--x-xxx") == Runs(4, 4)


def test_rest_ends_nothing_and_counts_for_nothing() -> None:
    assert run_of("xxooooooooooxx") == Runs(4, 4)


def test_today_is_not_over_yet() -> None:
    assert run_of("xx-x-") == Runs(3, 3)


def test_who_never_studied_has_no_run() -> None:
    assert run_of("ooo") == Runs(0, 0)


@given(st.text("x-o", min_size=1, max_size=60))
def test_the_longest_run_holds_the_present_one_and_no_more_than_was_studied(pattern: str) -> None:
    found = run_of(pattern)
    assert 0 <= found.present <= found.longest <= pattern.count("x")
    assert (found.longest > 0) == ("x" in pattern)


@given(st.text("x-o", min_size=1, max_size=40), st.integers(0, 39))
def test_more_study_never_shortens_the_longest_run(pattern: str, number: int) -> None:
    place = number % len(pattern)
    more = pattern[:place] + "x" + pattern[place + 1 :]
    assert run_of(more).longest >= run_of(pattern).longest


@given(
    st.lists(st.tuples(st.integers(0, 40), st.one_of(st.none(), st.integers(0, 20)))),
    st.integers(0, 45),
)
def test_a_day_is_due_if_any_card_waited_on_it(
    drawn: list[tuple[int, int | None]], now: int
) -> None:
    waits = [
        Wait(on(first), None if length is None else on(first + length)) for first, length in drawn
    ]
    expected: set[date] = set()
    for first, last in waits:
        end = on(now) if last is None else min(last, on(now))
        expected |= {first + timedelta(days=n) for n in range((end - first).days + 1)}
    assert due_days(waits, on(now)) == expected
