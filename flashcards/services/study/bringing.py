"""Takes in a learner's reviews and schedules from another program, and takes them back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from flashcards.core.grades import Grade, Scale
from flashcards.core.scheduling import day
from flashcards.core.scheduling.elsewhere import Given
from flashcards.core.scheduling.schedule import Schedule
from flashcards.services.study import carried, events, fits
from flashcards.store import log, many
from flashcards.store.log import CardPlace
from flashcards.store.models.accounts import User
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
    common = _Common(learner, now)
    taken_back = 0
    for rows in _portions(log.brought_at(session, learner.id, day.milliseconds(received))):
        cards = log.cards_by_id(session, {row.card_id for row in rows})
        voids = [
            {
                **common.of(row.card_id, row.deck_id, row.answered_at),
                "id": f"{row.id}-v",
                "kind": "void",
                "target": row.id,
                "study_day": row.study_day,
            }
            for row in rows
        ]
        many.add(session, ReviewEvent, voids)
        events.refold(session, learner.id, cards.values(), studied)
        taken_back += len(rows)
    return taken_back


class _Common:
    """What all rows of the log have that are written at one moment."""

    def __init__(self, learner: User, now: datetime) -> None:
        self._where, self._rollover = day.zone(learner.zone), learner.rollover
        self._same = {
            "user_id": learner.id,
            "received_at": day.milliseconds(now),
            "zone": learner.zone,
            "rollover": learner.rollover,
        }

    def of(self, card_id: int, deck_id: int, at: int) -> dict[str, Any]:
        """Return what the row of an event has that happened at so many milliseconds."""
        return {
            **self._same,
            "card_id": card_id,
            "deck_id": deck_id,
            "answered_at": at,
            "sent_at": at,
            "study_day": day.study_day(day.instant(at), self._where, self._rollover),
        }


def _bring(
    session: Session,
    learner: User,
    studied: Mapping[int, Enrolment],
    brought: Sequence[Brought],
    now: datetime,
) -> int:
    places = log.places_of_cards(session, {each.card_id for each in brought})
    places = {key: place for key, place in places.items() if place.deck_id in studied}
    some = [each for each in brought if each.card_id in places]
    answered = log.cards_with_events(session, learner.id, places.keys())
    common = _Common(learner, now)
    rows = [row for each in some for row in _rows(common, places[each.card_id], each)]
    many.add(session, ReviewEvent, rows)
    by_sm2 = {deck for deck, settings in studied.items() if settings.scheduler != fits.FSRS}
    plain = [
        each
        for each in some
        if each.card_id not in answered and places[each.card_id].deck_id in by_sm2 and _last(each)
    ]
    _write_schedules(session, learner.id, places, plain, rows)
    folded = log.cards_by_id(session, places.keys() - {each.card_id for each in plain})
    events.refold(session, learner.id, folded.values(), studied)
    decks = {place.deck_id for place in places.values()}
    events.go_on_with_new(session, learner.id, studied, decks)
    return sum(len(each.answers) for each in some)


def _last(each: Brought) -> bool:
    """Say whether a card that has no events here will simply have the schedule it brings along."""
    return each.placed is not None and all(
        (answer.at, answer.id) < (each.placed.at, each.placed.id) for answer in each.answers
    )


def _write_schedules(
    session: Session,
    user_id: int,
    places: Mapping[int, CardPlace],
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
            "note_id": places[each.card_id].note_id,
            "deck_id": places[each.card_id].deck_id,
            "first_day": first.get(each.card_id, each.placed.schedule.last_day),
            **vars(each.placed.schedule),
            "stability": None,
            "difficulty": None,
        }
        for each in brought
        if each.placed is not None
    ]
    many.add(session, ScheduleRow, written)


def _rows(common: _Common, place: CardPlace, each: Brought) -> Iterator[dict[str, Any]]:
    """Yield the rows of the log, all with the same columns: so they are written in one go."""
    for answer in each.answers:
        yield {
            **common.of(place.id, place.deck_id, answer.at),
            "id": answer.id,
            "kind": carried.ANSWER,
            "grade": int(answer.grade),
            "scale": Scale.FOUR.value,
            "took": max(0, min(answer.took, events.LONGEST_ANSWER)),
            "carried": carried.of_answer(answer.given),
        }
    if each.placed is not None:
        yield {
            **common.of(place.id, place.deck_id, each.placed.at),
            "id": each.placed.id,
            "kind": carried.SCHEDULE,
            "grade": None,
            "scale": None,
            "took": 0,
            "carried": carried.of_schedule(each.placed.schedule),
        }


def _portions(all_of_it: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(all_of_it)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
