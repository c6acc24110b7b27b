"""A book of 600 pages: in bounds of memory, chapter by chapter, through a stop and a kill."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from flashcards.making.apart.call import Call
from flashcards.making.twins import Said
from flashcards.services.making import documents, drafting, drafts, reading
from flashcards.services.making.background import Background
from flashcards.store.engine import Database
from tests.conftest import NOW
from tests.making.long_texts import as_pdf, book
from tests.making.memory import Watch
from tests.services.people import Class, make_class

PAGES, CHAPTERS = 600, 20
MOST = 400
"""Megabytes, for a process and those that it starts."""

pytestmark = [
    pytest.mark.long,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
]


class Measured(Call):
    """A process whose memory is watched."""

    watches: dict[int, Watch]

    def __init__(self, *asked: Any, **options: Any) -> None:
        super().__init__(*asked, **options)
        self.watches[self.pid] = Watch(self.pid)


@pytest.fixture
def people(database: Database) -> Class:
    with database.write() as session:
        return make_class(session, [])


def test_a_book_of_600_pages_is_drafted_within_bounds(database: Database, people: Class) -> None:
    Measured.watches = {}
    data = as_pdf(book(150_000, CHAPTERS), rows=20)
    read = reading.read(reading.Given(data, "book.pdf"), people.learner, Measured)
    assert len(read.document.leaves) >= PAGES
    assert len(read.chapters) == CHAPTERS
    assert read.drafts is None
    with database.write() as session:
        row, _ = documents.keep(
            session, people.learner, read.document, read.chapters, people.deck, NOW
        )
        drafting.begin(session, row, NOW)
        document = row.id

    def progress() -> drafting.Progress:
        with database.read() as session:
            found = drafting.progress(session, people.learner, document)
        assert found is not None
        return found

    background = Background(database, 1, Measured)
    background.wake()
    _until(lambda: progress().done >= 3)
    with database.write() as session:
        assert len(drafts.drafts(session, document)) > 0
        drafting.stop(session, people.learner, document)
    _until(lambda: not background._is_awake())
    stopped = progress()
    assert (stopped.state, stopped.current) == ("stopped", stopped.done)
    assert 3 <= stopped.done < CHAPTERS
    with database.write() as session:
        drafting.go_on(session, people.learner, document, NOW)
    before = len(Measured.watches)
    background.wake()
    _until(lambda: progress().done > stopped.done)
    os.kill(list(Measured.watches)[-1], signal.SIGKILL)
    _until(lambda: progress().state == drafting.DONE)
    background.close()

    assert len(Measured.watches) > before + 1
    assert progress().failed == ()
    assert 20 < max(watch.peak for watch in Measured.watches.values()) < MOST
    with database.read() as session:
        row = documents.document(session, people.learner, document)
        found = drafts.drafts(session, document)
        assert {draft.chapter for draft in found} == set(range(CHAPTERS))
        for draft in found:
            assert draft.start is not None
            assert row.text[draft.start : draft.end] == draft.quote
        said = [Said(d.id, d.front, d.back, d.text, d.quality).topic for d in found if d.front]
    assert len(set(said)) == len(said)


def _until(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)
