"""Import, study here, export, study in Anki, export there, import here: twice around."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.scheduling import day
from flashcards.core.scheduling.schedule import Schedule
from flashcards.services import foreign
from flashcards.services.exports.going import everything, write
from flashcards.services.imports import fields
from flashcards.services.imports.applying import Done
from flashcards.services.library import decks, notes
from flashcards.services.study import events
from flashcards.services.wording import note_of
from flashcards.store.engine import Database
from flashcards.store.models import content
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card, Deck
from flashcards.store.models.learning import Enrolment, ReviewEvent, ScheduleRow
from tests.anki.there import Place, There
from tests.services.imports.conftest import Desk
from tests.services.people import answer, basic, cloze, make_user, void

EXAMPLES = int(os.environ.get("FLASHCARDS_TEST_EXAMPLES", "4"))
DAYS_AGO = 60
"""When it begins: all of it has happened before this moment."""


@dataclass
class Here:
    """The side of a learner, and what she answered here."""

    session: Session
    user: User
    folder: Path
    chance: Random
    answers: dict[Place, list[int]] = field(default_factory=dict)
    names: int = 0

    def notes(self) -> list[content.Note]:
        mine = select(Deck.id).where(Deck.owner_id == self.user.id)
        return list(
            self.session.scalars(
                select(content.Note)
                .where(content.Note.deck_id.in_(mine), content.Note.deleted_at.is_(None))
                .order_by(content.Note.guid)
            )
        )

    def places(self) -> dict[Place, Card]:
        return {
            (row.guid, card.ordinal): card
            for row in self.notes()
            for card in self.session.scalars(select(Card).where(Card.note_id == row.id))
            if card.active
        }

    def schedules(self) -> dict[Place, Schedule]:
        mine = select(ScheduleRow).where(ScheduleRow.user_id == self.user.id)
        rows = {row.card_id: row.schedule for row in self.session.scalars(mine)}
        return {place: rows[card.id] for place, card in self.places().items() if card.id in rows}

    def logged(self) -> dict[Place, list[int]]:
        """Return the times of the answers that stand."""
        mine = select(ReviewEvent).where(ReviewEvent.user_id == self.user.id)
        rows = list(self.session.scalars(mine))
        gone = {row.target for row in rows if row.target}
        found: dict[int, list[int]] = {}
        for row in rows:
            if row.grade is not None and row.id not in gone:
                found.setdefault(row.card_id, []).append(row.answered_at)
        return {place: sorted(found.get(card.id, [])) for place, card in self.places().items()}

    def add(self, at: datetime) -> str:
        """Add a note of her own."""
        self.names += 1
        name = f"own{self.names}"
        note = self.chance.choice(
            (basic(name, f"Who *is* {name}?"), cloze(name, "a {{c1::b **c**}} d {{c2::e}}"))
        )
        titles = [deck.id for deck in decks.all_own(self.session, self.user.id)]
        notes.add(self.session, self.chance.choice(titles), note, at)
        return name

    def edit(self, at: datetime) -> tuple[str, tuple[str, ...]] | None:
        """Change some note; now and then hide one more word."""
        rows = self.notes()
        if not rows:
            return None
        row = self.chance.choice(rows)
        note, word = note_of(row), f"here {self.chance.randrange(10**6)}"
        if note.layout is not None:
            place = 0 if note.layout.cloze else 1
            more = f"{{{{c{self.chance.randint(1, 4)}::{word}}}}}" if place == 0 else word
            said = list(note.fields)
            said[place] += f" {more}"
            changed = replace(note, fields=tuple(said), layout=note.layout)
            changed = foreign.laid_out(changed, note.layout, tuple(said))
        elif note.text:
            changed = replace(note, text=f"{note.text} {{{{c3::{word}}}}}")
        else:
            changed = replace(note, back=f"{note.back} **{word}**")
        notes.change(self.session, self.user.id, row.id, changed, at)
        self.session.flush()
        return row.guid, fields.in_anki(note_of(row))

    def study(self, at: datetime, many: int) -> None:
        """Answer some cards, some of them at the very same millisecond; take some answers back."""
        moment = day.milliseconds(at)
        cards = sorted(self.places().items())
        for place, card in self.chance.sample(cards, min(many, len(cards))):
            moment += self.chance.choice((0, 0, 5000))
            self.names += 1
            grade = self.chance.choice((0, 2, 3, 4, 4, 5))
            batch = [answer(f"here-{self.names}", card.id, grade, moment)]
            if self.chance.random() < 0.1:
                batch.append(void(f"back-{self.names}", card.id, batch[0].id, moment + 1000))
            else:
                self.answers.setdefault(place, []).append(moment)
            events.record(self.session, self.user, batch, at + timedelta(hours=1))

    def takes(self, path: Path, at: datetime) -> Done:
        _, done = Desk(self.session, None, self.user, at).imports(path)  # type: ignore[arg-type]
        self.session.expire_all()
        return done

    def gives(self, path: Path, at: datetime, *, progress: bool) -> Path:
        wanted = replace(everything(self.session, self.user), whole=False, progress=progress)
        with path.open("wb") as to:
            write(self.session, self.user, wanted, "", at, to, self.folder)
        return path


@dataclass
class Trip:
    """Both sides, the moment, and what is to be true of them."""

    here: Here
    there: There
    at: datetime
    chance: Random
    folder: Path
    brought: dict[Place, list[int]] = field(default_factory=dict)
    """The answers given here that Anki has: those that its cards came with."""
    edited: dict[str, tuple[datetime, tuple[str, ...]]] = field(default_factory=dict)
    """The newest wording of each note that was edited on either side."""
    number: int = 0

    def on(self, days: float) -> datetime:
        self.at += timedelta(days=days)
        return self.at

    def path(self) -> Path:
        self.number += 1
        return self.folder / f"{self.number}.apkg"

    def study_there(self) -> None:
        for _ in range(self.chance.randint(0, 3)):
            self.there.study(self.on(1.5), self.chance.randint(1, 4))
        if self.chance.random() < 0.5:
            said = self.there.edit(self.on(0.1))
            if said is not None:
                self.edited[said[0]] = self.at, tuple(said[1].split("\x1f"))
        if self.chance.random() < 0.3:
            self.there.add(self.on(0.1))
        if self.chance.random() < 0.3:
            self.there.set_due(self.on(0.1))

    def study_now(self) -> None:
        """Answer with Anki's own scheduler: its clock says now."""
        self.at = datetime.now(UTC)
        self.there.study_now(2)
        self.at = datetime.now(UTC) + timedelta(minutes=1)

    def study_here(self) -> None:
        for _ in range(self.chance.randint(0, 3)):
            self.here.study(self.on(1.5), self.chance.randint(1, 6))
        if self.chance.random() < 0.5:
            self.here.add(self.on(0.1))
        if self.chance.random() < 0.5:
            said = self.here.edit(self.on(0.1))
            if said is not None:
                self.edited[said[0]] = self.at, said[1]

    def come_here(self) -> None:
        """Bring all of Anki here, and compare."""
        before = self.here.schedules()
        path = self.there.gives(self.path())
        self.here.takes(path, self.on(0.1))
        there = self.there
        guids = [row.guid for row in self.here.notes()]
        assert len(guids) == len(set(guids))
        assert set(guids) >= set(there.guids())
        logged, ours, theirs = self.here.logged(), self.here.answers, there.answers
        for place, times in logged.items():
            given_anywhere = sorted(ours.get(place, []) + theirs.get(place, []))
            assert times == given_anywhere, place
        self._same_words()
        columns, schedules = there.columns(), self.here.schedules()
        for place in columns:
            last_here = max(ours.get(place, [0]), default=0)
            last_there = max([*theirs.get(place, [0]), there.moved.get(place, 0)])
            if last_there > last_here:
                self._as_there(place, schedules[place])
            elif last_here > last_there:
                assert schedules[place] == before[place], place
            else:
                assert place not in schedules
        self._nothing_new_in(path)

    def _nothing_new_in(self, path: Path) -> None:
        """Bring the same file once more."""
        before = self.here.schedules(), self.here.logged()
        done = self.here.takes(path, self.on(0.1))
        assert (done.notes, done.updated, done.cards) == (0, 0, 0)
        assert (done.reviews, done.scheduled) == (0, 0)
        assert (self.here.schedules(), self.here.logged()) == before

    def _as_there(self, place: Place, schedule: Schedule) -> None:
        its = self.there.columns()[place]
        last = datetime.fromtimestamp(max(self.there.answers.get(place, [0])) / 1000, UTC)
        if its["type"] == 2:
            assert schedule.due == self.there.day(its["due"]), place
            assert schedule.interval == its["ivl"]
        elif its["queue"] == 1:
            assert schedule.due >= (last - timedelta(hours=4)).date() + timedelta(days=1)
            assert schedule.repetitions == 0
        if its["factor"]:
            assert schedule.ease == max(130, (its["factor"] + 5) // 10)
        assert schedule.reviews == max(1, its["reps"])

    def _same_words(self) -> None:
        rows = {row.guid: note_of(row) for row in self.here.notes()}
        for guid, (_, said) in self.edited.items():
            assert fields.says_the_same(rows[guid], said), (guid, rows[guid], said)
        for guid, tags in self.there.tags().items():
            assert set(rows[guid].tags) == tags, guid

    def go_there(self, *, progress: bool) -> None:
        """Take all from here to Anki, and compare."""
        there, here = self.there, self.here
        cards, logged, guids = there.columns(), there.logged(), there.guids()
        known = {row.guid for row in here.notes()} - set(guids)
        new = there.takes(
            here.gives(self.path(), self.on(0.1), progress=progress), progress=progress
        )
        assert set(new) == known
        after = there.columns()
        for place, before in cards.items():
            assert after[place] == before, place
        now_logged, schedules = there.logged(), here.schedules()
        for place, its in after.items():
            if place in cards:
                assert now_logged[place] == logged[place]
                continue
            times = now_logged[place]
            wanted = sorted(here.answers.get(place, [])) if progress and place[0] in new else []
            assert len(times) == len(wanted)
            assert all(0 <= at - was < 50 for at, was in zip(times, wanted, strict=True))
            if wanted:
                assert there.day(its["due"]) == schedules[place].due
                assert (its["ivl"], its["factor"]) == (
                    schedules[place].days,
                    schedules[place].ease * 10,
                )
        said = there.fields()
        for row in here.notes():
            assert fields.says_the_same(note_of(row), said[row.guid].split("\x1f")), row.guid


def travel(session: Session, folder: Path, seed: int) -> None:
    """Go around twice."""
    chance = Random(seed)
    user = make_user(session, f"{seed}@b.org", "UTC")
    at = (datetime.now(UTC) - timedelta(days=DAYS_AGO)).replace(microsecond=0)
    first = decks.add(session, user.id, "Therapy::CBT", "", at)
    if chance.random() < 0.3:
        session.get_one(Enrolment, (user.id, first.id)).scheduler = "fsrs"
    (folder / "there").mkdir()
    there = There(folder / "there", chance)
    trip = Trip(Here(session, user, folder, chance), there, at, chance, folder)
    try:
        for _ in range(chance.randint(0, 5)):
            there.add(trip.at)
        for _ in range(chance.randint(0, 2)):
            trip.here.add(trip.at)
        trip.study_there()
        trip.come_here()
        for around in range(2):
            trip.study_here()
            trip.go_there(progress=chance.random() < 0.7)
            trip.study_there()
            if around:
                trip.study_now()
            trip.come_here()
        trip.go_there(progress=True)
        assert there.guids() == sorted(row.guid for row in trip.here.notes())
    finally:
        there.collection.close()


@pytest.mark.long
@given(st.integers(0, 2**32))
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_nothing_is_doubled_or_lost_and_no_schedule_is_a_day_off(
    sqlite_template: Path, seed: int
) -> None:
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "flashcards.db"
        shutil.copy(sqlite_template, copy)
        database = Database(f"sqlite:///{copy.as_posix()}")
        try:
            with database.write() as session:
                travel(session, Path(folder), seed)
        finally:
            database.close()


@pytest.mark.parametrize("seed", [3, 14])
def test_so_it_is_on_every_database(database: Database, tmp_path: Path, seed: int) -> None:
    with database.write() as session:
        travel(session, tmp_path, seed)
