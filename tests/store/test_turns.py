"""Promises of the writers' turns: nobody who is waited for waits for a writer who takes long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread, Timer

import pytest

from flashcards.core.errors import Busy
from flashcards.store import turns
from flashcards.store.engine import Database

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@contextmanager
def writing(database: Database) -> Iterator[Event]:
    """Write in another thread until the event is set."""
    begun, end = Event(), Event()

    def write() -> None:
        with database.write():
            begun.set()
            end.wait(20)

    thread = Thread(target=write)
    thread.start()
    assert begun.wait(20)
    try:
        yield end
    finally:
        end.set()
        thread.join(20)


def test_one_in_a_hurry_is_told_that_something_long_is_written(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.2)
    hurried = database.hurried()
    with (
        writing(database),
        pytest.raises(Busy, match="Nothing of yours is lost"),
        hurried.write(),
    ):
        pass
    with hurried.write():
        pass


def test_one_who_is_patient_gets_the_turn_in_the_end(database: Database) -> None:
    done = Event()

    def wait() -> None:
        with database.hurried().patient().write():
            done.set()

    with writing(database) as end:
        thread = Thread(target=wait)
        thread.start()
        assert not done.wait(0.3)
        end.set()
        assert done.wait(20)
    thread.join(20)


def test_a_short_writer_is_waited_for(database: Database) -> None:
    with writing(database) as end:
        Timer(0.2, end.set).start()
        with database.hurried().write():
            assert end.is_set()
