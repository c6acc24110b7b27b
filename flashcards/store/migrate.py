"""Brings the database to the newest revision, one process at a time, a copy of SQLite kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import Connection, text

from flashcards.core.errors import Refused
from flashcards.store.engine import Database, sqlite_module
from flashcards.store.models import accounts, content, interchange, learning, media
from flashcards.store.models.base import Base

TABLES = (accounts, content, interchange, learning, media)
"""The modules whose import fills the metadata."""

_ADVISORY_LOCK = 7_226_301
"""Any fixed number: PostgreSQL's name for «flashcards is migrating»."""


@contextmanager
def alone(database: Database) -> Iterator[None]:
    """Let one process at a time in; a second one that starts meanwhile waits here."""
    if database.is_sqlite:
        file = database.engine.url.database or ""
        with FileLock(f"{file}.migrating.lock") if file else _nothing():
            yield
        return
    with database.engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:id)"), {"id": _ADVISORY_LOCK})
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:id)"), {"id": _ADVISORY_LOCK})


def upgrade(database: Database, scripts: Path, revision: str = "head") -> bool:
    """Migrate to ``revision``; return whether anything had to be done.

    The caller holds ``alone``. Raises Refused where the database was written by a newer version of
    the program.
    """
    with database.engine.connect() as connection:
        config = _config(scripts, connection)
        current = MigrationContext.configure(connection).get_current_revision()
        _refuse_newer(current, config)
        if revision == "head" and current == ScriptDirectory.from_config(config).get_current_head():
            return False
        connection.rollback()
        if current and database.is_sqlite:
            _keep_copy(database, current)
        with _references_unguarded(connection), connection.begin():
            command.upgrade(config, revision)
            _check_references(connection)
        return True


def differences(database: Database) -> list[object]:
    """Return what Alembic would still have to change for the database to match the models."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def _config(scripts: Path, connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["metadata"] = Base.metadata
    return config


def _refuse_newer(current: str | None, config: Config) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current and current not in known:
        raise Refused(
            f"This database was written by a newer version of Flashcards (revision {current})."
            " Install that version or a later one; nothing was changed."
        )


@contextmanager
def _references_unguarded(connection: Connection) -> Iterator[None]:
    """Let migrations rebuild SQLite's tables: with its foreign keys on, dropping the old table
    would delete all rows that refer to it."""
    driver: Any = connection.connection.driver_connection
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        if sqlite:
            driver.execute("PRAGMA foreign_keys=ON")


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        if broken:
            raise RuntimeError(f"The migration would leave rows without their owner: {broken[:5]}")


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _keep_copy(database: Database, revision: str) -> None:
    """Copy the SQLite file before a migration, with SQLite's own backup."""
    file = Path(database.engine.url.database or "")
    copy = file.with_name(f"{file.stem}.before-{revision}{file.suffix}")
    driver = sqlite_module()
    source, target = driver.connect(file), driver.connect(copy)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
