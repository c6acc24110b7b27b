"""The plan for an exam: how many new cards and minutes a day, and what will be known on the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import ceil

from sqlalchemy.orm import Session

from flashcards import clock
from flashcards.core.reviews import memory_of
from flashcards.core.scheduling import fsrs, sm2
from flashcards.core.scheduling.schedule import Schedule
from flashcards.core.simulation.learner import SECONDS_OF_A_REVIEW, Remembered
from flashcards.core.simulation.simulate import (
    Begun,
    Course,
    Result,
    Scheduler,
    ago,
    by_fsrs,
    by_sm2,
    simulate,
)
from flashcards.services.exams.exams import decks_of
from flashcards.services.library import decks as library
from flashcards.services.study import events, fits, pacing
from flashcards.services.study.today import enrolment, study_day_of
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Deck
from flashcards.store.models.learning import Enrolment, Exam

MOST = 2000
"""Cards of a deck that are simulated; what they cost is taken for the others as well."""


@dataclass(frozen=True)
class DeckPlan:
    """One deck: its cards, how many are met, new ones a day, and what is expected.

    ``all_met`` tells whether every card will have been met before the last look.
    """

    deck: Deck
    cards: int
    met: int
    new_per_day: int
    minutes: float
    known: float
    all_met: bool


@dataclass(frozen=True)
class Plan:
    """The plan of an exam: days that are left, and its decks."""

    days: int
    decks: tuple[DeckPlan, ...]

    @property
    def cards(self) -> int:
        """Return how many cards the exam has."""
        return sum(each.cards for each in self.decks)

    @property
    def met(self) -> int:
        """Return how many of them she has met."""
        return sum(each.met for each in self.decks)

    @property
    def new_per_day(self) -> int:
        """Return how many new cards come a day."""
        return sum(each.new_per_day for each in self.decks if each.met < each.cards)

    @property
    def minutes(self) -> float:
        """Return how many minutes a day an average learner needs, over the days that are left."""
        return sum(each.minutes for each in self.decks)

    @property
    def known(self) -> float:
        """Return the share of all cards that she is expected to know on the day, 0 to 1."""
        return sum(each.known for each in self.decks) / max(1, self.cards)

    @property
    def all_met(self) -> bool:
        """Say whether every card will have been met before the last look."""
        return all(each.all_met for each in self.decks)


def of(session: Session, learner: User, exam: Exam, now: datetime) -> Plan:
    """Return the plan of an exam as it stands today."""
    today = study_day_of(learner, now)
    plans = [
        _of_deck(session, learner, deck, exam, today) for deck in decks_of(session, learner, exam)
    ]
    return Plan(max(0, (exam.day - today).days), tuple(plans))


def _of_deck(session: Session, learner: User, deck: Deck, exam: Exam, today: date) -> DeckPlan:
    settings = enrolment(session, learner, deck.id)
    met, cards = library.knows(session, learner.id, deck.id)
    days = max(0, (exam.day - today).days)
    unmet = max(0, cards - met)
    room = pacing.days_for_new(exam, today)
    per_day = max(settings.new_per_day, ceil(unmet / room)) if exam.paced else settings.new_per_day
    result, part = _simulated(session, settings, today, days, unmet, per_day)
    seen = _last_look_minutes(exam, days, cards)
    return DeckPlan(
        deck=deck,
        cards=cards,
        met=met,
        new_per_day=per_day,
        minutes=result.minutes / part + seen,
        known=min(float(cards), result.remembered / part),
        all_met=unmet <= per_day * room,
    )


def _simulated(
    session: Session, settings: Enrolment, today: date, days: int, unmet: int, per_day: int
) -> tuple[Result, float]:
    """Return what the days that are left bring, and the part of the deck that it was told from."""
    begun = list(_begun(session, settings, today))
    part = min(1.0, MOST / max(1, len(begun) + unmet))
    some = begun[: ceil(part * len(begun))]
    course = Course(
        cards=len(some) + ceil(part * unmet), new_per_day=ceil(part * per_day), days=max(1, days)
    )
    by = fits.settings_of(session, settings)
    scheduler: Scheduler = by_fsrs(replace(by, parameters=fsrs.DEFAULTS)) if by else by_sm2
    return simulate(course, scheduler, clock.chance(1), some), part


def _begun(session: Session, settings: Enrolment, today: date) -> Iterator[Begun]:
    for _, schedule in events.schedules_by(session, settings, fsrs.DEFAULTS):
        memory = memory_of(schedule)
        if memory is not None:
            known = Remembered(memory, ago((today - schedule.last_day).days))
            yield Begun(known, sm2.memory_of(schedule), _due_in(schedule, today))


def _due_in(schedule: Schedule, today: date) -> int:
    return (schedule.due - today).days


def _last_look_minutes(exam: Exam, days: int, cards: int) -> float:
    """Return the minutes a day that seeing every card once more costs, over all days left."""
    return cards * SECONDS_OF_A_REVIEW / 60 / max(1, days) if exam.last_look else 0.0
