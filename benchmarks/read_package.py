"""How long a large package takes to read, and how much memory, beside Anki's own import of it."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from anki.collection import Collection, ExportAnkiPackageOptions

ROOT = Path(__file__).resolve().parent.parent
NOTES, REVIEWS_OF_EACH, ROUNDS = 50_000, 10, 3
MEGABYTE = 1_000_000

OURS = r"""
import json, re, sys, time
from pathlib import Path
from flashcards.anki.package.package import open_package
begun = time.perf_counter()
found = {}
with open_package(Path(sys.argv[1])) as package:
    found["opened"] = time.perf_counter() - begun
    for name in ("notes", "cards", "reviews"):
        since = time.perf_counter()
        count = sum(len(batch) for batch in getattr(package, name)())
        assert count == getattr(package.counts, name), (count, package.counts)
        found[name] = time.perf_counter() - since
    found["rows"] = time.perf_counter() - begun
    found["media"] = sum(len(piece) for name in package.media for piece in package.read_media(name))
    assert not list(package.issues)
found["all"] = time.perf_counter() - begun
found["memory"] = int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1000
print(json.dumps(found))
"""
THEIRS = r"""
import json, re, sys, tempfile, time
from pathlib import Path
from anki.collection import Collection
from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest
with tempfile.TemporaryDirectory() as folder:
    collection = Collection(str(Path(folder) / "collection.anki2"))
    options = ImportAnkiPackageOptions(with_scheduling=True)
    request = ImportAnkiPackageRequest(package_path=sys.argv[1], options=options)
    begun = time.perf_counter()
    log = collection.import_anki_package(request).log
    found = {"all": time.perf_counter() - begun}
    assert len(log.new) == collection.note_count() > 0
    collection.close()
found["memory"] = int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1000
print(json.dumps(found))
"""
BARE = r"""
import json, re
from pathlib import Path
import flashcards.anki.package.package
status = Path("/proc/self/status").read_text()
print(json.dumps({"memory": int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1000}))
"""


def main() -> None:
    """Print a table; the megabytes of media can be given."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        made = packages(Path(folder), megabytes)
        bare = run(BARE, Path())["memory"]
        print(f"{NOTES:,} notes, {NOTES * REVIEWS_OF_EACH:,} reviews; a bare process {bare:.0f} MB")
        print(f"{'':<34}{'file MB':>9}{'Anki s':>8}{'MB':>6}{'here s':>8}{'MB':>6}{'ratio':>7}")
        for label, path in made.items():
            rounds = [(run(THEIRS, path), run(OURS, path)) for _ in range(ROUNDS)]
            theirs, ours = _medians([each[0] for each in rounds]), _medians([r[1] for r in rounds])
            print(
                f"{label:<34}{path.stat().st_size / MEGABYTE:>9.0f}{theirs['all']:>8.2f}"
                f"{theirs['memory']:>6.0f}{ours['all']:>8.2f}{ours['memory']:>6.0f}"
                f"{ours['all'] / theirs['all']:>6.2f}×"
            )
            steps = ("opened", "notes", "cards", "reviews")
            print("    " + ", ".join(f"{step} {ours[step]:.2f} s" for step in steps))


def packages(folder: Path, megabytes: int) -> dict[str, Path]:
    """Return packages of a large collection, made by Anki, by what they are."""
    path = folder / "collection.anki2"
    collection = Collection(str(path))
    note = collection.new_note(collection.models.by_name("Basic") or {})
    note["Front"] = "first"
    collection.add_note(note, collection.decks.get_current_id())
    collection.close()
    with closing(sqlite3.connect(path)) as connection:
        _fill(connection)
        connection.commit()
    collection = Collection(str(path))
    packages = {}
    for label, old in (("older format", True), ("newer format", False)):
        packages[label] = _exported(collection, folder / f"rows-{old}.apkg", old, media=False)
    _fill_media(collection, megabytes)
    label = f"newer format, {megabytes} MB of media"
    packages[label] = _exported(collection, folder / "media.apkg", False, media=True)
    collection.close()
    return packages


def _fill(connection: sqlite3.Connection) -> None:
    """Copy the one note and its card many times; Anki's own way to the rows takes minutes."""
    chance = random.Random(5)
    words = [f"word{number}" for number in range(3_000)]
    (note,) = connection.execute("SELECT * FROM notes")
    (card,) = connection.execute("SELECT * FROM cards")
    for number in range(1, NOTES):
        key = note[0] + number
        front, back = (" ".join(chance.choices(words, k=length)) for length in (8, 25))
        _insert(
            connection, "notes",
            [key, f"guid{number}", *note[2:6], f"{front}\x1f{back}", front, *note[8:]],
        )  # fmt: skip
        due = number % 400
        scheduled = [2, 2, due, 20, 2500, 10, 1, 0, 0, 0, 0, "{}"]
        _insert(connection, "cards", [card[0] + number, key, *card[2:6], *scheduled])
    connection.executemany(
        "INSERT INTO revlog VALUES (?, ?, -1, 3, ?, ?, 2500, 4000, 1)",
        (
            (1_500_000_000_000 + number * 1_000 + turn, card[0] + number, turn + 1, turn)
            for number in range(NOTES)
            for turn in range(REVIEWS_OF_EACH)
        ),
    )


def _insert(connection: sqlite3.Connection, table: str, row: list[Any]) -> None:
    connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def _fill_media(collection: Collection, megabytes: int) -> None:
    assert collection.db is not None
    folder = Path(collection.media.dir())
    keys = collection.db.list("select id from notes limit ?", megabytes)
    for number, key in enumerate(keys):
        (folder / f"{number}.bin").write_bytes(os.urandom(MEGABYTE))
        shown = f'<img src="{number}.bin">'
        collection.db.execute("update notes set flds = flds || ? where id = ?", shown, key)


def _exported(collection: Collection, path: Path, old: bool, media: bool) -> Path:
    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_media=media, legacy=old, with_deck_configs=True
    )
    collection.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


def run(code: str, path: Path) -> dict[str, float]:
    """Run a program on a file; return what it measured."""
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _medians(rounds: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}


if __name__ == "__main__":
    main()
