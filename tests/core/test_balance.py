"""Cards move to less busy days, within the room that their interval gives, and always alike."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.scheduling import balance
from flashcards.core.scheduling.balance import FEWER, NONE, NORMAL, Plan

MONDAY = date(2026, 3, 2)
DAYS = st.integers(0, 400).map(lambda days: MONDAY + timedelta(days=days))
WEIGHTS = st.lists(st.sampled_from([NORMAL, FEWER, NONE]), min_size=7, max_size=7).map(tuple)


def plan(load: dict[date, int] | None = None, **more: object) -> Plan:
    return Plan(Counter(load or {}).__getitem__, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("interval", "room"),
    [(1, (1, 1)), (2, (2, 2)), (3, (2, 4)), (6, (4, 8)), (15, (13, 17)), (100, (93, 107))],
)
def test_the_room_is_one_day_and_a_share_of_the_interval(
    interval: int, room: tuple[int, int]
) -> None:
    assert balance.room(interval) == room


@given(st.integers(1, 36_500), st.integers(-50_000, 50_000))
def test_no_shift_leaves_the_room_or_comes_before_the_next_day(interval: int, shift: int) -> None:
    shortest, longest = balance.room(interval)
    assert 1 <= shortest <= interval <= longest
    assert shortest <= interval + balance.within(interval, shift) <= longest
    if shortest <= interval + shift <= longest:
        assert balance.within(interval, shift) == shift


@given(
    st.integers(1, 2000), DAYS, WEIGHTS, st.booleans(), st.dictionaries(DAYS, st.integers(0, 90))
)
def test_the_chosen_day_is_in_reach_open_and_the_same_every_time(
    interval: int, day: date, weights: tuple[int, ...], balanced: bool, load: dict[date, int]
) -> None:
    its_plan = plan(load, weights=weights, balanced=balanced)
    shift = balance.shift(interval, day, its_plan, "7/3")
    assert shift == balance.within(interval, shift) == balance.shift(interval, day, its_plan, "7/3")
    if shift:
        assert its_plan.weight(day + timedelta(days=interval + shift)) > NONE


def test_the_least_busy_day_in_reach_is_taken() -> None:
    busy = {MONDAY + timedelta(days=days): 9 for days in (13, 14, 15, 17)}
    assert balance.shift(15, MONDAY, plan(busy), "any") == 1


def test_a_weekday_with_fewer_cards_gets_half_as_many() -> None:
    weights = (NORMAL, NORMAL, NORMAL, NORMAL, NORMAL, FEWER, NORMAL)
    load: Counter[date] = Counter()
    for number in range(4200):
        day = MONDAY + timedelta(days=(number * 11) % 210)
        shift = balance.shift(30, day, Plan(load.__getitem__, weights), str(number))
        load[day + timedelta(days=30 + shift)] += 1
    by_weekday: Counter[int] = Counter()
    for day, count in load.items():
        by_weekday[day.weekday()] += count
    others = (4200 - by_weekday[5]) / 6
    assert 0.4 < by_weekday[5] / others < 0.62


def test_nothing_comes_due_on_a_holiday_that_can_be_avoided() -> None:
    holiday = MONDAY + timedelta(days=15)
    assert balance.shift(15, MONDAY, plan(holidays={holiday: True}, balanced=False), "x") != 0
    weeks = {MONDAY + timedelta(days=days): True for days in range(40)}
    assert balance.shift(15, MONDAY, plan(holidays=weeks), "x") == 0


def test_with_balancing_off_and_even_weeks_nothing_moves() -> None:
    busy = {MONDAY + timedelta(days=15): 99}
    assert balance.shift(15, MONDAY, plan(busy, balanced=False), "x") == 0


def test_balancing_halves_the_spread_of_the_daily_load() -> None:
    balanced: Counter[date] = Counter()
    plain: Counter[date] = Counter()
    for number in range(3000):
        day = MONDAY + timedelta(days=(number * number) % 60)
        interval = 10 + (number * 7) % 25
        plain[day + timedelta(days=interval)] += 1
        shift = balance.shift(interval, day, Plan(balanced.__getitem__), str(number))
        balanced[day + timedelta(days=interval + shift)] += 1
    middle = [MONDAY + timedelta(days=days) for days in range(25, 60)]

    def spread(load: Counter[date]) -> float:
        mean = sum(load[day] for day in middle) / len(middle)
        return sum((load[day] - mean) ** 2 for day in middle)

    assert spread(balanced) < spread(plain) / 2
