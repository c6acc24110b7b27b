"""How long decks take on their way to Anki and back, beside genanki alone and Anki's own import."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from flashcards import config
from flashcards.services.library import decks
from flashcards.store import migrate
from flashcards.store.engine import Database
from flashcards.store.models import content
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card
from flashcards.store.models.learning import ReviewEvent, ScheduleRow

ROUNDS, REVIEWS_OF_EACH = 3, 3
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)

MEMORY = r"""
import json, re, sys, time
from datetime import UTC, datetime
from pathlib import Path
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
def tell(**found):
    status = Path("/proc/self/status").read_text()
    found["memory"] = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1000
    print(json.dumps(found))
"""
GENANKI = (
    MEMORY
    + r"""
import genanki
count, path = int(sys.argv[1]), sys.argv[2]
begun = time.perf_counter()
model = genanki.Model(1, "M", fields=[{"name": n} for n in
    ("Front", "Back", "Extra", "Source", "Quote", "Spare")],
    templates=[{"name": "1", "qfmt": "{{Front}}", "afmt": "{{Back}}"}])
deck = genanki.Deck(2, "Deck")
for number in range(count):
    deck.add_note(genanki.Note(model, fields=[
        f"What is the concept number <strong>{number}</strong>?",
        f"It is what Beck called <em>concept {number}</em> in 1979.", "", "Depression, p. 1",
        f"The concept {number} was described.", ""], tags=["cbt"], guid=f"guid-{number}"))
genanki.Package(deck).write_to_file(path)
tell(seconds=time.perf_counter() - begun)
"""
)
WRITER = (
    MEMORY
    + r"""
from flashcards.anki.export import write_file
from flashcards.anki.outgoing import Around, PackageDeck, PackageNote
from flashcards.core.notes import NoteType
count, path = int(sys.argv[1]), sys.argv[2]
begun = time.perf_counter()
notes = (PackageNote(f"guid-{number}", NoteType.BASIC, 1_790_000_000, 1_790_000_000_000 + number,
    f"What is the concept number <strong>{number}</strong>?",
    f"It is what Beck called <em>concept {number}</em> in 1979.", "", "", "Depression, p. 1",
    f"The concept {number} was described.", ("cbt",)) for number in range(count))
with open(path, "wb") as to:
    write_file(to, [PackageDeck("Deck", "", notes)], Around(1_795_400_000))
tell(seconds=time.perf_counter() - begun)
"""
)
WHOLE = (
    MEMORY
    + r"""
from sqlalchemy import select
from flashcards.services.exports.going import Wanted, write
from flashcards.services.library import decks
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
url, path, progress = sys.argv[1], sys.argv[2], sys.argv[3] == "progress"
database = Database(url)
begun = time.perf_counter()
with database.read() as session, open(path, "wb") as to:
    learner = session.scalars(select(User)).one()
    wanted = Wanted(decks.studied(session, learner.id), progress)
    write(session, learner, wanted, "", NOW, to)
tell(seconds=time.perf_counter() - begun)
"""
)
IMPORT = (
    MEMORY
    + r"""
from flashcards.services.imports.applying import Applying, Choices
from flashcards.services.media.keeping import Limits
from flashcards.anki.package.package import open_package
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.interchange import Import
url, path = sys.argv[1], Path(sys.argv[2])
database = Database(url)
begun = time.perf_counter()
with database.write() as session:
    learner = User(email="b@b.org", password_hash="x", created_at=NOW, zone="UTC", rollover=4)
    session.add(learner); session.flush()
    row = Import(owner_id=learner.id, name="x", state="applying", heard_at=NOW, created_at=NOW,
                 applied_at=NOW)
    session.add(row); session.flush()
    with open_package(path) as package:
        done = Applying(session, learner, row, package, Limits(1 << 24, 1 << 30), NOW).do(Choices())
tell(seconds=time.perf_counter() - begun, notes=done.notes)
"""
)
ANKI = (
    MEMORY
    + r"""
import tempfile
from anki.collection import Collection
from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest
with tempfile.TemporaryDirectory() as folder:
    collection = Collection(str(Path(folder) / "collection.anki2"))
    options = ImportAnkiPackageOptions(with_scheduling=True)
    request = ImportAnkiPackageRequest(package_path=sys.argv[1], options=options)
    begun = time.perf_counter()
    log = collection.import_anki_package(request).log
    seconds = time.perf_counter() - begun
    assert len(log.new) == collection.note_count() > 0
    collection.close()
tell(seconds=seconds)
"""
)
MAKE = (
    MEMORY
    + r"""
import tempfile
from anki.collection import Collection, ExportAnkiPackageOptions
count, path = int(sys.argv[1]), sys.argv[2]
with tempfile.TemporaryDirectory() as folder:
    collection = Collection(str(Path(folder) / "collection.anki2"))
    kind, deck = collection.models.by_name("Basic"), collection.decks.id("Deck")
    for number in range(count):
        note = collection.new_note(kind)
        note["Front"] = f"What is the concept number <b>{number}</b>?"
        note["Back"] = f"It is what Beck called <i>concept {number}</i> in 1979."
        collection.add_note(note, deck)
    collection.db.execute("UPDATE cards SET type = 2, queue = 2, ivl = 15, factor = 2500,"
                          " reps = 3, due = ?", collection.sched.today + 12)
    cards = collection.db.list("SELECT id FROM cards")
    collection.db.executemany("INSERT INTO revlog VALUES (?, ?, -1, 3, ?, 1, 2500, 4000, 1)",
        [(1_780_000_000_000 + day * 86_400_000 + place * 40, card, days)
         for place, card in enumerate(cards) for day, days in ((0, 1), (1, 6), (7, 15))])
    wanted = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=True)
    collection.export_anki_package(out_path=path, options=wanted, limit=None)
    collection.close()
