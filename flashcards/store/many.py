"""Writes many rows of one table at once, past the objects that stand for single rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, func, insert, inspect, select
from sqlalchemy.orm import Session

from flashcards.store.models.base import Base

Values = Mapping[str, Any]


def add(session: Session, of: type[Base] | Table, rows: Sequence[Values]) -> None:
    """Write rows, all with the same columns; none is a fault of nobody's."""
    if rows:
        session.flush()
        session.execute(insert(_table(of)), rows)


def add_numbered(session: Session, of: type[Base] | Table, rows: Sequence[Values]) -> list[int]:
    """Write rows of a table whose key counts up; return their keys, in the order of the rows.

    To ask the database for the key of each row takes it a statement a row, so the keys are taken
    first. Nobody else can take them: SQLite has one writer, PostgreSQL a sequence.
    """
    if not rows:
        return []
    session.flush()
    table = _table(of)
    keys = _keys(session, table, len(rows))
    add(session, table, [{**row, "id": key} for key, row in zip(keys, rows, strict=True)])
    return keys


def _keys(session: Session, table: Table, count: int) -> list[int]:
    if session.get_bind().dialect.name == "sqlite":
        last = session.scalar(select(func.max(table.c.id))) or 0
        return list(range(last + 1, last + 1 + count))
    sequence = func.pg_get_serial_sequence(table.name, "id")
    taken = select(func.nextval(sequence)).select_from(func.generate_series(1, count))
    return sorted(session.scalars(taken))


def _table(of: type[Base] | Table) -> Table:
    found = of if isinstance(of, Table) else inspect(of).local_table
    assert isinstance(found, Table)
    return found
