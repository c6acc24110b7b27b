"""Long documents are drafted beside the pages, whatever becomes of the process that does it."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from flashcards.making.apart import call
from flashcards.making.apart.call import Call
from flashcards.making.apart.here import Here
from flashcards.services.making import background, drafting, drafts
from flashcards.services.making.background import Background
from flashcards.store.engine import Database
from flashcards.store.models.content import Document, Draft, Drafting
from tests.conftest import NOW
from tests.services.making.books import HEADINGS, kept
from tests.services.people import Class, make_class


@pytest.fixture
def people(database: Database) -> Class:
    with database.write() as session:
        return make_class(session, [])


@pytest.fixture
def beside(database: Database) -> Iterator[Background]:
    """Return what drafts in a process of its own; it is closed at the end."""
    made = Background(database, 2)
    yield made
    made.close()


@pytest.fixture
def harm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, bool], None]:
    """Return how to let the second chapter do harm, once or each time."""

    def let(what: str, once: bool) -> None:
        monkeypatch.setattr(call, "_CHILD", "tests.making.apart.hostile")
        monkeypatch.setenv("HOSTILE_HARM", what)
        monkeypatch.setenv("HOSTILE_MARK", str(tmp_path / "mark"))
        monkeypatch.setenv("HOSTILE_PIDS", str(tmp_path / "pids"))
        monkeypatch.setenv("HOSTILE_ONCE", "yes" if once else "no")

    return let


def state(database: Database, document: int) -> tuple[str, list[int], list[int]]:
    """Return the state of a document, and which chapters wait and failed."""
    with database.read() as session:
        row = session.get_one(Drafting, document)
        return row.state, row.waiting, row.failed


def asked(database: Database, document: int) -> dict[int, list[str]]:
    """Return what is asked of each chapter."""
    found: dict[int, list[str]] = {}
    with database.read() as session:
        for row in drafts.drafts(session, document):
            found.setdefault(row.chapter, []).append(row.front + row.text)
    return found


def wait(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something is so."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.05)


def test_every_chapter_gets_drafts_with_quotes_at_their_places(
    database: Database, people: Class, beside: Background
) -> None:
    document, his = kept(database, people.learner), kept(database, people.other)
    beside.wake()
    wait(lambda: state(database, document)[0] == state(database, his)[0] == "done")
    with database.read() as session:
        row = session.get_one(Document, document)
        found = drafts.drafts(session, document)
        for draft in found:
            assert draft.start is not None
            assert row.text[draft.start : draft.end] == draft.quote
            first = row.blocks[row.chapters[draft.chapter][1]][1]
            assert first <= draft.start
        assert {draft.chapter for draft in found} == {0, 1, 2, 3}
    for number, heading in enumerate(HEADINGS):
        assert any(
            heading.lower()[:-1] in words.lower() for words in asked(database, document)[number]
        )
    assert asked(database, document) == asked(database, his)


def test_here_and_in_a_process_the_drafts_are_the_same(
    database: Database, people: Class, beside: Background
) -> None:
    apart, here = kept(database, people.learner), kept(database, people.other)
    with database.write() as session:
        drafting.stop(session, people.learner, apart)
    Background(database, 1, Here).wake()
    assert state(database, here) == ("done", [], [])
    with database.write() as session:
        drafting.go_on(session, people.learner, apart, NOW)
    beside.work()
    assert asked(database, apart) == asked(database, here)


def test_nothing_runs_where_there_is_nothing_to_do(
    database: Database, people: Class, beside: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []
    monkeypatch.setattr(beside, "ask", lambda *_, **__: started.append(1))
    beside.wake()
    beside.work()
    assert not started


def test_work_goes_on_where_a_killed_process_left_it(
    database: Database, people: Class, beside: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = kept(database, people.learner)
    killed: list[int] = []

    def kill_after_two(*arguments: Any, **options: Any) -> Call:
        made = Call(*arguments, **options)
        answer = made.answer

        def counted(seconds: float) -> Any:
            if not killed and len(state(database, document)[1]) == 2:
                killed.append(made.pid)
                with contextlib.suppress(ProcessLookupError):  # it may be through already
                    os.kill(made.pid, signal.SIGKILL)
                made.answer = answer  # type: ignore[method-assign]
                return None
            return answer(seconds)

        made.answer = counted  # type: ignore[method-assign]
        return made

    monkeypatch.setattr(beside, "ask", kill_after_two)
    beside.work()
    assert killed
    assert state(database, document) == ("done", [], [])
    assert set(asked(database, document)) == {0, 1, 2, 3}


def test_two_servers_share_the_work_and_do_nothing_twice(
    database: Database, database_url: str, people: Class, beside: Background
) -> None:
    mine = [kept(database, people.learner, name) for name in ("one", "two", "three")]
    elsewhere = Database(database_url)
    other = Background(elsewhere, 2)
    beside.wake()
    other.wake()
    wait(lambda: all(state(database, document)[0] == "done" for document in mine), 60)
    other.close()
    elsewhere.close()
    for document in mine:
        with database.read() as session:
            found = drafts.drafts(session, document)
        places = [(draft.chapter, draft.guid) for draft in found]
        assert len(set(places)) == len(places)
        assert {chapter for chapter, _ in places} == {0, 1, 2, 3}


@pytest.mark.parametrize("what", ["crash", "fault", "swell", "hang"])
def test_a_chapter_that_does_harm_once_is_drafted_all_the_same(
    database: Database,
    people: Class,
    beside: Background,
    harm: Callable[[str, bool], None],
    what: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(background, "LONGEST", 4.0 if what == "hang" else 60.0)
    document = kept(database, people.learner)
    harm(what, True)
    beside.work()
    assert state(database, document) == ("done", [], [])
    assert set(asked(database, document)) == {0, 1, 2, 3}


def test_a_chapter_that_does_harm_each_time_fails_and_the_others_are_drafted(
    database: Database, people: Class, beside: Background, harm: Callable[[str, bool], None]
) -> None:
    document = kept(database, people.learner)
    harm("crash", False)
    beside.work()
    assert state(database, document) == ("done", [], [1])
    assert set(asked(database, document)) == {0, 2, 3}


def test_after_a_restart_the_work_of_the_lost_process_is_taken_over(
    database: Database, people: Class, beside: Background
) -> None:
    document = kept(database, people.learner)
    with database.write() as session:
        lost = drafting.take(session, "a process that was killed", 1, NOW)
    assert lost is not None
    with database.write() as session:
        session.execute(update(Drafting).values(held_until=NOW))
    beside.work()
    assert state(database, document) == ("done", [], [])


@pytest.mark.parametrize("how", ["stopped", "deleted"])
def test_a_document_that_is_stopped_or_deleted_meanwhile_is_let_go(
    database: Database,
    people: Class,
    beside: Background,
    harm: Callable[[str, bool], None],
    how: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(background, "BEAT", 0.1)
    document, noise = kept(database, people.learner), kept(database, people.other)
    with database.write() as session:
        session.get_one(Drafting, noise).worked_at = NOW.replace(year=2030)
    harm("hang", True)
    beside.wake()
    wait(lambda: (tmp_path / "pids").exists() and len(state(database, document)[1]) == 3)
    with database.write() as session:
        if how == "stopped":
            drafting.stop(session, people.learner, document)
        else:
            session.execute(delete(Document).where(Document.id == document))
    wait(lambda: state(database, noise)[0] == "done")
    with database.read() as session:
        count = select(func.count()).where(Draft.document_id == document, Draft.chapter > 0)
        assert session.scalar(count) == 0
        if how == "stopped":
            assert state(database, document) == ("stopped", [1, 2, 3], [])
            assert drafts.counts(session, document)[0][0] > 0


def test_closing_lets_go_of_the_document_and_another_takes_it_at_once(
    database: Database,
    people: Class,
    beside: Background,
    harm: Callable[[str, bool], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(background, "BEAT", 0.1)
    document = kept(database, people.learner)
    harm("hang", True)
    beside.wake()
    wait((tmp_path / "pids").exists)
    beside.close()
    assert state(database, document)[0] == "working"
    other = Background(database, 1)
    other.work()
    assert state(database, document) == ("done", [], [])


def test_the_same_concept_of_two_chapters_is_drafted_once(
    database: Database, people: Class
) -> None:
    document = kept(database, people.learner)
    with database.write() as session:
        row = session.get_one(Document, document)
        row.chapters = [row.chapters[0], *([title, *row.chapters[0][1:]] for title in "BCD")]
    Background(database, 1, Here).wake()
    found = asked(database, document)
    assert state(database, document) == ("done", [], [])
    assert set(found) == {0}
    assert len(set(found[0])) == len(found[0])
