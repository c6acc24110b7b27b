"""The study day turns at the rollover hour, wherever the learner lives, clock changes included."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.errors import Invalid
from flashcards.core.scheduling import day

ZONES = st.sampled_from(
    [
        *("UTC", "Europe/Berlin", "Europe/London", "America/New_York", "America/Sao_Paulo"),
        *("Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo", "Asia/Tehran", "Asia/Gaza"),
        *("Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham"),
        *("Pacific/Apia", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Africa/Casablanca"),
        *("Africa/Cairo", "America/Havana", "America/Scoresbysund", "Antarctica/Troll"),
        *("America/St_Johns", "America/Asuncion", "Asia/Beirut", "Etc/GMT+12", "Etc/GMT-14"),
    ]
)
INSTANTS = st.datetimes(datetime(1990, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
STEPS = st.timedeltas(timedelta(), timedelta(days=3))


@given(ZONES, INSTANTS, STEPS, st.sampled_from(day.ROLLOVER_HOURS))
def test_the_study_day_never_steps_back_as_time_goes_on(
    name: str, at: datetime, step: timedelta, rollover: int
) -> None:
    where = ZoneInfo(name)
    assert day.study_day(at, where, rollover) <= day.study_day(at + step, where, rollover)


@pytest.mark.parametrize("rollover", day.ROLLOVER_HOURS)
@pytest.mark.parametrize(
    "name", ["Europe/Berlin", "America/Havana", "Australia/Lord_Howe", "Asia/Beirut"]
)
def test_the_study_day_never_steps_back_in_a_year_of_quarter_hours(
    name: str, rollover: int
) -> None:
    where, at = ZoneInfo(name), datetime(2026, 1, 1, tzinfo=UTC)
    before = day.study_day(at, where, rollover)
    for _ in range(366 * 96):
        at += timedelta(minutes=15)
        now = day.study_day(at, where, rollover)
        assert before <= now
        before = now


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-03-02T02:59:59.999+00:00", "2026-03-01"),
        ("2026-03-02T03:00:00+00:00", "2026-03-02"),
        ("2026-03-02T22:59:00+00:00", "2026-03-02"),
        ("2026-03-03T02:59:00+00:00", "2026-03-02"),
        # Clocks go forward on 29 March at 01:00 UTC: four o'clock is 02:00 UTC from then on.
        ("2026-03-29T01:59:59+00:00", "2026-03-28"),
        ("2026-03-29T02:00:00+00:00", "2026-03-29"),
        # Clocks go back on 25 October at 01:00 UTC: four o'clock is 03:00 UTC from then on.
        ("2026-10-25T02:59:59+00:00", "2026-10-24"),
        ("2026-10-25T03:00:00+00:00", "2026-10-25"),
    ],
)
def test_in_berlin_the_day_turns_at_four_by_the_clock_on_the_wall(at: str, expected: str) -> None:
    where = ZoneInfo("Europe/Berlin")
    assert day.study_day(datetime.fromisoformat(at), where) == date.fromisoformat(expected)


def test_samoa_went_without_the_thirtieth_of_december() -> None:
    where = ZoneInfo("Pacific/Apia")
    before = day.study_day(datetime(2011, 12, 30, 9, 59, tzinfo=UTC), where)
    after = day.study_day(datetime(2011, 12, 30, 14, 0, tzinfo=UTC), where)
    assert (before, after) == (date(2011, 12, 29), date(2011, 12, 31))


@given(INSTANTS, ZONES, st.sampled_from(day.ROLLOVER_HOURS))
def test_the_offset_in_which_an_instant_is_written_does_not_matter(
    at: datetime, name: str, rollover: int
) -> None:
    where = ZoneInfo(name)
    moved = at.astimezone(ZoneInfo("Asia/Tokyo"))
    assert day.study_day(moved, where, rollover) == day.study_day(at, where, rollover)


@given(st.integers(0, 4_000_000_000_000))
def test_milliseconds_come_back_as_they_were(value: int) -> None:
    assert day.milliseconds(day.instant(value)) == value


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "../etc/passwd", "/etc/passwd", "Europe", "a\0b", "Berlin ", "ü"]
)
def test_a_zone_that_does_not_exist_is_refused_by_name(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        day.zone(name)
    assert refused.value.field == "zone"
    assert name in str(refused.value)
