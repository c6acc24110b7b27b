"""What belongs to one learner does not exist for another; every route is in the table below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from flashcards.store.engine import Database
from tests.web.library import Library
from tests.web.routes import Route, routes
from tests.web.visitor import Visitor, dump, sqlite_only

pytestmark = sqlite_only

LOGIN = 302, "/login"
Fields = Callable[[Library], dict[str, Any]]


@dataclass(frozen=True)
class Answers:
    """The status for nobody, for another learner and for the owner; what is sent with a form."""

    nobody: tuple[int, str | None]
    other: int
    owner: int
    fields: Fields = lambda library: {}


def _page(fields: Fields = lambda library: {}) -> Answers:
    """A page or form of the learner's own: whoever asks gets hers."""
    return Answers(LOGIN, 200, 200, fields)


def _hers(owner: int = 200, fields: Fields = lambda library: {}) -> Answers:
    """A thing that belongs to somebody."""
    return Answers(LOGIN, 404, owner, fields)


def _open(status: int = 200, known: int | None = None, fields: Fields | None = None) -> Answers:
    """Open to all."""
    either = status if known is None else known
    return Answers((status, None), either, either, fields or (lambda library: {}))


def _api() -> Answers:
    return Answers((401, None), 422, 422)


NOTE = {"type": "basic", "front": "New front", "back": "New back"}
FSRS = {"scheduler": "fsrs", "retention": "90", "days": "0"}
DECK = {"title": "New title", "description": "New words"}

