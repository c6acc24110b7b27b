"""What a learner knows of cards, as a package takes it: flags, schedules and answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.anki.outgoing import PackageCard, PackageReview
from flashcards.core.reviews import Answer, Event, Kind, Move, Outcome, Placed, standing, story
from flashcards.core.scheduling import day
from flashcards.core.scheduling.schedule import Schedule
from flashcards.services.study import events, fits
from flashcards.store import log
from flashcards.store.logged import Logged
from flashcards.store.models.accounts import User
from flashcards.store.models.learning import CardFlag, Enrolment, ScheduleRow

_MOVING = (Kind.SCHEDULED, Kind.DRILL)
"""The answers that change the schedule of their card."""


class CardKey(NamedTuple):
    """Which card of which note it is, and by what number Anki knows it."""

    id: int
    note_id: int
    ordinal: int
    anki_id: int | None


class Progress:
    """Finds what a learner knows of the cards of one deck, many at once.

    Without ``known`` it is only which of them she left out or flagged. A buried card stays buried
    on ``today`` alone.
    """

    def __init__(
        self,
        session: Session,
        learner: User,
        settings: Enrolment | None,
        today: date,
        *,
        known: bool,
    ) -> None:
        self._session, self._learner, self._today = session, learner, today
        self._user_id, self._zone = learner.id, day.zone(learner.zone)
        by_fsrs = fits.settings_of(session, settings) if settings else None
        self._known, self._by_fsrs = known, by_fsrs

    def of(self, cards: Sequence[CardKey]) -> dict[int, list[PackageCard]]:
        """Return the cards as a package takes them, by note."""
        ids = [card.id for card in cards]
        flags = self._flags(ids)
        rows = log.schedules_of_cards(self._session, self._user_id, ids) if self._known else {}
        logged = log.events_of_cards(self._session, self._user_id, ids) if self._known else {}
        found: dict[int, list[PackageCard]] = {}
        for card in sorted(cards, key=lambda card: (card.note_id, card.ordinal)):
            made = self._card(card, flags.get(card.id), rows.get(card.id), logged.get(card.id, ()))
            found.setdefault(card.note_id, []).append(made)
        return found

    def _card(
        self,
        card: CardKey,
        flag: CardFlag | None,
        row: ScheduleRow | None,
        logged: Sequence[Logged],
    ) -> PackageCard:
        told = self._told(logged) if logged else _Told()
        schedule = row.schedule if row else None
        return PackageCard(
            ordinal=card.ordinal,
            id=card.anki_id,
            suspended=flag is not None and flag.suspended,
            buried=self._known and flag is not None and flag.buried_on == self._today,
            flag=(flag.colour or 1) if flag is not None and flag.flagged else 0,
            schedule=schedule,
            interval=_interval(schedule, told),
            due_at=self._begin(schedule.due) if schedule else 0,
            last_at=told.reviews[-1].at if told.reviews and schedule else None,
            retention=self._by_fsrs.retention if self._by_fsrs else None,
            own_at=told.own_at,
            reviews=told.reviews,
        )

    def _told(self, logged: Sequence[Logged]) -> _Told:
        happened = standing(events.as_events(self._session, logged))
        return _told(happened, {row.id: row.took for row in logged})

    def _begin(self, of: date) -> int:
        return day.milliseconds(day.begin(of, self._zone, self._learner.rollover))

    def _flags(self, card_ids: Collection[int]) -> dict[int, CardFlag]:
        rows = self._session.scalars(
            select(CardFlag).where(
                CardFlag.user_id == self._user_id, CardFlag.card_id.in_(card_ids)
            )
        )
        return {row.card_id: row for row in rows}


@dataclass
class _Told:
    """The answers of a card, and whether its last answer that counts was the last to move it."""

    reviews: list[PackageReview] = field(default_factory=list)
    answered: bool = False
    own_at: int | None = None
    """When something that happened here moved the card last."""


def _told(happened: Sequence[Event], took: Mapping[str, int]) -> _Told:
    """Return each answer once, in order, with the schedules around it.

    Practice stands beside the schedules and changes none.
    """
    told = _Told()
    answers = [event for event in happened if isinstance(event, Answer)]
    foreign = all(answer.given for answer in answers)
    outcomes = {} if foreign else {one.answer.id: one for one in story(happened)[0]}
    before: Schedule | None = None
    for event in happened:
        outcome = outcomes.get(event.id)
        if isinstance(event, Answer):
            told.reviews.append(_review(event, outcome, before, took))
            told.answered |= foreign or (outcome is not None and outcome.kind is Kind.SCHEDULED)
            if outcome is not None and event.given is None and outcome.kind in _MOVING:
                told.own_at = event.at
            before = outcome.schedule if outcome else before
        else:
            told.answered = False
            told.own_at = event.at if isinstance(event, Move) else told.own_at
            before = _moved(event, before)
    return told


def _moved(event: Event, before: Schedule | None) -> Schedule | None:
    if isinstance(event, Placed):
        return event.schedule
    if isinstance(event, Move) and before is not None:
        return replace(before, due=event.due)
    return before


def _review(
    answer: Answer, outcome: Outcome | None, before: Schedule | None, took: Mapping[str, int]
) -> PackageReview:
    return PackageReview(
        at=answer.at,
        grade=answer.grade,
        kind=outcome.kind if outcome else Kind.PRACTICE,
        before=before,
        after=outcome.schedule if outcome else before,
        took=took.get(answer.id, 0),
        given=answer.given,
    )


def _interval(schedule: Schedule | None, told: _Told) -> int:
    """Return the interval that Anki goes on with.

    After an answer it is what that led to, evened out over the days as it was. A card that was
    moved, or placed as it is in another program, keeps the interval that its schedule names.
    """
    if schedule is None:
        return 0
    return schedule.days if told.answered else schedule.interval
