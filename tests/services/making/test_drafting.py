"""Work on a document is held by one at a time, outlives whoever held it, and can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select

from flashcards.core.errors import NotFound, TooMany
from flashcards.making.drafting.draft import Draft as Proposed
from flashcards.making.make import from_document
from flashcards.services.making import documents, drafting, drafts
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Document, Draft, Drafting
from tests.conftest import NOW
from tests.services.making.books import HEADINGS, book, keep, kept
from tests.services.people import Class, make_class

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def people(database: Database) -> Class:
    with database.write() as session:
        return make_class(session, [])


def take(
    database: Database, holder: str, now: datetime = NOW, most: int = 9
) -> drafting.Job | None:
    with database.write() as session:
        return drafting.take(session, holder, most, now)


def store(
    database: Database,
    document: int,
    holder: str,
    chapter: int,
    *found: Proposed,
    now: datetime = NOW,
) -> bool:
    with database.write() as session:
        return drafting.store(session, document, holder, chapter, found, [], now)


def progress(database: Database, user: int, document: int) -> drafting.Progress:
    with database.read() as session:
        found = drafting.progress(session, user, document)
    assert found is not None
    return found


def proposed() -> Proposed:
    """Return some draft."""
    return from_document(book()[0]).drafts[0]


def test_a_document_is_drafted_chapter_by_chapter_until_none_is_left(
    database: Database, people: Class
) -> None:
    noise = kept(database, people.other)
    document = kept(database, people.learner)
    with database.write() as session:
        session.get_one(Drafting, noise).worked_at = LATER
    job = take(database, "one")
    assert job is not None
    assert (job.document_id, job.waiting) == (document, (0, 1, 2, 3))
    assert [title for title, _, _ in job.chapters] == list(HEADINGS)
    for chapter in range(4):
        found = progress(database, people.learner, document)
        assert (found.state, found.done, found.current) == ("working", chapter, chapter)
        draft = replace(proposed(), quality=0.25)
        assert store(database, document, "one", chapter, draft, draft)
    found = progress(database, people.learner, document)
    assert (found.state, found.done, found.current) == ("done", 4, None)
    assert take(database, "two", LATER) is not None
    with database.read() as session:
        rows = drafts.drafts(session, document)
        assert [row.chapter for row in rows] == [0, 0, 1, 1, 2, 2, 3, 3]
        assert {row.quality for row in rows} == {0.25}
        assert [row.chapter for row in drafts.drafts(session, document, 2)] == [2, 2]
        assert drafts.counts(session, document) == dict.fromkeys(range(4), (2, 2))
        assert drafting.is_open(session)
        assert progress(database, people.other, noise).done == 0


def test_one_at_a_time_holds_a_document_however_many_ask(database: Database, people: Class) -> None:
    mine = [kept(database, people.learner, name) for name in ("one", "two", "three")]
    with ThreadPoolExecutor(8) as pool:
        jobs = list(pool.map(lambda number: take(database, f"h{number}"), range(8)))
    assert sorted(job.document_id for job in jobs if job is not None) == sorted(mine)


def test_no_more_are_held_at_once_than_may_be(database: Database, people: Class) -> None:
    for name in ("one", "two", "three"):
        kept(database, people.learner, name)
    assert take(database, "a", most=2) is not None
    assert take(database, "b", most=2) is not None
    assert take(database, "c", most=2) is None
    assert take(database, "c", most=0) is None
    assert take(database, "c", LATER, most=2) is not None


def test_whoever_falls_silent_loses_the_document_and_can_keep_nothing_more(
    database: Database, people: Class
) -> None:
    document = kept(database, people.learner)
    assert take(database, "one") is not None
    assert store(database, document, "one", 0, proposed())
    assert take(database, "two", NOW + drafting.HELD) is None
    job = take(database, "two", NOW + drafting.HELD + timedelta(seconds=1))
    assert job is not None
    assert job.waiting == (1, 2, 3)
    with database.write() as session:
        assert not drafting.hold(session, document, "one", LATER)
        assert drafting.hold(session, document, "two", LATER)
    assert not store(database, document, "one", 1, proposed())
    assert store(database, document, "two", 1, proposed(), now=LATER)
    assert take(database, "three", LATER) is None
    with database.write() as session:
        drafting.release(session, document, "one", LATER)
        assert drafting.hold(session, document, "two", LATER)
        drafting.release(session, document, "two", LATER)
    assert take(database, "three", LATER) is not None


def test_a_chapter_that_is_sent_twice_is_kept_once(database: Database, people: Class) -> None:
    document = kept(database, people.learner)
    take(database, "one")
    for _ in range(2):
        assert store(database, document, "one", 0, proposed())
    with database.read() as session:
        assert len(drafts.drafts(session, document)) == 1


def test_stopping_keeps_what_is_there_and_going_on_does_the_rest(
    database: Database, people: Class
) -> None:
    document = kept(database, people.learner)
    take(database, "one")
    store(database, document, "one", 0, proposed())
    with database.write() as session:
        drafting.stop(session, people.learner, document)
    assert not store(database, document, "one", 1, proposed())
    assert take(database, "two", LATER) is None
    found = progress(database, people.learner, document)
    assert (found.state, found.done) == ("stopped", 1)
    with database.write() as session:
        drafting.go_on(session, people.learner, document, LATER)
    job = take(database, "two", LATER)
    assert job is not None
    assert job.waiting == (1, 2, 3)
    with database.read() as session:
        assert len(drafts.drafts(session, document)) == 1


def test_a_chapter_that_cannot_be_drafted_is_put_aside_and_can_be_tried_again(
    database: Database, people: Class
) -> None:
    document = kept(database, people.learner)
    take(database, "one")
    with database.write() as session:
        drafting.fail(session, document, "another", 0)
        drafting.fail(session, document, "one", 1)
    for chapter in (0, 2, 3):
        assert store(database, document, "one", chapter, proposed())
    found = progress(database, people.learner, document)
    assert (found.state, found.done, found.failed) == ("done", 3, (1,))
    with database.write() as session:
        drafting.go_on(session, people.learner, document, LATER)
    job = take(database, "two", LATER)
    assert job is not None
    assert job.waiting == (1,)


def test_a_chapter_that_ends_every_process_is_given_up(database: Database, people: Class) -> None:
    document = kept(database, people.learner)
    for number in range(drafting.MOST_TRIES):
        job = take(database, f"h{number}", NOW + number * timedelta(minutes=1))
        assert job is not None
        assert job.waiting == (0, 1, 2, 3)
    job = take(database, "last", NOW + timedelta(hours=1))
    assert job is not None
    assert job.waiting == (1, 2, 3)
    assert progress(database, people.learner, document).failed == (0,)


def test_only_so_many_documents_of_a_learner_are_open(database: Database, people: Class) -> None:
    for number in range(drafting.MOST_OPEN):
        kept(database, people.other, f"other {number}")
        document = kept(database, people.learner, f"book {number}")
    with database.write() as session:
        with pytest.raises(TooMany):
            drafting.check_room(session, people.learner)
        drafting.stop(session, people.learner, document)
        drafting.check_room(session, people.learner)
        keep(session, people.learner, "one more")
        with pytest.raises(TooMany):
            drafting.go_on(session, people.learner, document, LATER)


def test_what_is_not_hers_might_as_well_not_exist(database: Database, people: Class) -> None:
    document = kept(database, people.learner)
    with database.write() as session:
        tries: list[Callable[[], object]] = [
            lambda: drafting.progress(session, people.other, document),
            lambda: drafting.stop(session, people.other, document),
            lambda: drafting.go_on(session, people.other, document, NOW),
            lambda: drafting.progress(session, people.other, 987_654),
            lambda: drafting.stop(session, people.learner, 987_654),
        ]
        for attempt in tries:
            with pytest.raises(NotFound):
                attempt()
    assert progress(database, people.learner, document).state == "working"


def test_a_document_that_is_deleted_takes_its_work_along(database: Database, people: Class) -> None:
    document, noise = kept(database, people.learner), kept(database, people.other)
    take(database, "one")
    store(database, document, "one", 0, proposed())
    with database.write() as session:
        session.execute(delete(Document).where(Document.id == document))
    assert not store(database, document, "one", 1, proposed())
    with database.write() as session:
        assert not drafting.hold(session, document, "one", NOW)
        drafting.release(session, document, "one", NOW)
        session.execute(delete(User).where(User.id == people.other))
        assert session.scalars(select(Drafting.document_id)).all() == []
        assert session.scalars(select(Draft.id)).all() == []
        assert not drafting.is_open(session)
    assert noise != document


def test_earlier_drafts_give_way_only_while_they_are_pending(
    database: Database, people: Class
) -> None:
    document = kept(database, people.learner)
    take(database, "one")
    store(database, document, "one", 0, proposed(), proposed(), proposed())
    with database.write() as session:
        rows = drafts.drafts(session, document)
        rows[0].state = documents.REJECTED
        going = [rows[0].id, rows[1].id]
        session.flush()
        assert drafting.store(session, document, "one", 1, [proposed()], going, NOW)
    with database.read() as session:
        left = [row.id for row in drafts.drafts(session, document)]
    assert going[0] in left
    assert going[1] not in left
    assert len(left) == 3
