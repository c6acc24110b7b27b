"""What a learner is promised after every step of the machine, and how the machine asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, invariant
from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.grades import Grade, Scale
from flashcards.core.reviews import (
    Answer,
    Event,
    Move,
    Outcome,
    Placed,
    Void,
    effective,
    fold,
    replay,
)
from flashcards.core.scheduling import day, fsrs, sm2
from flashcards.core.scheduling.schedule import Schedule
from flashcards.services.study import carried, events, sitting, today
from flashcards.services.study.events import Incoming, Receipt, Taken
from flashcards.store.engine import Database
from flashcards.store.models import content
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card
from flashcards.store.models.learning import CardFlag, Enrolment, ReviewEvent, ScheduleRow, Wording
from tests.services.people import Class, log, schedules


class Promises(RuleBasedStateMachine):
    """One learner with three decks, and somebody else with decks and answers beside her."""

    database: Database
    people: Class
    decks: tuple[int, ...]
    now: datetime
    noise: tuple[Any, ...]
    number = checks = 0

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[Incoming] = []
        self.log: dict[str, tuple[Any, ...]] = {}

    # What she is promised.

    @invariant()
    def every_promise_holds(self) -> None:
        with self.database.read() as session:
            rows = session.scalars(
                select(ReviewEvent).where(ReviewEvent.user_id == self.people.learner)
            ).all()
            self._check_folds(session, rows)
            self._check_that_the_log_only_grows(rows)
            self._check_that_all_of_a_card_is_in_its_deck(session)
            assert self._noise(session) == self.noise
            its_day = self._today(session)
            self.checks += 1
            deck_id = self._deck(self.checks)  # one deck a step: what goes wrong stays wrong
            settings = session.get_one(Enrolment, (self.people.learner, deck_id))
            if self._learner(session).new_per_day is None is self._learner(session).reviews_per_day:
                self._check_queue(session, settings, its_day)
            else:
                self._check_limits_over_all(session, settings, its_day)
            found = self._standing(rows, deck_id)
            done = sitting.done(session, self._learner(session), deck_id, its_day)
            assert done.answers == sum(answer.study_day == its_day for answer in found)

    def _check_folds(self, session: Session, rows: Sequence[ReviewEvent]) -> None:
        decks = {row.card_id: row.deck_id for row in rows}
        by_fsrs = {
            each.deck_id
            for each in session.scalars(
                select(Enrolment).where(Enrolment.user_id == self.people.learner)
            )
            if each.scheduler == "fsrs"
        }
        folded = {
            card: (_first_day(replay(found), schedule), schedule)
            for card, found in _by_card(rows).items()
            if (schedule := fold(found, fsrs.DEFAULTS if decks[card] in by_fsrs else None))
            is not None
        }
        assert schedules(session, self.people.learner) == folded

    def _check_that_all_of_a_card_is_in_its_deck(self, session: Session) -> None:
        for table in (ReviewEvent, ScheduleRow):
            strays = select(table.card_id).join(Card, Card.id == table.card_id)
            assert not session.scalars(strays.where(Card.deck_id != table.deck_id)).all()

    def _check_that_the_log_only_grows(self, rows: Sequence[ReviewEvent]) -> None:
        names = set(ReviewEvent.__table__.columns.keys()) - {"deck_id"}
        found = {row.id: tuple(getattr(row, name) for name in names) for row in rows}
        assert self.log.items() <= found.items()
        self.log = found

    def _check_queue(self, session: Session, settings: Enrolment, its_day: date) -> None:
        left = today.left(session, settings, its_day)
        rows = self._rows(session, settings)
        active = self._active(session, settings)
        known = {row.card_id for row in rows}
        new = {card.id: card for card in active.values() if card.id not in known}
        assert settings.new_from <= min((card.position for card in new.values()), default=10**6)
        resting = self._buried(session, its_day)
        active = {card: row for card, row in active.items() if card not in resting}
        new = {card: row for card, row in new.items() if card not in resting}
        queue = [waiting.card_id for waiting in left.queue]
        assert max(Counter(queue).values(), default=1) == 1
        assert len(queue) == left.total
        drill = {row.card_id for row in rows if row.drill_day == its_day} & active.keys()
        assert {waiting.card_id for waiting in left.drill} == drill
        due = {row.card_id for row in rows if row.due <= its_day} & active.keys()
        answered = {row.note_id for row in rows if row.last_day == its_day}
        if settings.bury_siblings:
            due = {card for card in due if active[card].note_id not in answered}
            assert len(left.due) + left.waiting == len({active[card].note_id for card in due})
        else:
            assert len(left.due) + left.waiting == len(due)
        assert {waiting.card_id for waiting in left.due} <= due
        self._check_limits(settings, left, rows, new, its_day)

    def _check_limits_over_all(self, session: Session, settings: Enrolment, its_day: date) -> None:
        learner = self._learner(session)
        left = today.left(session, settings, its_day)
        rows = session.scalars(select(ScheduleRow).where(ScheduleRow.user_id == learner.id)).all()
        if learner.new_per_day is not None:
            met = sum(row.first_day == its_day for row in rows)
            assert len(left.new) <= max(0, learner.new_per_day - met)
        if learner.reviews_per_day is not None:
            done = sum(row.last_day == its_day and row.first_day < its_day for row in rows)
            assert len(left.due) <= max(0, learner.reviews_per_day - done)

    def _check_limits(
        self,
        settings: Enrolment,
        left: today.Left,
        rows: list[ScheduleRow],
        new: dict[int, Card],
        its_day: date,
    ) -> None:
        met = sum(row.first_day == its_day for row in rows)
        assert {waiting.card_id for waiting in left.new} <= new.keys()
        assert len(left.new) <= max(0, settings.new_per_day - met)
        if not settings.bury_siblings and not left.new_stopped:
            assert len(left.new) == min(len(new), max(0, settings.new_per_day - met))
        positions = [new[waiting.card_id].position for waiting in left.new]
        assert positions == sorted(positions)
        if left.new_stopped:
            assert left.waiting
            assert not left.new
        if settings.reviews_per_day is None:
            assert not left.waiting
        else:
            done = sum(row.last_day == its_day and row.first_day < its_day for row in rows)
            assert len(left.due) <= max(0, settings.reviews_per_day - done)
        if settings.bury_siblings:
            notes_shown = [waiting.note_id for waiting in (*left.due, *left.new)]
            assert len(set(notes_shown)) == len(notes_shown)

    # How it is asked.

    def _send(self, session: Session, event: Incoming) -> list[Taken]:
        taken = events.record(session, self._learner(session), [event], self.now)
        self.sent.append(event) if taken[0].receipt is Receipt.TAKEN else None
        return taken

    def _answer(self, card_id: int, grade: Grade) -> Incoming:
        self.now += timedelta(seconds=1)
        return Incoming(self._id(), card_id, day.milliseconds(self.now), grade, Scale.SIX, 3000)

    def _id(self) -> str:
        self.number += 1
        return f"event-{(self.number * 7919) % 10007:05}-{self.number}"

    def _learner(self, session: Session) -> User:
        return session.get_one(User, self.people.learner)

    def _today(self, session: Session) -> date:
        return today.study_day_of(self._learner(session), self.now)

    def _deck(self, pick: int) -> int:
        return self.decks[pick % len(self.decks)]

    def _cards(self, session: Session) -> list[int]:
        return list(
            session.scalars(
                select(Card.id)
                .join(Enrolment, Enrolment.deck_id == Card.deck_id)
                .where(Enrolment.user_id == self.people.learner)
                .order_by(Card.id)
            )
        )

    def _note(self, session: Session, pick: int, own: bool) -> content.Note | None:
        found = session.scalars(
            select(content.Note)
            .where(
                content.Note.deck_id.in_([self.people.deck] if own else self.decks[1:3]),
                content.Note.deleted_at.is_(None),
            )
            .order_by(content.Note.id)
        ).all()
        return found[pick % len(found)] if found else None

    def _rows(self, session: Session, settings: Enrolment) -> list[ScheduleRow]:
        return list(
            session.scalars(
                select(ScheduleRow).where(
                    ScheduleRow.user_id == settings.user_id,
                    ScheduleRow.deck_id == settings.deck_id,
                )
            )
        )

    def _active(self, session: Session, settings: Enrolment) -> dict[int, Card]:
        out = set(
            session.scalars(
                select(CardFlag.card_id).where(
                    CardFlag.user_id == settings.user_id, CardFlag.suspended
                )
            )
        )
        found = session.scalars(select(Card).where(Card.deck_id == settings.deck_id))
        return {card.id: card for card in found if card.active and card.id not in out}

    def _buried(self, session: Session, its_day: date) -> set[int]:
        return set(
            session.scalars(
                select(CardFlag.card_id).where(
                    CardFlag.user_id == self.people.learner, CardFlag.buried_on == its_day
                )
            )
        )

    def _effective(self, session: Session, deck_id: int) -> list[Answer]:
        rows = session.scalars(
            select(ReviewEvent).where(ReviewEvent.user_id == self.people.learner)
        ).all()
        return self._standing(rows, deck_id)

    def _standing(self, rows: Sequence[ReviewEvent], deck_id: int) -> list[Answer]:
        found = _by_card(row for row in rows if row.deck_id == deck_id)
        standing = (answer for of_card in found.values() for answer in effective(of_card))
        return [answer for answer in standing if not answer.practice and not answer.given]

    def _state(self, session: Session, deck_id: int) -> tuple[Any, ...]:
        settings = session.get_one(Enrolment, (self.people.learner, deck_id))
        its_day = self._today(session)
        return (
            schedules(session, self.people.learner),
            today.left(session, settings, its_day),
            sitting.done(session, self._learner(session), deck_id, its_day),
        )

    def _noise(self, session: Session) -> tuple[Any, ...]:
        other = self.people.other
        flags = session.scalars(select(CardFlag.card_id).where(CardFlag.user_id == other)).all()
        words = session.scalars(select(Wording.note_id).where(Wording.user_id == other)).all()
        studied = session.execute(
            select(Enrolment.deck_id, Enrolment.new_per_day, Enrolment.drill_below)
            .where(Enrolment.user_id == other)
            .order_by(Enrolment.deck_id)
        ).all()
        return schedules(session, other), log(session, other), flags, words, studied


def _first_day(outcomes: Sequence[Outcome], schedule: Schedule) -> date:
    return outcomes[0].answer.study_day if outcomes else schedule.last_day


def _by_card(rows: Iterable[ReviewEvent]) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = {}
    for row in rows:
        found.setdefault(row.card_id, []).append(_event(row))
    return found


def _event(row: ReviewEvent) -> Event:
    if row.target is not None:
        return Void(row.id, row.answered_at, row.target)
    if row.due is not None:
        return Move(row.id, row.answered_at, row.due)
    if row.kind == carried.SCHEDULE and row.carried is not None:
        return Placed(row.id, row.answered_at, carried.schedule(row.carried))
    return Answer(
        row.id,
        row.answered_at,
        Grade(row.grade if row.grade is not None else -1),
        row.study_day,
        sm2.EASE_FALLS if row.ease_falls_on_lapse else sm2.PUBLISHED,
        row.drill_below,
        row.due_shift,
        fsrs.Settings(row.retention) if row.retention is not None else None,
        row.practice,
        carried.given(row.carried) if row.carried is not None else None,
    )
