"""Opens a file that was given back: lines and pictures, each within its bounds."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from flashcards.core.errors import Unreadable
from flashcards.services.everything.writing import LINES, MEDIA, README, VERSION

LINES_LIMIT = 4 * 1024**3
"""The most bytes that all lines together may have."""
LINE_LIMIT = 64 * 1024**2
"""The most bytes of one line: a long document is one."""
MEMBERS = 50_000
_KNOWN = re.compile(rf"{LINES}|{README}|{MEDIA}[0-9a-f]{{64}}")
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
_WHAT = "Choose the file that “Take everything with you” gave you (everything.zip)."


class Archive:
    """A learner's file, opened to be read."""

    def __init__(self, path: Path, most_media: int) -> None:
        self._most_media = most_media
        self._file: IO[bytes] | None = None
        try:
            self._zip = ZipFile(path)
        except _BROKEN as error:
            raise Unreadable(f"This is not such a file, or it is cut off. {_WHAT}") from error
        try:
            self._members = self._checked()
        except Unreadable:
            self._zip.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
        self._zip.close()

    def lines(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the rows with the numbers of their lines; raises Unreadable naming the line."""
        read = 0
        try:
            self._file = self._zip.open(self._members[LINES])
            number = 0
            while line := self._file.readline(LINE_LIMIT + 1):
                number += 1
                read += len(line)
                if len(line) > LINE_LIMIT or read > LINES_LIMIT:
                    raise Unreadable(f"Line {number} of {LINES} is too long.")
                yield number, _row(line, number)
        except _BROKEN as error:
            raise Unreadable(f"{LINES} is damaged. {_WHAT}") from error

    def media(self, sha256: str) -> bytes:
        """Return the bytes of a picture or sound; raises Unreadable if they are not there."""
        member = self._members.get(MEDIA + sha256)
        if member is None:
            raise Unreadable(f"The file {MEDIA}{sha256[:64]} is missing.")
        try:
            with self._zip.open(member) as file:
                data = file.read(self._most_media + 1)
        except _BROKEN as error:
            raise Unreadable(f"{member.filename} is damaged.") from error
        return data

    def _checked(self) -> dict[str, ZipInfo]:
        members = self._zip.infolist()
        names = {member.filename: member for member in members}
        odd = next((name for name in names if not _KNOWN.fullmatch(name)), None)
        if LINES not in names or odd is not None or len(names) != len(members):
            where = f"It holds “{odd[:80]}”. " if odd else ""
            raise Unreadable(f"This is another kind of file. {where}{_WHAT}")
        if len(members) > MEMBERS:
            raise Unreadable(f"This file has more than {MEMBERS:,} parts.")
        return names


def _row(line: bytes, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"Line {number} of {LINES} is not JSON.") from error
    if not isinstance(row, dict) or not isinstance(row.get("_"), str):
        raise Unreadable(f"Line {number} of {LINES} does not say what it is.")
    if number == 1 and (row["_"] != "flashcards" or row.get("version") != VERSION):
        raise Unreadable(
            f"Line 1 of {LINES} is not that of a file of this version. If it comes from a newer"
            " Flashcards, update this one first."
        )
    return row
