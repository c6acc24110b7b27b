"""Every scheduled card comes due once in the forecast; what is overdue comes today."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.statistics.forecast import forecast

TODAY = date(2026, 11, 23)


@given(st.dictionaries(st.integers(-400, 800), st.integers(1, 50)))
def test_all_that_is_due_in_time_is_counted_once(ahead: dict[int, int]) -> None:
    found = forecast({TODAY + timedelta(days=day): count for day, count in ahead.items()}, TODAY)
    assert found.total == sum(count for day, count in ahead.items() if day < 30)
    assert found.quarter == sum(count for day, count in ahead.items() if day < 90)
    assert found.year == sum(count for day, count in ahead.items() if day < 365)
    assert found.year == sum(count for _, count in found.months)
    assert found.overdue == sum(count for day, count in ahead.items() if day < 0)
    assert found.days[0][1] >= found.overdue


def test_days_and_months_follow_each_other_from_today_on() -> None:
    found = forecast({}, TODAY)
    assert [day for day, _ in found.days] == [TODAY + timedelta(days=n) for n in range(30)]
    months = [month for month, _ in found.months]
    assert (months[0], months[1], months[-1]) == (
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 11, 1),
    )
    assert len(months) == 13
