"""Days are sums over cards: in whatever parts they are added, they come out the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.reviews import Event, Kind, effective
from flashcards.core.statistics.days import Day, back, daily, recall, seconds
from flashcards.core.statistics.history import History, Told, of_card
from flashcards.core.statistics.retention import Recall
from tests.core.statistics.logs import MONDAY, logs, on


def sums(histories: list[History]) -> tuple[dict[object, int], tuple[Recall, Recall]]:
    days = daily(histories)
    return {day: its.answers for day, its in days.items()}, recall(days, None)


@given(st.lists(logs(), max_size=4), st.integers(0, 4))
def test_the_days_of_all_cards_are_those_of_some_and_of_the_others(
    all_logs: list[list[Event]], cut: int
) -> None:
    histories = [of_card(events, {}) for events in all_logs]
    counts, (young, mature) = sums(histories)
    (some, few), (others, rest) = sums(histories[:cut]), sums(histories[cut:])
    assert counts == {
        day: some.get(day, 0) + others.get(day, 0) for day in some.keys() | others.keys()
    }
    for whole, parts in ((young, few[0] + rest[0]), (mature, few[1] + rest[1])):
        assert (whole.count, whole.recalled) == (parts.count, parts.recalled)
        assert whole.chances == pytest.approx(parts.chances)


@given(st.lists(logs(), max_size=4))
def test_every_answer_that_stands_is_counted_once(all_logs: list[list[Event]]) -> None:
    days = daily(of_card(events, {}) for events in all_logs)
    assert sum(day.answers for day in days.values()) == sum(
        len(effective(events)) for events in all_logs
    )


def test_young_and_mature_part_at_three_weeks() -> None:
    answers = [
        Told(MONDAY, Kind.SCHEDULED, True, 0, interval, 0.9) for interval in (1, 20, 21, 400)
    ]
    found = daily([History(tuple(answers)), History((Told(MONDAY, Kind.SCHEDULED, True, 0),))])
    young, mature = recall(found, None)
    assert (young.count, mature.count) == (2, 2)
    assert found[MONDAY].answers == 5


def test_a_period_begins_with_its_first_day() -> None:
    told = [Told(on(day), Kind.SCHEDULED, day != 3, 0, 1, 0.8) for day in range(5)]
    days = daily([History(tuple(told))])
    assert recall(days, on(3))[0] == Recall(2, 1, 1.6)
    assert recall(days, on(5)) == (Recall(), Recall())


def test_seconds_are_the_median_of_what_is_known() -> None:
    told = [Told(on(1), Kind.DRILL, True, took) for took in (0, 4000, 6000, 90_000)]
    days = daily([History(tuple(told))])
    assert seconds(days, on(0)) == 6.0
    assert seconds(days, on(2)) is None
    assert days[on(1)].minutes == pytest.approx(100 / 60)
    assert Day().minutes == 0


def test_the_last_days_end_with_today() -> None:
    assert back(on(2), 3) == [on(0), on(1), on(2)]
