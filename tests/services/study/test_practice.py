"""Practice: the cards that were asked for, until each is good, while no schedule moves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from flashcards.core.errors import NotFound
from flashcards.core.notes import NoteType
from flashcards.core.reviews import Kind
from flashcards.services.library import notes
from flashcards.services.study import by_hand, practice
from flashcards.services.study.practice import Order, Sitting, Wanted
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from tests.conftest import NOW
from tests.services.people import (
    DAY,
    MINUTE,
    START,
    Class,
    answer,
    basic,
    cards_of,
    make_class,
    schedules,
    send,
    void,
)


@pytest.fixture
def people(database: Database) -> Class:
    """Give decks of six basic notes and a cloze note of three cards at the end."""
    with database.write() as session:
        return make_class(session, [NoteType.BASIC] * 6 + [NoteType.CLOZE])


def ids(session: Session, people: Class, since: int = START, **wanted: object) -> list[int]:
    """Return the cards of a sitting in her own deck."""
    sitting = Sitting(Wanted(**{"deck_id": people.deck, **wanted}), since)  # type: ignore[arg-type]
    return [card.card_id for card in practice.chosen(session, ann(session, people), sitting)]


def ann(session: Session, people: Class) -> User:
    return session.get_one(User, people.learner)


def sit(people: Class, since: int = START, **wanted: object) -> Sitting:
    return Sitting(Wanted(**{"deck_id": people.deck, **wanted}), since)  # type: ignore[arg-type]


def left(session: Session, people: Class, sitting: Sitting) -> list[int]:
    found = practice.left(session, ann(session, people), sitting)
    return [card.card_id for card in found.queue]


def practised(session: Session, people: Class, name: str, card: int, grade: int) -> None:
    """Let her answer a card in practice, a minute after the sitting began."""
    given = replace(answer(name, card, grade, START + MINUTE), practice=True)
    (taken,) = send(session, people.learner, given)
    assert taken.outcome is Kind.PRACTICE


def test_ahead_are_the_cards_of_the_next_days_by_day_and_never_those_of_today(
    database: Database, people: Class
) -> None:
    one, three, far, today, *_ = people.cards
    with database.write() as session:
        for card, days in ((one, 0), (three, 4)):
            send(session, people.learner, answer(f"a{card}", card, 4, START - days * DAY))
            if days:
                send(session, people.learner, answer(f"b{card}", card, 4, START - 3 * DAY))
        send(session, people.learner, answer("today", today, 4, START - DAY))
        send(session, people.learner, answer("far1", far, 4, START - 2 * DAY))
        send(session, people.learner, answer("far2", far, 4, START - DAY))
        counts = practice.ahead(session, ann(session, people), people.deck, NOW)
        assert counts == {1: 1, 3: 2, 7: 3}
        assert ids(session, people, ahead=1, order=Order.DUE) == [one]
        assert ids(session, people, ahead=3, order=Order.DUE) == [one, three]
        assert ids(session, people, ahead=7, order=Order.DUE) == [one, three, far]


def test_of_one_note_the_cards_are_far_apart_in_every_order(
    database: Database, people: Class
) -> None:
    siblings = set(people.cards[-3:])
    with database.read() as session:
        for order in Order:
            found = ids(session, people, order=order)
            assert sorted(found) == sorted(people.cards)
            assert len(siblings & set(found[:7])) == 1, order
        assert ids(session, people, order=Order.DECK)[:6] == people.cards[:6]
        assert ids(session, people) != ids(session, people, since=START + 1)
        assert ids(session, people) == ids(session, people)


def test_tags_flags_fails_and_what_was_met_narrow_the_choice(
    database: Database, people: Class
) -> None:
    first, second, third, *_ = people.cards
    with database.write() as session:
        for guid, tags in (("x", ("bond", "rupture")), ("y", ("bonding",)), ("z", ("goal",))):
            notes.add(session, people.deck, basic(guid, tags=tags), NOW)
        bond, bonding, goal = cards_of(session, people.deck)[-3:]
        assert ids(session, people, tags=("bond",)) == [bond]
        assert sorted(ids(session, people, tags=("bond", "goal"))) == sorted([bond, goal])
        assert practice.tags(session, ann(session, people)) == [
            *("bond", "bonding", "goal", "rupture"),
        ]
        by_hand.flag(session, ann(session, people), second, True)
        assert ids(session, people, flagged=True) == [second]
        send(session, people.learner, answer("old", first, 1, START - 5 * DAY))
        send(session, people.learner, answer("new", third, 1, START - DAY))
        send(session, people.learner, answer("back", bonding, 1, START - DAY))
        send(session, people.learner, void("undo", bonding, "back", START - DAY + 1))
        later = START + MINUTE
        assert sorted(ids(session, people, since=later, failed=7)) == sorted([first, third])
        assert ids(session, people, since=later, failed=2) == [third]
        assert sorted(ids(session, people, met=True)) == sorted([first, third])
        assert ids(session, people, most=1, order=Order.HARDEST) != []
        assert len(ids(session, people, most=1)) == 1


def test_what_is_left_out_or_rests_and_what_is_not_hers_is_not_practised(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        by_hand.suspend(session, ann(session, people), people.cards[0], True)
        by_hand.bury(session, ann(session, people), people.cards[1], NOW.date())
        assert sorted(ids(session, people)) == sorted(people.cards[2:])
        everything = ids(session, people, deck_id=None)
        assert set(everything) == {*people.cards[2:], *people.shared_cards}
        with pytest.raises(NotFound):
            ids(session, people, deck_id=people.other_deck)


def test_a_card_comes_back_until_it_is_good_and_no_schedule_moves(
    database: Database, people: Class
) -> None:
    new, known, *_ = people.cards
    with database.write() as session:
        send(session, people.learner, answer("known", known, 4, START - DAY))
        before = schedules(session, people.learner)
        sitting = sit(people, most=2, order=Order.DECK)
        assert left(session, people, sitting) == [new, known]
        practised(session, people, "p1", new, 3)
        assert left(session, people, sitting) == [known, new]
        practised(session, people, "p2", known, 5)
        assert left(session, people, sitting) == [new]
        practised(session, people, "p3", new, 4)
        assert left(session, people, sitting) == []
        assert schedules(session, people.learner) == before
        found = practice.done(session, ann(session, people), sitting)
        assert (found.answers, found.cards, found.recalled) == (3, 2, 3)
        assert left(session, people, replace(sitting, since=START + 2 * MINUTE)) == [new, known]


def test_cards_that_come_back_take_turns(database: Database, people: Class) -> None:
    first, second, *_ = people.cards
    with database.write() as session:
        sitting = sit(people, most=2, order=Order.DECK)
        turns = [first, second, first, second]
        for number, card in enumerate(turns):
            assert left(session, people, sitting)[0] == card
            at = START + (number + 1) * MINUTE
            given = replace(answer(f"turn-{number}", card, 1, at), practice=True)
            send(session, people.learner, given)


def test_undo_goes_back_through_a_sitting_and_touches_nothing_else(
    database: Database, people: Class
) -> None:
    new, known, *_ = people.cards
    with database.write() as session:
        send(session, people.learner, answer("known", known, 4, START))
        sitting = sit(people, most=2, order=Order.DECK)
        practised(session, people, "p1", new, 4)
        practised(session, people, "p2", known, 4)
        learner = ann(session, people)
        for name, card, rest in (("u1", known, [known]), ("u2", new, [new, known])):
            undone = practice.undo(session, learner, sitting, f"undo-{name}", NOW)
            assert undone is not None
            assert undone.card_id == card
            assert left(session, people, sitting) == rest
        assert practice.undo(session, learner, sitting, "undo-u3", NOW) is None
        assert set(schedules(session, people.learner)) == {known}


def test_a_clock_that_is_behind_the_servers_ends_a_sitting_all_the_same(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        sitting = sit(people, most=1, order=Order.DECK)
        late = replace(answer("late", people.cards[0], 4, START - 30 * MINUTE), practice=True)
        send(session, people.learner, late)
        assert left(session, people, sitting) == []
