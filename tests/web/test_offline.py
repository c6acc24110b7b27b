"""What is fetched ahead for the time without a connection, and for whom."""

from __future__ import annotations

import json
import re

import pytest

from flashcards.core.scheduling import day
from flashcards.store.engine import Database
from flashcards.web import files, offline
from tests.web.conftest import MakeApp
from tests.web.library import Library, add_deck, add_note, cards_of
from tests.web.visitor import NOW, Clock, Visitor, attribute, one, parsed, text_of

HOUR = 3_600_000


def test_the_worker_stands_at_the_root_and_names_files_that_are_there(visitor: Visitor) -> None:
    response = visitor.get("/sw.js")
    assert (response.status_code, response.mimetype) == (200, "text/javascript")
    assert response.headers["Cache-Control"] == "no-cache"
    script = response.get_data(as_text=True)
    found = re.search(r"serve\((.+), (\[.+\])\);", script)
    assert found
    kept = json.loads(found[2])
    assert json.loads(found[1]) == files.version()
    assert f"/static/v-{files.version()}/study.js" in kept
    for address in [*kept, *re.findall(r'from "([^"]+)"', script)]:
        answer = visitor.get(address)
        assert answer.status_code == 200, address
        assert "immutable" in answer.headers["Cache-Control"], address


