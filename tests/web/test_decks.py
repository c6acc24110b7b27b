"""Decks: made, described, studied in one's own way, left, thrown away and taken back."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from flashcards.services.library.decks import TITLE_LIMIT
from flashcards.store.engine import Database
from flashcards.store.models.content import Deck
from flashcards.store.models.learning import Enrolment, ScheduleRow
from tests.web.library import Library, add_deck, add_note, shared_deck, user_id
from tests.web.visitor import (
    Visitor,
    attribute,
    dump,
    form_of,
    one,
    parsed,
    said,
    sqlite_only,
    text_of,
    wrong,
)


def test_a_deck_that_was_made_is_among_hers_and_nobody_elses(
    ana: Visitor, ben: Visitor, hers: Library, his: Library
) -> None:
    deck = add_deck(ana, "  A new\r\n deck ", description="What it *is*.")
    page = ana.page(f"/decks/{deck}")
    assert text_of(one(page, "h1")) == "A new deck"
    assert one(page, ".lead em").get_text() == "is"
    assert "A new deck" in text_of(one(ana.page("/"), "main"))
    assert "A new deck" not in text_of(one(ben.page("/"), "main"))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": " \n\t "}, "title"),
        ({"title": "x" * (TITLE_LIMIT + 1)}, "title"),
        ({"title": "Fine", "description": "x" * 5001}, "description"),
        ({}, "title"),
    ],
)
@sqlite_only
def test_a_deck_without_a_fitting_title_is_not_made(
    ana: Visitor, hers: Library, stored: Database, fields: dict[str, str], field: str
) -> None:
    before = dump(stored)
    for path in ("/decks/new", f"/decks/{hers.deck}/describe"):
        response = ana.post(path, fields)
        assert response.status_code == 422
        page = parsed(response)
        assert list(wrong(page)) == [field]
        kept = form_of(page, path)
        assert kept["title"].strip() == fields.get("title", "").strip()
        assert kept["description"] == fields.get("description", "")
    assert dump(stored) == before


@pytest.mark.parametrize("title", ["x" * TITLE_LIMIT, "😀" * TITLE_LIMIT, "-", "«»\u202e", "0"])
@sqlite_only
def test_titles_may_be_long_and_odd(ana: Visitor, title: str) -> None:
    deck = add_deck(ana, title)
    assert one(ana.page(f"/decks/{deck}"), "h1").get_text() == title
    assert ana.post(f"/decks/{deck}/delete").status_code == 302
    assert title in said(ana.page("/"))[0]


def test_a_deck_can_be_renamed(ana: Visitor, hers: Library) -> None:
    page = ana.page(f"/decks/{hers.deck}/settings")
    path = f"/decks/{hers.deck}/describe"
    assert form_of(page, path)["title"] == "Deck of ana@example.org"
    assert ana.submit(page, path, title="Renamed").location == f"/decks/{hers.deck}"
    assert text_of(one(ana.page(f"/decks/{hers.deck}"), "h1")) == "Renamed"


def test_deleting_a_deck_offers_to_take_it_back_at_once(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    page = parsed(ana.get(ana.post(f"/decks/{hers.deck}/delete").location))
    assert "“Deck of ana@example.org” is in the bin." in said(page)[0]
    assert ana.get(f"/decks/{hers.deck}").status_code == 404
    assert ana.get(f"/study/{hers.deck}").status_code == 404
    assert ana.get(f"/notes/{hers.note}").status_code == 404
    undo = attribute(one(page, ".notice form"), "action")
    assert ana.submit(page, undo).location == f"/decks/{hers.deck}"
    words = text_of(one(ana.page(f"/decks/{hers.deck}"), "main"))
    assert "Front of ana@example.org" in words
    with stored.read() as session:
        assert session.get(ScheduleRow, (hers.user, hers.card)) is not None


def test_a_deck_comes_back_from_the_bin_later(ana: Visitor, hers: Library) -> None:
    page = ana.page("/bin/")
    path = f"/bin/decks/{hers.thrown_deck}"
    assert "Thrown away" in text_of(one(page, "main"))
    assert ana.say(ana.submit(page, path)) == ["“Thrown away” is back, with everything in it."]
    assert ana.get(f"/decks/{hers.thrown_deck}").status_code == 200
    assert not ana.page("/bin/").select(f"form[action='{path}']")


def test_a_shared_deck_is_studied_left_and_studied_on(
    ana: Visitor, stored: Database, hers: Library
) -> None:
    deck = hers.shared
    ana.post(f"/notes/{hers.shared_note}", {"type": "cloze", "text": "{{c1::My}} {{c2::own}}."})
    ana.get("/bin/")
    left = ana.say(ana.post(f"/decks/{deck}/leave"))
    assert "is off your list" in left[0]
    assert f"/study/{deck}" not in ana.get("/").get_data(as_text=True)
    assert ana.get(f"/decks/{deck}").status_code == 200
    back = ana.post(f"/decks/{deck}/study")
    assert back.headers["Location"] == f"/study/{deck}"
    assert f"/study/{deck}" in ana.get("/").get_data(as_text=True)
    assert "My" in ana.page(f"/notes/{hers.shared_note}").decode()


def test_studying_a_deck_twice_is_studying_it_once(ana: Visitor, stored: Database) -> None:
    deck = shared_deck(stored)
    for _ in range(2):
        assert ana.post(f"/decks/{deck}/study").status_code == 302
    with stored.read() as session:
        assert len(session.scalars(select(Enrolment)).all()) == 1


def test_an_own_deck_is_not_left_but_deleted(ana: Visitor, hers: Library) -> None:
    response = ana.post(f"/decks/{hers.deck}/leave")
    assert response.status_code == 403
    assert "delete it instead" in text_of(one(parsed(response), "main"))


def test_how_to_study_is_kept_for_one_deck_and_one_learner(
    ana: Visitor, ben: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    path = f"/decks/{hers.shared}/settings"
    before = form_of(ben.page(path), path)
    page = ana.page(path)
    fields = {"new_per_day": "0", "reviews_per_day": "7", "ease_falls_on_lapse": "y"}
    assert ana.submit(page, path, **fields).status_code == 302
    with stored.read() as session:
        row = session.get_one(Enrolment, (hers.user, hers.shared))
        other = session.get_one(Enrolment, (hers.user, hers.deck))
    assert (row.new_per_day, row.reviews_per_day, row.ease_falls_on_lapse) == (0, 7, True)
    assert (other.new_per_day, other.reviews_per_day, other.ease_falls_on_lapse) == (
        10,
        None,
        False,
    )
    kept = form_of(ana.page(path), path)
    assert (kept["new_per_day"], kept["reviews_per_day"]) == ("0", "7")
    assert "ease_falls_on_lapse" in kept
    after = form_of(ben.page(path), path)
    assert {**before, "csrf_token": ""} == {**after, "csrf_token": ""}


def test_no_limit_of_reviews_is_an_empty_field(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    path = f"/decks/{hers.deck}/settings"
    ana.post(path, {"new_per_day": "5", "reviews_per_day": "7"})
    ana.post(path, {"new_per_day": "5", "reviews_per_day": ""})
    with stored.read() as session:
        assert session.get_one(Enrolment, (hers.user, hers.deck)).reviews_per_day is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"new_per_day": ""}, "new_per_day"),
        ({"new_per_day": "-1"}, "new_per_day"),
        ({"new_per_day": "1000"}, "new_per_day"),
        ({"new_per_day": "many"}, "new_per_day"),
        ({"new_per_day": "1.5"}, "new_per_day"),
        ({"new_per_day": "9" * 5000}, "new_per_day"),
        ({"new_per_day": "5", "reviews_per_day": "0"}, "reviews_per_day"),
        ({"new_per_day": "5", "reviews_per_day": "10000"}, "reviews_per_day"),
        ({"new_per_day": "5", "reviews_per_day": "x"}, "reviews_per_day"),
    ],
)
@sqlite_only
def test_numbers_that_cannot_be_are_told_and_not_kept(
    ana: Visitor, hers: Library, stored: Database, fields: dict[str, str], field: str
) -> None:
    before = dump(stored)
    path = f"/decks/{hers.deck}/settings"
    response = ana.post(path, fields)
    assert response.status_code == 422
    page = parsed(response)
    assert list(wrong(page)) == [field]
    assert form_of(page, path)[field] == fields[field]
    assert dump(stored) == before


def test_a_deck_without_new_cards_shows_none(ana: Visitor, stored: Database) -> None:
    deck = add_deck(ana)
    add_note(ana, stored, deck)
    ana.post(f"/decks/{deck}/settings", {"new_per_day": "0"})
    assert "Nothing is due" in text_of(one(ana.page(f"/study/{deck}"), "h1"))


def test_a_long_deck_is_shown_in_pages(ana: Visitor, stored: Database) -> None:
    deck = add_deck(ana)
    for number in range(52):
        add_note(ana, stored, deck, front=f"Number {number:02}")
    ana.get("/")
    first, second = ana.page(f"/decks/{deck}"), ana.page(f"/decks/{deck}?page=2")
    shown = [_fronts(page) for page in (first, second)]
    assert shown[0] + shown[1] == [f"Number {number:02}" for number in range(52)]
    assert len(shown[0]) == 50
    assert attribute(one(first, "nav.pages a[rel=next]"), "href") == f"/decks/{deck}?page=2"
    assert not first.select("nav.pages a[rel=prev]")
    assert not second.select("nav.pages a[rel=next]")


def test_settings_of_a_learner_are_kept_and_checked(
    ana: Visitor, ben: Visitor, stored: Database
) -> None:
    fields = {"zone": "Asia/Tokyo", "rollover": "6", "scale": "six"}
    assert ana.say(ana.post("/settings", fields)) == ["Your settings are kept."]
    page = ana.page("/settings")
    assert {name: form_of(page, "/settings")[name] for name in fields} == fields
    assert form_of(ben.page("/settings"), "/settings")["zone"] == "UTC"
    before = dump(stored)
    for name, value in (
        ("zone", "Mars/Olympus"),
        ("zone", ""),
        ("rollover", "7"),
        ("rollover", "x"),
        ("scale", "two"),
        ("scale", ""),
    ):
        response = ana.post("/settings", {**fields, name: value})
        assert response.status_code == 422, (name, value)
        assert list(wrong(parsed(response))) == [name]
    assert dump(stored) == before


def test_the_first_page_of_a_new_learner_offers_what_is_there(
    ana: Visitor, stored: Database
) -> None:
    page = ana.page("/")
    assert "Shared deck" in text_of(one(page, "main"))
    assert ana.submit(page, f"/decks/{shared_deck(stored)}/study").status_code == 302
    with stored.read() as session:
        owners = session.scalars(select(Deck.owner_id)).all()
        (enrolled,) = session.scalars(select(Enrolment)).all()
    assert owners == [None]
    assert enrolled.user_id == user_id(stored, ana.email)


def _fronts(page: BeautifulSoup) -> list[str]:
    links = page.select("ul.notes li:not(.section) a")
    return [text_of(link) for link in links]