tell(seconds=0)
"""
)


def main() -> None:
    """Print a table; how many notes can be given."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    load = os.getloadavg()[0]
    print(f"{count:,} notes, {count * REVIEWS_OF_EACH:,} reviews; load of the machine {load:.1f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        studied, package = home(folder, count), folder / "mine.apkg"
        genanki = _median(GENANKI, str(count), str(folder / "g.apkg"))
        _tell("genanki alone", genanki)
        _tell("our writer, the same notes", _median(WRITER, str(count), str(package)), genanki)
        _tell("from the database, new", _median(WHOLE, studied, str(package), "new"), genanki)
        with_progress = _median(WHOLE, studied, str(package), "progress")
        _tell("from the database, with progress", with_progress, genanki)
        theirs = folder / "theirs.apkg"
        run(MAKE, str(count), str(theirs))
        anki = _median(ANKI, str(theirs))
        _tell("Anki imports notes of its own", anki)
        _tell("imported here", _imported(folder, theirs), anki)
        back = _median(ANKI, str(package))
        _tell("Anki imports notes of ours", back)
        _tell("imported here, as Markdown again", _imported(folder, package), back)


def _tell(what: str, found: dict[str, float], beside: dict[str, float] | None = None) -> None:
    ratio = f"{found['seconds'] / beside['seconds']:6.2f}" if beside else ""
    print(f"{what:<38}{found['seconds']:8.2f} s{found['memory']:8.0f} MB {ratio}")


def _median(program: str, *arguments: str) -> dict[str, float]:
    rounds = [run(program, *arguments) for _ in range(ROUNDS)]
    return {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}


def _imported(folder: Path, package: Path) -> dict[str, float]:
    rounds = []
    for number in range(ROUNDS):
        place = folder / f"{package.stem}{number}.db"
        url = f"sqlite:///{place.as_posix()}"
        migrate.upgrade(Database(url), config.shipped("migrations"))
        rounds.append(run(IMPORT, url, str(package)))
    return {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}


def run(program: str, *arguments: str) -> dict[str, float]:
    """Run a program; return what it measured."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def home(folder: Path, count: int) -> str:
    """Return the address of a database with a learner who studied all notes of a deck."""
    url = f"sqlite:///{(folder / 'home.db').as_posix()}"
    database = Database(url)
    migrate.upgrade(database, config.shipped("migrations"))
    with database.write() as session:
        learner = User(email="a@b.org", password_hash="x", created_at=NOW, zone="UTC", rollover=4)
        session.add(learner)
        session.flush()
        deck = decks.add(session, learner.id, "Deck", "", NOW)
        for first in range(0, count, 1000):
            _add(session, learner.id, deck.id, range(first, min(first + 1000, count)))
    database.close()
    return url


def _add(session: Session, user: int, deck: int, numbers: range) -> None:
    rows = [
        {
            "deck_id": deck, "guid": f"guid-{number}", "type": "basic", "position": number,
            "front": f"What is the concept number **{number}**?",
            "back": f"It is what Beck called *concept {number}* in 1979.",
            "source": "Depression, p. 1", "quote": f"The concept {number} was described.",
            "tags": "cbt", "created_at": NOW, "modified_at": NOW,
        }
        for number in numbers
    ]  # fmt: skip
    ids = session.scalars(
        insert(content.Note).returning(content.Note.id, sort_by_parameter_order=True), rows
    ).all()
    cards = session.scalars(
        insert(Card).returning(Card.id, sort_by_parameter_order=True),
        [
            {"note_id": id_, "deck_id": deck, "ordinal": 1, "position": number, "active": True}
            for id_, number in zip(ids, numbers, strict=True)
        ],
    ).all()
    session.execute(insert(ReviewEvent), [e for card in cards for e in _events(user, deck, card)])
    schedules = zip(cards, ids, strict=True)
    session.execute(insert(ScheduleRow), [_met(user, deck, *each) for each in schedules])


def _events(user: int, deck: int, card: int) -> list[dict[str, Any]]:
    found = []
    for number, back in enumerate((10, 9, 3)[:REVIEWS_OF_EACH]):
        at = NOW - timedelta(days=back) + timedelta(milliseconds=card * 40)
        epoch = int(at.timestamp() * 1000)
        found.append(
            {
                "user_id": user, "id": f"{card}-{number}", "card_id": card, "deck_id": deck,
                "kind": "answer", "grade": 4, "scale": "four", "answered_at": epoch,
                "received_at": epoch, "sent_at": epoch, "took": 4000, "zone": "UTC",
                "rollover": 4, "study_day": (at - timedelta(hours=4)).date(),
            }
        )  # fmt: skip
    return found


def _met(user: int, deck: int, card: int, note: int) -> dict[str, Any]:
    last = (NOW - timedelta(days=3)).date()
    return {
        "user_id": user, "card_id": card, "note_id": note, "deck_id": deck,
        "first_day": last - timedelta(days=7), "repetitions": 3, "ease": 250, "interval": 15,
        "due": last + timedelta(days=15), "last_day": last, "lapses": 0, "reviews": 3,
        "drill_day": None, "stability": None, "difficulty": None,
    }  # fmt: skip


if __name__ == "__main__":
    main()
