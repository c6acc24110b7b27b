"""A stranger's SQLite file, opened so that it can only be read, and not for long."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from flashcards.anki.package.limits import Limits
from flashcards.anki.package.refusals import damaged, strange, too_slow

Row = tuple[Any, ...]
_T = TypeVar("_T")

_MOST_ROWS = 1_000
_MOST_LETTERS = 4 * 1024 * 1024
"""A batch ends at either: so many rows, or so much text."""
_SHORT = 10_000
_STEPS = 20_000
"""So many of SQLite's own steps pass between two looks at the clock."""
_MOST_TABLES = 200
_TABLES = (
    "col", "notes", "cards", "revlog", "notetypes", "fields", "templates", "decks", "config",
)  # fmt: skip

_BOUNDS = {
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 20_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 5,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 8,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 10,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_PRAGMAS = (
    "trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "query_only=ON", "cache_size=-8192",
)  # fmt: skip
_READING = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION)


class _Watch:
    """Ends what takes SQLite too long; the time between two batches is not counted."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._until = 0.0
        self.over = False

    def __call__(self) -> int:
        self.over = self.over or time.monotonic() > self._until
        return int(self.over)

    def timed(self, work: Callable[[], _T]) -> _T:
        begun = time.monotonic()
        self._until = begun + self._left
        try:
            return work()
        finally:
            self._left -= time.monotonic() - begun


class Database:
    """One collection, read only; ``name`` and ``member`` are what messages call it."""

    def __init__(self, path: Path, name: str, member: str, limits: Limits) -> None:
        self.name = name
        self.member = member
        self._watch = _Watch(limits.seconds)
        self._longest = limits.value
        self._columns: dict[str, dict[str, str]] = {}
        try:
            self._connection = sqlite3.connect(
                f"{path.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
            )
        except sqlite3.Error as error:
            raise damaged(name, member) from error
        try:
            self._asked(self._guard)
            self._asked(self._check)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def has(self, table: str, *columns: str) -> bool:
        """Say whether there is a ``table`` with all of ``columns``."""
        return set(columns) <= self._columns.get(table, {}).keys()

    def keyed(self, table: str) -> bool:
        """Say whether ``id`` is the key by which SQLite finds the rows of ``table`` at once."""
        return self._columns.get(table, {}).get("id") == "integer key"

    def rows(self, sql: str, *values: str | int) -> list[Row]:
        """Return all that ``sql`` selects: only for what is short."""
        return [row for batch in self.batches(sql, *values) for row in batch]

    def batches(self, sql: str, *values: str | int, heavy: int = 0) -> Iterator[list[Row]]:
        """Yield what ``sql`` selects in short lists; raises Unreadable.

        ``heavy`` is the column whose length ends a list early.
        """
        yield from self._lists(sql, values, lambda cursor: _batch(cursor, heavy), self._longest)

    def short_batches(self, sql: str) -> Iterator[list[Row]]:
        """Yield what ``sql`` selects, as ``batches`` does, where no value is long; faster."""
        yield from self._lists(sql, (), lambda cursor: cursor.fetchmany(_MOST_ROWS), _SHORT)

    def _lists(
        self,
        sql: str,
        values: tuple[str | int, ...],
        fetch: Callable[[sqlite3.Cursor], list[Row]],
        longest: int,
    ) -> Iterator[list[Row]]:
        def fetched() -> list[Row]:
            self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, longest)
            return fetch(cursor)

        cursor = self._asked(lambda: self._connection.execute(sql, values))
        try:
            while batch := self._asked(fetched):
                yield batch
        finally:
            cursor.close()

    def _asked(self, work: Callable[[], _T]) -> _T:
        try:
            return self._watch.timed(work)
        except (sqlite3.Error, ValueError, OverflowError, MemoryError) as error:
            # ValueError: SQLite's own message can hold bytes of the file that are no text.
            if self._watch.over:
                raise too_slow(self.name) from error
            raise damaged(self.name, self.member) from error

    def _guard(self) -> None:
        connection = self._connection
        connection.set_progress_handler(self._watch, _STEPS)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, self._longest)
        for category, most in _BOUNDS.items():
            connection.setlimit(category, most)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.text_factory = _text
        connection.create_collation("unicase", _compare)

    def _check(self) -> None:
        self._refuse_machinery()
        found = self._connection.execute("PRAGMA quick_check(1)").fetchall()
        if found != [("ok",)]:
            raise damaged(self.name, self.member)
        self._columns = {table: self._described(table) for table in _TABLES}
        self._connection.set_authorizer(_allowed)

    def _described(self, table: str) -> dict[str, str]:
        rows = self._connection.execute(f"PRAGMA table_info({table})").fetchall()
        return {
            str(name).lower(): str(kind).lower() + (" key" if key == 1 else "")
            for _, name, kind, _, _, key in rows
        }

    def _refuse_machinery(self) -> None:
        """Raise Unreadable at anything but plain tables and indexes: the rest could run code."""
        found = self._connection.execute(
            "SELECT type, name, rootpage FROM sqlite_master LIMIT ?", (_MOST_TABLES + 1,)
        ).fetchall()
        if len(found) > _MOST_TABLES:
            raise strange(self.name, "has too many tables")
        for kind, name, root in found:
            if kind not in ("table", "index") or (kind == "table" and not root):
                raise strange(self.name, f"has a {kind}, “{str(name)[:60]}”, that runs by itself")


def _batch(cursor: sqlite3.Cursor, heavy: int) -> list[Row]:
    batch: list[Row] = []
    letters = 0
    while len(batch) < _MOST_ROWS and letters < _MOST_LETTERS:
        row: Row | None = cursor.fetchone()
        if row is None:
            break
        batch.append(row)
        value = row[heavy]
        letters += len(value) if isinstance(value, str | bytes) else 0
    return batch


def _text(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def _compare(one: str, other: str) -> int:
    first, second = one.casefold(), other.casefold()
    return (first > second) - (first < second)


def _allowed(action: int, *where: str | None) -> int:
    """Allow to read, and nothing else: the file's own schema gets no word in."""
    return sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY
