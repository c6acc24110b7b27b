"""A learner's weeks at random: every rule is a thing she can do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.grades import Grade, Scale
from flashcards.core.notes import NoteType
from flashcards.core.reviews import Kind
from flashcards.core.scheduling import day
from flashcards.core.scheduling.elsewhere import Given, Stage
from flashcards.core.scheduling.schedule import Schedule
from flashcards.services import shipped
from flashcards.services.library import decks, moving, notes
from flashcards.services.study import (
    bringing,
    by_hand,
    cards,
    events,
    sitting,
    switching,
    today,
)
from flashcards.services.study.bringing import Brought, Placed, Reviewed
from flashcards.services.study.events import Incoming, Receipt
from flashcards.services.wording import note_of
from flashcards.store.models import content
from flashcards.store.models.content import Card, Deck
from flashcards.store.models.learning import Enrolment, ScheduleRow
from tests.conftest import NOW
from tests.services.people import cloze, make_class, schedules
from tests.services.study.practising import Practising

FILE = """---
title: Shared
language: en
licence: CC BY 4.0
---

"""
SHIPPED = (
    "Id: note-one\nQ: One?\nA: 1\nSource: -\n",
    "Id: note-two\nC: {{c1::two}} and {{c2::three}}\nSource: -\n",
    "Id: note-two\nC: {{c1::two}} and {{c3::four}} and {{c2::three}}\nSource: -\n",
    "Id: note-four\nQ: Four?\nA: 4\nType: reversed\nSource: -\n",
    "Id: note-five\nQ: Five?\nA: 5\nSource: -\n",
)
TYPES = (NoteType.BASIC, NoteType.CLOZE, NoteType.REVERSED)
grades = st.integers(0, 5).map(Grade)
picks = st.integers(0, 10**6)
waits = st.one_of(st.integers(0, 26 * 60), st.integers(1, 80).map(lambda days: days * 24 * 60))


class Weeks(Practising):
    """What she does, and what somebody changes for her."""

    folder: Path

    @initialize(chosen=st.sets(st.integers(0, 4), max_size=4))
    def begin(self, chosen: set[int]) -> None:
        self.now = NOW
        with self.database.write() as session:
            self.people = make_class(session, TYPES)
            self._ship(session, chosen)
            self.file = self._shipped_deck(session)
            for user in (self.people.learner, self.people.other):
                decks.enrol(session, user, self.file, self.now)
            self.spare = decks.add(session, self.people.learner, "Spare", "", self.now).id
            self.noise = self._noise(session)
        self.decks = (self.people.deck, self.people.shared, self.file, self.spare)

    # What she does.

    @rule(pick=picks, grade=grades, deck=picks)
    def answers_the_next_card(self, pick: int, grade: Grade, deck: int) -> None:
        with self.database.write() as session:
            settings = decks.enrolment(session, self.people.learner, self._deck(deck))
            if settings is None:
                return
            left = today.left(session, settings, self._today(session))
            if not left.queue:
                return
            waiting = left.queue[pick % min(3, len(left.queue))]
            row = session.get(ScheduleRow, (self.people.learner, waiting.card_id))
            before = row.schedule if row else None
            its_day = self._today(session)
            learner = self._learner(session)
            learner.scale = Scale.SIX
            ways = cards.ways_of(session, learner, settings, its_day)
            shown = cards.choices(waiting.card_id, before, ways)[grade]
            pressed = replace(self._answer(waiting.card_id, grade), shift=shown.shift)
            (taken,) = self._send(session, pressed)
            assert taken.outcome is (Kind.DRILL if waiting in left.drill else Kind.SCHEDULED)
            assert taken.schedule is not None
            assert (taken.schedule.due - its_day).days == shown.days
            assert taken.schedule.drilling_on(its_day) == shown.again

    @rule(pick=picks, grade=grades)
    def answers_any_card_at_any_time(self, pick: int, grade: Grade) -> None:
        with self.database.write() as session:
            found = self._cards(session)
            self._send(session, self._answer(found[pick % len(found)], grade))

    @rule(pick=picks, grade=grades, shift=st.integers(-400, 400), practice=st.booleans())
    def answers_for_practice_or_with_any_shift(
        self, pick: int, grade: Grade, shift: int, practice: bool
    ) -> None:
        with self.database.write() as session:
            found = self._cards(session)
            before = schedules(session, self.people.learner)
            event = self._answer(found[pick % len(found)], grade)
            (taken,) = self._send(session, replace(event, shift=shift, practice=practice))
            if practice:
                assert taken.outcome is Kind.PRACTICE
                assert schedules(session, self.people.learner) == before

    @rule(pick=picks, grade=grades, late=st.integers(0, 20 * 24 * 60), near=st.booleans())
    def answers_on_another_device_that_is_synchronised_late(
        self, pick: int, grade: Grade, late: int, near: bool
    ) -> None:
        with self.database.write() as session:
            found = [event.card_id for event in self.sent[-4:]] if near else []
            found = found or self._cards(session)
            at = day.milliseconds(self.now - timedelta(minutes=late))
            self._send(session, replace(self._answer(found[pick % len(found)], grade), at=at))

    @rule(pick=picks, again=st.integers(1, 3))
    def sends_an_event_again(self, pick: int, again: int) -> None:
        if not self.sent:
            return
        event = self.sent[pick % len(self.sent)]
        with self.database.write() as session:
            before = schedules(session, self.people.learner)
            taken = events.record(session, self._learner(session), [event] * again, self.now)
            assert {each.receipt for each in taken} == {Receipt.REPEATED}
            assert schedules(session, self.people.learner) == before

    @rule(pick=picks, grade=grades, later=st.integers(1, 5))
    def uses_an_id_for_something_else(self, pick: int, grade: Grade, later: int) -> None:
        if not self.sent:
            return
        event = self.sent[pick % len(self.sent)]
        other = replace(event, at=event.at + later, grade=grade, target=None)
        with self.database.write() as session:
            before = schedules(session, self.people.learner)
            (taken,) = events.record(session, self._learner(session), [other], self.now)
            assert taken.receipt is Receipt.CONFLICT
            assert schedules(session, self.people.learner) == before

    @rule(deck=picks)
    def takes_the_last_answer_back(self, deck: int) -> None:
        with self.database.write() as session:
            deck_id = self._deck(deck)
            before = self._effective(session, deck_id)
            last = sitting.undo(session, self._learner(session), deck_id, self._id(), self.now)
            after = self._effective(session, deck_id)
            if last is None:
                assert not before
            else:
                assert last.id == max(before, key=lambda answer: (answer.at, answer.id)).id
                assert {answer.id for answer in before} - {answer.id for answer in after} == {
                    last.id
                }

    @rule(pick=picks, clock=st.integers(-48 * 60, 5))
    def takes_any_event_back_even_a_void(self, pick: int, clock: int) -> None:
        if not self.sent:
            return
        target = self.sent[pick % len(self.sent)]
        at = day.milliseconds(self.now + timedelta(minutes=clock))
        with self.database.write() as session:
            event = Incoming(self._id(), target.card_id, at, target=target.id)
            self._send(session, event)

    @rule(pick=picks, grade=grades, scheduled=st.booleans())
    def undo_is_the_opposite_of_answer(self, pick: int, grade: Grade, scheduled: bool) -> None:
        with self.database.write() as session:
            found = self._cards(session)
            if scheduled:
                rows = session.scalars(
                    select(ScheduleRow.card_id)
                    .where(ScheduleRow.user_id == self.people.learner)
                    .order_by(ScheduleRow.card_id)
                ).all()
                found = [card for card in rows if card in found] or found
            card = found[pick % len(found)]
            deck_id = session.get_one(Card, card).deck_id
            before = self._state(session, deck_id)
            answer = self._answer(card, grade)
            self._send(session, answer)
            void = Incoming(self._id(), card, answer.at, target=answer.id)
            self._send(session, void)
            assert self._state(session, deck_id) == before

    # What she brings along from another program.

    @rule(
        pick=picks,
        grades=st.lists(grades, max_size=3),
        ago=st.integers(0, 60),
        interval=st.sampled_from([-600, 0, 1, 2, 3, 40]),
        placed=st.booleans(),
        back=st.booleans(),
    )
    def brings_reviews_along(
        self,
        pick: int,
        grades: list[Grade],
        ago: int,
        interval: int,
        placed: bool,
        back: bool,
    ) -> None:
        self.now += timedelta(seconds=1)
        at = day.milliseconds(self.now - timedelta(days=ago))
        given = Given(Stage(list(Stage)[pick % 4]), interval, ease=pick % 300)
        with self.database.write() as session:
            card = self._cards(session)[pick % len(self._cards(session))]
            answers = [
                Reviewed(self._id(), at + number * 3_600_000, grade, given)
                for number, grade in enumerate(grades)
            ]
            its_day = self._today(session) - timedelta(days=ago)
            due = its_day + timedelta(days=max(1, interval))
            there = Schedule(2, 230, max(1, interval), due, its_day, 1, 9, None)
            brought = Brought(card, answers, Placed(self._id(), at, there) if placed else None)
            before = schedules(session, self.people.learner)
            bringing.bring(session, self._learner(session), [brought], self.now)
            if back:
                bringing.take_back(session, self._learner(session), self.now, self.now)
                assert schedules(session, self.people.learner) == before

    # What she changes.

    @rule(
        deck=picks,
        falls=st.booleans(),
        below=st.sampled_from([3, 4]),
        bury=st.booleans(),
        new=st.integers(0, 5),
        reviews=st.none() | st.integers(0, 4),
    )
    def changes_how_she_studies(
        self, deck: int, falls: bool, below: int, bury: bool, new: int, reviews: int | None
    ) -> None:
        with self.database.write() as session:
            settings = session.get(Enrolment, (self.people.learner, self._deck(deck)))
            if settings is not None:
                before = schedules(session, self.people.learner)
                decks.study_as(
                    settings,
                    new_per_day=new,
                    reviews_per_day=reviews,
                    drill_below=below,
                    ease_falls_on_lapse=falls,
                    bury_siblings=bury,
                )
                session.flush()
                assert schedules(session, self.people.learner) == before

    @rule(
        balanced=st.booleans(),
        weekdays=st.text("012", min_size=7, max_size=7).filter(lambda days: set(days) != {"0"}),
        new=st.none() | st.integers(0, 6),
        reviews=st.none() | st.integers(0, 6),
    )
    def changes_how_her_work_is_spread(
        self, balanced: bool, weekdays: str, new: int | None, reviews: int | None
    ) -> None:
        with self.database.write() as session:
            learner = self._learner(session)
            before = schedules(session, self.people.learner)
            learner.balanced, learner.weekdays = balanced, weekdays
            learner.new_per_day, learner.reviews_per_day = new, reviews
            session.flush()
            assert schedules(session, self.people.learner) == before

    @rule(deck=picks, by_fsrs=st.booleans(), retention=st.integers(70, 97), days=st.integers(0, 20))
    def changes_the_scheduler(self, deck: int, by_fsrs: bool, retention: int, days: int) -> None:
        with self.database.write() as session:
            settings = session.get(Enrolment, (self.people.learner, self._deck(deck)))
            if settings is None:
                return
            self.now += timedelta(seconds=1)
            learner, before = self._learner(session), self._days(session, settings)
            wanted = switching.Wanted("fsrs" if by_fsrs else "sm2", retention, days)
            done = switching.switch(session, learner, settings, wanted, self._id(), self.now)
            if not days:
                assert self._days(session, settings) == before
            if by_fsrs and days % 2:
                switching.undo(session, learner, settings, done, self._id(), self.now)
                assert self._days(session, settings) == before

    @rule(
        zone=st.sampled_from(["Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles", "UTC"]),
        rollover=st.sampled_from(day.ROLLOVER_HOURS),
    )
    def moves_to_another_zone(self, zone: str, rollover: int) -> None:
        with self.database.write() as session:
            learner = self._learner(session)
            learner.zone, learner.rollover = zone, rollover

    @rule(cloze_text=st.sampled_from(["{{c1::a}}", "{{c2::a}} {{c1::b}}", "{{c1,4::a}} {{c3::b}}"]))
    def adds_a_note(self, cloze_text: str) -> None:
        with self.database.write() as session:
            notes.add(session, self.people.deck, cloze(self._id(), cloze_text), self.now)

    @rule(pick=picks, texts=st.sampled_from(["{{c1::x}}", "{{c2::y}} {{c3::z}}", "{{c1,2,5::w}}"]))
    def edits_a_note(self, pick: int, texts: str) -> None:
        with self.database.write() as session:
            row = self._note(session, pick, own=True)
            if row is not None:
                note = note_of(row)
                changed = replace(note, text=texts) if note.text else replace(note, back=texts)
                notes.change(session, self.people.learner, row.id, changed, self.now)

    @rule(pick=picks)
    def words_a_shared_note_her_own_way(self, pick: int) -> None:
        with self.database.write() as session:
            row = self._note(session, pick, own=False)
            if row is not None:
                changed = replace(note_of(row), extra="hers")
                notes.change(session, self.people.learner, row.id, changed, self.now)

    @rule(pick=picks)
    def throws_a_note_away(self, pick: int) -> None:
        with self.database.write() as session:
            row = self._note(session, pick, own=True)
            if row is not None:
                notes.delete(session, self.people.learner, row.id, self.now)

    @rule(pick=picks)
    def takes_a_note_out_of_the_bin(self, pick: int) -> None:
        with self.database.write() as session:
            found = session.scalars(
                select(content.Note.id)
                .where(
                    content.Note.deck_id == self.people.deck, content.Note.deleted_at.is_not(None)
                )
                .order_by(content.Note.id)
            ).all()
            if found:
                notes.restore(session, self.people.learner, found[pick % len(found)])

    @rule(pick=picks, out=st.booleans(), own=st.booleans())
    def leaves_a_note_out_or_brings_it_back(self, pick: int, out: bool, own: bool) -> None:
        with self.database.write() as session:
            row = self._note(session, pick, own=own)
            if row is not None:
                notes.set_suspended(session, self.people.learner, row.id, out)
                assert notes.suspended(session, self.people.learner, row.id) == out

    @rule(pick=picks, out=st.booleans())
    def leaves_one_card_out_or_brings_it_back(self, pick: int, out: bool) -> None:
        with self.database.write() as session:
            card = self._card(session, pick)
            if not card:
                return
            before = schedules(session, self.people.learner)
            by_hand.suspend(session, self._learner(session), card, out)
            by_hand.flag(session, self._learner(session), card, not out)
            assert schedules(session, self.people.learner) == before

    @rule(pick=picks, resting=st.booleans())
    def buries_a_card_or_digs_it_out(self, pick: int, resting: bool) -> None:
        with self.database.write() as session:
            card = self._card(session, pick)
            if not card:
                return
            its_day = self._today(session)
            by_hand.bury(session, self._learner(session), card, its_day if resting else None)
            settings = session.get_one(
                Enrolment, (self.people.learner, session.get_one(Card, card).deck_id)
            )
            queue = {waiting.card_id for waiting in today.left(session, settings, its_day).queue}
            assert not (resting and card in queue)

    @rule(pick=picks, back=st.booleans())
    def moves_a_note_to_another_deck(self, pick: int, back: bool) -> None:
        here, there = (self.spare, self.people.deck) if back else (self.people.deck, self.spare)
        with self.database.write() as session:
            found = session.scalars(
                select(content.Note.id)
                .where(content.Note.deck_id == here, content.Note.deleted_at.is_(None))
                .order_by(content.Note.id)
            ).all()
            if not found:
                return
            note = found[pick % len(found)]
            before = self._calendar(session, note)
            moving.move(session, self.people.learner, note, there)
            assert self._calendar(session, note) == before

    @rule(chosen=st.lists(st.integers(0, 4), max_size=4, unique=True))
    def the_file_of_the_shipped_deck_changes(self, chosen: list[int]) -> None:
        with self.database.write() as session:
            before = schedules(session, self.people.learner)
            self._ship(session, chosen)
            assert schedules(session, self.people.learner) == before

    @rule()
    def leaves_the_shared_deck_or_comes_back(self) -> None:
        with self.database.write() as session:
            key = (self.people.learner, self.people.shared)
            before = schedules(session, self.people.learner)
            if decks.enrolment(session, *key) is None:
                decks.enrol(session, *key, self.now)
            else:
                decks.leave(session, *key, self.now)
            assert schedules(session, self.people.learner) == before

    @rule(minutes=waits)
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    def _card(self, session: Session, pick: int) -> int:
        """Return an active card of a deck that she studies."""
        chosen = select(Card.id).where(Card.deck_id.in_([self.people.deck, self.file]), Card.active)
        found = session.scalars(chosen.order_by(Card.id)).all()
        return found[pick % len(found)] if found else 0

    def _calendar(self, session: Session, note: int) -> list[tuple[Any, ...]]:
        """Return when the cards of a note are due, and by what."""
        rows = session.scalars(
            select(ScheduleRow)
            .where(ScheduleRow.user_id == self.people.learner, ScheduleRow.note_id == note)
            .order_by(ScheduleRow.card_id)
        )
        return [(r.card_id, r.due, r.interval, r.ease, r.drill_day, r.last_day) for r in rows]

    def _days(self, session: Session, settings: Enrolment) -> dict[int, tuple[Any, ...]]:
        """Return all that SM-2 and the calendar know of the cards of a deck."""
        session.flush()
        return {
            row.card_id: (row.due, row.last_day, row.interval, row.ease, row.drill_day)
            for row in self._rows(session, settings)
        }

    def _ship(self, session: Session, chosen: Any) -> None:
        kept = dict.fromkeys(SHIPPED[number].split("\n")[0] for number in chosen)
        bodies = [
            next(SHIPPED[n] for n in chosen if SHIPPED[n].startswith(key + "\n")) for key in kept
        ]
        self.folder.mkdir(exist_ok=True)
        (self.folder / "file.md").write_text(FILE + "\n".join(bodies), encoding="utf-8")
        shipped.load(session, self.folder, self.now)

    def _shipped_deck(self, session: Session) -> int:
        return session.scalars(select(Deck.id).where(Deck.shipped == "file")).one()
