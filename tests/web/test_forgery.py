"""No other site can make a learner's browser do anything, and looking changes nothing."""

from __future__ import annotations

import json

import pytest

from flashcards.store.engine import Database
from tests.web.library import Library
from tests.web.routes import Route, routes
from tests.web.visitor import Visitor, attribute, dump, parsed, sqlite_only

FIELDS = {
    "title": "Forged",
    "front": "Forged",
    "back": "Forged",
    "type": "basic",
    "grade": "4",
    "suspended": "yes",
    "accepted": "y",
    "email": "forged@example.org",
    "password": "corn lantern voyage seven",
    "current": "corn lantern voyage seven",
    "new": "velvet harbour ninety moths",
    "new_per_day": "5",
    "zone": "UTC",
    "rollover": "5",
    "scale": "six",
    "text": "Forged words that would be enough for a document. " * 9,
    "deck": "new",
}


@sqlite_only
@pytest.mark.parametrize("token", [None, "", "nonsense", "another browser's"])
def test_no_form_is_taken_without_the_token_of_its_page(
    ana: Visitor, ben: Visitor, hers: Library, stored: Database, token: str | None
) -> None:
    sent = ben.token() if token == "another browser's" else token
    fields = FIELDS if sent is None else {**FIELDS, "csrf_token": sent}
    before = dump(stored)
    posts = routes(ana.app, hers, "POST")
    assert len(posts) > 20
    for route in posts:
        response = ana.client.post(route.path, data={"card": hers.card, **fields})
        assert response.status_code == 400, route
    assert dump(stored) == before
    assert ana.is_in()


@sqlite_only
@pytest.mark.parametrize("path", ["/api/reviews", "/api/preview"])
def test_no_script_of_another_site_is_answered(
    ana: Visitor, hers: Library, stored: Database, path: str
) -> None:
    before = dump(stored)
    event = {"id": "forged-1", "card": hers.card, "at": 1, "grade": 4}
    for headers in ({}, {"X-CSRFToken": "nonsense"}):
        response = ana.client.post(path, json={"events": [event], "type": "basic"}, headers=headers)
        assert response.status_code == 400
        assert response.json is not None
        assert "too old" in response.json["error"]
    assert dump(stored) == before


@sqlite_only
def test_a_form_sent_as_plain_text_does_not_pass_for_json(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    before = dump(stored)
    body = json.dumps({"events": [{"id": "forged-1", "card": hers.card, "at": 1, "grade": 4}]})
    response = ana.client.post("/api/reviews", data=body, content_type="text/plain")
    assert response.status_code == 400
    assert dump(stored) == before


@sqlite_only
def test_every_form_that_changes_something_holds_a_token(ana: Visitor, hers: Library) -> None:
    seen = 0
    for route in routes(ana.app, hers, "GET"):
        response = ana.get(route.path)
        if response.mimetype != "text/html":
            continue
        for form in parsed(response).select("form"):
            if attribute(form, "method").lower() == "post":
                assert form.select("input[name=csrf_token][value]"), route
                seen += 1
            else:
                assert not form.select("input[name=csrf_token]"), route
    assert seen > 30


@sqlite_only
def test_looking_at_every_page_changes_nothing(
    ana: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    before = dump(stored)
    for route in [*routes(ana.app, hers, "GET"), *routes(ana.app, his, "GET")]:
        for path in (route.path, f"{route.path}?page=2&q=a&deck={hers.deck}&card={hers.card}"):
            assert ana.get(path).status_code < 500
            ana.client.head(path)
            ana.client.options(path)
    assert dump(stored) == before
    assert ana.is_in()


@sqlite_only
def test_no_link_of_any_page_leads_to_a_change(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    before = dump(stored)
    waiting, seen = ["/"], set[str]()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        response = ana.get(path)
        assert response.status_code in {200, 302, 308}, path
        if response.mimetype == "text/html":
            links = {attribute(link, "href").split("#")[0] for link in parsed(response).select("a")}
            local = {link for link in links if link.startswith("/")}
            waiting += sorted(local - seen - set(waiting))
    assert len(seen) > 25
    assert dump(stored) == before


@sqlite_only
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "TRACE"])
def test_what_changes_something_answers_to_post_alone(
    ana: Visitor, hers: Library, stored: Database, method: str
) -> None:
    shown = {route.path for route in routes(ana.app, hers, "GET")}
    before = dump(stored)
    for route in _only_posted(routes(ana.app, hers, "POST"), shown):
        response = ana.client.open(route.path, method=method)
        assert response.status_code == 405, route
        assert set(response.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}
    assert dump(stored) == before


def _only_posted(found: list[Route], shown: set[str]) -> list[Route]:
    return [route for route in found if route.path not in shown]
