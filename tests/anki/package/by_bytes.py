"""Feeds the reader of packages bytes that a coverage-guided fuzzer makes up: ``SECONDS FOLDER``.

A program of its own, for the fuzzer ends the process that it runs in. The first byte chooses what
the others stand for: the whole file, one of its parts, or one place of the collection.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial
from io import BytesIO
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["flashcards.anki"]):
    from tests.anki.package.test_fuzz import survives

from tests.anki.package import spoil

Make = Callable[[bytes], BytesIO]
MOST = 60_000
"""Bytes of one input, at the most."""
PLACES = [
    ("new", "notetypes", "config"), ("new", "templates", "config"), ("new", "fields", "config"),
    ("new", "decks", "kind"), ("new", "deck_config", "config"), ("old", "col", "models"),
    ("old", "col", "decks"), ("old", "col", "dconf"), ("new", "notes", "flds"),
    ("new", "cards", "data"),
]  # fmt: skip
AS_WORDS = {"models", "decks", "dconf", "flds", "data"}


class Inputs:
    """What bytes can stand for, and what is sound there, from two packages of the real Anki."""

    def __init__(self, folder: Path) -> None:
        self._parts = {name: spoil.members(folder / f"{name}.apkg") for name in ("old", "new")}
        self._collections = {
            "old": self._parts["old"][spoil.MEMBERS["old"]],
            "new": spoil.unpacked(self._parts["new"][spoil.MEMBERS["new"]]),
        }
        self.makes: list[Make] = [BytesIO]
        self.sound = [(folder / "new.apkg").read_bytes()]
        self._members()
        for place in PLACES:
            self._place(*place)

    def _members(self) -> None:
        for name, parts in self._parts.items():
            for member, content in parts.items():
                self._add(partial(_with_member, parts, member), content)
            collection = partial(spoil.with_collection, parts, spoil.MEMBERS[name])
            self._add(collection, self._collections[name])

    def _add(self, make: Make, sound: bytes) -> None:
        self.makes.append(make)
        self.sound.append(sound)

    def _place(self, name: str, table: str, column: str) -> None:
        def make(data: bytes) -> BytesIO:
            said = data.decode("utf-8", "replace") if column in AS_WORDS else data
            with closing(self._open(name)) as connection:
                connection.execute(f"UPDATE {table} SET {column} = ?", (said,))
                connection.commit()
                content = connection.serialize()
            return spoil.with_collection(self._parts[name], spoil.MEMBERS[name], content)

        with closing(self._open(name)) as connection:
            (there,) = connection.execute(f"SELECT {column} FROM {table}").fetchone()
        self._add(make, there.encode() if isinstance(there, str) else there)

    def _open(self, name: str) -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:")
        content = bytearray(self._collections[name])
        content[18:20] = b"\1\1"  # No journal beside it, which memory has no place for.
        connection.deserialize(bytes(content))
        connection.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        return connection


def _with_member(parts: Mapping[str, bytes], member: str, content: bytes) -> BytesIO:
    return spoil.zipped({**parts, member: content})


def main(seconds: str, folder: str) -> None:
    """Fuzz for so many seconds; the first input that is not survived ends the process."""
    inputs = Inputs(Path(folder))

    def one(data: bytes) -> None:
        if data:
            survives(inputs.makes[data[0] % len(inputs.makes)](data[1:]))

    corpus = Path(tempfile.mkdtemp(dir=folder))
    for number, content in enumerate(inputs.sound):
        (corpus / str(number)).write_bytes(bytes([number]) + content[: MOST - 1])
    atheris.Setup(
        [sys.argv[0], f"-max_total_time={seconds}", f"-max_len={MOST}", "-timeout=20",
         "-rss_limit_mb=2000", "-print_final_stats=1", f"-artifact_prefix={folder}/", str(corpus)],
        one,
    )  # fmt: skip
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
