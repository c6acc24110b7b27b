"""The engine and the two ways into it: a session that reads and a session that writes.

On SQLite every writing transaction begins with BEGIN IMMEDIATE (the driver's own late BEGIN loses
updates between a SELECT and the first write), the log is synced at each commit (an acknowledged
answer survives a power cut), and writers of one process queue in :mod:`flashcards.store.turns`,
which is quicker than SQLite's sleeping retries.
"""

from __future__ import annotations

import copy
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from flashcards.store.turns import Turns

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "trusted_schema=OFF",
)
FIXED_SQLITE = (3, 51, 3)
"""SQLite up to 3.51.2 can corrupt a WAL database that several connections write."""


class Database:
    """One database, and the sessions on it."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._turns = Turns() if self.is_sqlite else None
        self._hurried = False

    def hurried(self) -> Database:
        """Return the same database for those who answer a waiting person.

        Its writers are told :class:`flashcards.core.errors.Busy` instead of waiting for one who
        takes long, such as a large import.
        """
        return self._with(hurried=True)

    def patient(self) -> Database:
        """Return the same database for work that nobody waits for: its writers wait their turn."""
        return self._with(hurried=False)

    def _with(self, *, hurried: bool) -> Database:
        same = copy.copy(self)
        same._hurried = hurried
        return same

    @property
    def is_sqlite(self) -> bool:
        """Say whether the database is a SQLite file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session that only reads; nothing is committed."""
        with Session(self.engine.execution_options(read_only=True)) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Yield a session that is committed once at the end, or rolled back on any error."""
        turn = self._turns.take(self._hurried) if self._turns else nullcontext()
        with turn, Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def sqlite_module() -> ModuleType:
    """Return the newest SQLite driver there is: the standard library's or pysqlite3's."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        return sqlite3
    return dbapi2 if dbapi2.sqlite_version_info > sqlite3.sqlite_version_info else sqlite3


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, module=sqlite_module())
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("lower", 1, _lower, deterministic=True)


def _lower(value: Any) -> Any:
    """Return text in small letters; SQLite's own function knows A to Z alone."""
    return value.lower() if isinstance(value, str) else value


def _on_begin(connection: Connection) -> None:
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