def test_the_version_of_the_files_is_that_of_their_content(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    versions = []
    for content in ("one", "two", "one"):
        folder = tmp_path_factory.mktemp("static")
        (folder / "a.js").write_text(content)
        monkeypatch.setattr(files, "FOLDER", folder)
        versions.append(files.version.__wrapped__())
    assert versions[0] == versions[2] != versions[1]


def test_an_earlier_version_of_a_file_is_not_kept_for_ever(visitor: Visitor) -> None:
    response = visitor.get("/static/v-0123456789ab/base.css")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-cache"


def test_the_manifest_makes_the_app_installable(visitor: Visitor) -> None:
    page = visitor.page("/login")
    address = attribute(one(page, "link[rel=manifest]"), "href")
    response = visitor.get(address)
    assert response.mimetype == "application/manifest+json"
    manifest = json.loads(response.data)
    assert (manifest["start_url"], manifest["scope"]) == ("/", "/")
    assert manifest["display"] == "standalone"
    folder = address.rsplit("/", 1)[0]
    sizes = set()
    for icon in manifest["icons"]:
        image = visitor.get(f"{folder}/{icon['src']}")
        assert (image.status_code, image.mimetype) == (200, icon["type"])
        if icon["type"] == "image/png":
            width = int.from_bytes(image.data[16:20], "big")
            assert icon["sizes"] == f"{width}x{width}"
            sizes.add((width, icon.get("purpose")))
    assert sizes == {(192, None), (512, None), (512, "maskable")}
    assert (
        visitor.get(attribute(one(page, "link[rel=apple-touch-icon]"), "href")).status_code == 200
    )
    assert len(page.select("meta[name=theme-color][media]")) == 2


def test_a_script_is_told_who_is_logged_in_and_what_she_studies(
    visitor: Visitor, ana: Visitor, hers: Library, his: Library
) -> None:
    assert visitor.get("/offline/me").json == {"learner": None}
    told = ana.get("/offline/me").json
    assert told is not None
    assert told["learner"] == str(hers.user)
    assert sorted(told["decks"]) == sorted([hers.deck, hers.shared])
    headers = {"X-CSRFToken": told["token"]}
    sent = ana.client.post("/api/reviews", json={"events": []}, headers=headers)
    assert sent.status_code == 200


def test_every_page_says_in_a_header_whose_it_is(
    visitor: Visitor, ana: Visitor, hers: Library, make_app: MakeApp
) -> None:
    for path in ("/", "/login", "/offline", "/nothing"):
        assert visitor.get(path).headers["X-Learner"] == "nobody"
    for path in (
        "/",
        f"/study/{hers.deck}",
        f"/offline/decks/{hers.deck}/0",
        "/offline",
        "/nothing",
    ):
        assert ana.get(path).headers["X-Learner"] == str(hers.user)
    asked = Visitor(make_app(disclaimer="Another text."))
    asked.client.set_cookie("flashcards", ana.cookie("flashcards") or "")
    assert asked.get("/").headers["X-Learner"] == "nobody"
    assert asked.get("/offline/me").json == {"learner": None}


def test_all_cards_of_a_day_are_fetched_ahead(ana: Visitor, stored: Database) -> None:
    deck = add_deck(ana, "Large")
    for number in range(1, 36):
        add_note(ana, stored, deck, front=f"Question {number}", back="Answer")
    ana.post(f"/decks/{deck}/settings", {"new_per_day": "35"})
    assert len(ana.page(f"/study/{deck}").select("[data-card]")) == 30
    assert len(ana.page(f"/offline/decks/{deck}/0").select("[data-card]")) == 35


def test_a_page_that_is_fetched_ahead_takes_no_words_meant_for_the_next_one(
    ana: Visitor, stored: Database
) -> None:
    deck = add_deck(ana, "Deck")
    fields = {"deck": str(deck), "type": "basic", "front": "Q", "back": "A", "source": "Own words"}
    sent = ana.post("/notes/new", fields)
    assert sent.status_code == 302
    for path in (f"/offline/decks/{deck}/0", "/offline"):
        assert "The note is in the deck" not in ana.get(path).get_data(as_text=True)
    assert "The note is in the deck" in ana.get(sent.location).get_data(as_text=True)


def test_so_many_cards_and_no_more(
    ana: Visitor, stored: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offline, "MOST_KEPT", 2)
    deck = add_deck(ana, "Larger")
    for number in (1, 2, 3):
        add_note(ana, stored, deck, front=f"Question {number}", back="Answer")
    page = ana.page(f"/offline/decks/{deck}/0")
    assert len(page.select("[data-card]")) == 2
    assert text_of(one(page, "[data-left]")) == "3"


def test_tomorrow_holds_what_is_due_tomorrow(
    ana: Visitor, hers: Library, stored: Database, clock: Clock
) -> None:
    one_card, _ = cards_of(stored, hers.cloze)
    ana.post(f"/study/{hers.deck}", {"card": one_card, "grade": "4"})
    today, tomorrow = (_cards(ana, hers.deck, ahead) for ahead in (0, 1))
    assert one_card not in today
    assert one_card in tomorrow
    clock.on(days=1)
    assert set(_cards(ana, hers.deck, 0)) == set(tomorrow)


def test_a_day_that_is_fetched_ahead_says_when_it_is(ana: Visitor, hers: Library) -> None:
    headers = [ana.get(f"/offline/decks/{hers.deck}/{ahead}").headers for ahead in (0, 1)]
    begins = [int(each["X-Day-Begins"]) for each in headers]
    ends = [int(each["X-Day-Ends"]) for each in headers]
    now = day.milliseconds(NOW)
    assert begins[0] <= now < ends[0] == begins[1]
    assert ends[1] - begins[1] == 24 * HOUR
    assert day.instant(begins[0]).hour == 4


@pytest.mark.parametrize("ahead", [2, 9999])
def test_no_other_day_is_fetched_ahead(ana: Visitor, hers: Library, ahead: int) -> None:
    assert ana.get(f"/offline/decks/{hers.deck}/{ahead}").status_code == 404


def test_the_page_for_offline_shows_her_decks_and_nobody_elses(
    visitor: Visitor, ana: Visitor, hers: Library, his: Library
) -> None:
    page = ana.page("/offline")
    assert "Deck of ana" in page.text
    assert "Deck of ben" not in page.text
    links = {attribute(link, "href") for link in page.select("[data-study]")}
    assert f"/study/{hers.deck}" in links
    assert parsed(visitor.get("/offline")).select_one("[data-deck]") is None


def _cards(visitor: Visitor, deck: int, ahead: int) -> list[int]:
    page = visitor.page(f"/offline/decks/{deck}/{ahead}")
    return [int(attribute(card, "data-card")) for card in page.select("[data-card]")]
