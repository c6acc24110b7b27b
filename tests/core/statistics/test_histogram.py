"""Histograms count every card once, and axes end on round numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.statistics.histogram import (
    DIFFICULTIES,
    EASES,
    INTERVALS,
    Step,
    histogram,
    top,
)
from flashcards.core.statistics.share import Share, of_card


@given(
    st.sampled_from([INTERVALS, EASES, DIFFICULTIES]),
    st.lists(st.floats(0, 40_000, allow_nan=False)),
)
def test_every_value_is_in_one_step(steps: tuple[Step, ...], values: list[float]) -> None:
    assert sum(bar.count for bar in histogram(values, steps)) == len(values)


@pytest.mark.parametrize(
    ("days", "name"),
    [(1, "1 day"), (3, "2 to 3 days"), (4, "4 to 7 days"), (30, "15 to 30 days"),
     (365, "8 months to a year"), (366, "more than a year")],
)  # fmt: skip
def test_an_interval_is_in_the_step_that_names_it(days: int, name: str) -> None:
    assert [bar.long for bar in histogram([days], INTERVALS) if bar.count] == [name]


@pytest.mark.parametrize(
    ("ease", "name"), [(130, "under 1.50"), (250, "2.50 to 2.69"), (290, "2.90 and over")]
)
def test_an_ease_is_in_the_step_that_names_it(ease: int, name: str) -> None:
    assert [bar.long for bar in histogram([ease], EASES) if bar.count] == [name]


def test_a_difficulty_is_rounded() -> None:
    found = histogram([1.0, 1.4, 1.5, 9.6, 10.0], DIFFICULTIES)
    assert {bar.short: bar.count for bar in found if bar.count} == {"1": 2, "2": 1, "10": 2}


@given(st.floats(0, 1_000_000, allow_nan=False))
def test_an_axis_holds_what_it_is_for_and_is_at_most_twice_as_long(most: float) -> None:
    end = top(most)
    assert end >= most
    assert end % 2 == 0
    assert end <= max(4, 2.5 * most)


def test_the_share_known_is_the_sum_of_the_chances() -> None:
    whole = sum((of_card(chance) for chance in (0.9, 0.6, None)), Share())
    assert (whole.cards, whole.met) == (3, 2)
    assert whole.part == pytest.approx(0.5)
    assert whole.met_part == pytest.approx(2 / 3)
    assert Share().part == Share().met_part == 0
