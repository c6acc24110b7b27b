"""Spreads a learner's work: what is due on each day, and on which day near its own a card fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.errors import Invalid
from flashcards.core.scheduling import balance
from flashcards.store import queries
from flashcards.store.models.accounts import User
from flashcards.store.models.learning import Holiday

AHEAD = 120
"""Days whose load is counted; cards that are due later are too few on any day to matter."""
_LONGEST_HOLIDAY = 400
MOST_HOLIDAYS = 100


@dataclass(frozen=True)
class Spread:
    """How one learner's cards are spread, with the cards that this sitting is about to add."""

    user_id: int
    day: date
    plan: balance.Plan
    added: Counter[date]

    def shift(self, card_id: int, reviews: int, interval: int) -> int:
        """Return by how many days a card answered today is moved from its interval.

        The same card after as many reviews on the same load is moved alike every time.
        """
        return balance.shift(interval, self.day, self.plan, f"{self.user_id}/{card_id}/{reviews}")

    def expect(self, days: int) -> None:
        """Count a card that will most likely be due in so many days."""
        self.added[self.day + timedelta(days=days)] += 1


def spread_of(session: Session, learner: User, today: date) -> Spread:
    """Return how the learner's cards are spread from ``today`` on."""
    added: Counter[date] = Counter()
    load = queries.load(session, learner.id, today, today + timedelta(days=AHEAD))
    plan = balance.Plan(
        load=lambda day: load.get(day, 0) + added[day],
        weights=tuple(int(weight) for weight in learner.weekdays),
        holidays=dict.fromkeys(_days_off(session, learner.id, today), True),
        balanced=learner.balanced,
    )
    return Spread(learner.id, today, plan, added)


def holidays(session: Session, user_id: int) -> list[Holiday]:
    """Return the learner's holidays, the first one first."""
    return list(
        session.scalars(
            select(Holiday).where(Holiday.user_id == user_id).order_by(Holiday.first_day)
        )
    )


def _days_off(session: Session, user_id: int, today: date) -> Iterator[date]:
    for holiday in holidays(session, user_id):
        if holiday.last_day < today:
            continue
        first = max(holiday.first_day, today)
        for number in range(min((holiday.last_day - first).days + 1, _LONGEST_HOLIDAY)):
            yield first + timedelta(days=number)


def spread_as(
    learner: User,
    *,
    balanced: bool,
    weekdays: str,
    new_per_day: int | None,
    reviews_per_day: int | None,
) -> None:
    """Change how a learner's work is spread from now on; due days that are set stay."""
    if len(weekdays) != balance.WEEKDAYS or set(weekdays) - set("012"):
        raise Invalid("Each weekday takes as many cards as usual, fewer or none.", "weekdays")
    if set(weekdays) == {"0"}:
        raise Invalid("Leave at least one day of the week for studying.", "weekdays")
    learner.balanced, learner.weekdays = balanced, weekdays
    learner.new_per_day, learner.reviews_per_day = new_per_day, reviews_per_day


def add_holiday(session: Session, learner: User, first: date, last: date) -> None:
    """Keep the days from ``first`` to ``last`` free of cards that are scheduled from now on."""
    if last < first:
        raise Invalid("The last day comes before the first.", "last_day")
    if (last - first).days >= _LONGEST_HOLIDAY:
        raise Invalid(f"A holiday has at most {_LONGEST_HOLIDAY} days.", "last_day")
    if len(holidays(session, learner.id)) >= MOST_HOLIDAYS:
        raise Invalid("Remove a past holiday first.", "first_day")
    found = session.get(Holiday, (learner.id, first))
    if found is None:
        session.add(Holiday(user_id=learner.id, first_day=first, last_day=last))
    else:
        found.last_day = last


def remove_holiday(session: Session, learner: User, first: date) -> None:
    """Take a holiday away; cards that were kept off it stay where they are."""
    found = session.get(Holiday, (learner.id, first))
    if found is not None:
        session.delete(found)
