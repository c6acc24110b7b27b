"""Statistics: a picture of each thing with its figures, for her own cards alone."""

from __future__ import annotations

import pytest

from flashcards.store.engine import Database
from tests.web.library import Library, add_deck, add_note, cards_of
from tests.web.visitor import Clock, Visitor, attribute, one, text_of

SECTIONS = ["year", "run", "time", "ahead", "recall", "known", "intervals", "ease", "hardest"]


@pytest.fixture
def studied(ana: Visitor, hers: Library, stored: Database, clock: Clock) -> int:
    """Return a deck with a tag, of which one card was answered on each due day for ten days."""
    deck = add_deck(ana, "Studied")
    note = add_note(ana, stored, deck, front="What is a rupture?", tags="rupture")
    (card,) = cards_of(stored, note)
    for number in range(10):
        grade = "1" if number % 3 else "4"
        ana.post(f"/study/{deck}", {"card": str(card), "grade": grade, "id": f"day-{number}"})
        clock.on(days=1)
    ana.get("/")
    return deck


def test_every_picture_has_its_words_and_a_table_of_its_figures(ana: Visitor, studied: int) -> None:
    page = ana.page("/statistics")
    assert [attribute(each, "aria-labelledby") for each in page.select("section.stat")] == SECTIONS
    for section in page.select("section.stat"):
        heading = one(section, "h2")
        assert attribute(heading, "id") == attribute(section, "aria-labelledby")
        for picture in section.select("[role=img]"):
            assert len(attribute(picture, "aria-label")) > 10
        if section.select("[role=img]") and attribute(heading, "id") != "run":
            assert section.select("details table")
    for drawing in page.select("main svg"):
        hidden = drawing.get("aria-hidden") == "true"
        assert hidden or drawing.find_parent(attrs={"role": "img"})


def test_the_page_has_no_script_and_no_style_of_its_own(ana: Visitor, studied: int) -> None:
    page = ana.page("/statistics")
    assert not page.select("main script, main style, main [style], main [onclick]")
    assert not page.select("main svg [fill], main svg [stroke]")


def test_a_deck_and_a_tag_can_be_chosen(ana: Visitor, studied: int) -> None:
    whole = text_of(one(ana.page("/statistics"), "#year + .say"))
    deck = ana.page(f"/statistics?deck={studied}")
    tag = ana.page("/statistics?tag=rupture")
    assert whole == "11 answers on 10 days."
    assert [text_of(one(page, "#year + .say")) for page in (deck, tag)] == [
        "10 answers on 10 days."
    ] * 2
    assert text_of(one(deck, "#deck option[selected]")) == "Studied"
    assert text_of(one(tag, "#tag option[selected]")) == "rupture"
    assert "What is a rupture?" in text_of(one(deck, ".hardest"))


def test_the_hardest_card_leads_to_its_own_page(ana: Visitor, studied: int) -> None:
    link = one(ana.page(f"/statistics?deck={studied}"), ".hardest tbody a")
    assert text_of(link) == "What is a rupture?"
    assert ana.get(attribute(link, "href")).status_code == 200


def test_the_figures_of_the_calendar_hold_every_answer(ana: Visitor, studied: int) -> None:
    cells = ana.page("/statistics").select("section[aria-labelledby=year] td")
    assert sum(int(text_of(cell)) for cell in cells if text_of(cell).isdigit()) == 11
    assert len(cells) == 53 * 7


def test_an_answer_taken_back_is_gone_from_every_picture(ana: Visitor, studied: int) -> None:
    before = text_of(one(ana.page("/statistics"), "main"))
    page = ana.page(f"/study/{studied}")
    card = attribute(one(page, "input[name=card]"), "value")
    ana.post(f"/study/{studied}", {"card": card, "grade": "4", "id": "mistake"})
    assert text_of(one(ana.page("/statistics"), "main")) != before
    ana.post(f"/study/{studied}/undo")
    assert text_of(one(ana.page("/statistics"), "main")) == before


def test_who_has_answered_nothing_is_told_what_will_be_here(ana: Visitor, ben: Visitor) -> None:
    deck = add_deck(ben, "New")
    page = ben.page("/statistics")
    shown = text_of(one(page, "main"))
    assert "Nothing to show yet" in shown
    assert not page.select("section.stat")
    chosen = text_of(one(ben.page(f"/statistics?deck={deck}"), "main"))
    assert "None of these cards was answered yet" in chosen


def test_what_is_not_hers_cannot_be_chosen(ben: Visitor, hers: Library, studied: int) -> None:
    assert ben.get(f"/statistics?deck={studied}").status_code == 404
    assert ben.get("/statistics?tag=rupture").status_code == 404
    assert ben.get("/statistics?deck=987654").status_code == 404


@pytest.mark.parametrize("asked", ["deck=", "deck=x", "deck=99999999999999999999", "tag=", "tag=+"])
def test_a_choice_of_nothing_shows_everything(ana: Visitor, studied: int, asked: str) -> None:
    assert text_of(one(ana.page(f"/statistics?{asked}"), "#year + .say")).startswith("11 answers")


def test_a_deck_that_uses_fsrs_shows_its_memory(ana: Visitor, studied: int) -> None:
    fields = {"scheduler": "fsrs", "retention": "85", "days": "0"}
    assert ana.post(f"/decks/{studied}/scheduler", fields).status_code == 302
    page = ana.page(f"/statistics?deck={studied}")
    assert "You ask FSRS for 85 %." in text_of(one(page, "#recall + .say"))
    assert page.select("#stability")
    assert page.select("#difficulty")
    assert not page.select("#ease")


def test_a_question_with_marks_stays_text(ana: Visitor, stored: Database, clock: Clock) -> None:
    deck = add_deck(ana, "<b>Deck</b>")
    note = add_note(ana, stored, deck, front="Is <i>x</i> &lt; y?", tags='"><svg/onload=x>')
    (card,) = cards_of(stored, note)
    for number in range(8):
        sent = {"card": str(card), "grade": "1" if number > 2 else "4", "id": f"m{number}"}
        ana.post(f"/study/{deck}", sent)
        clock.on(days=7)
    page = ana.page("/statistics")
    assert not page.select("main b, main i, [onload]")
    assert "<b>Deck</b>" in text_of(one(page, "#deck"))
