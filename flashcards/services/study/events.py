"""Takes in review events, however often they arrive, and folds the cards that they touch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.grades import Grade, Scale
from flashcards.core.reviews import (
    Answer,
    Event,
    Kind,
    Move,
    Outcome,
    Placed,
    Void,
    story,
)
from flashcards.core.reviews import voided as core_voided
from flashcards.core.scheduling import day, fsrs, leech, sm2
from flashcards.core.scheduling.schedule import Schedule
from flashcards.services.study import carried, fits
from flashcards.store import log, queries
from flashcards.store.logged import Logged
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card
from flashcards.store.models.learning import Enrolment, Fit, ReviewEvent, ScheduleRow

CLOCK_AHEAD = timedelta(minutes=5)
"""How far a learner's clock may be ahead before the time of arrival is taken instead."""

FEW = 8
"""Answers to look at first for the newest that stands: most often it is the newest of all."""

_NO_DAY = date.min
"""Where a select is asked that looks at no day."""

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

    With ``target`` it is a void of that event, with ``due`` a move to that day, else an answer
    with ``grade``. ``shift`` is by how many days the shown due day differed from the interval;
    ``practice`` says that the answer is to move nothing.
    """

    id: str
    card_id: int
    at: int
    grade: Grade | None = None
    scale: Scale = Scale.FOUR
    took: int = 0
    target: str | None = None
    due: date | None = None
    shift: int = 0
    practice: bool = False

    @property
    def kind(self) -> str:
        """Return answer, move or void."""
        if self.target is not None:
            return "void"
        return "answer" if self.due is None else "move"


@dataclass(frozen=True)
class Taken:
    """The reply to one event: what became of it, and the card's state now."""

    id: str
    receipt: Receipt
    card_id: int
    outcome: Kind | None = None
    schedule: Schedule | None = None
    clamped: bool = False
    """Whether the learner's clock was ahead, so that the time of arrival counts."""
    leech: bool = False
    """Whether this answer made its card one that asks to be rewritten."""


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
    known = log.events_by_id(session, learner.id, {event.id for event in incoming})
    cards = log.cards_by_id(session, {event.card_id for event in incoming})
    own = fits.in_use(session, learner.id)
    receipts, fresh = [], {}
    for event in incoming:
        card = cards.get(event.card_id)
        enrolment = studied.get(card.deck_id) if card else None
        if (before := known.get(event.id)) is not None:
            same = _content(event) == _stored_content(before)
            receipts.append(Receipt.REPEATED if same else Receipt.CONFLICT)
        elif card is None or enrolment is None:
            receipts.append(Receipt.UNKNOWN_CARD)
        else:
            known[event.id] = _scheduled_by(enrolment, own, _row(learner, enrolment, event, now))
            fresh[card.id] = card
            receipts.append(Receipt.TAKEN)
    session.add_all(row for row in known.values() if row not in session)
    session.flush()
    told = _Told(session, learner.id, known, refold(session, learner.id, fresh.values(), studied))
    return [told.of(event, receipt) for event, receipt in zip(incoming, receipts, strict=True)]


class _Told:
    """What is said of each event of a batch: the state of its card after all of them."""

    def __init__(
        self,
        session: Session,
        user_id: int,
        known: Mapping[str, ReviewEvent],
        folded: Mapping[int, Folded],
    ) -> None:
        self._session, self._known, self._folded = session, known, folded
        others = {row.card_id for row in known.values()} - folded.keys()
        rows = log.schedules_of_cards(session, user_id, others)
        self._schedules = {card_id: row.schedule for card_id, row in rows.items()}
        self._kinds = {
            outcome.answer.id: outcome.kind
            for outcomes, _ in folded.values()
            for outcome in outcomes
        }

    def of(self, event: Incoming, receipt: Receipt) -> Taken:
        """Return the reply to one event."""
        if receipt is Receipt.UNKNOWN_CARD:
            return Taken(event.id, receipt, event.card_id)
        row = self._known[event.id]
        card_id, clamped = row.card_id, row.answered_at != row.sent_at
        there = card_id in self._folded
        schedule = self._folded[card_id][1] if there else self._schedules.get(card_id)
        asks = receipt is not Receipt.CONFLICT and self._made_a_leech(row, schedule)
        if receipt is not Receipt.TAKEN:
            return Taken(event.id, receipt, card_id, None, schedule, clamped, asks)
        kind = Kind.PRACTICE if event.practice else self._kinds.get(event.id)
        return Taken(event.id, receipt, card_id, kind, schedule, clamped, asks)

    def _made_a_leech(self, row: ReviewEvent, schedule: Schedule | None) -> bool:
        """Say whether an answer is the lapse for which a card asks to be rewritten by now."""
        if schedule is None or not leech.has_just_become_one(schedule.lapses):
            return False
        there = self._folded.get(row.card_id)
        outcomes = there[0] if there else history(self._session, row.user_id, row.card_id)
        made = (one.answer.id for one in outcomes if one.schedule.lapses == schedule.lapses)
        return row.id == next(made, None)


Folded = tuple[list[Outcome], Schedule | None]


