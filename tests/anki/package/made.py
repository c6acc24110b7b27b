"""A collection of the real Anki with cards of every kind, packaged in every generation."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from anki.collection import Collection, DeckIdLimit, ExportAnkiPackageOptions
from anki.decks import DeckId

GENERATIONS = ("old.apkg", "new.apkg", "old.colpkg", "new.colpkg")
MEDIA = {"a b.png": b"png", "größe.svg": b"<svg/>", "100%.txt": b"all of it"}
REVIEWS = (
    # time, button, interval, last interval, ease, took, kind
    (1_790_000_000_000, 3, -600, -60, 0, 4_000, 0),
    (1_790_000_600_000, 3, 1, -600, 2500, 5_000, 0),
    (1_790_086_400_000, 4, 4, 1, 2650, 6_000, 1),
    (1_790_432_000_000, 1, -600, 4, 2450, 60_000, 1),
    (1_790_432_600_000, 3, 1, -600, 2450, 3_000, 2),
    (1_790_450_000_000, 2, 3, 2, 2300, 3_000, 3),
    (1_790_500_000_000, 0, 12, 3, 2300, 0, 4),
    (1_790_500_000_001, 0, 13, 12, 512, 0, 5),
)


@dataclass
class Made:
    """Where the packages lie, and the ids of the cards in them by what they are."""

    folder: Path
    cards: dict[str, int] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)
    decks: dict[str, int] = field(default_factory=dict)


def collection_of_every_kind(folder: Path) -> tuple[Collection, Made]:
    """Return a collection with one card of every kind; it must be closed."""
    collection = Collection(str(folder / "collection.anki2"))
    made = Made(folder)
    for name, content in MEDIA.items():
        (Path(collection.media.dir()) / name).write_bytes(content)
    made.decks = {
        name: int(collection.decks.id(name) or 0) for name in ("Therapy", "Therapy::CBT", "Größe")
    }
    described = collection.decks.get(DeckId(made.decks["Therapy::CBT"]))
    assert described is not None
    described["desc"] = "<b>Beck</b>, chapter 2"
    collection.decks.save(described)
    _add(collection, made)
    return collection, made


def _add(collection: Collection, made: Made) -> None:
    today = collection.sched.today
    made_as: dict[str, dict[str, Any]] = {
        "new": {"due": 7},
        "learning": {"type": 1, "queue": 1, "due": 1_795_500_000, "left": 1002, "reps": 1},
        "next day": {"type": 1, "queue": 3, "due": today + 1, "left": 1001, "reps": 2},
        "review": _review(today + 12),
        "overdue": _review(today - 40) | {"factor": 2505},
        "relearning": _review(1_795_500_600) | {"type": 3, "queue": 1, "ivl": 3, "left": 1001},
        "suspended": _review(today + 2) | {"queue": -1},
        "suspended learning": {"type": 1, "queue": -1, "due": 1_795_500_900, "reps": 1},
        "suspended new": {"queue": -1, "due": 9},
        "buried by hand": _review(today) | {"queue": -3},
        "buried sibling": _review(today) | {"queue": -2},
        "flagged": _review(today + 3) | {"flags": 3},
        "filtered": _review(today - 1),
        "filtered new": {"due": 11},
        "remembered": _review(today + 5) | {
            "data": '{"pos":3,"s":12.5,"d":6.25,"dr":0.9,"decay":0.5,"lrt":1790086400}'
        },
    }  # fmt: skip
    for place, (name, columns) in enumerate(made_as.items()):
        card = _card(collection, made, name, place)
        columns = {"type": 0, "queue": 0, **columns}
        assignments = ", ".join(f'"{column}" = ?' for column in columns)
        _execute(
            collection, f"UPDATE cards SET {assignments} WHERE id = ?", *columns.values(), card
        )
    for at, button, interval, last, ease, took, kind in REVIEWS:
        values = (at, made.cards["review"], button, interval, last, ease, took, kind)
        _execute(collection, "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)", *values)
    _filter(collection, made)


def _review(due: int) -> dict[str, Any]:
    return {
        "type": 2, "queue": 2, "due": due, "ivl": 15, "factor": 2450, "reps": 9, "lapses": 2,
    }  # fmt: skip


def _card(collection: Collection, made: Made, name: str, place: int) -> int:
    kind = collection.models.by_name("Basic")
    assert kind is not None
    note = collection.new_note(kind)
    note["Front"] = f'{name} <img src="a b.png"> [sound:größe.svg] <a href="100%25.txt">x</a>'
    note["Back"] = f"back of {name}"
    note.tags = ["cbt::beck", f"t{place}"]
    deck = "Größe" if name.startswith("filtered") else "Therapy::CBT"
    collection.add_note(note, DeckId(made.decks[deck]))
    made.cards[name], made.notes[name] = int(note.card_ids()[0]), note.id
    return made.cards[name]


def _filter(collection: Collection, made: Made) -> None:
    deck = collection.sched.get_or_create_filtered_deck(DeckId(0))
    deck.name = "Cram"
    del deck.config.search_terms[1:]
    deck.config.search_terms[0].search = "deck:Größe"
    deck.config.search_terms[0].limit = 100
    made.decks["Cram"] = collection.sched.add_or_update_filtered_deck(deck).id


def _execute(collection: Collection, sql: str, *values: Any) -> None:
    assert collection.db is not None
    collection.db.execute(sql, *values)


def export(collection: Collection, folder: Path, *names: str) -> None:
    """Write packages called ``names`` of all that is in ``collection``; it is open afterwards."""
    for name in names:
        path, old = str(folder / name), name.startswith("old")
        if name.endswith(".colpkg"):
            collection.export_collection_package(path, include_media=True, legacy=old)
            collection.reopen()
        else:
            options = ExportAnkiPackageOptions(
                with_scheduling=True, with_media=True, legacy=old, with_deck_configs=True
            )
            collection.export_anki_package(out_path=path, options=options, limit=None)


def one_deck(collection: Collection, path: Path, deck: int) -> None:
    """Write a new package of one deck."""
    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=False)
    collection.export_anki_package(
        out_path=str(path), options=options, limit=DeckIdLimit(DeckId(deck))
    )


def begin(path: Path, zone: str, at: datetime, rollover: int, west: int) -> None:
    """Say in a closed collection when and where it began, and in minutes ``west`` where it is."""
    created = at.replace(tzinfo=ZoneInfo(zone))
    then = -int((created.utcoffset() or created - created).total_seconds()) // 60
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE col SET crt = ?", (int(created.timestamp()),))
        for key, value in (("creationOffset", then), ("rollover", rollover), ("localOffset", west)):
            connection.execute(
                "INSERT OR REPLACE INTO config VALUES (?, 0, 0, ?)", (key, str(value).encode())
            )
        connection.commit()
