"""The whole picture of a learner's study: everything that the page of statistics shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from flashcards.core.scheduling import balance
from flashcards.core.statistics import calendar as year
from flashcards.core.statistics import days as of_days
from flashcards.core.statistics import forecast as ahead
from flashcards.core.statistics import histogram, runs
from flashcards.core.statistics.calendar import Calendar
from flashcards.core.statistics.days import Day
from flashcards.core.statistics.forecast import Forecast
from flashcards.core.statistics.histogram import Bar
from flashcards.core.statistics.history import History
from flashcards.core.statistics.retention import Recall
from flashcards.core.statistics.runs import Runs
from flashcards.services.statistics import collection, hardest, shares
from flashcards.services.statistics.collection import Chosen, Collection
from flashcards.services.statistics.hardest import Hard
from flashcards.services.statistics.histories import Histories
from flashcards.services.statistics.shares import Named
from flashcards.services.study import fits, spreading
from flashcards.services.study.today import study_day_of
from flashcards.store.models.accounts import User

MONTH = 30
PERIODS = (("7 days", 7), ("30 days", MONTH), ("90 days", 90), ("A year", 365), ("All", None))


@dataclass(frozen=True)
class Period:
    """The recall of due cards in one period, the young ones and the mature ones."""

    name: str
    young: Recall
    mature: Recall

    @property
    def both(self) -> Recall:
        """Return the recall of all due cards."""
        return self.young + self.mature


@dataclass(frozen=True)
class Studied:
    """One of the last days: its answers and minutes, and whether it was a day of rest."""

    day: date
    answers: int
    minutes: float
    state: str
    """``studied``, ``rest`` (a holiday, or nothing was due), ``open`` (today) or ``missed``."""


@dataclass(frozen=True)
class Spreads:
    """How the cards met are spread: their intervals, and what each scheduler knows of them."""

    intervals: tuple[Bar, ...]
    eases: tuple[Bar, ...]
    stabilities: tuple[Bar, ...]
    difficulties: tuple[Bar, ...]


@dataclass(frozen=True)
class Picture:
    """All statistics of the chosen cards on one study day; ``wanted`` is the retention that the
    chosen decks ask of FSRS, in hundredths, where they agree."""

    today: date
    collection: Collection
    answers: int
    calendar: Calendar
    forecast: Forecast
    periods: tuple[Period, ...]
    wanted: int | None
    month: tuple[Studied, ...]
    seconds: float | None
    runs: Runs
    spreads: Spreads
    hardest: tuple[Hard, ...]
    decks: tuple[Named, ...]
    tags: tuple[Named, ...]
    whole: Named

    @property
    def days_studied(self) -> int:
        """Return on how many of the last 30 days there was an answer."""
        return sum(1 for each in self.month if each.answers)

    @property
    def minutes(self) -> float:
        """Return the minutes of a day of study in the last 30 days."""
        return sum(each.minutes for each in self.month) / max(1, self.days_studied)


def of(
    session: Session, learner: User, chosen: Chosen, now: datetime, histories: Histories
) -> Picture:
    """Return the statistics of the learner's chosen cards; raises NotFound of what is not hers."""
    today = study_day_of(learner, now)
    found = collection.of(session, learner.id, chosen)
    of_all = histories.of(session, learner.id)
    mine = found.histories(of_all)
    days = of_days.daily(mine)
    counts = {its_date: day.answers for its_date, day in days.items()}
    rest = _rest(session, learner, found, of_all, mine, today)
    decks, tags = shares.of(found, of_all, today)
    return Picture(
        today=today,
        collection=found,
        answers=sum(counts.values()),
        calendar=year.calendar(counts, today),
        forecast=ahead.forecast(_due(found), today),
        periods=tuple(_periods(days, today)),
        wanted=_wanted(found),
        month=tuple(_month(days, rest, today)),
        seconds=of_days.seconds(days, today - timedelta(days=MONTH - 1)),
        runs=runs.runs(days.keys(), lambda day: day not in rest, today),
        spreads=_spreads(found),
        hardest=hardest.of(session, learner.id, found, of_all),
        decks=decks,
        tags=tags,
        whole=Named("All of them", None, shares.together(decks)),
    )


def _due(found: Collection) -> Counter[date]:
    return Counter(card.due for card in found.cards if card.due and not card.suspended)


def _periods(days: Mapping[date, Day], today: date) -> Iterable[Period]:
    for name, length in PERIODS:
        first = today - timedelta(days=length - 1) if length else None
        yield Period(name, *of_days.recall(days, first))


def _wanted(found: Collection) -> int | None:
    in_use = {card.deck_id for card in found.cards}
    asked = {
        row.retention if row.scheduler == fits.FSRS else None
        for deck_id, row in found.enrolments.items()
        if deck_id in in_use
    }
    return asked.pop() if len(asked) == 1 else None


class _Rest:
    """The days of rest: holidays, weekdays that take no cards, and days with nothing due."""

    def __init__(self, free: frozenset[date], weekdays: str, due: frozenset[date]) -> None:
        self._free, self._weekdays, self._due = free, weekdays, due

    def __contains__(self, day: date) -> bool:
        idle = int(self._weekdays[day.weekday()]) == balance.NONE
        return idle or day in self._free or day not in self._due


def _rest(
    session: Session,
    learner: User,
    found: Collection,
    of_all: Mapping[int, History],
    mine: Iterable[History],
    today: date,
) -> _Rest:
    free = {
        holiday.first_day + timedelta(days=number)
        for holiday in spreading.holidays(session, learner.id)
        for number in range((holiday.last_day - holiday.first_day).days + 1)
    }
    closed = (wait for one in mine for wait in one.waits if wait.last is not None)
    # What is suspended or in the bin waits for nobody, though its log ends with a due day.
    still = (
        wait
        for card in found.cards
        if not card.suspended and card.card_id in of_all
        for wait in of_all[card.card_id].waits
        if wait.last is None
    )
    due = runs.due_days((*closed, *still), today)
    return _Rest(frozenset(free), learner.weekdays, due)


def _month(days: Mapping[date, Day], rest: _Rest, today: date) -> Iterable[Studied]:
    for day in of_days.back(today, MONTH):
        done = days.get(day)
        if done:
            state = "studied"
        elif day in rest:
            state = "rest"
        else:
            state = "open" if day == today else "missed"
        yield Studied(day, done.answers if done else 0, done.minutes if done else 0.0, state)


def _spreads(found: Collection) -> Spreads:
    met = [card for card in found.cards if card.due and card.last_day]
    by_sm2 = [card.ease for card in met if card.ease and card.stability is None]
    return Spreads(
        intervals=histogram.histogram(
            ((card.due - card.last_day).days for card in met if card.due and card.last_day),
            histogram.INTERVALS,
        ),
        eases=histogram.histogram(by_sm2, histogram.EASES),
        stabilities=histogram.histogram(
            (card.stability for card in met if card.stability is not None), histogram.INTERVALS
        ),
        difficulties=histogram.histogram(
            (card.difficulty for card in met if card.difficulty is not None),
            histogram.DIFFICULTIES,
        ),
    )
