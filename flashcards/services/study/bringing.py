"""Takes in a learner's reviews and schedules from another program, and takes them back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import insert
from sqlalchemy.orm import Session

from flashcards.core.grades import Grade, Scale
from flashcards.core.scheduling import day
from flashcards.core.scheduling.elsewhere import Given
from flashcards.core.scheduling.schedule import Schedule
from flashcards.services.study import carried, events, fits
from flashcards.store import log
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card
from flashcards.store.models.learning import Enrolment, ReviewEvent, ScheduleRow

T = TypeVar("T")
_AT_ONCE = 1000
"""Cards whose rows are written at once, at the most."""


@dataclass(frozen=True)
class Reviewed:
    """An answer that was given elsewhere; ``at`` and ``took`` are milliseconds."""

    id: str
    at: int
    grade: Grade
    given: Given
    took: int = 0


@dataclass(frozen=True)
class Placed:
    """The schedule that a card has elsewhere, since ``at`` in milliseconds."""

    id: str
    at: int
    schedule: Schedule


@dataclass(frozen=True)
class Brought:
    """What comes along for one card: answers that are not in the log yet, in order; and its
    schedule there, where that is to hold here."""

    card_id: int
    answers: Sequence[Reviewed] = ()
    placed: Placed | None = None


def bring(session: Session, learner: User, brought: Iterable[Brought], now: datetime) -> int:
    """Append what comes along to the log and fold the cards; return how many answers there were.

    Cards of decks that the learner does not study are left out. All rows are received at ``now``:
    by it they can be taken back.
    """
    studied = log.locked_enrolments(session, learner.id)
    count = 0
    for some in _portions(brought):
        count += _bring(session, learner, studied, some, now)
    return count


def take_back(session: Session, learner: User, received: datetime, now: datetime) -> int:
    """Take back all that came along at ``received``; return how many events that were."""
    studied = log.locked_enrolments(session, learner.id)
    taken_back = 0
    for rows in _portions(log.brought_at(session, learner.id, day.milliseconds(received))):
        cards = log.cards_by_id(session, {row.card_id for row in rows})
        session.execute(
            insert(ReviewEvent),
            [
                {
                    **_common(learner, row.card_id, row.deck_id, row.answered_at, now),
                    "id": f"{row.id}-v",
                    "kind": "void",
                    "target": row.id,
                    "study_day": row.study_day,
                }
                for row in rows
            ],
        )
        events.refold(session, learner.id, cards.values(), studied)
        taken_back += len(rows)
    return taken_back


def _bring(
    session: Session,
    learner: User,
    studied: Mapping[int, Enrolment],
    brought: Sequence[Brought],
    now: datetime,
) -> int:
    cards = log.cards_by_id(session, {each.card_id for each in brought})
    cards = {card_id: card for card_id, card in cards.items() if card.deck_id in studied}
    some = [each for each in brought if each.card_id in cards]
    answered = log.cards_with_events(session, learner.id, cards.keys())
    rows = [row for each in some for row in _rows(learner, cards[each.card_id], each, now)]
    if rows:
        session.execute(insert(ReviewEvent), rows)
    by_sm2 = {deck for deck, settings in studied.items() if settings.scheduler != fits.FSRS}
    plain = [
        each
        for each in some
        if each.card_id not in answered and cards[each.card_id].deck_id in by_sm2 and _last(each)
    ]
    _write_schedules(session, learner.id, cards, plain, rows)
    known = {each.card_id for each in plain}
    folded = [card for card_id, card in cards.items() if card_id not in known]
    events.refold(session, learner.id, folded, studied)
    events.go_on_with_new(session, learner.id, studied, {card.deck_id for card in cards.values()})
    return sum(len(each.answers) for each in some)


def _last(each: Brought) -> bool:
    """Say whether a card that has no events here will simply have the schedule it brings along."""
    return each.placed is not None and all(
        (answer.at, answer.id) < (each.placed.at, each.placed.id) for answer in each.answers
    )


def _write_schedules(
    session: Session,
    user_id: int,
    cards: Mapping[int, Card],
    brought: Sequence[Brought],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Write the schedules of cards without events here, without folding any."""
    first: dict[int, date] = {}
    for row in rows:
        if row["kind"] == carried.ANSWER:
            first.setdefault(row["card_id"], row["study_day"])
    written = [
        {
            "user_id": user_id,
            "card_id": each.card_id,
            "note_id": cards[each.card_id].note_id,
            "deck_id": cards[each.card_id].deck_id,
            "first_day": first.get(each.card_id, each.placed.schedule.last_day),
            **vars(each.placed.schedule),
            "stability": None,
            "difficulty": None,
        }
        for each in brought
        if each.placed is not None
    ]
    if written:
        session.execute(insert(ScheduleRow), written)


def _rows(learner: User, card: Card, each: Brought, now: datetime) -> Iterator[dict[str, Any]]:
    """Yield the rows of the log, all with the same columns: so they are written in one go."""
    for answer in each.answers:
        yield {
            **_common(learner, card.id, card.deck_id, answer.at, now),
            "id": answer.id,
            "kind": carried.ANSWER,
            "grade": answer.grade,
            "scale": Scale.FOUR.value,
            "took": max(0, min(answer.took, events.LONGEST_ANSWER)),
            "carried": carried.of_answer(answer.given),
        }
    if each.placed is not None:
        yield {
            **_common(learner, card.id, card.deck_id, each.placed.at, now),
            "id": each.placed.id,
            "kind": carried.SCHEDULE,
            "grade": None,
            "scale": None,
            "took": 0,
            "carried": carried.of_schedule(each.placed.schedule),
        }


def _common(learner: User, card_id: int, deck_id: int, at: int, now: datetime) -> dict[str, Any]:
    where = day.zone(learner.zone)
    return {
        "user_id": learner.id,
        "card_id": card_id,
        "deck_id": deck_id,
        "answered_at": at,
        "received_at": day.milliseconds(now),
        "sent_at": at,
        "zone": learner.zone,
        "rollover": learner.rollover,
        "study_day": day.study_day(day.instant(at), where, learner.rollover),
    }


def _portions(all_of_it: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(all_of_it)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
