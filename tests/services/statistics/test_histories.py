"""What is kept of a log in memory is what the log says, whatever happened since."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event

from flashcards.core.reviews import Kind
from flashcards.core.statistics import history
from flashcards.core.statistics.history import History
from flashcards.services.statistics.histories import Histories
from flashcards.services.study import events
from flashcards.store import log
from flashcards.store.engine import Database
from tests.conftest import NOW
from tests.services.people import DAY, HOUR, START, Class, answer, make_class, send, void


@pytest.fixture
def people(database: Database) -> Class:
    with database.write() as session:
        return make_class(session)


def anew(database: Database, user_id: int) -> dict[int, History]:
    """Return what the whole log says, card by card, through the rows of the log itself."""
    with database.read() as session:
        return {
            rows[0].card_id: history.of_card(
                events.as_events(session, rows), {row.id: row.took for row in rows}
            )
            for rows in log.events_of_all(session, user_id)
        }


def kept(database: Database, histories: Histories, user_id: int) -> dict[int, History]:
    with database.read() as session:
        return dict(histories.of(session, user_id))


def test_they_follow_the_log_through_answers_undo_and_what_comes_late(
    database: Database, people: Class
) -> None:
    histories = Histories()
    first, second = people.cards[:2]
    batches = [
        [answer("a", first, 2), answer("b", first, 4, START + HOUR), answer("c", second, 5)],
        [answer("d", first, 4, START + DAY)],
        [void("e", first, "d", START + DAY)],
        [answer("f", first, 3, START - HOUR)],
        [void("g", first, "e", START + DAY)],
    ]
    for batch in batches:
        with database.write() as session:
            send(session, people.learner, *batch, now=NOW + timedelta(days=2))
        found = kept(database, histories, people.learner)
        assert found == anew(database, people.learner)
        assert set(found) == {first, second}
    assert [one.kind for one in found[first].answers] == [
        Kind.SCHEDULED, Kind.DRILL, Kind.DRILL, Kind.SCHEDULED,
    ]  # fmt: skip


def test_nobody_sees_what_somebody_else_answered(database: Database, people: Class) -> None:
    histories = Histories()
    card = people.shared_cards[0]
    with database.write() as session:
        send(session, people.learner, answer("a", card, 5))
    assert len(kept(database, histories, people.learner)) == 1
    others = kept(database, histories, people.other)
    assert others == anew(database, people.other)
    assert [one.recalled for one in others[card].answers] == [False]


def test_a_second_look_reads_no_event_and_a_new_answer_only_its_card(
    database: Database, people: Class
) -> None:
    histories = Histories()
    with database.write() as session:
        send(session, people.learner, *(answer(f"a{card}", card, 4) for card in people.cards))
    first = kept(database, histories, people.learner)
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    again = kept(database, histories, people.learner)
    assert len([each for each in asked if each.startswith("SELECT")]) == 1
    assert all(again[card] is first[card] for card in first)
    with database.write() as session:
        send(session, people.learner, answer("late", people.cards[0], 4, START + DAY))
    third = kept(database, histories, people.learner)
    assert [card for card in third if third[card] is not first[card]] == [people.cards[0]]


def test_who_was_not_looked_at_for_the_longest_is_let_go(database: Database, people: Class) -> None:
    histories = Histories(most=5)
    with database.write() as session:
        send(session, people.learner, *(answer(f"a{card}", card, 4) for card in people.cards[:3]))
    before = kept(database, histories, people.learner)
    assert len(kept(database, histories, people.other)) == 4
    after = kept(database, histories, people.learner)
    assert after == before
    assert all(after[card] is not before[card] for card in before)
