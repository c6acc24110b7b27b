"""Decks and notes: whose they are, what becomes of them, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.errors import Invalid, NotFound, Refused
from flashcards.core.notes import FIELD_LIMIT
from flashcards.services.library import decks, notes, search
from flashcards.services.wording import note_of, wordings
from flashcards.store.engine import Database
from flashcards.store.models import content
from flashcards.store.models.content import Card, Deck
from flashcards.store.models.learning import Enrolment
from tests.conftest import NOW
from tests.services.people import (
    Class,
    answer,
    basic,
    cards_of,
    cloze,
    enrolment,
    make_class,
    schedules,
    send,
)

LATER = NOW + timedelta(days=1)


@pytest.fixture
def people(database: Database) -> Class:
    with database.write() as session:
        return make_class(session)


def note_at(session: Session, deck_id: int, position: int = 0) -> content.Note:
    return session.scalars(
        select(content.Note).where(
            content.Note.deck_id == deck_id, content.Note.position == position
        )
    ).one()


def test_a_deck_of_somebody_else_might_as_well_not_exist(database: Database, people: Class) -> None:
    me, his = people.learner, people.other_deck
    tries: list[Callable[[Session], object]] = [
        lambda session: decks.readable(session, me, his),
        lambda session: decks.own(session, me, his),
        lambda session: decks.change(session, me, his, "Mine", ""),
        lambda session: decks.delete(session, me, his, NOW),
        lambda session: decks.restore(session, me, his),
        lambda session: decks.leave(session, me, his, NOW),
        lambda session: decks.readable(session, me, 999_999),
    ]
    for attempt in tries:
        with database.read() as session, pytest.raises(NotFound):
            attempt(session)


def test_a_note_of_somebody_else_might_as_well_not_exist(database: Database, people: Class) -> None:
    me = people.learner
    with database.read() as session:
        his = note_at(session, people.other_deck).id
    tries: list[Callable[[Session], object]] = [
        lambda session: notes.readable(session, me, his),
        lambda session: notes.change(session, me, his, basic("x"), NOW),
        lambda session: notes.delete(session, me, his, NOW),
        lambda session: notes.restore(session, me, his),
        lambda session: notes.set_suspended(session, me, his, True),
        lambda session: notes.readable(session, me, 999_999),
    ]
    for attempt in tries:
        with database.read() as session, pytest.raises(NotFound):
            attempt(session)


def test_a_shared_deck_can_be_read_and_left_and_not_changed(
    database: Database, people: Class
) -> None:
    me, shared = people.learner, people.shared
    with database.write() as session:
        assert decks.readable(session, me, shared).title == "Shared"
        row = note_at(session, shared)
        for attempt in (
            lambda: decks.change(session, me, shared, "Mine", ""),
            lambda: decks.delete(session, me, shared, NOW),
            lambda: notes.delete(session, me, row.id, NOW),
        ):
            with pytest.raises(Refused):
                attempt()
        assert [deck.id for deck in decks.to_add(session, me)] == []
        send(session, me, answer("a", people.shared_cards[0], 4))
        decks.leave(session, me, shared, NOW)
        session.flush()
        assert [deck.id for deck in decks.to_add(session, me)] == [shared]
        assert list(schedules(session, me)) == [people.shared_cards[0]]
        decks.enrol(session, me, shared, NOW)
        assert decks.knows(session, me, shared) == (1, len(people.shared_cards))
        assert session.get(Enrolment, (people.other, shared)) is not None
        with pytest.raises(Refused):
            decks.leave(session, me, people.deck, NOW)


def test_enrolling_twice_keeps_her_settings(database: Database, people: Class) -> None:
    with database.write() as session:
        settings = enrolment(session, people.learner, people.deck)
        settings.new_per_day = 3
        assert decks.enrol(session, people.learner, people.deck, LATER) is settings
        assert (settings.new_per_day, settings.added_at) == (3, NOW)


def test_a_deck_in_the_bin_is_nowhere_else_and_comes_back_whole(
    database: Database, people: Class
) -> None:
    me = people.learner
    with database.write() as session:
        send(session, me, answer("a", people.cards[0], 4))
        before = schedules(session, me)
        decks.delete(session, me, people.deck, NOW)
        session.flush()
        assert [deck.id for deck in decks.all_own(session, me)] == []
        assert [deck.id for deck in decks.studied(session, me)] == [people.shared]
        assert decks.find(session, me, people.deck) is None
        assert search.notes(session, me).total == 5
        with pytest.raises(NotFound):
            decks.own(session, me, people.deck)
        with pytest.raises(NotFound):
            notes.readable(session, me, note_at(session, people.deck).id)
        assert [deck.id for deck in search.thrown_away(session, me)[0]] == [people.deck]
        assert search.thrown_away(session, people.other) == ([], [])
        decks.restore(session, me, people.deck)
        session.flush()
        assert decks.find(session, me, people.deck) is not None
        assert schedules(session, me) == before


@pytest.mark.parametrize("title", ["", " \n\t", "\0", "x" * 201])
def test_a_deck_needs_a_title_that_fits(database: Database, people: Class, title: str) -> None:
    with database.write() as session:
        with pytest.raises(Invalid) as refused:
            decks.add(session, people.learner, title, "", NOW)
        assert refused.value.field == "title"
        with pytest.raises(Invalid):
            decks.change(session, people.learner, people.deck, title, "")


def test_characters_that_no_database_keeps_break_nothing(database: Database, people: Class) -> None:
    with database.write() as session:
        made = decks.add(session, people.learner, "A\0 \ud800B", "c\0d", NOW)
        row = notes.add(session, made.id, basic("g", front="W\0ho?", tags=("a\0",)), NOW)
        shared = note_at(session, people.shared)
        worded = replace(note_of(shared), back="\0x")
        notes.change(session, people.learner, shared.id, worded, NOW)
        session.flush()
        assert (made.title, made.description) == ("A B", "cd")
        assert (row.front, row.tags) == ("Who?", "a")
        assert search.notes(session, people.learner, "wh\0o \ud800").total >= 1


def test_a_title_has_single_spaces_and_a_description_no_edges(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        made = decks.add(session, people.learner, "  The\n alliance ", " why \n", NOW)
        assert (made.title, made.description) == ("The alliance", "why")
        assert session.get(Enrolment, (people.learner, made.id)) is not None


def test_notes_are_appended_with_a_card_for_each_ordinal(database: Database, people: Class) -> None:
    with database.write() as session:
        last = notes.add(session, people.deck, cloze("z", "{{c2,4::a}} {{c1::b}}"), NOW)
        assert last.position == 5
        assert [(card.ordinal, card.active, card.position) for card in last.cards] == [
            (1, True, 5),
            (2, True, 5),
            (4, True, 5),
        ]
        assert cards_of(session, people.deck)[-3:] == [card.id for card in last.cards]


@pytest.mark.parametrize(
    "note", [basic("x", front=" "), cloze("x", "none"), basic("x", back="y" * (FIELD_LIMIT + 1))]
)
def test_a_note_that_gives_no_card_is_not_kept(
    database: Database, people: Class, note: content.Note
) -> None:
    with database.write() as session:
        before = search.notes_of(session, people.deck).total
        with pytest.raises(Invalid):
            notes.add(session, people.deck, note, NOW)  # type: ignore[arg-type]
        assert search.notes_of(session, people.deck).total == before


def test_an_edit_keeps_schedules_and_a_mark_taken_out_lets_its_card_rest(
    database: Database, people: Class
) -> None:
    me = people.learner
    with database.write() as session:
        row = note_at(session, people.deck, 1)
        one, two, three = (card.id for card in row.cards)
        send(session, me, *[answer(f"a{card}", card, 4) for card in (one, two, three)])
        before = schedules(session, me)
        edited = replace(note_of(row), text="{{c1::bond}} and {{c3::tasks}}")
        notes.change(session, me, row.id, edited, LATER)
        assert [card.active for card in row.cards] == [True, False, True]
        assert row.modified_at == LATER
        assert schedules(session, me) == before
        notes.change(session, me, row.id, replace(edited, text="{{c2::goals}}"), LATER)
        assert [(card.id, card.active) for card in row.cards] == [
            (one, False),
            (two, True),
            (three, False),
        ]


def test_a_note_keeps_its_kind(database: Database, people: Class) -> None:
    with database.write() as session:
        row = note_at(session, people.deck)
        with pytest.raises(Invalid) as refused:
            notes.change(session, people.learner, row.id, cloze(row.guid), NOW)
        assert refused.value.field == "type"


def test_a_shared_note_is_worded_anew_for_her_alone_and_goes_back(
    database: Database, people: Class
) -> None:
    me = people.learner
    with database.write() as session:
        row = note_at(session, people.shared)
        for text in ("First.", "Second."):
            notes.change(session, me, row.id, replace(note_of(row), back=text), LATER)
            session.flush()
        assert row.back == "Bordin"
        assert row.modified_at == NOW
        own = wordings(session, me, [row.id, 999])
        assert note_of(row, own[row.id]).back == "Second."
        assert wordings(session, people.other, [row.id]) == {}
        marked = note_at(session, people.shared, 1)
        with pytest.raises(Invalid) as refused:
            notes.change(session, me, marked.id, cloze(marked.guid, "{{c1::x}}"), NOW)
        assert refused.value.field == "text"
        notes.forget_wording(session, people.other, row.id, NOW)
        session.flush()
        assert row.id in wordings(session, me, [row.id])
        notes.forget_wording(session, me, row.id, NOW)
        session.flush()
        assert wordings(session, me, [row.id]) == {}


def test_a_note_in_the_bin_is_found_there_alone_and_comes_back_with_its_schedules(
    database: Database, people: Class
) -> None:
    me = people.learner
    with database.write() as session:
        row = note_at(session, people.deck)
        send(session, me, answer("a", row.cards[0].id, 4))
        before = schedules(session, me)
        notes.delete(session, me, row.id, NOW)
        other = notes.delete(session, me, note_at(session, people.deck, 2).id, LATER)
        assert search.notes(session, me, deck_id=people.deck).total == 3
        assert [found.id for found in search.thrown_away(session, me)[1]] == [other.id, row.id]
        with pytest.raises(NotFound):
            notes.readable(session, me, row.id)
        notes.restore(session, me, row.id)
        assert [card.active for card in row.cards] == [True]
        assert schedules(session, me) == before


def test_leaving_a_note_out_is_hers_alone(database: Database, people: Class) -> None:
    with database.write() as session:
        row = note_at(session, people.shared, 1)
        notes.set_suspended(session, people.learner, row.id, True)
        notes.set_suspended(session, people.learner, row.id, True)
        assert notes.suspended(session, people.learner, row.id)
        assert not notes.suspended(session, people.other, row.id)
        assert not notes.suspended(session, people.learner, note_at(session, people.shared).id)
        notes.set_suspended(session, people.learner, row.id, False)
        assert not notes.suspended(session, people.learner, row.id)


def test_how_much_of_a_deck_she_knows_counts_cards_that_are_still_there(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        assert decks.knows(session, people.learner, people.deck) == (0, 10)
        send(session, people.learner, *[answer(f"a{c}", c, 4) for c in people.cards[:3]])
        assert decks.knows(session, people.learner, people.deck) == (3, 10)
        row = session.get_one(Card, people.cards[0])
        notes.delete(session, people.learner, row.note_id, NOW)
        assert decks.knows(session, people.learner, people.deck) == (2, 9)


@pytest.fixture
def written(database: Database, people: Class) -> list[int]:
    """Give notes with words that a search must not take for patterns."""
    texts = [
        ("100% sure", "yes", ("alliance",)),
        ("100 sure", "under_score", ("alliances",)),
        ("back\\slash", "underXscore", ("the-alliance", "Bond")),
        ("Übertragung", "Freud", ("alli_nce",)),
    ]
    with database.write() as session:
        return [
            notes.add(
                session, people.deck, basic(f"w{n}", front, back, extra="", tags=tags), NOW
            ).id
            for n, (front, back, tags) in enumerate(texts)
        ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("100%", [0]),
        ("100", [0, 1]),
        ("r_s", [1]),
        ("k\\s", [2]),
        ("SURE yes", [0]),
        ("sure nothing", []),
        ("übertragung", [3]),
        ("ÜBERTRAGUNG", [3]),
        ("tag:alliance", [0]),
        ("TAG:Alliance", [0]),
        ("tag:alli_nce", [3]),
        ("tag:bond", [2]),
        ("tag:b%", []),
        ("tag:alliance 100", [0]),
        ("tag:", []),
        ("'; DROP TABLE notes; --", []),
    ],
)
def test_search_takes_words_literally(
    database: Database, people: Class, written: list[int], words: str, expected: list[int]
) -> None:
    with database.read() as session:
        found = search.notes(session, people.learner, words)
        assert [row.id for row, _ in found.rows] == [written[n] for n in expected]
        assert found.total == len(expected)
        assert search.notes(session, people.other, words).total == 0


def test_search_finds_her_own_and_studied_notes_and_nobody_elses(
    database: Database, people: Class
) -> None:
    with database.read() as session:
        found = search.notes(session, people.learner, "bordin")
        assert {deck.id for _, deck in found.rows} == {people.deck, people.shared}
        assert search.notes(session, people.learner, "bordin", people.other_deck).total == 0
        only = search.notes(session, people.learner, "bordin", people.shared)
        assert {deck.id for _, deck in only.rows} == {people.shared}


def test_pages_hold_every_note_once(database: Database, people: Class) -> None:
    with database.write() as session:
        empty = decks.add(session, people.learner, "Empty", "", NOW)
        for number in range(search.PAGE * 2 + 1):
            notes.add(session, people.deck, basic(f"p{number}"), NOW)
        first = search.notes_of(session, people.deck)
        assert (first.total, first.pages, first.page) == (5 + search.PAGE * 2 + 1, 3, 1)
        rows = [search.notes_of(session, people.deck, page).rows for page in (1, 2, 3, 4)]
        ids = [row.id for page in rows for row, _ in page]
        assert len(ids) == len(set(ids)) == first.total
        positions = [row.position for page in rows for row, _ in page]
        assert positions == sorted(positions)
        assert search.notes_of(session, people.deck, -3).page == 1
        nothing = search.notes_of(session, empty.id)
        assert (nothing.total, nothing.pages) == (0, 1)
        assert session.get(Deck, empty.id) is not None


def test_pressing_twice_is_pressing_once(database: Database, people: Class) -> None:
    me = people.learner
    with database.write() as session:
        new = decks.add(session, people.other, "Later shared", "", NOW)
        new.owner_id = None
        row = note_at(session, people.shared)
        row_id, note = row.id, replace(note_of(row), back="Hers")
        deck_id = new.id

    def press(_: int) -> None:
        with database.write() as session:
            decks.enrol(session, me, deck_id, NOW)
            notes.set_suspended(session, me, row_id, True)
            notes.change(session, me, row_id, note, NOW)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(press, range(12)))
    with database.read() as session:
        assert decks.enrolment(session, me, deck_id) is not None
        assert notes.suspended(session, me, row_id)
        assert note_of(row, wordings(session, me, [row_id])[row_id]).back == "Hers"
