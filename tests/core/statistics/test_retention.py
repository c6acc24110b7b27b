"""Few answers say little: the spread of a share is as wide as its answers are few."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.statistics.retention import Recall, wilson


@pytest.mark.parametrize(
    ("recalled", "count", "low", "high"),
    [
        (3, 3, 0.4385, 1.0),
        (0, 10, 0.0, 0.2775),
        (81, 263, 0.2553, 0.3662),
        (90, 100, 0.8256, 0.9448),
    ],
)
def test_the_interval_is_wilsons(recalled: int, count: int, low: float, high: float) -> None:
    """81 of 263 is the example of Newcombe, 1998, table I (method 3)."""
    assert wilson(recalled, count) == pytest.approx((low, high), abs=0.0001)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_in_its_spread_and_more_answers_narrow_it(one: tuple[int, int]) -> None:
    recalled, count = one
    low, high = wilson(recalled, count)
    assert 0 <= low <= recalled / count + 1e-12
    assert recalled / count - 1e-12 <= high <= 1
    closer = wilson(recalled * 4, count * 4)
    assert closer[1] - closer[0] < high - low


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_recalled_and_forgotten_mirror_each_other(one: tuple[int, int]) -> None:
    recalled, count = one
    low, high = wilson(recalled, count)
    assert wilson(count - recalled, count) == pytest.approx((1 - high, 1 - low))


def test_of_no_answers_nothing_is_said() -> None:
    nothing = Recall()
    assert nothing.share is None
    assert nothing.expected is None
    assert nothing.spread is None
    assert nothing + Recall(2, 1, 1.5) == Recall(2, 1, 1.5)
    assert (Recall(2, 1, 1.5).share, Recall(2, 1, 1.5).expected) == (0.5, 0.75)
