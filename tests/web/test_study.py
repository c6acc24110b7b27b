"""Studying without a script: the page, its links and its buttons do it all."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import func, select

from flashcards.store.engine import Database
from flashcards.store.models.learning import ReviewEvent, ScheduleRow
from tests.web.library import Library, add_deck, add_note, cards_of, user_id
from tests.web.visitor import (
    Clock,
    Visitor,
    attribute,
    dump,
    fields_of,
    one,
    parsed,
    sqlite_only,
    text_of,
)


@pytest.fixture
def deck(ana: Visitor, stored: Database) -> int:
    """Return a deck of three notes, a card each."""
    made = add_deck(ana, "To study")
    for number in (1, 2, 3):
        add_note(ana, stored, made, front=f"Question {number}", back=f"Answer {number}")
    ana.get("/")
    return made


def test_the_answer_is_hidden_until_the_card_is_turned(ana: Visitor, deck: int) -> None:
    page = ana.page(f"/study/{deck}")
    card = _first(page)
    assert text_of(one(card, "[data-question]")) == "Question 1"
    assert one(card, "[data-back]").has_attr("hidden")
    turned = _first(ana.page(attribute(one(card, "a[data-turn]"), "href")))
    assert not one(turned, "[data-back]").has_attr("hidden")
    assert text_of(one(turned, "[data-answer]")) == "Answer 1"
    assert one(turned, "a[data-turn]").has_attr("hidden")


def test_an_answer_brings_the_next_card(ana: Visitor, deck: int, stored: Database) -> None:
    assert _left(ana, deck) == 3
    page = _answer(ana, deck, "4")
    assert _left(ana, deck) == 2
    assert text_of(one(_first(page), "[data-question]")) == "Question 2"
    with stored.read() as session:
        assert session.scalars(select(ScheduleRow.repetitions)).all() == [1]


def test_every_button_says_when_the_card_would_come_back(ana: Visitor, deck: int) -> None:
    card = _first(ana.page(f"/study/{deck}?turned=1"))
    said = {attribute(b, "value"): text_of(b) for b in card.select("button[name=grade]")}
    assert said == {
        "1": "Again today, then 1 day",
        "3": "Hard today, then 1 day",
        "4": "Good 1 day",
        "5": "Easy 1 day",
    }


def test_a_learner_can_have_the_six_buttons_of_supermemo(ana: Visitor, deck: int) -> None:
    ana.post("/settings", {"zone": "UTC", "rollover": "4", "scale": "six"})
    card = _first(ana.page(f"/study/{deck}?turned=1"))
    assert [attribute(b, "value") for b in card.select("button[name=grade]")] == list("012345")


def test_the_same_button_pressed_twice_counts_once(
    ana: Visitor, deck: int, stored: Database, clock: Clock
) -> None:
    fields = fields_of(one(_first(ana.page(f"/study/{deck}")), "form[data-grades]"))
    for _ in range(3):
        assert ana.post(f"/study/{deck}", {**fields, "grade": "4"}).status_code == 302
        clock.on(seconds=1)
    assert _answers(stored) == 1
    assert _left(ana, deck) == 2


def test_every_page_gives_its_cards_ids_of_their_own(ana: Visitor, deck: int) -> None:
    pages = [ana.page(f"/study/{deck}"), ana.page(f"/study/{deck}")]
    ids = [attribute(i, "value") for page in pages for i in page.select("input[name=id]")]
    assert len(ids) == 6
    assert len(set(ids)) == 6


def test_undo_goes_back_as_many_steps_as_there_were(
    ana: Visitor, deck: int, stored: Database, clock: Clock
) -> None:
    for _ in range(3):
        _answer(ana, deck, "5")
        clock.on(seconds=5)
    assert _left(ana, deck) == 0
    for number in (3, 2, 1):
        undone = ana.post(f"/study/{deck}/undo")
        page = parsed(ana.get(undone.location))
        card = _first(page)
        assert text_of(one(card, "[data-question]")) == f"Question {number}"
        assert not one(card, "[data-back]").has_attr("hidden")
        clock.on(seconds=5)
    assert _left(ana, deck) == 3
    assert one(ana.page(f"/study/{deck}"), "form[data-undo] button").has_attr("disabled")
    assert ana.say(ana.post(f"/study/{deck}/undo")) == ["There is nothing to take back."]
    with stored.read() as session:
        assert not session.scalars(select(ScheduleRow)).all()


def test_undo_in_one_deck_leaves_the_others_alone(
    ana: Visitor, hers: Library, his: Library, stored: Database, clock: Clock
) -> None:
    with stored.read() as session:
        before = len(session.scalars(select(ScheduleRow)).all())
    clock.on(minutes=1)
    (shared_card, *_) = cards_of(stored, hers.shared_note)
    ana.post(f"/study/{hers.shared}", {"card": shared_card, "grade": "4"})
    ana.post(f"/study/{hers.deck}/undo")
    with stored.read() as session:
        kept = set(session.scalars(select(ScheduleRow.card_id)))
    assert shared_card in kept
    assert hers.card not in kept
    assert his.card in kept
    assert len(kept) == before


def test_a_failed_card_comes_back_the_same_day_until_it_is_known(ana: Visitor, deck: int) -> None:
    for grade in ("1", "4", "4"):
        _answer(ana, deck, grade)
    page = ana.page(f"/study/{deck}")
    assert "again today" in text_of(_first(page))
    assert "Done for today" in text_of(_answer(ana, deck, "4"))


def test_the_last_page_tells_what_was_done_and_when_it_goes_on(
    ana: Visitor, hers: Library, deck: int, clock: Clock
) -> None:
    for grade in ("5", "4", "2", "4"):
        page = _answer(ana, deck, grade)
        clock.on(seconds=9)
    words = text_of(one(page, "main"))
    assert "Done for today" in words
    assert "Cards 3 Answers 4 Recalled 75 %" in words
    assert "The next card is due tomorrow." in words
    clock.on(days=1)
    assert _left(ana, deck) == 3


def test_a_deck_without_cards_says_so(ana: Visitor) -> None:
    page = ana.page(f"/study/{add_deck(ana, 'Empty')}")
    assert "Nothing is due" in text_of(one(page, "main"))


@pytest.mark.parametrize(
    "grade", ["", "6", "-1", "9", "good", "4.0", "²", "٤", " 4", "4;", "1" * 5000, "\x00"]
)
@sqlite_only
def test_what_is_no_grade_is_told_and_counts_for_nothing(
    ana: Visitor, deck: int, stored: Database, grade: str
) -> None:
    card = attribute(_first(ana.page(f"/study/{deck}")), "data-card")
    before = dump(stored)
    response = ana.post(f"/study/{deck}", {"card": card, "grade": grade, "id": "event-0001"})
    assert response.status_code in {400, 422}
    if "\x00" not in grade:
        assert "A grade is a whole number from 0 to 5" in text_of(one(parsed(response), "main"))
    assert dump(stored) == before


@pytest.mark.parametrize("card", ["", "abc", "0", "-1", "1.5", "9" * 30, "9" * 5000])
@sqlite_only
def test_what_is_no_card_harms_nothing(
    ana: Visitor, deck: int, stored: Database, card: str
) -> None:
    before = dump(stored)
    response = ana.post(f"/study/{deck}", {"card": card, "grade": "4"})
    assert response.status_code in {302, 400}
    assert dump(stored) == before


def test_an_answer_without_an_id_counts_all_the_same(
    ana: Visitor, deck: int, stored: Database
) -> None:
    card = attribute(_first(ana.page(f"/study/{deck}")), "data-card")
    assert ana.post(f"/study/{deck}", {"card": card, "grade": "4"}).status_code == 302
    assert _answers(stored) == 1


def test_the_card_in_the_address_comes_first_if_it_is_waiting(ana: Visitor, deck: int) -> None:
    cards = [attribute(c, "data-card") for c in ana.page(f"/study/{deck}").select("[data-card]")]
    page = ana.page(f"/study/{deck}?card={cards[2]}&turned=1")
    order = [attribute(c, "data-card") for c in page.select("[data-card]")]
    assert order == [cards[2], cards[0], cards[1]]
    assert len(page.select("[data-back]:not([hidden])")) == 1
    unknown = ana.page(f"/study/{deck}?card=987654")
    assert [attribute(c, "data-card") for c in unknown.select("[data-card]")] == cards


def test_two_learners_of_a_shared_deck_do_not_meet(
    ana: Visitor, ben: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    before = _left(ben, hers.shared)
    _answer(ana, hers.shared, "4")
    assert _left(ben, hers.shared) == before
    assert _left(ana, hers.shared) == before - 1
    assert user_id(stored, ben.email) == his.user


def test_a_deck_that_she_does_not_study_is_not_there_to_study(ana: Visitor, hers: Library) -> None:
    ana.post(f"/decks/{hers.shared}/leave")
    assert ana.get(f"/study/{hers.shared}").status_code == 404
    assert ana.post(f"/study/{hers.shared}", {"card": 1, "grade": "4"}).status_code == 404
    assert ana.post(f"/study/{hers.shared}/undo").status_code == 404


def _first(page: BeautifulSoup) -> Tag:
    return one(page, "[data-card]:not([hidden])")


def _answer(visitor: Visitor, deck: int, grade: str) -> BeautifulSoup:
    """Turn the first card, press a button and return the page that follows."""
    card = _first(visitor.page(f"/study/{deck}"))
    turned = _first(visitor.page(attribute(one(card, "a[data-turn]"), "href")))
    fields = fields_of(one(turned, "form[data-grades]"))
    answered = visitor.post(f"/study/{deck}", {**fields, "grade": grade})
    assert answered.location == f"/study/{deck}"
    return visitor.page(answered.location)


def _left(visitor: Visitor, deck: int) -> int:
    page = visitor.page(f"/study/{deck}")
    found = page.select("[data-left]")
    if not found:
        assert re.search("Done for today|Nothing is due", text_of(one(page, "h1")))
        return 0
    return int(text_of(found[0]))


def _answers(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(ReviewEvent)) or 0
