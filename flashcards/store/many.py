"""Writes many rows of one table at once, past the objects that stand for single rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, Table, func, insert, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from flashcards.store.models.base import Base

Values = Mapping[str, Any]


def add(session: Session, of: type[Base] | Table, rows: Sequence[Values]) -> None:
    """Write rows, all with the same columns; none is a fault of nobody's.

    What a column holds by default stands in those that are left out. The statement is made once,
    not for each row: that takes longer than to write it.
    """
    if not rows:
        return
    session.flush()
    connection = session.connection()
    lines = _Lines(_table(of), rows[0], connection.dialect)
    connection.exec_driver_sql(lines.statement, [lines.of(row) for row in rows])


class _Lines:
    """One statement that writes a row of a table, and what the driver is given for each."""

    def __init__(self, table: Table, like: Values, dialect: Dialect) -> None:
        self._usual = {
            column.name: column.default.arg
            for column in table.columns
            if column.name not in like and isinstance(column.default, ScalarElementColumnDefault)
        }
        names = [*like, *self._usual]
        compiled = insert(table).inline().compile(dialect=dialect, column_keys=names)
        self.statement = str(compiled)
        self._order = compiled.positiontup
        self._as_stored = [
            (name, process)
            for name in names
            if (process := table.c[name].type.dialect_impl(dialect).bind_processor(dialect))
        ]

    def of(self, row: Values) -> tuple[Any, ...] | dict[str, Any]:
        """Return a row as the driver takes it."""
        said = {**self._usual, **row}
        for name, process in self._as_stored:
            said[name] = process(said[name])
        return tuple([said[name] for name in self._order]) if self._order else said


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
