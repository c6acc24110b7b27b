"""A card says of itself why it comes now, when next, and all that was answered to it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from flashcards.store.engine import Database
from flashcards.store.models.content import Card
from tests.web.library import Library, add_deck, add_note
from tests.web.visitor import Visitor, dump, form_of, one, parsed, text_of


@pytest.fixture
def fresh(ana: Visitor, stored: Database) -> tuple[int, int]:
    """Give a deck with one card that nobody has answered."""
    deck = add_deck(ana)
    add_note(ana, stored, deck)
    with stored.read() as session:
        return deck, session.scalars(select(Card.id).where(Card.deck_id == deck)).one()


def test_a_new_card_says_that_it_is_new(ana: Visitor, fresh: tuple[int, int]) -> None:
    page = text_of(one(ana.page(f"/cards/{fresh[1]}"), "main"))
    assert "It is new" in page
    assert "No answer yet." in page


def test_an_answered_card_says_why_it_comes_when_it_comes(
    ana: Visitor, fresh: tuple[int, int]
) -> None:
    ana.post(f"/study/{fresh[0]}", {"card": str(fresh[1]), "grade": "4"})
    page = ana.page(f"/cards/{fresh[1]}")
    shown = text_of(one(page, "main"))
    assert "It is due tomorrow. Your answer “Good” gave 1 day by SM-2." in shown
    row = text_of(one(page, "table.history tbody tr"))
    assert "Good scheduled" in row
    assert "2.50" in row
    assert len(page.select(".next li")) == 4


def test_a_card_that_comes_back_today_says_so_and_what_was_taken_back_stays_in_sight(
    ana: Visitor, fresh: tuple[int, int]
) -> None:
    ana.post(f"/study/{fresh[0]}", {"card": str(fresh[1]), "grade": "4"})
    ana.post(f"/study/{fresh[0]}/undo")
    ana.post(f"/study/{fresh[0]}", {"card": str(fresh[1]), "grade": "1"})
    page = ana.page(f"/cards/{fresh[1]}")
    assert "It comes back today" in text_of(one(page, "main"))
    rows = [text_of(row) for row in page.select("table.history tbody tr")]
    assert len(rows) == 2
    assert sum("Again scheduled" in row for row in rows) == 1
    assert sum("Good taken back" in row for row in rows) == 1


def test_a_deck_without_leeches_says_what_they_would_be(ana: Visitor, hers: Library) -> None:
    page = ana.page(f"/decks/{hers.deck}/leeches")
    assert "None. A card is listed here once" in text_of(one(page, "main"))


def test_a_card_that_is_not_there_is_not_found(ana: Visitor) -> None:
    assert ana.get("/cards/999999").status_code == 404


def test_a_card_that_is_changed_in_place_is_asked_about_once_and_shows_its_advice(
    ana: Visitor, fresh: tuple[int, int], stored: Database
) -> None:
    path = f"/cards/{fresh[1]}/note"
    page = ana.page(f"/cards/{fresh[1]}")
    before = dump(stored)
    asked = ana.submit(page, path, front="Is it so?", back="No.")
    assert asked.status_code == 422
    assert dump(stored) == before
    told = parsed(asked)
    assert "press the button again" in text_of(one(told, ".by-hand .notice.problem"))
    assert "No yes or no" in text_of(one(told, ".by-hand .finding"))
    assert ana.submit(told, path).status_code == 302
    assert "Is it so?" in text_of(one(ana.page(f"/cards/{fresh[1]}"), "h1"))


def test_a_script_that_changes_a_card_hears_of_which_rules_it_was_told(
    ana: Visitor, fresh: tuple[int, int]
) -> None:
    path, script = f"/cards/{fresh[1]}/note", {"headers": {"Accept": "application/json"}}
    sent = {"type": "basic", "front": "Is it so?", "back": "No.", "advised": ""}
    asked = ana.post(path, sent, **script)
    assert asked.status_code == 422
    assert asked.get_json()["advised"] == "R3"
    kept = ana.post(path, {**sent, "advised": "R3"}, **script)
    assert kept.get_json()["cards"][str(fresh[1])]["question"] == "Is it so?"


def test_a_repair_is_laid_into_the_form_of_a_card(ana: Visitor, fresh: tuple[int, int]) -> None:
    path = f"/cards/{fresh[1]}/note"
    sent = {"type": "basic", "front": "A front", "back": "A back", "source": "", "mend": "R11"}
    mended = ana.post(path, sent)
    assert mended.status_code == 200
    assert form_of(parsed(mended), path)["source"] == "Own words"
