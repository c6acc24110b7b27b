"""The picture of a learner's study: hers alone, of what stands in the log, by deck and by tag."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from flashcards.core.errors import NotFound
from flashcards.core.grades import Grade
from flashcards.core.scheduling import fsrs
from flashcards.core.statistics.retention import Recall
from flashcards.services.library import decks, notes
from flashcards.services.statistics import picture
from flashcards.services.statistics.collection import Chosen
from flashcards.services.statistics.histories import Histories
from flashcards.services.statistics.picture import Picture
from flashcards.services.study import events, spreading
from flashcards.store.engine import Database
from flashcards.store.models import content
from flashcards.store.models.accounts import User
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
    enrolment,
    make_class,
    send,
    void,
)

TODAY = date(2026, 3, 2)
ALL = Chosen()


@pytest.fixture
def people(database: Database) -> Class:
    with database.write() as session:
        return make_class(session)


def of(session: Session, user_id: int, chosen: Chosen = ALL, days: int = 0) -> Picture:
    """Return a learner's picture some days from now, by a process that knows nothing yet."""
    learner = session.get_one(User, user_id)
    return picture.of(session, learner, chosen, NOW + timedelta(days=days), Histories())


def figures(found: Picture) -> dict[str, Any]:
    """Return all that is shown, in a form that can be compared."""
    return {name: value for name, value in vars(found).items() if name != "collection"}


def study(session: Session, people: Class, days: int = 10) -> None:
    """Answer two cards whenever they may be due: the first always, the second never recalled."""
    first, second = people.cards[:2]
    for number in range(days):
        at = START + number * DAY
        send(
            session,
            people.learner,
            answer(f"first{number}", first, 4, at, took=6000),
            answer(f"second{number}", second, 1, at + MINUTE, took=30_000),
            answer(f"drill{number}", second, 4, at + 2 * MINUTE, took=3000),
            now=NOW + timedelta(days=number),
        )


