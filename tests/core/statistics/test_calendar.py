"""A year of days: every day once, today last, shades by how busy the other days were."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.statistics.calendar import WEEKS, calendar, shades

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(DAYS)
def test_it_holds_every_day_of_the_last_year_once(today: date) -> None:
    cells = calendar({}, today).cells
    assert [cell.day for cell in cells] == [
        today - timedelta(days=ago) for ago in reversed(range(len(cells)))
    ]
    assert 365 <= len(cells) <= WEEKS * 7
    assert all(cell.row == cell.day.weekday() for cell in cells)
    assert [cell.column for cell in cells] == sorted(cell.column for cell in cells)
    assert (cells[0].column, cells[0].row, cells[-1].column) == (0, 0, WEEKS - 1)


@given(DAYS, st.dictionaries(st.integers(0, 364), st.integers(1, 500)))
def test_busier_days_are_never_lighter(today: date, ago: dict[int, int]) -> None:
    counts = {today - timedelta(days=days): count for days, count in ago.items()}
    found = calendar(counts, today)
    by_count = sorted((cell.count, cell.shade) for cell in found.cells)
    assert [shade for _, shade in by_count] == sorted(shade for _, shade in by_count)
    for cell in found.cells:
        assert cell.count == counts.get(cell.day, 0)
        assert (cell.shade == 0) == (cell.count == 0)
        if cell.shade:
            least, most = found.steps[cell.shade - 1]
            assert least <= cell.count <= most
    assert len(found.steps) <= 4


@given(DAYS)
def test_the_names_of_months_stand_where_they_begin_and_keep_apart(today: date) -> None:
    months = calendar({}, today).months
    columns = [column for column, _ in months]
    assert all(after - before >= 3 for before, after in pairwise(columns))
    assert all(day.day == 1 for _, day in months[1:])
    assert len(months) in {11, 12, 13}


def test_a_quarter_of_the_busy_days_has_each_shade() -> None:
    assert shades(range(101)) == [25, 50, 75, 100]
    assert shades([0, 0, 7, 7]) == [7]
    assert shades([0]) == []
