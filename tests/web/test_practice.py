"""Practising without a script: a choice of cards, a sitting, undo; no due day moves."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from flashcards.store.engine import Database
from flashcards.store.models.content import Note
from flashcards.store.models.learning import ReviewEvent, ScheduleRow
from tests.web.library import Library, add_deck, add_note, cards_of
from tests.web.visitor import (
    Clock,
    Visitor,
    attribute,
    dump,
    fields_of,
    one,
    sqlite_only,
    text_of,
)

PLAIN = "Your answers are kept in the history, due days stay as they are."


@pytest.fixture
def deck(ana: Visitor, stored: Database) -> int:
    """Return a deck of three notes, a card each."""
    made = add_deck(ana, "To practise")
    for number, tags in ((1, "bond"), (2, "bond rupture"), (3, "")):
        add_note(ana, stored, made, front=f"Question {number}", back="Answer", tags=tags)
    return made


def begin(visitor: Visitor, query: str) -> str:
    """Begin a sitting and return its address."""
    begun = visitor.get(f"/practice/cards?{query}")
    assert begun.status_code == 302
    assert "since=" in begun.location
    return begun.location


def shown(page: BeautifulSoup) -> str:
    return text_of(one(page, "[data-card]:not([hidden]) [data-question]"))


def press(visitor: Visitor, address: str, grade: str) -> BeautifulSoup:
    """Answer the card that is shown, and return the page after it."""
    form = one(visitor.page(address), "[data-card]:not([hidden]) form[data-grades]")
    fields = {**fields_of(form), "grade": grade}
    answered = visitor.post(attribute(form, "action"), fields)
    assert answered.status_code == 302
    return visitor.page(answered.location)


def state(database: Database) -> list[str]:
    with database.read() as session:
        rows = session.execute(select(ScheduleRow.__table__).order_by(ScheduleRow.card_id))
        return [repr(tuple(row)) for row in rows]


def test_a_sitting_goes_on_until_each_card_was_good_and_moves_nothing(
    ana: Visitor, deck: int, stored: Database, clock: Clock
) -> None:
    before = state(stored)
    address = begin(ana, f"deck={deck}&order=deck")
    page = ana.page(address)
    assert PLAIN in text_of(one(page, ".practice"))
    assert [text_of(each) for each in page.select("[data-card]:not([hidden]) [data-when]")] == [
        *("comes back", "comes back", "done here", "done here"),
    ]
    for question, grade in (("1", "3"), ("2", "5"), ("3", "1"), ("1", "4"), ("3", "4")):
        assert shown(page) == f"Question {question}"
        clock.on(seconds=7)
        page = press(ana, address, grade)
    words = text_of(one(page, "main"))
    assert "Practice done" in words
    assert "Cards 3 Answers 5 Recalled 80 %" in words
    assert state(stored) == before
    with stored.read() as session:
        rows = session.scalars(select(ReviewEvent).where(ReviewEvent.deck_id == deck)).all()
        assert [row.practice for row in rows] == [True] * 5
    assert text_of(one(ana.page(f"/study/{deck}"), "[data-left]")) == "3"


def test_undo_of_practice_and_undo_of_the_day_do_not_meet(
    ana: Visitor, deck: int, stored: Database, clock: Clock
) -> None:
    address = begin(ana, f"deck={deck}&order=deck&most=1")
    page = press(ana, address, "4")
    assert one(ana.page(f"/study/{deck}"), "form[data-undo] button").has_attr("disabled")
    clock.on(seconds=5)
    undone = ana.post(attribute(one(page, "form[data-undo]"), "action"))
    back = ana.page(undone.location)
    assert shown(back) == "Question 1"
    assert not one(back, "[data-card]:not([hidden]) [data-back]").has_attr("hidden")
    assert ana.say(ana.post(attribute(one(back, "form[data-undo]"), "action"))) == [
        "There is nothing to take back."
    ]
    assert state(stored) == []


def test_the_pages_say_before_that_studying_ahead_moves_nothing(
    ana: Visitor, deck: int, stored: Database, clock: Clock
) -> None:
    for number in (1, 2, 3):
        card = one(ana.page(f"/study/{deck}"), "[data-card]:not([hidden]) form[data-grades]")
        ana.post(f"/study/{deck}", {**fields_of(card), "grade": str(3 + number % 2 or 4)})
        clock.on(seconds=3)
    shown_form = "[data-card]:not([hidden]) form[data-grades]"
    while forms := ana.page(f"/study/{deck}").select(shown_form):
        ana.post(f"/study/{deck}", {**fields_of(forms[0]), "grade": "4"})
        clock.on(seconds=3)
    before = state(stored)
    for path in (f"/study/{deck}", f"/decks/{deck}"):
        section = one(ana.page(path), ".ahead")
        assert PLAIN in text_of(section)
        links = [a for a in section.select("a") if "ahead=" in attribute(a, "href")]
        assert [text_of(a) for a in links] == [
            *("1 day ahead · 3 cards", "3 days ahead · 3 cards", "7 days ahead · 3 cards"),
        ]
    address = begin(ana, attribute(links[0], "href").split("?")[1])
    page = ana.page(address)
    assert f"You study ahead. {PLAIN}" in text_of(one(page, ".practice"))
    for _ in range(3):
        page = press(ana, address, "4")
        clock.on(seconds=3)
    assert "Practice done" in text_of(one(page, "h1"))
    assert state(stored) == before
    (card_id, *_) = cards_of(stored, first_note(stored, deck))
    assert "Good practice" in text_of(one(ana.page(f"/cards/{card_id}"), "table.history"))


def first_note(database: Database, deck: int) -> int:
    with database.read() as session:
        found = select(Note.id).where(Note.deck_id == deck).order_by(Note.id)
        return session.scalars(found).first() or 0


def test_tags_of_all_decks_can_be_chosen_and_the_form_keeps_the_choice(
    ana: Visitor, deck: int, hers: Library
) -> None:
    page = ana.page(f"/practice?deck={deck}")
    assert attribute(one(page, f"option[value='{deck}']"), "selected") is not None
    assert PLAIN[:-1] in text_of(one(page, "main"))
    tags = [attribute(box, "value") for box in page.select("input[name=tag]")]
    assert {"bond", "rupture"} <= set(tags)
    address = begin(ana, "tag=bond&order=deck&most=300")
    page = ana.page(address)
    assert len(page.select("[data-card]")) == 2
    assert "To practise" in text_of(one(page, "[data-card]:not([hidden]) .eyebrow"))
    chosen = ana.page(attribute(one(page, ".strip h1 a"), "href"))
    assert [attribute(b, "value") for b in chosen.select("input[name=tag][checked]")] == ["bond"]


@sqlite_only
@pytest.mark.parametrize(
    "query", ["most=0", "most=x", "most=301", "failed=-1", "ahead=9999", "order=odd", "tag=none"]
)
def test_what_cannot_be_asked_for_is_told_on_the_form(ana: Visitor, deck: int, query: str) -> None:
    response = ana.get(f"/practice/cards?deck={deck}&{query}")
    assert response.status_code == 422
    assert 'class="error"' in response.get_data(as_text=True)


def test_where_no_card_is_like_that_the_page_says_so(ana: Visitor, deck: int) -> None:
    page = ana.page(begin(ana, f"deck={deck}&flagged=y"))
    assert "No card is like that" in text_of(one(page, "h1"))


@sqlite_only
def test_a_deck_of_somebody_else_is_as_one_that_is_not_there(
    ben: Visitor, his: Library, hers: Library, stored: Database
) -> None:
    before = dump(stored)
    for deck in (hers.deck, 987_654):
        for query in (f"deck={deck}", f"deck={deck}&since=1700000000000"):
            response = ben.get(f"/practice/cards?{query}")
            assert response.status_code == 422
            assert "Deck of ana" not in response.get_data(as_text=True)
            sent = {"card": hers.card, "grade": "4"}
            assert ben.post(f"/practice/cards?{query}", sent).status_code == 400
            assert ben.post(f"/practice/undo?{query}").status_code == 400
    told = ben.post("/practice/cards?since=1700000000000", {"card": hers.card, "grade": "4"})
    assert ben.say(told) == ["This card is not in your decks any more."]
    assert dump(stored) == before