def test_retention_counts_first_answers_to_due_cards_alone(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        study(session, people)
        found = of(session, people.learner, days=9)
    all_time = found.periods[-1]
    assert (all_time.both.count, all_time.both.recalled) == (11, 2)
    assert all_time.mature == Recall()
    week = found.periods[0]
    assert (week.both.count, week.both.recalled) == (8, 1)
    assert all_time.both.expected is not None
    assert 0 < all_time.both.expected < 1
    assert found.answers == 30


def test_an_answer_and_its_undo_leave_the_whole_picture_as_it_was(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        study(session, people)
        before = figures(of(session, people.learner, days=9))
        at, now = START + 9 * DAY, NOW + timedelta(days=9)
        send(session, people.learner, answer("x", people.cards[2], 4, at), now=now)
        assert figures(of(session, people.learner, days=9)) != before
        send(session, people.learner, void("y", people.cards[2], "x", at), now=now)
        assert figures(of(session, people.learner, days=9)) == before


def test_what_somebody_else_does_changes_nothing(database: Database, people: Class) -> None:
    with database.write() as session:
        study(session, people)
        before = figures(of(session, people.learner, days=9))
        both = [*people.other_cards, *people.shared_cards]
        taken = send(session, people.other, *(answer(f"n{card}", card, 5) for card in both))
        assert {each.receipt for each in taken} == {events.Receipt.TAKEN}
        assert figures(of(session, people.learner, days=9)) == before


def test_a_deck_or_a_tag_narrows_everything(database: Database, people: Class) -> None:
    with database.write() as session:
        tagged = notes.add(session, people.deck, basic("t", tags=("ethics", "law")), NOW)
        (card,) = [each.id for each in tagged.cards]
        send(
            session,
            people.learner,
            answer("a", card, 4),
            answer("b", people.cards[0], 4),
            answer("c", people.shared_cards[0], 4),
        )
        whole = of(session, people.learner)
        deck = of(session, people.learner, Chosen(people.deck))
        tag = of(session, people.learner, Chosen(tag="ethics"))
        neither = of(session, people.learner, Chosen(people.shared, "ethics"))
    assert [each.answers for each in (whole, deck, tag, neither)] == [3, 2, 1, 0]
    assert [sum(cell.count for cell in one.calendar.cells) for one in (whole, deck)] == [3, 2]
    assert [one.forecast.total for one in (whole, deck, tag, neither)] == [3, 2, 1, 0]
    assert whole.collection.tags == ("ethics", "law")
    assert {named.name: named.share.cards for named in tag.tags} == {"ethics": 1, "law": 1}
    assert tag.whole.share.cards == 1
    assert [named.deck_id for named in deck.decks] == [people.deck]


def test_a_deck_of_somebody_else_and_a_tag_that_is_not_there_are_not_found(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        notes.add(session, people.other_deck, basic("t", tags=("secret",)), NOW)
        for chosen in (Chosen(people.other_deck), Chosen(987_654), Chosen(tag="secret")):
            with pytest.raises(NotFound):
                of(session, people.learner, chosen)


def test_a_card_known_counts_with_its_chance_of_recall(database: Database, people: Class) -> None:
    with database.write() as session:
        send(session, people.learner, answer("a", people.cards[0], 4))
        found = of(session, people.learner, days=5)
    memory = fsrs.step(None, None, Grade(4), TODAY)
    chance = fsrs.retrievability(memory, TODAY, TODAY + timedelta(days=5))
    assert found.whole.share.known == pytest.approx(chance)
    assert (found.whole.share.met, found.whole.share.cards) == (
        1,
        len(people.cards) + len(people.shared_cards),
    )


def test_a_deck_with_fsrs_shows_its_memory_and_what_it_asks(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        row = enrolment(session, people.learner, people.deck)
        row.scheduler, row.retention = "fsrs", 85
        send(session, people.learner, answer("a", people.cards[0], 4))
        send(session, people.learner, answer("b", people.shared_cards[0], 4))
        found = of(session, people.learner, Chosen(people.deck), days=1)
        both = of(session, people.learner, days=1)
    assert (found.wanted, both.wanted) == (85, None)
    for bars, count in ((both.spreads.eases, 1), (both.spreads.stabilities, 1)):
        assert sum(bar.count for bar in bars) == count
    assert sum(bar.count for bar in both.spreads.intervals) == 2
    assert sum(bar.count for bar in found.spreads.eases) == 0
    memory = fsrs.step(None, None, Grade(4), TODAY)
    chance = fsrs.retrievability(memory, TODAY, TODAY + timedelta(days=1))
    assert found.whole.share.known == pytest.approx(chance)


def test_the_hardest_cards_are_those_forgotten_most(database: Database, people: Class) -> None:
    hard, unlearnt, easy = people.cards[0], people.cards[1], people.cards[4]
    with database.write() as session:
        for number in range(12):
            at = START + number * DAY
            send(
                session,
                people.learner,
                answer(f"h{number}", hard, 1 if number % 2 else 4, at),
                answer(f"u{number}", unlearnt, 1, at),
                answer(f"e{number}", easy, 4, at),
                now=NOW + timedelta(days=number),
            )
        found = of(session, people.learner, days=12).hardest
        assert [one.card_id for one in found] == [hard, unlearnt]
        assert found[0].lapses > 0 == found[1].lapses
        assert found[1].recall.share == 0
        note = session.get_one(Card, hard).note_id
        assert found[0].question == session.get_one(content.Note, note).front
        notes.set_suspended(session, people.learner, note, True)
        left = of(session, people.learner, days=12).hardest
        assert [one.card_id for one in left] == [unlearnt]


def test_suspended_cards_are_not_foretold(database: Database, people: Class) -> None:
    with database.write() as session:
        send(session, people.learner, answer("a", people.cards[0], 4))
        assert of(session, people.learner).forecast.total == 1
        note = session.get_one(Card, people.cards[0]).note_id
        notes.set_suspended(session, people.learner, note, True)
        assert of(session, people.learner).forecast.total == 0


def test_time_is_that_of_the_answers_that_stand(database: Database, people: Class) -> None:
    with database.write() as session:
        send(
            session,
            people.learner,
            answer("a", people.cards[0], 4, took=60_000),
            answer("b", people.cards[1], 4, took=30_000),
            answer("c", people.cards[2], 4, took=600_000),
            void("d", people.cards[2], "c"),
        )
        found = of(session, people.learner, days=1)
    assert [(one.day, one.answers, one.minutes) for one in found.month if one.answers] == [
        (TODAY, 2, 1.5)
    ]
    assert (found.seconds, found.days_studied, found.minutes) == (45.0, 1, 1.5)
    assert len(found.month) == 30


def test_days_without_due_cards_and_holidays_belong_to_a_run(
    database: Database, people: Class
) -> None:
    card = people.cards[0]
    with database.write() as session:
        learner = session.get_one(User, people.learner)
        for name, day in (("a", 0), ("b", 1), ("c", 7)):
            sent = answer(name, card, 4, START + day * DAY)
            send(session, people.learner, sent, now=NOW + timedelta(days=day))
        rested = of(session, people.learner, days=7)
        assert (rested.runs.longest, rested.runs.present) == (3, 3)
        assert [one.state for one in rested.month[-8:]] == [
            "studied", "studied", *["rest"] * 5, "studied",
        ]  # fmt: skip
        late = of(session, people.learner, days=25)
        assert late.runs.present == 0
        assert [one.state for one in late.month[-4:]] == ["missed"] * 3 + ["open"]
        first = TODAY + timedelta(days=20)
        spreading.add_holiday(session, learner, first, first + timedelta(days=10))
        free = of(session, people.learner, days=25)
        assert free.runs.present == 3
        assert {one.state for one in free.month[-4:]} == {"rest"}


def test_who_has_answered_nothing_has_an_empty_picture(database: Database, people: Class) -> None:
    with database.write() as session:
        deck = decks.add(session, people.learner, "Empty", "", NOW)
        found = of(session, people.learner)
        empty = of(session, people.learner, Chosen(deck.id))
    assert found.answers == found.forecast.total == found.runs.longest == 0
    assert found.hardest == ()
    assert found.seconds is None
    assert found.whole.share.part == 0
    assert empty.whole.share.cards == 0


def test_answers_in_a_deck_that_was_left_stay_in_the_calendar(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        send(session, people.learner, answer("a", people.shared_cards[0], 4))
        decks.leave(session, people.learner, people.shared, NOW)
        found = of(session, people.learner)
        assert cards_of(session, people.shared)
    assert (found.answers, found.forecast.total) == (1, 0)
    assert people.shared not in {named.deck_id for named in found.decks}
