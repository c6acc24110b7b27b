"""The Anki side of the round trip: a real collection in which somebody studies and edits.

Its clock cannot be set. So answers of earlier days are written as Anki's scheduler writes them,
and the last ones of all are given to its own scheduler.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, cast

from anki.collection import Collection, ExportAnkiPackageOptions
from anki.decks import DeckId
from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.notes import NoteId
from anki.scheduler.v3 import CardAnswer, Scheduler

ROLLOVER = timedelta(hours=4)
KINDS = {"Basic": 2, "Basic (and reversed card)": 2, "Cloze": 2}
RATINGS = (CardAnswer.AGAIN, CardAnswer.HARD, CardAnswer.GOOD, CardAnswer.EASY)
Place = tuple[str, int]
"""A card: the guid of its note and its ordinal, from 1 on."""


@dataclass
class There:
    """A collection of the real Anki, and what was answered in it."""

    folder: Path
    chance: Random
    collection: Collection = field(init=False)
    answers: dict[Place, list[int]] = field(default_factory=dict)
    """When each card was answered here, in milliseconds."""
    moved: dict[Place, int] = field(default_factory=dict)
    """When a card was made due on another day by hand."""

    def __post_init__(self) -> None:
        self.collection = Collection(str(self.folder / "collection.anki2"))

    def sql(self, statement: str, *values: Any) -> list[Any]:
        assert self.collection.db is not None
        return list(self.collection.db.execute(statement, *values))

    # What is in it.

    def places(self) -> dict[Place, int]:
        """Return the ids of all cards."""
        rows = self.sql("SELECT n.guid, c.ord, c.id FROM cards c JOIN notes n ON n.id = c.nid")
        return {(guid, place + 1): key for guid, place, key in rows}

    def columns(self) -> dict[Place, dict[str, Any]]:
        names = ("type", "queue", "due", "ivl", "factor", "reps", "lapses")
        rows = self.sql(
            f"SELECT n.guid, c.ord, {', '.join(f'c.{name}' for name in names)}"
            " FROM cards c JOIN notes n ON n.id = c.nid"
        )
        return {(row[0], row[1] + 1): dict(zip(names, row[2:], strict=True)) for row in rows}

    def logged(self) -> dict[Place, list[int]]:
        """Return the times of all answers, but for changes by hand."""
        found: dict[Place, list[int]] = {place: [] for place in self.places()}
        for guid, place, at in self.sql(
            "SELECT n.guid, c.ord, r.id FROM revlog r JOIN cards c ON c.id = r.cid"
            " JOIN notes n ON n.id = c.nid WHERE r.ease > 0 AND r.type < 4 ORDER BY r.id"
        ):
            found[guid, place + 1].append(at)
        return found

    def fields(self) -> dict[str, str]:
        return dict(self.sql("SELECT guid, flds FROM notes"))

    def tags(self) -> dict[str, set[str]]:
        return {guid: set(tags.split()) for guid, tags in self.sql("SELECT guid, tags FROM notes")}

    def guids(self) -> list[str]:
        return sorted(row[0] for row in self.sql("SELECT guid FROM notes"))

    def day(self, number: int) -> date:
        """Return the study day of a day number."""
        today = (datetime.now(UTC) - ROLLOVER).date()
        return today + timedelta(days=number - self.collection.sched.today)

    def number(self, at: datetime) -> int:
        today = (datetime.now(UTC) - ROLLOVER).date()
        return self.collection.sched.today + ((at - ROLLOVER).date() - today).days

    # What is done in it.

    def add(self, at: datetime) -> str:
        """Add a note of one of Anki's own types; return its guid."""
        name = self.chance.choice(list(KINDS))
        kind = self.collection.models.by_name(name)
        assert kind is not None
        note = self.collection.new_note(kind)
        note.guid = f"there{len(self.guids())}"
        word = f"word{self.chance.randrange(10**6)}"
        note.fields[0] = f"{{{{c1::{word}}}}} and {{{{c2::b}}}}" if name == "Cloze" else word
        note.fields[1] = f"<b>{word}</b> &amp; more"
        deck = self.collection.decks.id(self.chance.choice(["Default", "Therapy::CBT", "Größe"]))
        self.collection.add_note(note, DeckId(deck or 1))
        self.sql("UPDATE notes SET mod = ? WHERE id = ?", int(at.timestamp()), note.id)
        return note.guid

    def edit(self, at: datetime) -> tuple[str, str] | None:
        """Change the last word of some note; now and then hide one more word of a cloze note."""
        row = self.chance.choice(
            self.sql("SELECT id, guid, flds FROM notes ORDER BY guid") or [None]
        )
        if row is None:
            return None
        note = self.collection.get_note(NoteId(row[0]))
        place = 0 if "{{c1::" in note.fields[0] else 1
        more = f"{{{{c{self.chance.randint(1, 4)}::there}}}}" if place == 0 else "<i>there</i>"
        note.fields[place] += f" {more} {self.chance.randrange(10**6)}"
        if self.chance.random() < 0.3:
            note.tags = [*note.tags, f"t{self.chance.randrange(100)}"]
        self.collection.update_note(note)
        self.sql("UPDATE notes SET mod = ? WHERE id = ?", int(at.timestamp()), row[0])
        return row[1], "\x1f".join(note.fields)

    def study(self, at: datetime, many: int) -> None:
        """Answer some cards at a moment of the past."""
        places = sorted(self.places().items())
        for offset, (place, key) in enumerate(self.chance.sample(places, min(many, len(places)))):
            moment = int(at.timestamp() * 1000) + offset * 7000 + self.chance.randrange(3000)
            while self.sql("SELECT 1 FROM revlog WHERE id = ?", moment):
                moment += 1
            self._answer(place, key, moment, self.chance.choice((1, 2, 3, 3, 4)))

    def _answer(self, place: Place, key: int, at: int, button: int) -> None:
        before = self.columns()[place]
        kind, interval, ease = before["type"], before["ivl"], before["factor"] or 2500
        when = datetime.fromtimestamp(at / 1000, UTC)
        review = kind == 2
        after = {**before, "reps": before["reps"] + 1}
        if button == 1:
            ease = max(1300, ease - 200) if review else ease
            after |= {"type": 3 if kind >= 2 else 1, "queue": 1, "due": at // 1000 + 600}
            after |= {"ivl": 1 if kind >= 2 else 0, "lapses": before["lapses"] + review}
            after |= {"factor": ease if kind >= 2 else 0, "left": 1001}
            led_to = -600
        else:
            led_to = max(interval + 1, interval * ease // 1000) if review else max(1, button - 2)
            after |= {"type": 2, "queue": 2, "due": self.number(when) + led_to, "ivl": led_to}
            after |= {"factor": ease, "left": 0}
        last = interval if review else -600 if kind else 0
        said = after["factor"]
        took, logged_as = self.chance.randrange(60_000), {0: 0, 1: 0, 2: 1, 3: 2}[kind]
        self.sql(
            f"UPDATE cards SET {', '.join(f'{name} = ?' for name in after)}, mod = ? WHERE id = ?",
            *after.values(), at // 1000, key,
        )  # fmt: skip
        self.sql(
            "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)",
            *(at, key, button, led_to, last, said, took, logged_as),
        )
        self.answers.setdefault(place, []).append(at)

    def set_due(self, at: datetime) -> None:
        """Make a card that was met due on another day, by hand, as Anki writes it."""
        met = sorted(place for place, its in self.columns().items() if its["type"] == 2)
        if not met:
            return
        place = self.chance.choice(met)
        key, moment = self.places()[place], int(at.timestamp() * 1000)
        interval = self.chance.randint(1, 90)
        self.sql(
            "UPDATE cards SET ivl = ?, due = ?, mod = ? WHERE id = ?",
            *(interval, self.number(at) + interval, moment // 1000, key),
        )
        self.sql(
            "INSERT INTO revlog VALUES (?, ?, -1, 0, ?, ?, ?, 0, 4)",
            *(moment, key, interval, interval, 2500),
        )
        self.moved[place] = moment

    def study_now(self, many: int) -> None:
        """Answer cards with Anki's own scheduler, at this very moment."""
        scheduler = cast(Scheduler, self.collection.sched)
        by_id = {key: place for place, key in self.places().items()}
        for deck in self.collection.decks.all_names_and_ids():
            self.collection.decks.select(DeckId(deck.id))
            for _ in range(many):
                queued = scheduler.get_queued_cards().cards
                if not queued:
                    break
                card = self.collection.get_card(queued[0].card.id)
                card.start_timer()
                answer = scheduler.build_answer(
                    card=card, states=queued[0].states, rating=self.chance.choice(RATINGS)
                )
                before = {
                    row[0] for row in self.sql("SELECT id FROM revlog WHERE cid = ?", card.id)
                }
                scheduler.answer_card(answer)
                after = {row[0] for row in self.sql("SELECT id FROM revlog WHERE cid = ?", card.id)}
                self.answers.setdefault(by_id[card.id], []).extend(after - before)

    # What goes in and out.

    def takes(self, path: Path, *, progress: bool) -> Sequence[str]:
        """Import a package; return the guids of the notes that are new."""
        before = set(self.guids())
        options = ImportAnkiPackageOptions(with_scheduling=progress)
        self.collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(path), options=options)
        )
        return sorted(set(self.guids()) - before)

    def gives(self, path: Path) -> Path:
        """Export everything, in a generation of chance."""
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_media=True, legacy=self.chance.random() < 0.5
        )
        self.collection.export_anki_package(out_path=str(path), options=options, limit=None)
        return path
