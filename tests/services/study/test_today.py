"""What is left of a day: due, new and drill within the limits, siblings apart, nobody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from flashcards.core.errors import NotFound
from flashcards.core.notes import NoteType
from flashcards.core.queue import Waiting
from flashcards.services.library import decks, notes
from flashcards.services.study import today
from flashcards.services.study.today import Left
from flashcards.services.wording import note_of
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card
from flashcards.store.models.learning import Enrolment
from tests.conftest import NOW
from tests.services.people import DAY, START, Class, answer, enrolment, make_class, send

TODAY = date(2026, 3, 2)


@pytest.fixture
def people(database: Database) -> Class:
    """Give decks of 15 basic notes and a cloze note of three cards at the end."""
    with database.write() as session:
        return make_class(session, [NoteType.BASIC] * 15 + [NoteType.CLOZE])


def left(session: Session, people: Class, day: date = TODAY) -> Left:
    return today.left(session, enrolment(session, people.learner, people.deck), day)


def learn(session: Session, people: Class, count: int, first: int = 0) -> None:
    """Let the learner pass cards a day ago: they are due today."""
    chosen = people.cards[first : first + count]
    send(session, people.learner, *[answer(f"y{c}", c, 4, START - DAY) for c in chosen])


def next_due(session: Session, settings: Enrolment, day: date) -> date | None:
    return today.next_due(session, settings, day, today.left(session, settings, day))


def ids(waiting: list[Waiting]) -> list[int]:
    return [card.card_id for card in waiting]


def test_a_fresh_deck_gives_ten_new_cards_in_its_order(database: Database, people: Class) -> None:
    with database.read() as session:
        found = left(session, people)
        assert ids(found.new) == people.cards[:10]
        assert (found.due, found.drill, found.waiting, found.new_stopped) == ([], [], 0, False)


def test_new_cards_met_today_count_against_the_day_and_undo_gives_them_back(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        send(session, people.learner, *[answer(f"a{c}", c, 4) for c in people.cards[:3]])
        assert ids(left(session, people).new) == people.cards[3:10]
        assert ids(left(session, people, TODAY + timedelta(days=1)).new) == people.cards[3:13]


def test_what_is_due_comes_whatever_the_number_of_new_cards(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        learn(session, people, 12)
        enrolment(session, people.learner, people.deck).new_per_day = 0
        found = left(session, people)
        assert sorted(ids(found.due)) == people.cards[:12]
        assert found.new == []


def test_overdue_cards_come_before_those_due_today(database: Database, people: Class) -> None:
    with database.write() as session:
        learn(session, people, 5, first=5)
        older = [answer(f"o{c}", c, 4, START - 5 * DAY) for c in people.cards[:5]]
        send(session, people.learner, *older)
        assert sorted(ids(left(session, people).due)[:5]) == people.cards[:5]


def test_a_limit_of_reviews_says_how_many_are_waiting_and_stops_new_cards(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        learn(session, people, 12)
        enrolment(session, people.learner, people.deck).reviews_per_day = 5
        found = left(session, people)
        assert (len(found.due), found.waiting, found.new_stopped) == (5, 7, True)
        assert found.new == []
        send(session, people.learner, *[answer(f"t{c}", c, 4) for c in ids(found.due)])
        after = left(session, people)
        assert (after.due, after.waiting, after.new_stopped) == ([], 7, True)


def test_a_limit_that_suffices_stops_nothing(database: Database, people: Class) -> None:
    with database.write() as session:
        learn(session, people, 5)
        enrolment(session, people.learner, people.deck).reviews_per_day = 5
        found = left(session, people)
        assert (len(found.due), found.waiting, found.new_stopped) == (5, 0, False)
        send(session, people.learner, *[answer(f"t{c}", c, 4) for c in people.cards[:5]])
        assert len(left(session, people).new) == 10


def test_siblings_come_on_different_days_unless_she_wants_them_together(
    database: Database, people: Class
) -> None:
    siblings = people.cards[-3:]
    with database.write() as session:
        settings = enrolment(session, people.learner, people.deck)
        settings.new_per_day = 30
        assert ids(left(session, people).new) == [*people.cards[:15], siblings[0]]
        send(session, people.learner, answer("a", siblings[0], 4))
        assert ids(left(session, people).new) == people.cards[:15]
        tomorrow = left(session, people, TODAY + timedelta(days=1))
        assert ids(tomorrow.due) == [siblings[0]]
        assert siblings[1] not in ids(tomorrow.new)
        settings.bury_siblings = False
        assert ids(left(session, people).new) == [*people.cards[:15], *siblings[1:]]


def test_a_sibling_that_was_answered_buries_the_due_ones_until_tomorrow(
    database: Database, people: Class
) -> None:
    one, other, _ = people.cards[-3:]
    with database.write() as session:
        learn(session, people, 3, first=15)
        assert len(left(session, people).due) == 1
        shown = left(session, people).due[0].card_id
        send(session, people.learner, answer("t", shown, 4))
        assert left(session, people).due == []
        assert len(left(session, people, TODAY + timedelta(days=1)).due) == 1
        assert {one, other} - {shown}


def test_cards_answered_below_four_come_back_at_the_end_of_the_day(
    database: Database, people: Class
) -> None:
    card = people.cards[0]
    with database.write() as session:
        learn(session, people, 3)
        send(session, people.learner, answer("a", card, 3))
        found = left(session, people)
        assert ids(found.drill) == [card]
        assert found.queue[-1].card_id == card
        assert left(session, people, TODAY + timedelta(days=1)).drill == []
        send(session, people.learner, answer("b", card, 4, START + 1))
        assert left(session, people).drill == []


def test_notes_left_out_and_thrown_away_do_not_come_up(database: Database, people: Class) -> None:
    with database.write() as session:
        learn(session, people, 4)
        send(session, people.learner, answer("d", people.cards[3], 1))
        note_of = {c: session.get_one(Card, c).note_id for c in people.cards}
        for card in (people.cards[0], people.cards[3], people.cards[5]):
            notes.set_suspended(session, people.learner, note_of[card], True)
        notes.delete(session, people.learner, note_of[people.cards[1]], NOW)
        found = left(session, people)
        assert ids(found.due) == [people.cards[2]]
        assert people.cards[5] not in ids(found.new)
        assert found.drill == []
        notes.set_suspended(session, people.learner, note_of[people.cards[0]], False)
        notes.restore(session, people.learner, note_of[people.cards[1]])
        assert sorted(ids(left(session, people).due)) == people.cards[:3]


def test_somebody_elses_answers_and_flags_change_nothing(database: Database, people: Class) -> None:
    with database.write() as session:
        shared = enrolment(session, people.learner, people.shared)
        note_id = session.get_one(Card, people.shared_cards[3]).note_id
        notes.set_suspended(session, people.other, note_id, True)
        assert ids(today.left(session, shared, TODAY).new) == people.shared_cards[:10]


def test_the_next_day_with_cards_counts_no_card_that_is_left_out(
    database: Database, people: Class
) -> None:
    one, other = people.cards[:2]
    with database.write() as session:
        settings = enrolment(session, people.learner, people.deck)
        settings.new_per_day = 0
        send(session, people.learner, answer("a", one, 4), answer("b", other, 4))
        send(session, people.learner, answer("c", other, 4, START + DAY), now=NOW + timedelta(1))
        day = TODAY + timedelta(days=1)
        assert next_due(session, settings, TODAY) == day
        notes.set_suspended(session, people.learner, session.get_one(Card, one).note_id, True)
        assert next_due(session, settings, TODAY) == TODAY + timedelta(days=7)
        assert next_due(session, settings, TODAY + timedelta(days=7)) == TODAY + timedelta(days=7)


def test_cards_that_rest_today_are_due_tomorrow(database: Database, people: Class) -> None:
    with database.write() as session:
        learn(session, people, 3)
        settings = enrolment(session, people.learner, people.deck)
        settings.reviews_per_day, settings.new_per_day = 1, 0
        send(session, people.learner, answer("first", people.cards[0], 4))
        assert left(session, people).due == []
        assert next_due(session, settings, TODAY) == TODAY + timedelta(days=1)


def test_the_home_lists_her_decks_by_title_and_none_from_the_bin(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        learner = session.get_one(User, people.learner)
        gone = decks.add(session, people.learner, "Zzz", "", NOW)
        decks.delete(session, people.learner, gone.id, NOW)
        found = today.decks(session, learner, NOW)
        assert [entry.deck.id for entry in found] == [people.deck, people.shared]
        assert [entry.left.total for entry in found] == [10, 10]
        with pytest.raises(NotFound):
            today.enrolment(session, learner, gone.id)
        for deck_id in (people.other_deck, 999_999):
            with pytest.raises(NotFound):
                today.enrolment(session, learner, deck_id)


def test_the_order_of_a_day_is_the_same_at_every_look(database: Database, people: Class) -> None:
    with database.write() as session:
        learn(session, people, 15)
        orders = [ids(left(session, people).due) for _ in range(3)]
        assert orders[0] == orders[1] == orders[2]
        assert orders[0] != sorted(orders[0])
        first = orders[0][0]
        send(session, people.learner, answer("t", first, 4))
        assert ids(left(session, people).due) == orders[0][1:]


@pytest.mark.parametrize("how", ["left out", "thrown away", "mark taken out"])
def test_a_note_that_comes_back_is_new_again_even_behind_cards_that_were_met(
    database: Database, people: Class, how: str
) -> None:
    me = people.learner
    with database.write() as session:
        settings = enrolment(session, me, people.deck)
        settings.bury_siblings, settings.new_per_day = False, 100
        chosen = people.cards[-2] if how == "mark taken out" else people.cards[0]
        row, _ = notes.readable(session, me, session.get_one(Card, chosen).note_id)
        before = note_of(row)
        if how == "left out":
            notes.set_suspended(session, me, row.id, True)
        elif how == "thrown away":
            notes.delete(session, me, row.id, NOW)
        else:
            fewer = replace(before, text="{{c1::bond}} and {{c3::tasks}}")
            notes.change(session, me, row.id, fewer, NOW)
        others = [card for card in people.cards if card != chosen]
        send(session, me, *[answer(f"a{card}", card, 4) for card in others])
        assert left(session, people).new == []
        assert settings.new_from == 16
        if how == "left out":
            notes.set_suspended(session, me, row.id, False)
        elif how == "thrown away":
            notes.restore(session, me, row.id)
        else:
            notes.change(session, me, row.id, before, NOW)
        session.expire_all()
        assert ids(left(session, people).new) == [chosen]