def refold(
    session: Session, user_id: int, cards: Iterable[Card], studied: Mapping[int, Enrolment]
) -> dict[int, Folded]:
    """Write the cards' schedules anew from their events, in a few selects however many they are.

    A card without answers is new again.
    """
    of_card = {card.id: card for card in cards}
    logged = log.events_of_cards(session, user_id, of_card.keys())
    kept = log.schedules_of_cards(session, user_id, of_card.keys())
    weights = {
        deck_id: by_fsrs.parameters if by_fsrs else None
        for deck_id in {card.deck_id for card in of_card.values()}
        for by_fsrs in [fits.settings_of(session, studied[deck_id])]
    }
    folded, met = {}, []
    for card_id, card in of_card.items():
        rows = as_events(session, logged.get(card_id, ()))
        outcomes, schedule = folded[card_id] = story(rows, weights[card.deck_id])
        row = kept.get(card_id)
        if schedule is not None:
            if row is None:
                met.append(row := _met(user_id, card))
            row.first_day, row.schedule = _first_day(outcomes, schedule), schedule
        elif row is not None:
            session.delete(row)
            enrolment = studied[card.deck_id]
            enrolment.new_from = min(enrolment.new_from, card.position)
    session.add_all(met)
    session.flush()
    go_on_with_new(session, user_id, studied, {row.deck_id for row in met})
    return folded


def _first_day(outcomes: list[Outcome], schedule: Schedule) -> date:
    """Return when a card was met: one that came with a schedule may have no answers here."""
    return outcomes[0].answer.study_day if outcomes else schedule.last_day


def _met(user_id: int, card: Card) -> ScheduleRow:
    return ScheduleRow(user_id=user_id, card_id=card.id, note_id=card.note_id, deck_id=card.deck_id)


def go_on_with_new(
    session: Session, user_id: int, studied: Mapping[int, Enrolment], deck_ids: Iterable[int]
) -> None:
    """Find out where the new cards of decks begin, of which cards were met."""
    for deck_id in sorted(deck_ids):
        enrolment = studied[deck_id]
        scope = queries.Scope(user_id, deck_id, _NO_DAY)
        enrolment.new_from = queries.first_new_position(session, scope, enrolment.new_from)


def refold_deck(session: Session, enrolment: Enrolment) -> None:
    """Write the schedules of all cards of a deck anew, in two selects however many they are."""
    by_fsrs = fits.settings_of(session, enrolment)
    found = schedules_by(session, enrolment, by_fsrs.parameters if by_fsrs else None)
    for row, schedule in found:
        row.schedule = schedule
    session.flush()


def schedules_by(
    session: Session, enrolment: Enrolment, weights: fsrs.Parameters | None
) -> list[tuple[ScheduleRow, Schedule]]:
    """Return what the log says of each card of a deck; with FSRS's memory by ``weights``."""
    logged = log.events_of_deck(session, enrolment.user_id, enrolment.deck_id)
    found = []
    for row in queries.schedules_of(session, enrolment.user_id, enrolment.deck_id):
        events = (_event(session, event) for event in logged.get(row.card_id, ()))
        schedule = story(events, weights)[1]
        if schedule is not None:
            found.append((row, schedule))
    return found


def history(session: Session, user_id: int, card_id: int) -> list[Outcome]:
    """Return the outcome of every answer to a card that was not taken back, oldest first."""
    return _story(session, user_id, card_id)[0]


def outcomes_of(session: Session, rows: Iterable[ReviewEvent | Logged]) -> list[Outcome]:
    """Return the outcome of each answer among the events of one card, oldest first."""
    return story(as_events(session, rows))[0]


def as_events(session: Session, rows: Iterable[ReviewEvent | Logged]) -> list[Event]:
    """Return the events that rows of the log hold."""
    return [_event(session, row) for row in rows]


def _story(
    session: Session, user_id: int, card_id: int, keeping: fsrs.Parameters | None = None
) -> tuple[list[Outcome], Schedule | None]:
    rows = log.events_of(session, user_id, card_id)
    return story((_event(session, row) for row in rows), keeping)


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
        of_card[row.card_id].append(_event(session, row))
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
        kind=event.kind,
        target=event.target,
        grade=event.grade,
        scale=event.scale if event.kind == "answer" else None,
        answered_at=at,
        received_at=received,
        sent_at=event.at,
        took=max(0, min(event.took, LONGEST_ANSWER)),
        zone=learner.zone,
        rollover=learner.rollover,
        study_day=day.study_day(day.instant(at), zone, learner.rollover),
        ease_falls_on_lapse=enrolment.ease_falls_on_lapse,
        drill_below=enrolment.drill_below,
        due_shift=event.shift,
        practice=event.practice,
        due=event.due,
    )


def _scheduled_by(enrolment: Enrolment, own: Fit | None, row: ReviewEvent) -> ReviewEvent:
    """Write down what FSRS schedules the answer by, if it does."""
    if row.kind == "answer" and enrolment.scheduler == fits.FSRS:
        row.retention, row.fit_id = enrolment.retention, own.id if own else None
    return row


def _event(session: Session, row: ReviewEvent | Logged) -> Event:
    if row.target is not None:
        return Void(row.id, row.answered_at, row.target)
    if row.due is not None:
        return Move(row.id, row.answered_at, row.due)
    if row.carried is not None and row.grade is None:
        return Placed(row.id, row.answered_at, carried.schedule(row.carried))
    by_fsrs = None
    if row.retention is not None:
        by_fsrs = fsrs.Settings(row.retention, fits.by_id(session, row.fit_id))
    return Answer(
        id=row.id,
        at=row.answered_at,
        grade=Grade(row.grade or 0),
        study_day=row.study_day,
        variant=sm2.EASE_FALLS if row.ease_falls_on_lapse else sm2.PUBLISHED,
        drill_below=row.drill_below,
        due_shift=row.due_shift,
        fsrs=by_fsrs,
        practice=row.practice,
        given=carried.given(row.carried) if row.carried is not None else None,
    )


def _content(event: Incoming) -> tuple[object, ...]:
    return (
        *(event.card_id, event.grade, event.target, event.at),
        *(event.due, event.shift, event.practice),
    )


def _stored_content(row: ReviewEvent) -> tuple[object, ...]:
    return (
        *(row.card_id, row.grade, row.target, row.sent_at),
        *(row.due, row.due_shift, row.practice),
    )
