"""Promises while something long is written: pages open, and what cannot be kept yet is not lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from flashcards.store import turns
from flashcards.store.engine import Database
from tests.store.test_turns import writing
from tests.web.library import Library
from tests.web.visitor import Clock, Visitor, form_of, one, parsed, sqlite_only, text_of

pytestmark = sqlite_only


@pytest.fixture
def long_import(
    ana: Visitor, hers: Library, stored: Database, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Somebody writes for as long as the test takes."""
    ana.token()
    monkeypatch.setattr(turns, "PATIENCE", 0.2)
    with writing(stored.patient()):
        yield


@pytest.mark.usefixtures("long_import")
def test_pages_open_also_where_the_login_would_be_noted_again(ana: Visitor, clock: Clock) -> None:
    clock.on(hours=3)
    for path in ("/", "/browse", "/statistics"):
        assert ana.get(path).status_code == 200, path


@pytest.mark.usefixtures("long_import")
def test_a_form_says_so_and_keeps_what_was_typed(ana: Visitor, hers: Library) -> None:
    fields = {"deck": str(hers.deck), "type": "basic", "front": "Kept question", "back": "Kept"}
    response = ana.post("/notes/new", fields)
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    page = parsed(response)
    assert "Nothing of yours is lost" in text_of(one(page, "main"))
    assert form_of(page, "/notes/new")["front"] == "Kept question"


@pytest.mark.usefixtures("long_import")
def test_scripts_are_told_in_words(ana: Visitor, hers: Library) -> None:
    accepts = {"Accept": "application/json"}
    flagged = ana.post(f"/cards/{hers.card}/flag", {"flagged": "yes"}, headers=accepts)
    answered = ana.send("/api/reviews", {"events": []})
    for response in (flagged, answered):
        assert response.status_code == 503
        assert response.json is not None
        assert "try again" in response.json["message"]


def test_what_was_refused_counts_once_it_is_sent_again(
    ana: Visitor, hers: Library, stored: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = {"deck": str(hers.deck), "type": "basic", "front": "Once", "back": "Only"}
    ana.token()
    monkeypatch.setattr(turns, "PATIENCE", 0.2)
    with writing(stored.patient()):
        assert ana.post("/notes/new", note).status_code == 503
    assert ana.post("/notes/new", note).status_code == 302
