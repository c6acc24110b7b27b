"""Takes in review events, however often they arrive, and folds the cards that they touch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.grades import Grade, Scale
from flashcards.core.reviews import Answer, Event, Kind, Outcome, Void, replay
from flashcards.core.reviews import voided as core_voided
from flashcards.core.scheduling import day, sm2
from flashcards.core.scheduling.schedule import Schedule
from flashcards.store import log, queries
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card
from flashcards.store.models.learning import Enrolment, ReviewEvent, ScheduleRow

CLOCK_AHEAD = timedelta(minutes=5)
"""How far a learner's clock may be ahead before the time of arrival is taken instead."""

FEW = 8
"""Answers to look at first for the newest that stands: most often it is the newest of all."""

LONGEST_ANSWER = 3_600_000
"""The longest time for one answer that is kept, in milliseconds."""


class Receipt(StrEnum):
    """What became of an event."""

    TAKEN = "taken"
    REPEATED = "repeated"
    CONFLICT = "conflict"
    UNKNOWN_CARD = "unknown_card"


@dataclass(frozen=True)
class Incoming:
    """An event as a client sends it; ``at`` and ``took`` are milliseconds.

    With ``target`` it is a void of that event, else an answer with ``grade``.
    """

    id: str
    card_id: int
    at: int
    grade: Grade | None = None
    scale: Scale = Scale.FOUR
    took: int = 0
    target: str | None = None


@dataclass(frozen=True)
class Taken:
    """The reply to one event: what became of it, and the card's state now."""

    id: str
    receipt: Receipt
    card_id: int
    outcome: Kind | None = None
    schedule: Schedule | None = None


def record(
    session: Session, learner: User, incoming: Sequence[Incoming], now: datetime
) -> list[Taken]:
    """Append the events and fold their cards; return a reply to each, in the given order.

    A repeated id has no effect; an id that was used for something else, and a card that the
    learner does not study, are answered as such and harm none of the others.
    """
    session.execute(
        select(User.id).where(User.id == learner.id).with_for_update(key_share=True)
    ).one()
    studied = log.locked_enrolments(session, learner.id)
    return [_take(session, learner, studied, event, now) for event in incoming]


def _take(
    session: Session,
    learner: User,
    studied: Mapping[int, Enrolment],
    event: Incoming,
    now: datetime,
) -> Taken:
    before = session.get(ReviewEvent, (learner.id, event.id))
    if before is not None:
        same = _content(event) == _stored_content(before)
        receipt = Receipt.REPEATED if same else Receipt.CONFLICT
        row = session.get(ScheduleRow, (learner.id, before.card_id))
        return Taken(event.id, receipt, before.card_id, None, row.schedule if row else None)
    card = session.get(Card, event.card_id)
    enrolment = studied.get(card.deck_id) if card else None
    if card is None or enrolment is None:
        return Taken(event.id, Receipt.UNKNOWN_CARD, event.card_id)
    session.add(_row(learner, enrolment, event, now))
    session.flush()
    outcomes = refold(session, learner.id, card, enrolment)
    kinds = {outcome.answer.id: outcome.kind for outcome in outcomes}
    return Taken(
        event.id,
        Receipt.TAKEN,
        card.id,
        kinds.get(event.id),
        outcomes[-1].schedule if outcomes else None,
    )


def refold(session: Session, user_id: int, card: Card, enrolment: Enrolment) -> list[Outcome]:
    """Write the card's schedule anew from its events; a card without answers is new again."""
    outcomes = history(session, user_id, card.id)
    row = session.get(ScheduleRow, (user_id, card.id))
    if not outcomes:
        if row is not None:
            session.delete(row)
            session.flush()
            enrolment.new_from = min(enrolment.new_from, card.position)
        return outcomes
    first_met = row is None
    if row is None:
        row = ScheduleRow(
            user_id=user_id, card_id=card.id, note_id=card.note_id, deck_id=card.deck_id
        )
        session.add(row)
    row.first_day = outcomes[0].answer.study_day
    row.schedule = outcomes[-1].schedule
    session.flush()
    if first_met:
        scope = queries.Scope(user_id, card.deck_id, row.first_day)
        enrolment.new_from = queries.first_new_position(session, scope, enrolment.new_from)
    return outcomes


def history(session: Session, user_id: int, card_id: int) -> list[Outcome]:
    """Return the outcome of every answer to a card that was not taken back, oldest first."""
    return replay(_event(row) for row in log.events_of(session, user_id, card_id))


def last_answer(session: Session, user_id: int, deck_id: int) -> ReviewEvent | None:
    """Return the newest answer in a deck that was not taken back."""
    before, limit = None, FEW
    while rows := log.latest_answers(session, user_id, deck_id, before, limit):
        taken_back = voided(session, user_id, rows)
        for row in rows:
            if row.id not in taken_back:
                return row
        before, limit = rows[-1], log.PAGE
    return None


def voided(session: Session, user_id: int, answers: Sequence[ReviewEvent]) -> set[str]:
    """Return the ids of those of a learner's answers that were taken back."""
    cards = {row.card_id for row in answers}
    of_card: dict[int, list[Event]] = {card_id: [] for card_id in cards}
    for row in log.voids_of(session, user_id, cards):
        of_card[row.card_id].append(_event(row))
    taken_back = {card_id: core_voided(voids) for card_id, voids in of_card.items()}
    return {row.id for row in answers if row.id in taken_back[row.card_id]}


def _row(learner: User, enrolment: Enrolment, event: Incoming, now: datetime) -> ReviewEvent:
    received = day.milliseconds(now)
    latest = received + CLOCK_AHEAD // timedelta(milliseconds=1)
    at = event.at if 0 <= event.at <= latest else received
    zone = day.zone(learner.zone)
    return ReviewEvent(
        user_id=learner.id,
        id=event.id,
        card_id=event.card_id,
        deck_id=enrolment.deck_id,
        kind="answer" if event.target is None else "void",
        target=event.target,
        grade=event.grade,
        scale=event.scale if event.target is None else None,
        answered_at=at,
        received_at=received,
        sent_at=event.at,
        took=max(0, min(event.took, LONGEST_ANSWER)),
        zone=learner.zone,
        rollover=learner.rollover,
        study_day=day.study_day(day.instant(at), zone, learner.rollover),
        ease_falls_on_lapse=enrolment.ease_falls_on_lapse,
        drill_below=enrolment.drill_below,
    )


def _event(row: ReviewEvent) -> Event:
    if row.target is not None:
        return Void(row.id, row.answered_at, row.target)
    return Answer(
        id=row.id,
        at=row.answered_at,
        grade=Grade(row.grade or 0),
        study_day=row.study_day,
        variant=sm2.EASE_FALLS if row.ease_falls_on_lapse else sm2.PUBLISHED,
        drill_below=row.drill_below,
        due_shift=row.due_shift,
    )


def _content(event: Incoming) -> tuple[object, ...]:
    return (event.card_id, event.grade, event.target, event.at)


def _stored_content(row: ReviewEvent) -> tuple[object, ...]:
    return (row.card_id, row.grade, row.target, row.sent_at)