TABLE: dict[tuple[str, str], Answers] = {
    ("GET", "static"): _open(),
    ("GET", "_healthy"): _open(),
    ("GET", "home.show"): _open(),
    ("GET", "sources.show"): _open(),
    ("GET", "accounts.show_signup"): _open(200, 302),
    ("POST", "accounts.signup"): _open(422),
    ("GET", "accounts.show_login"): _open(200, 302),
    ("POST", "accounts.login"): _open(422),
    ("POST", "accounts.logout"): _open(302),
    ("POST", "accounts.logout_everywhere"): _open(302),
    ("GET", "accounts.show_disclaimer"): _open(),
    ("POST", "accounts.accept_disclaimer"): Answers(LOGIN, 422, 422),
    ("GET", "password.show_forgotten"): _open(),
    ("POST", "password.forgotten"): _open(422),
    ("GET", "password.show_reset"): _open(302),
    ("POST", "password.reset"): _open(422),
    ("GET", "password.show_change"): _page(),
    ("POST", "password.change"): Answers(LOGIN, 422, 422),
    ("GET", "settings.show"): _page(),
    ("POST", "settings.change"): Answers(LOGIN, 422, 422),
    ("POST", "settings.spread"): Answers(LOGIN, 422, 422),
    ("POST", "settings.add_holiday"): Answers(LOGIN, 422, 422),
    ("POST", "settings.remove_holiday"): Answers(LOGIN, 302, 302),
    ("GET", "comfort.show"): _page(),
    ("POST", "comfort.change"): Answers(LOGIN, 422, 422),
    ("POST", "comfort.change_keys"): Answers(LOGIN, 422, 422),
    ("POST", "comfort.reset_keys"): Answers(LOGIN, 302, 302),
    ("GET", "documents.show_make"): _page(),
    ("POST", "documents.take"): Answers(LOGIN, 422, 422),
    ("GET", "documents.index"): _page(),
    ("GET", "progress.show"): _hers(302),
    ("POST", "progress.stop"): Answers(LOGIN, 404, 404),
    ("POST", "progress.go_on"): Answers(LOGIN, 404, 404),
    ("GET", "editions.show"): _hers(),
    ("POST", "editions.take"): Answers(LOGIN, 404, 422),
    ("POST", "editions.apply"): Answers(LOGIN, 404, 422),
    ("POST", "editions.undo"): Answers(LOGIN, 404, 404),
    ("GET", "documents.show"): _hers(),
    ("GET", "documents.news"): _hers(),
    ("POST", "documents.keep_place"): _hers(302),
    ("GET", "documents.show_delete"): _hers(),
    ("POST", "documents.delete"): _hers(302),
    ("GET", "passages.show_own"): _hers(),
    ("POST", "passages.add_own"): _hers(
        302, lambda library: {**NOTE, "quote": "A rupture is a strain in the bond"}
    ),
    ("POST", "passages.bring_back"): _hers(404),
    ("GET", "model.show"): _hers(404),
    ("POST", "model.ask"): _hers(404),
    ("POST", "model.wording"): _hers(409),
    ("POST", "drafts.undo"): _hers(302),
    ("POST", "drafts.mend"): _hers(409),
    ("POST", "drafts.accept_all"): _hers(302),
    ("POST", "drafts.accept"): _hers(302),
    ("POST", "drafts.reject"): _hers(302),
    ("POST", "drafts.undecide"): _hers(302),
    ("GET", "drafts.show_edit"): _hers(),
    ("POST", "drafts.edit"): _hers(302, lambda library: NOTE),
    ("GET", "decks.show_new"): _page(),
    ("POST", "decks.add"): Answers(LOGIN, 422, 422),
    ("GET", "decks.show"): _hers(),
    ("POST", "decks.enrol"): _hers(302),
    ("POST", "decks.leave"): _hers(403),
    ("GET", "decks.show_settings"): _hers(),
    ("POST", "decks.change_settings"): _hers(302, lambda library: {"new_per_day": "5"}),
    ("GET", "exams.index"): _page(),
    ("POST", "exams.add"): Answers(LOGIN, 422, 422),
    ("GET", "exams.show"): _hers(),
    ("POST", "exams.change"): _hers(422),
    ("POST", "exams.remove"): _hers(302),
    ("GET", "cards.show"): _hers(),
    ("GET", "cards.show_leeches"): _hers(),
    ("POST", "by_hand.flag"): _hers(302, lambda library: {"flagged": "yes"}),
    ("POST", "by_hand.bury"): _hers(302, lambda library: {"buried": "yes"}),
    ("POST", "by_hand.suspend"): _hers(302, lambda library: {"suspended": "yes"}),
    ("POST", "by_hand.move"): _hers(422),
    ("POST", "by_hand.note"): _hers(302, lambda library: NOTE),
    ("GET", "scheduler.show"): _hers(),
    ("POST", "scheduler.change"): _hers(302, lambda library: FSRS),
    ("POST", "scheduler.undo"): _hers(422),
    ("POST", "scheduler.fit"): _hers(302),
    ("POST", "scheduler.forget"): _hers(302),
    ("POST", "decks.describe"): _hers(302, lambda library: DECK),
    ("POST", "decks.delete"): _hers(302),
    ("GET", "checks.show"): _hers(),
    ("POST", "checks.repair"): _hers(302),
    ("POST", "checks.ask"): _hers(302),
    ("POST", "checks.leave"): _hers(302),
    ("POST", "checks.take_up"): _hers(302),
    ("GET", "media.index"): _page(),
    ("POST", "media.add"): Answers(LOGIN, 422, 422),
    ("GET", "media.show"): _hers(),
    ("POST", "media.delete"): _hers(403),
    ("POST", "media.delete_unused"): Answers(LOGIN, 302, 302),
    ("GET", "imports.index"): _page(),
    ("POST", "imports.take"): Answers(LOGIN, 422, 422),
    ("GET", "imports.show"): _hers(),
    ("POST", "imports.apply"): _hers(302),
    ("POST", "imports.undo"): _hers(403),
    ("POST", "imports.forget"): _hers(302),
    ("GET", "note_types.style"): _hers(),
    ("GET", "notes.browse"): _page(),
    ("GET", "notes.show_new"): _page(),
    ("POST", "notes.add"): Answers(
        LOGIN, 422, 302, lambda library: {"deck": str(library.deck), **NOTE}
    ),
    ("GET", "notes.show"): _hers(),
    ("GET", "notes.document"): _hers(302),
    ("POST", "notes.change"): _hers(302, lambda library: NOTE),
    ("POST", "notes.original"): _hers(302),
    ("POST", "notes.suspend"): _hers(302, lambda library: {"suspended": "yes"}),
    ("POST", "notes.delete"): _hers(302),
    ("GET", "bin.show"): _page(),
    ("POST", "bin.restore_deck"): _hers(302),
    ("POST", "bin.restore_note"): _hers(302),
    ("GET", "statistics.show"): _page(),
    ("GET", "study.show"): _hers(),
    ("POST", "study.answer"): _hers(302, lambda library: {"card": library.card, "grade": "4"}),
    ("POST", "study.undo"): _hers(302),
    ("GET", "practice.show"): _page(),
    ("GET", "practice.sit"): Answers(LOGIN, 302, 302),
    ("POST", "practice.answer"): Answers(LOGIN, 400, 400),
    ("POST", "practice.undo"): Answers(LOGIN, 400, 400),
    ("GET", "tables.index"): _page(),
    ("POST", "tables.give"): Answers(LOGIN, 422, 422),
    ("GET", "tables.show"): Answers(LOGIN, 404, 404),
    ("POST", "tables.change"): Answers(LOGIN, 404, 404),
    ("POST", "tables.take"): Answers(LOGIN, 404, 404),
    ("POST", "tables.forget"): Answers(LOGIN, 404, 404),
    ("GET", "formats.out"): _hers(),
    ("GET", "formats.table"): _hers(),
    ("GET", "formats.deck_file"): _hers(),
    ("GET", "formats.paper"): _hers(),
    ("GET", "everything.show"): _page(),
    ("GET", "everything.download"): _page(),
    ("POST", "everything.take"): Answers(LOGIN, 422, 422),
    ("GET", "interchange.package"): _hers(),
    ("GET", "interchange.show"): _page(),
    ("POST", "interchange.take"): Answers(
        LOGIN, 404, 200, lambda library: {"deck": str(library.deck)}
    ),
    ("POST", "interchange.collection"): _page(lambda library: {"sure": "y"}),
    ("GET", "straight.show"): _page(),
    ("POST", "straight.tell"): Answers(
        LOGIN, 404, 200, lambda library: {"deck": str(library.deck)}
    ),
    ("POST", "straight.take_in"): Answers(LOGIN, 422, 422),
    ("POST", "straight.compare"): Answers(
        LOGIN,
        404,
        422,
        lambda library: {"deck": str(library.deck), "import": str(library.planned)},
    ),
    ("POST", "straight.package"): Answers(
        LOGIN, 404, 200, lambda library: {"deck": str(library.deck), "notes": "{}"}
    ),
    ("GET", "offline.worker"): _open(),
    ("GET", "offline.show"): _open(),
    ("GET", "offline.me"): _open(),
    ("GET", "offline.deck"): _hers(),
    ("POST", "api.reviews"): _api(),
    ("POST", "api.preview"): _api(),
}


