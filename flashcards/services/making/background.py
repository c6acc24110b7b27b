"""Drafts long documents beside the pages: a thread that asks a process, chapter by chapter.

The process knows nothing of the database; this thread alone writes, in short transactions. Any
number of server processes may have such a thread: they share the work by holding documents.
"""

from __future__ import annotations

import json
import logging
import time
from threading import Event, Lock, Thread
from typing import Any
from uuid import uuid4

from sqlalchemy.exc import SQLAlchemyError

from flashcards import clock
from flashcards.making.apart.call import Ask, Asked, Call, Late
from flashcards.making.apart.here import Here
from flashcards.making.drafting.draft import Draft as ProposedDraft
from flashcards.making.plain import draft_of
from flashcards.making.twins import Said, sort_out
from flashcards.services.editions.fresh import fresh
from flashcards.services.making import documents, drafting, drafts
from flashcards.store.engine import Database
from flashcards.store.models.content import Document, Draft

LONGEST = 60.0
"""Seconds after which a chapter is given up."""
BEAT = 3.0
"""Seconds between two times that a document is said to be held still, and seen to be wanted."""
TURN = 15.0
"""Seconds after which a document makes way for others that wait."""
PAUSE = 2.0
NICENESS = 10

log = logging.getLogger("flashcards")


class Background:
    """The thread that drafts, started when there is work and ended when there is none.

    ``most`` is how many documents are worked on at once, by all processes on the database.
    """

    def __init__(self, database: Database, most: int, ask: Ask = Call) -> None:
        self.database = database
        self.most = most
        self.ask = ask
        self._thread: Thread | None = None
        self._lock = Lock()
        self.ended = Event()
        self._news = Event()

    def wake(self) -> None:
        """See to it that open work is done; returns at once, unless it is done here."""
        if self.ask is Here:
            self.work()
            return
        with self._lock:
            self._news.set()
            if self.most and not self.ended.is_set() and not self._is_awake():
                self._thread = Thread(target=self._run, daemon=True, name="drafting")
                self._thread.start()

    def close(self) -> None:
        """End the thread; what it works on is left for another."""
        self.ended.set()
        self._news.set()
        thread = self._thread
        if thread is not None:
            thread.join(timeout=2 * BEAT)

    def work(self) -> None:
        """Work until nothing is open any more."""
        while not self.ended.is_set():
            with self.database.read() as session:
                if not drafting.is_open(session):
                    return
            if not self.one():
                self.ended.wait(PAUSE)

    def one(self) -> bool:
        """Work on one document for a while; return whether there was one to take."""
        holder = str(uuid4())
        with self.database.write() as session:
            job = drafting.take(session, holder, self.most, clock.now())
        if job is None:
            return False
        try:
            _Work(self, job, holder).do()
        finally:
            with self.database.write() as session:
                drafting.release(session, job.document_id, holder, clock.now())
        return True

    def _is_awake(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _run(self) -> None:
        while not self.ended.is_set():
            self._news.clear()
            try:
                self.work()
            except (SQLAlchemyError, OSError):
                log.exception("drafting in the background stumbled; it is tried again")
                self.ended.wait(10 * PAUSE)
                continue
            with self._lock:
                if not self._news.is_set():
                    self._thread = None
                    return


class _Work:
    """One document that is held, worked on for a turn."""

    def __init__(self, background: Background, job: drafting.Job, holder: str) -> None:
        self.database = background.database
        self.ask = background.ask
        self.ended = background.ended
        self.job = job
        self.holder = holder
        self.until = time.monotonic() + TURN

    def do(self) -> None:
        """Draft chapters until the turn is over; one that breaks the process is tried twice."""
        waiting = list(self.job.waiting)
        broken: set[int] = set()
        while waiting and not self._is_over() and self._holds():
            before = len(waiting)
            with self._call(waiting) as call:
                while waiting and not self._is_over() and self._chapter(call, waiting[0]):
                    waiting.pop(0)
            if len(waiting) < before or not waiting:
                continue
            if waiting[0] in broken:
                self._fail(waiting.pop(0))
            else:
                broken.add(waiting[0])

    def _call(self, waiting: list[int]) -> Asked:
        with self.database.read() as session:
            row = session.get(Document, self.job.document_id)
            values = None if row is None else documents.as_read(row)
        data = json.dumps(values).encode()
        return self.ask("draft", data, NICENESS, waiting=waiting, chapters=self.job.chapters)

    def _chapter(self, call: Asked, chapter: int) -> bool:
        """Wait for a chapter and keep it; return whether work can go on with the next one."""
        answer = self._answer(call)
        if answer is None or answer.get("chapter") != chapter:
            if answer is not None and "error" in answer:
                log.warning("a chapter could not be drafted: %s", answer.get("place", "memory"))
            return False
        return self._store(chapter, [draft_of(values) for values in answer["drafts"]])

    def _answer(self, call: Asked) -> dict[str, Any] | None:
        until = time.monotonic() + LONGEST
        while (left := until - time.monotonic()) > 0:
            try:
                return call.answer(min(BEAT, left))
            except Late:
                if self.ended.is_set() or not self._holds():
                    return None
        return None

    def _store(self, chapter: int, proposed: list[ProposedDraft]) -> bool:
        with self.database.read() as session:
            proposed = fresh(session, self.job.document_id, proposed)
            earlier = [_said(row) for row in drafts.drafts(session, self.job.document_id)]
        later = [Said(0, d.front, d.back, d.text, d.quality) for d in proposed]
        found = sort_out(earlier, later)
        kept = [proposed[index] for index in found.kept]
        with self.database.write() as session:
            return drafting.store(
                session,
                self.job.document_id,
                self.holder,
                chapter,
                kept,
                found.replaced,
                clock.now(),
            )

    def _holds(self) -> bool:
        with self.database.write() as session:
            return drafting.hold(session, self.job.document_id, self.holder, clock.now())

    def _fail(self, chapter: int) -> None:
        with self.database.write() as session:
            drafting.fail(session, self.job.document_id, self.holder, chapter)

    def _is_over(self) -> bool:
        return self.ended.is_set() or time.monotonic() > self.until


def _said(row: Draft) -> Said:
    decided = row.state != documents.PENDING
    return Said(row.id, row.front, row.back, row.text, row.quality, decided)
