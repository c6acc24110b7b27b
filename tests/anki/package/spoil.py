"""Packages spoilt on purpose, from sound ones of the real Anki."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import zstandard

MEMBERS = {
    "small": "collection.anki2",
    "old": "collection.anki21",
    "new": "collection.anki21b",
}
Change = Callable[[sqlite3.Connection], object]


def members(path: Path) -> dict[str, bytes]:
    """Return what is in a package, as it is there."""
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def zipped(parts: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> BytesIO:
    """Return a package of ``parts``."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", how) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    written.seek(0)
    return written


def without(path: Path, *names: str, **others: bytes) -> BytesIO:
    """Return a package without some of its members, and with others."""
    parts = members(path)
    for name in names:
        parts.pop(name, None)
    return zipped({**parts, **others})


def changed(path: Path, *statements: str, change: Change | None = None) -> BytesIO:
    """Return a package whose collection was changed by SQL, or by a function."""
    parts = members(path)
    member = MEMBERS[path.name.partition(".")[0]]
    content = parts[member]
    if member.endswith("b"):
        content = unpacked(content)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "collection.db"
        file.write_bytes(content)
        with closing(sqlite3.connect(file)) as connection:
            connection.create_collation("unicase", lambda a, b: (a > b) - (a < b))
            for statement in statements:
                connection.execute(statement)
            if change:
                change(connection)
            connection.commit()
        content = file.read_bytes()
    return with_collection(parts, member, content)


def with_collection(parts: Mapping[str, bytes], member: str, content: bytes) -> BytesIO:
    """Return a package with the bytes of another collection."""
    packed = packed_up(content) if member.endswith("b") else content
    return zipped({**parts, member: packed})


def packed_up(content: bytes) -> bytes:
    """Return zstd of ``content``."""
    return zstandard.ZstdCompressor().compress(content)


def unpacked(content: bytes) -> bytes:
    """Return what zstd's ``content`` holds."""
    return zstandard.ZstdDecompressor().stream_reader(content).read()