def test_the_table_names_every_route_and_nothing_else(app: Flask) -> None:
    there = {
        (method, rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if method not in {"HEAD", "OPTIONS"}
    }
    assert there == set(TABLE)


def test_every_address_with_a_number_in_it_is_somebodys(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) & {"GET", "POST"}:
            if any(name.endswith("_id") for name in rule.arguments):
                assert TABLE[method, rule.endpoint].other == 404, rule


def test_nobody_gets_nothing_but_the_way_in(
    visitor: Visitor, his: Library, hers: Library, stored: Database
) -> None:
    before = dump(stored)
    for route in _all(visitor.app, hers):
        status, location = TABLE[route.method, route.endpoint].nobody
        response = _asked(visitor, route, hers)
        assert response.status_code == status, route
        if location:
            assert response.location.startswith(location), route
    after = dump(stored)
    assert {name for name in after if after[name] != before[name]} <= {"failed_tries"}


def test_another_learner_finds_nothing_there(
    ben: Visitor, his: Library, hers: Library, stored: Database
) -> None:
    before = dump(stored)
    ours = ("Deck of ana", "Front of ana", "Document of ana")
    for route in _all(ben.app, hers):
        if route.endpoint in {"accounts.logout", "accounts.logout_everywhere"}:
            continue
        response = _asked(ben, route, hers)
        assert response.status_code == TABLE[route.method, route.endpoint].other, route
        body = response.get_data().decode("utf-8", "replace")
        assert not any(words in body for words in ours), route
    after = dump(stored)
    assert {name for name in after if after[name] != before[name]} <= {"failed_tries"}


def test_what_is_not_hers_looks_like_what_is_not_there(
    ben: Visitor, his: Library, hers: Library
) -> None:
    missing = Library(**{**vars(hers), **dict.fromkeys(_IDS, 987_654), "drafts": (987_654,) * 9})
    for route, other in zip(_all(ben.app, hers), _all(ben.app, missing), strict=True):
        if TABLE[route.method, route.endpoint].other == 404:
            foreign, nothing = _asked(ben, route, hers), _asked(ben, other, missing)
            assert foreign.status_code == nothing.status_code == 404
            assert _words(foreign) == _words(nothing), route


@pytest.mark.parametrize("key", sorted(TABLE))
def test_its_owner_is_let_in(ana: Visitor, hers: Library, key: tuple[str, str]) -> None:
    (route,) = [route for route in _all(ana.app, hers) if (route.method, route.endpoint) == key]
    response = _asked(ana, route, hers)
    assert response.status_code == TABLE[key].owner, response.get_data(as_text=True)
    assert not response.headers.get("Location", "").startswith("/login?")


def test_a_deck_of_another_learner_takes_no_notes_and_no_documents(
    ben: Visitor, his: Library, hers: Library, stored: Database
) -> None:
    before = dump(stored)
    note = {"deck": str(hers.deck), **NOTE}
    assert ben.post("/notes/new", note).status_code == 422
    assert ben.post("/notes/new", {**note, "deck": str(hers.shared)}).status_code == 422
    words = {"text": "A rupture is a strain in the bond. " * 20, "deck": str(hers.deck)}
    assert ben.post("/make", words).status_code == 422
    assert ben.get(f"/make?deck={hers.deck}").status_code == 200
    assert "Deck of ana" not in ben.get(f"/browse?deck={hers.deck}").get_data(as_text=True)
    assert "Front of ana" not in ben.get("/browse?q=ana").get_data(as_text=True)
    assert dump(stored) == before


def test_a_card_of_another_learner_cannot_be_answered_through_an_own_deck(
    ben: Visitor, his: Library, hers: Library, stored: Database
) -> None:
    before = dump(stored)
    answer = {"card": hers.card, "grade": "1", "id": "theft-00001"}
    told = ben.say(ben.post(f"/study/{his.deck}", answer))
    assert told == ["This card is not in your decks any more."]
    missing = ben.say(ben.post(f"/study/{his.deck}", {**answer, "card": 987_654}))
    assert missing == told
    shown = ben.get(f"/study/{his.deck}?card={hers.card}&turned=1").get_data(as_text=True)
    assert "Front of ana" not in shown
    assert dump(stored) == before


def test_a_shared_deck_is_changed_by_nobody(ana: Visitor, hers: Library, stored: Database) -> None:
    before = dump(stored)
    refused = [
        (f"/decks/{hers.shared}/describe", DECK, 422),
        (f"/decks/{hers.shared}/delete", {}, 403),
        (f"/notes/{hers.shared_note}/delete", {}, 403),
        (f"/bin/decks/{hers.shared}", {}, 404),
        (f"/bin/notes/{hers.shared_note}", {}, 404),
    ]
    for path, fields, status in refused:
        assert ana.post(path, fields).status_code == status, path
    assert dump(stored) == before


def test_nobody_makes_herself_the_owner_of_anything(
    ana: Visitor, ben: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    more = {"owner_id": str(hers.user), "user_id": str(hers.user), "id": str(hers.deck)}
    ben.post("/decks/new", {"title": "Another", **more})
    ben.post(f"/decks/{his.deck}/describe", {**DECK, **more})
    ben.post(f"/notes/{his.note}", {**NOTE, **more, "deck_id": str(hers.deck)})
    ben.post("/settings", {"zone": "UTC", "rollover": "5", "scale": "six", **more})
    assert "Another" not in ana.get("/").get_data(as_text=True)
    assert "New" not in ana.get(f"/decks/{hers.deck}").get_data(as_text=True).split("<main")[1]
    assert "New title" in ben.get("/").get_data(as_text=True)


_IDS = ("deck", "note", "card", "thrown_note", "thrown_deck", "document", "planned", "note_type")


def _all(app: Flask, library: Library) -> list[Route]:
    return [*routes(app, library, "GET"), *routes(app, library, "POST")]


def _asked(visitor: Visitor, route: Route, library: Library) -> TestResponse:
    if route.method == "GET":
        return visitor.get(route.path)
    if route.path.startswith("/api/"):
        return visitor.send(route.path, {})
    return visitor.post(route.path, TABLE[route.method, route.endpoint].fields(library))


def _words(response: TestResponse) -> str:
    body = response.get_data(as_text=True)
    if response.mimetype == "application/json":
        return body
    return body.split("<main", 1)[1].split("</main", 1)[0]
