"""Every route of the app with a real address: a matrix made of these leaves none out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from tests.web.library import Library


@dataclass(frozen=True)
class Route:
    """One view, one method, and an address at which it answers."""

    endpoint: str
    method: str
    path: str


def routes(app: Flask, library: Library, method: str) -> list[Route]:
    """Return the routes of a method, at the things of ``library``."""
    with app.test_request_context():
        return [
            Route(rule.endpoint, method, app.url_for(rule.endpoint, **values(rule, library)))
            for rule in app.url_map.iter_rules()
            if method in (rule.methods or ())
        ]


def values(rule: Rule, library: Library) -> dict[str, Any]:
    """Return what stands in an address, for the things of ``library``."""
    known: dict[str, Any] = {
        "deck_id": library.deck,
        "note_id": library.note,
        "card_id": library.card,
        "exam_id": library.exam,
        "document_id": library.document,
        "draft_id": library.drafts[1 if rule.endpoint == "drafts.undecide" else 2],
        "token": "x",
        "first_day": "2026-12-24",
        "filename": "base.css",
        "ahead": 1,
        "media_id": library.media,
        "sha256": library.sha256,
        "name": "rose.png",
        "import_id": library.planned,
        "note_type_id": library.note_type,
        "version": "x",
    }
    if rule.endpoint.startswith("bin."):
        known |= {"deck_id": library.thrown_deck, "note_id": library.thrown_note}
    return {name: known[name] for name in rule.arguments}
