"""Promises of the engine: nothing is lost between writers, and what is committed stays."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from sqlalchemy import select, text

from flashcards.store.engine import Database
from flashcards.store.models.accounts import FailedTry, User

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def test_no_update_is_lost_between_writers(database: Database) -> None:
    with database.write() as session:
        session.add(FailedTry(key="x", window=1, count=0))

    def add_one(_: int) -> None:
        with database.write() as session:
            row = session.scalars(
                select(FailedTry).where(FailedTry.key == "x").with_for_update()
            ).one()
            row.count += 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add_one, range(200)))
    with database.read() as session:
        assert session.get_one(FailedTry, ("x", 1)).count == 200


def test_instants_come_back_in_utc_to_the_millisecond(database: Database) -> None:
    exact = NOW.replace(microsecond=123000)
    with database.write() as session:
        session.add(User(email="a@b.org", password_hash="x", created_at=exact))
    with database.read() as session:
        assert session.scalars(select(User)).one().created_at == exact


def test_sqlite_syncs_every_commit_and_keeps_a_write_ahead_log(database: Database) -> None:
    if not database.is_sqlite:
        return
    with database.read() as session:
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert session.scalar(text("PRAGMA synchronous")) == 2
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
