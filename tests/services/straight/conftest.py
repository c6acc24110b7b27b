"""A learner who studied for weeks, and an Anki that runs on her computer."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection
from sqlalchemy.orm import Session

from flashcards.anki import identity
from flashcards.anki.package.limits import Limits as PackageLimits
from flashcards.anki.package.package import open_package
from flashcards.core.notes import NoteType
from flashcards.core.scheduling import day
from flashcards.services.exports.going import Wanted, write
from flashcards.services.imports.applying import Applying, Choices, Done
from flashcards.services.library import notes
from flashcards.services.media.keeping import Limits
from flashcards.services.straight import comparing
from flashcards.services.straight.comparing import Asked, CardGoing, Comparison
from flashcards.services.straight.there import opened, read
from flashcards.services.study import events
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Deck
from flashcards.store.models.interchange import Import
from tests.anki.connect_actions import Actions
from tests.services.exports.conftest import Learner, studied
from tests.services.people import answer, make_class, note_of_type

OWN = tuple(f"own{number}" for number in range(6))
"""The guids of the notes of a learner who has begun."""
DAY = timedelta(days=1)
KEPT = ("type", "queue", "due", "ivl", "factor", "reps", "lapses", "left", "odue", "odid")


@dataclass
class Running:
    """A running Anki, and what the page in the browser does with it for a learner."""

    learner: Learner
    folder: Path
    actions: Actions = field(init=False)
    collection: Collection = field(init=False)
    others: list[str] = field(default_factory=list)
    """More decks of Anki that her notes lie in."""

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        self.collection = Collection(str(self.folder / "collection.anki2"))
        self.actions = Actions(self.collection)

    def sql(self, statement: str, *values: Any) -> list[Any]:
        assert self.collection.db is not None
        return list(self.collection.db.execute(statement, *values))

    @property
    def decks(self) -> list[Deck]:
        return [self.learner.session.get_one(Deck, key) for key in self.learner.decks]

    def packages(self) -> list[Path]:
        """Let Anki write the packages of her decks that it has."""
        there = {name.casefold() for name in self.actions.deckNames()}
        names = [identity.deck_name(deck.title) for deck in self.decks]
        found = []
        for number, name in enumerate([*names, *self.others]):
            path = self.folder / f"there-{number}.apkg"
            if name.casefold() in there:
                self.actions.exportPackage(name, str(path), True)
                found.append(path)
        return found

    def compared(self, since: int = 0) -> Comparison:
        """Ask Anki what it has, and compare."""
        session, user = self.learner.session, self.learner.user
        session.flush()
        asked = Asked(self.decks, set(self.actions.findNotes("")), since)
        with opened(self.packages(), PackageLimits(), day.zone(user.zone)) as packages:
            there = read(session, user.id, packages)
        return comparing.compare(session, user, asked, there, self.learner.now)

    def sends(self, made: Comparison) -> None:
        """Send all that a comparison found."""
        for part in comparing.parts(self.learner.session, self.learner.user, made):
            self.takes(part)
        for card in made.cards:
            self.sets(card)
            self.actions.insertReviews(card.reviews)

    def takes(self, part: dict[str, int]) -> None:
        """Send some notes as a package, through the folder of media as the browser does."""
        written = BytesIO()
        there = set(self.actions.deckNames())
        known = [deck.id for deck in self.decks if identity.deck_name(deck.title) in there]
        wanted = Wanted(self.decks, progress=True, only=part, known=known)
        learner = self.learner
        write(learner.session, learner.user, wanted, "", learner.now, written, self.folder)
        data = base64.b64encode(written.getvalue()).decode()
        name = self.actions.storeMediaFile("_flashcards-in.apkg", data)
        self.actions.importPackage(f"{self.actions.getMediaDirPath()}/{name}")
        self.actions.deleteMediaFile(name)

    def sets(self, card: CardGoing) -> None:
        names, values = list(card.values), list(card.values.values())
        assert self.actions.setSpecificValueOfCard(card.card, names, values, True) == [True]

    def brings_back(self, choices: Choices | None = None) -> list[Done]:
        """Import here what Anki has, as a package of it is imported."""
        session, user, done = self.learner.session, self.learner.user, []
        for path in self.packages():
            row = Import(
                owner_id=user.id,
                name=path.name,
                state="applying",
                heard_at=self.learner.now,
                created_at=self.learner.now,
                applied_at=self.learner.now,
            )
            session.add(row)
            session.flush()
            with open_package(path, zone=day.zone(user.zone)) as package:
                limits = Limits(1 << 20, 1 << 30)
                work = Applying(session, user, row, package, limits, self.learner.now)
                done.append(work.do(choices or Choices()))
        return done

    def knows(self) -> dict[tuple[str, int], dict[str, Any]]:
        """Return what Anki knows of each card, by guid and ordinal from 0."""
        rows = self.sql(
            f"SELECT n.guid, c.ord, {', '.join(f'c.{name}' for name in KEPT)}"
            " FROM cards c JOIN notes n ON n.id = c.nid"
        )
        return {(row[0], row[1]): dict(zip(KEPT, row[2:], strict=True)) for row in rows}

    def log(self) -> list[tuple[Any, ...]]:
        """Return its whole review log."""
        rows = self.sql(
            "SELECT r.id, n.guid, c.ord, r.ease, r.ivl, r.lastIvl, r.factor, r.time, r.type"
            " FROM revlog r JOIN cards c ON c.id = r.cid JOIN notes n ON n.id = c.nid ORDER BY r.id"
        )
        return [tuple(row) for row in rows]

    def close(self) -> None:
        self.collection.close()


def begun(session: Session) -> Learner:
    """Return a learner who answered some of her cards on some of the last days."""
    people = make_class(session)
    now = datetime.now(UTC).replace(microsecond=0)
    learner = Learner(session, session.get_one(User, people.learner), now, [people.deck])
    for number in range(6):
        kind = (NoteType.BASIC, NoteType.BASIC, NoteType.CLOZE)[number % 3]
        notes.add(session, people.deck, note_of_type(OWN[number], kind), now - 30 * DAY)
    session.flush()
    cards = [card for (guid, _), card in sorted(learner.cards().items()) if guid in OWN]
    for back, grade in ((20, 4), (19, 5), (13, 2), (12, 4), (3, 4)):
        at = day.milliseconds(now - back * DAY)
        batch = [
            answer(f"{card.id}-{back}", card.id, grade, at + number % 2)
            for number, card in enumerate(cards[:-2])
        ]
        events.record(session, learner.user, batch, now - back * DAY + timedelta(hours=1))
    return learner


@pytest.fixture
def running(database: Database, tmp_path: Path) -> Iterator[Running]:
    """Return an empty Anki beside a learner who has begun, on each kind of database."""
    with database.write() as session:
        anki = Running(begun(session), tmp_path / "anki")
        yield anki
        anki.close()


@pytest.fixture
def weeks(database: Database, tmp_path: Path) -> Iterator[Running]:
    """Return an empty Anki beside a learner who studied all kinds of cards for weeks."""
    with database.write() as session:
        anki = Running(studied(session, 11, "Europe/Berlin", 4), tmp_path / "anki")
        yield anki
        anki.close()
