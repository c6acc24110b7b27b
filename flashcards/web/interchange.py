"""Downloads: a deck as an Anki package."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, send_file
from flask.typing import ResponseReturnValue

from flashcards.services import interchange
from flashcards.services.library import decks
from flashcards.web.current import database, for_learners, learner, now, settings

bp = Blueprint("interchange", __name__)


@bp.get("/decks/<int:deck_id>/export.apkg")
@for_learners
def package(deck_id: int) -> ResponseReturnValue:
    """Send a deck as an Anki package."""
    with database().read() as session:
        deck = decks.readable(session, learner().id, deck_id)
        written = interchange.package(session, learner().id, deck, settings().disclaimer, now())
        name = f"{deck.title}.apkg"
    return send_file(
        BytesIO(written),
        mimetype="application/apkg",
        as_attachment=True,
        download_name=name,
        max_age=0,
    )
