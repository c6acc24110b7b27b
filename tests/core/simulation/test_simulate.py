"""The simulated year comes out as published, and asks more of who wants to remember more."""

from __future__ import annotations

import pytest

from flashcards import clock
from flashcards.core.scheduling import fsrs
from flashcards.core.simulation.simulate import (
    Course,
    Result,
    Scheduler,
    by_fsrs,
    by_sm2,
    simulate,
)

YEAR = Course()
"""1,000 cards, 20 new ones a day, a year."""


def mean_year(scheduler: Scheduler) -> Result:
    """Return the mean of three years."""
    years = [simulate(YEAR, scheduler, clock.chance(seed)) for seed in (1, 2, 3)]
    return Result(
        *(
            sum(getattr(year, name) for year in years) / len(years)
            for name in ("reviews", "minutes", "retention", "remembered")
        )
    )


@pytest.mark.parametrize(
    ("scheduler", "reviews", "minutes", "retention", "remembered"),
    [
        pytest.param(by_sm2, 26.1, 10.6, 0.866, 900, id="SM-2"),
        pytest.param(by_fsrs(fsrs.Settings(85)), 23.8, 8.6, 0.839, 920, id="FSRS 85"),
        pytest.param(by_fsrs(fsrs.Settings(90)), 31.8, 10.2, 0.887, 948, id="FSRS 90"),
    ],
)
def test_a_year_costs_and_keeps_what_the_reference_says(
    scheduler: Scheduler, reviews: float, minutes: float, retention: float, remembered: float
) -> None:
    year = mean_year(scheduler)
    assert year.reviews == pytest.approx(reviews, rel=0.04)
    assert year.minutes == pytest.approx(minutes, rel=0.04)
    assert year.retention == pytest.approx(retention, abs=0.01)
    assert year.remembered == pytest.approx(remembered, rel=0.01)


def test_the_same_dice_give_the_same_days_and_more_retention_costs_more() -> None:
    course = Course(cards=80, new_per_day=8, days=120)
    results = [
        simulate(course, by_fsrs(fsrs.Settings(wanted)), clock.chance(7)) for wanted in (75, 90, 96)
    ]
    again = simulate(course, by_fsrs(fsrs.Settings(75)), clock.chance(7))
    assert again == results[0]
    assert [one.reviews for one in results] == sorted(one.reviews for one in results)
    assert [one.remembered for one in results] == sorted(one.remembered for one in results)


def test_no_card_is_met_twice_or_after_the_deck_is_done() -> None:
    none = simulate(Course(cards=5, new_per_day=10, days=1), by_sm2, clock.chance(1))
    assert none.reviews == 0
    assert 0 < none.remembered <= 5
