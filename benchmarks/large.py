"""A large collection comes in whole, and 100,000 notes go out: time and memory, beside Anki's."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from benchmarks import export, read_package
from flashcards import config
from flashcards.store import migrate
from flashcards.store.engine import Database

IMPORT = r"""
import json, re, sys, time
from datetime import UTC, datetime
from pathlib import Path
from flashcards.anki.package.package import open_package
from flashcards.services.imports import plan
from flashcards.services.imports.applying import Applying, Choices
from flashcards.services.media.keeping import Limits
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.interchange import Import
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
database, path, found = Database(sys.argv[1]), Path(sys.argv[2]), {}
begun = time.perf_counter()
with database.write() as session:
    learner = User(email="b@b.org", password_hash="x", created_at=NOW, zone="UTC", rollover=4)
    session.add(learner); session.flush()
    row = Import(owner_id=learner.id, name="x", state="applying", heard_at=NOW, created_at=NOW,
                 applied_at=NOW)
    session.add(row); session.flush()
    with open_package(path) as package:
        plan.make(session, learner.id, package)
        found["plan"] = time.perf_counter() - begun
    with open_package(path) as package:
        done = Applying(session, learner, row, package, Limits(1 << 25, 1 << 32), NOW).do(Choices())
    assert not done.left_out
found["all"] = time.perf_counter() - begun
found |= {"notes": done.notes, "reviews": done.reviews, "media": done.media}
status = Path("/proc/self/status").read_text()
found["memory"] = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1000
print(json.dumps(found))
"""
ANKI_EXPORTS = (
    export.MEMORY
    + r"""
import tempfile
from anki.collection import Collection, ExportAnkiPackageOptions
from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest
with tempfile.TemporaryDirectory() as folder:
    collection = Collection(str(Path(folder) / "collection.anki2"))
    options = ImportAnkiPackageOptions(with_scheduling=True)
    collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=sys.argv[1], options=options))
    begun = time.perf_counter()
    wanted = ExportAnkiPackageOptions(with_scheduling=True, legacy=True)
    collection.export_anki_package(out_path=folder + "/out.apkg", options=wanted, limit=None)
    seconds = time.perf_counter() - begun
    collection.close()
tell(seconds=seconds)
"""
)
MEGABYTES, COUNT = 1000, 100_000


def main() -> None:
    """Print both halves; the megabytes of media and the notes to export can be given."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else MEGABYTES
    count = int(sys.argv[2]) if len(sys.argv) > 2 else COUNT
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _in(folder, megabytes)
        _out(folder, count)


def _in(folder: Path, megabytes: int) -> None:
    for label, path in read_package.packages(folder, megabytes).items():
        theirs = read_package.run(read_package.THEIRS, path)
        url = f"sqlite:///{(folder / (path.stem + '.db')).as_posix()}"
        migrate.upgrade(Database(url), config.shipped("migrations"))
        ours = export.run(IMPORT, url, str(path))
        print(
            f"{label}: Anki {theirs['all']:.1f} s, {theirs['memory']:.0f} MB; here"
            f" {ours['all']:.1f} s (plan {ours['plan']:.1f}), {ours['memory']:.0f} MB:"
            f" {ours['all'] / theirs['all']:.1f} times; {ours['notes']:,.0f} notes,"
            f" {ours['reviews']:,.0f} reviews, {ours['media']:,.0f} files"
        )
        path.unlink()


def _out(folder: Path, count: int) -> None:
    package = folder / "out.apkg"
    ours = export.run(export.WHOLE, export.home(folder, count), str(package), "progress")
    theirs = export.run(ANKI_EXPORTS, str(package))
    print(
        f"{count:,} notes out: Anki {theirs['seconds']:.1f} s, {theirs['memory']:.0f} MB; here"
        f" {ours['seconds']:.1f} s, {ours['memory']:.0f} MB:"
        f" {ours['seconds'] / theirs['seconds']:.1f} times"
    )


if __name__ == "__main__":
    main()
