"""A learner who studied for weeks, and her files for Anki."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.scheduling import day
from flashcards.services.exports.going import Wanted, everything, write
from flashcards.services.library import decks, notes
from flashcards.services.study import events
from flashcards.services.study.events import Incoming
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card, Deck, Note
from flashcards.store.models.learning import CardFlag, Enrolment, ReviewEvent, ScheduleRow
from tests.services.people import WEEK_OF_NOTES, answer, make_class, note_of_type, void

WEEKS = 60
"""Days of study."""
DAY = timedelta(days=1)


@dataclass
class Learner:
    """A learner with two decks, one of them by FSRS, at a moment of the real clock."""

    session: Session
    user: User
    now: datetime
    decks: list[int]

    @property
    def today(self) -> date:
        return day.study_day(self.now, day.zone(self.user.zone), self.user.rollover)

    def day_of(self, milliseconds: int) -> date:
        at = day.instant(milliseconds)
        return day.study_day(at, day.zone(self.user.zone), self.user.rollover)

    def cards(self) -> dict[tuple[str, int], Card]:
        """Return her cards by guid and ordinal, counted from 0 as Anki does."""
        rows = self.session.execute(
            select(Note.guid, Card)
            .join(Card, Card.note_id == Note.id)
            .where(Card.deck_id.in_(self.decks), Card.active)
        )
        return {(guid, card.ordinal - 1): card for guid, card in rows}

    def schedules(self) -> dict[int, ScheduleRow]:
        mine = select(ScheduleRow).where(ScheduleRow.user_id == self.user.id)
        return {row.card_id: row for row in self.session.scalars(mine)}

    def flag(self, card_id: int, **values: object) -> None:
        self.session.add(CardFlag(user_id=self.user.id, card_id=card_id, **values))
        self.session.flush()

    def answers(self) -> list[ReviewEvent]:
        """Return her answers that stand."""
        mine = select(ReviewEvent).where(ReviewEvent.user_id == self.user.id)
        rows = list(self.session.scalars(mine))
        gone = {row.target for row in rows if row.target}
        return [row for row in rows if row.grade is not None and row.id not in gone]

    def coming(self) -> Counter[int]:
        """Return how many cards are due in so many days, those overdue today; none left out."""
        out = select(CardFlag.card_id).where(CardFlag.user_id == self.user.id, CardFlag.suspended)
        left_out = set(self.session.scalars(out))
        return Counter(
            max(0, (row.due - self.today).days)
            for row in self.schedules().values()
            if row.card_id not in left_out
        )

    def takes(
        self, path: Path, *, progress: bool = True, chosen: tuple[int, ...] | None = None
    ) -> Path:
        """Write a package of her decks, or of the chosen ones."""
        wanted = [self.session.get_one(Deck, key) for key in chosen or self.decks]
        with path.open("wb") as to:
            write(self.session, self.user, Wanted(wanted, progress), "", self.now, to, path.parent)
        return path

    def takes_all(self, path: Path) -> Path:
        """Write a collection of everything."""
        wanted = everything(self.session, self.user)
        with path.open("wb") as to:
            write(self.session, self.user, wanted, "", self.now, to, path.parent)
        return path


def studied(session: Session, seed: int, zone: str, rollover: int) -> Learner:
    """Return a learner who studied for weeks until now."""
    people = make_class(session)
    user = session.get_one(User, people.learner)
    user.zone, user.rollover = zone, rollover
    second = decks.add(session, user.id, "Therapy::CBT", "**Beck**", datetime.now(UTC)).id
    for number in range(12):
        kind = WEEK_OF_NOTES[number % len(WEEK_OF_NOTES)]
        for deck, name in ((people.deck, "m"), (second, "f")):
            note = replace(note_of_type(f"{name}{number}", kind), tags=("cbt", f"t{number % 3}"))
            notes.add(session, deck, note, datetime.now(UTC) - timedelta(days=WEEKS + 1))
    by_fsrs = session.get_one(Enrolment, (user.id, second))
    by_fsrs.scheduler, by_fsrs.retention = "fsrs", 85
    session.flush()
    learner = Learner(
        session, user, datetime.now(UTC).replace(microsecond=0), [people.deck, second]
    )
    _study(learner, Random(seed))
    return learner


def _study(learner: Learner, chance: Random) -> None:
    cards = list(learner.cards().values())
    rested = set(chance.sample([card.id for card in cards], 6))
    for back in range(WEEKS, -1, -1):
        at = learner.now - back * DAY - timedelta(seconds=chance.randint(0, 3000))
        known = learner.schedules()
        today = day.study_day(at, day.zone(learner.user.zone), learner.user.rollover)
        batch: list[Incoming] = []
        for card in chance.sample(cards, len(cards) // 3):
            row = known.get(card.id)
            if card.id in rested or (row is not None and row.due > today and chance.random() < 0.9):
                continue
            batch += _answers(card.id, day.milliseconds(at), back, chance)
        events.record(learner.session, learner.user, batch, at + timedelta(hours=1))
    _beside(learner, chance)


def _answers(card_id: int, at: int, back: int, chance: Random) -> Iterator[Incoming]:
    """Yield an answer, a drill after it if it was none, and now and then something odd."""
    grade = chance.choice((0, 2, 3, 4, 4, 4, 5))
    name = f"{card_id}-{back}"
    yield answer(name, card_id, grade, at, took=chance.randint(0, 90_000))
    if grade < 4:
        yield answer(f"{name}-d", card_id, 4, at + 60_000)
    if chance.random() < 0.05:
        yield replace(answer(f"{name}-p", card_id, 1, at + 120_000), practice=True)
    if chance.random() < 0.05:
        yield answer(f"{name}-u", card_id, 1, at + 180_000)
        yield void(f"{name}-v", card_id, f"{name}-u", at + 190_000)


def _beside(learner: Learner, chance: Random) -> None:
    """Move a card, leave some out, flag and bury some."""
    met = sorted(learner.schedules())
    moved, suspended, plain, coloured, buried, earlier = chance.sample(met, 6)
    move = Incoming("moved", moved, day.milliseconds(learner.now), due=learner.today + 17 * DAY)
    events.record(learner.session, learner.user, [move], learner.now)
    learner.flag(suspended, suspended=True)
    learner.flag(plain, flagged=True)
    learner.flag(coloured, flagged=True, colour=5)
    learner.flag(buried, buried_on=learner.today)
    learner.flag(earlier, buried_on=learner.today - DAY)


@pytest.fixture
def learner(database: Database) -> Iterator[Learner]:
    """Return a learner in Berlin who studied for weeks, on each kind of database."""
    with database.write() as session:
        yield studied(session, 7, "Europe/Berlin", 4)
