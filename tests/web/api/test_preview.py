"""Previews of a note that is being written: the cards that it would give, as safe HTML."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup

from flashcards.store.engine import Database
from tests.web.library import Library
from tests.web.visitor import Visitor, dump, sqlite_only


def test_a_preview_shows_each_card_of_a_note(ana: Visitor) -> None:
    basic = _preview(ana, type="basic", front="**Who**?", back="Beck", extra="*In 1967.*")
    assert basic["cards"] == [{"question": "<strong>Who</strong>?", "answer": "Beck"}]
    assert basic["extra"] == "<em>In 1967.</em>"
    both = _preview(ana, type="reversed", front="ACT", back="Acceptance")
    assert [card["question"] for card in both["cards"]] == ["ACT", "Acceptance"]
    cloze = _preview(ana, type="cloze", text="{{c1::One::hint}} and {{c2::two}}")
    assert len(cloze["cards"]) == 2
    assert "[hint]" in cloze["cards"][0]["question"]
    assert "One" not in cloze["cards"][0]["question"]


def test_a_preview_keeps_nothing(ana: Visitor, hers: Library, stored: Database) -> None:
    before = dump(stored)
    _preview(ana, type="basic", front="Front", back="Back")
    assert dump(stored) == before


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        "basic",
        {},
        {"type": "essay"},
        {"type": None},
        {"type": []},
        {"type": {}},
        {"type": 1},
    ],
)
@sqlite_only
def test_a_preview_of_no_note_is_refused(ana: Visitor, sent: object) -> None:
    response = ana.send("/api/preview", sent)
    assert response.status_code == 422
    assert response.json is not None
    assert response.json["message"]


@pytest.mark.parametrize(
    "fields",
    [
        {"front": None, "back": None},
        {"front": 1, "back": []},
        {"front": "lone \ud800 surrogate", "back": "\udfff"},
        {"front": "nul \x00 byte", "back": "\ue000\ue001"},
        {"front": "> " * 5000, "back": "[" * 10_000},
        {"front": "*" * 20_000, "back": "`" * 20_000},
        {"front": "x" * 1_000_000, "back": "| a |\n|--|\n" * 1000},
        {"text": "{{c1::" * 100 + "}}" * 100, "type": "cloze"},
        {"text": "{{c999::x}}{{c0::y}}", "type": "cloze"},
    ],
)
@sqlite_only
def test_a_preview_of_odd_fields_is_safe(ana: Visitor, fields: dict[str, Any]) -> None:
    response = ana.send("/api/preview", {"type": "basic", **fields})
    assert response.status_code == 200, response.get_data(as_text=True)[:500]
    assert "None" not in response.get_data(as_text=True)


@sqlite_only
def test_marks_nested_a_thousand_deep_are_no_failure_of_ours(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    text = "{{c1::" * 2400 + "x" + "}}" * 2400
    assert ana.send("/api/preview", {"type": "cloze", "text": text}).status_code < 500
    note = {"deck": str(hers.deck), "type": "cloze", "text": text}
    assert ana.post("/notes/new", note).status_code < 500


@sqlite_only
def test_a_preview_never_holds_what_would_run(ana: Visitor) -> None:
    hostile = '<script>x</script> <img src=x onerror=x> [x](javascript:x) ![x](x.png "y")'
    shown = _preview(ana, type="basic", front=hostile, back=hostile, extra=hostile)
    for html in [*shown["cards"][0].values(), shown["extra"]]:
        page = BeautifulSoup(html, "lxml")
        assert not page.select("script, img, a[href]")


def _preview(visitor: Visitor, **fields: str) -> dict[str, Any]:
    response = visitor.send("/api/preview", fields)
    assert response.status_code == 200
    shown: dict[str, Any] = json.loads(response.data)
    return shown
