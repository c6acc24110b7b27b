"""Leeches are found, each with the cards that it may be taken for; nobody else's answers count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from flashcards.core.notes import NoteType
from flashcards.core.scheduling import leech
from flashcards.services.library import notes
from flashcards.services.study import leeches
from flashcards.store.engine import Database
from flashcards.store.models.content import Card
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
    send,
    void,
)

TEXTS = {
    "positive": ("What is positive reinforcement?", "adding something pleasant after a behaviour"),
    "negative": ("What is negative reinforcement?", "taking something painful away after it"),
    "frame": ("What is the therapeutic frame?", "the agreed conditions of the work"),
    "mirror": ("Who wrote of the mirror stage?", "Lacan"),
}


@pytest.fixture
def people(database: Database) -> Class:
    with database.write() as session:
        found = make_class(session, [NoteType.BASIC])
        for guid, (front, back) in TEXTS.items():
            notes.add(session, found.deck, basic(guid, front, back), NOW)
        return found


def card_of(session: Session, people: Class, guid: str) -> int:
    """Return the card of a note: they stand in the deck in the order of TEXTS."""
    return cards_of(session, people.deck)[1 + list(TEXTS).index(guid)]


def lapse(
    session: Session, people: Class, card: int, times: int, name: str, minutes: int = 0
) -> None:
    """Let the learner know a card and forget it again, so many times."""
    day = 0
    for number in range(times):
        at = START - 60 * DAY + day * DAY + minutes * MINUTE
        send(session, people.learner, answer(f"{name}-p{number}", card, 4, at))
        send(session, people.learner, answer(f"{name}-f{number}", card, 1, at + DAY))
        day += 2


@pytest.mark.parametrize(
    ("lapses", "is_one", "asked"),
    [(7, False, False), (8, True, True), (9, True, False), (12, True, True), (16, True, True)],
)
def test_a_leech_is_a_card_of_eight_lapses_and_is_asked_of_every_four(
    lapses: int, is_one: bool, asked: bool
) -> None:
    assert leech.is_leech(lapses) == is_one
    assert leech.has_just_become_one(lapses) == asked


def test_the_leeches_of_a_deck_are_listed_the_worst_first(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        for guid, times in (("frame", 7), ("positive", 8), ("mirror", 10)):
            lapse(session, people, card_of(session, people, guid), times, f"lapse-{guid}")
        found = leeches.of_deck(session, people.learner, people.deck)
        assert [(one.question, one.lapses) for one in found] == [
            ("Who wrote of the mirror stage?", 10),
            ("What is positive reinforcement?", 8),
        ]
        assert leeches.of_deck(session, people.other, people.deck) == []


def test_a_leech_shows_what_shares_its_words_and_what_failed_beside_it(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        leech_card = card_of(session, people, "positive")
        lapse(session, people, leech_card, 8, "positive")
        lapse(session, people, card_of(session, people, "mirror"), 3, "near", minutes=2)
        lapse(session, people, card_of(session, people, "frame"), 3, "far", minutes=55)
        found = leeches.look_alikes(session, people.learner, session.get_one(Card, leech_card))
        assert [each.face.question for each in found] == [
            TEXTS["mirror"][0],
            TEXTS["negative"][0],
        ]
        assert [each.together for each in found] == [3, 0]


def test_the_other_cards_of_its_own_note_are_no_look_alikes(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        both = basic("both")
        both = both.__class__(**{**vars(both), "type": NoteType.REVERSED})
        notes.add(session, people.deck, both, NOW)
        card = cards_of(session, people.deck)[-1]
        assert leeches.look_alikes(session, people.learner, session.get_one(Card, card)) != []
        for each in leeches.look_alikes(session, people.learner, session.get_one(Card, card)):
            assert each.note_id != session.get_one(Card, card).note_id


@pytest.mark.parametrize("at_once", [True, False])
def test_the_answer_that_makes_a_leech_is_told_and_no_other(
    database: Database, people: Class, at_once: bool
) -> None:
    with database.write() as session:
        card = card_of(session, people, "mirror")
        begun = START - 60 * DAY
        grades = [4, 1] * 12 + [4]
        given = [answer(f"a{n:03}", card, g, begun + n * DAY) for n, g in enumerate(grades)]
        batches = [given] if at_once else [[each] for each in given]
        told = [taken for batch in batches for taken in send(session, people.learner, *batch)]
        asks = [taken.id for taken in told if taken.leech]
        # In one batch what counts is how the card stands after all of it.
        assert asks == (["a023"] if at_once else ["a015", "a023"])
        (again,) = send(session, people.learner, given[23])
        assert again.leech
        (other,) = send(session, people.learner, given[21])
        assert not other.leech


def test_an_answer_that_was_taken_back_makes_no_leech(database: Database, people: Class) -> None:
    with database.write() as session:
        card = card_of(session, people, "mirror")
        lapse(session, people, card, leech.FIRST - 1, "mirror")
        send(session, people.learner, answer("known", card, 4, START - DAY))
        (taken,) = send(session, people.learner, answer("asks", card, 1))
        assert taken.leech
        send(session, people.learner, void("undo", card, "asks", START + 1))
        (again,) = send(session, people.learner, answer("asks", card, 1))
        assert not again.leech


def test_practice_makes_no_leech(database: Database, people: Class) -> None:
    with database.write() as session:
        card = card_of(session, people, "mirror")
        lapse(session, people, card, leech.FIRST - 1, "mirror")
        send(session, people.learner, answer("known", card, 4, START - DAY))
        practised = replace(answer("asks", card, 1), practice=True)
        (taken,) = send(session, people.learner, practised)
        assert not taken.leech
