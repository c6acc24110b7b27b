"""The style sheets of a learner's note types from Anki."""

from __future__ import annotations

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from flashcards.services import note_type_sheets
from flashcards.web.current import database, for_learners, learner

bp = Blueprint("note_types", __name__)

KEPT = "private, max-age=31536000, immutable"


@bp.get("/note-types/<int:note_type_id>/<version>.css")
@for_learners
def style(note_type_id: int, version: str) -> ResponseReturnValue:
    """Send the style sheet of a note type of the learner's own, bound to its cards.

    Under an earlier address it is the one of today, and no browser keeps it there.
    """
    with database().read() as session:
        css = note_type_sheets.of_type(session, learner().id, note_type_id)
    response = Response(css, mimetype="text/css")
    if version == note_type_sheets.version(css):
        response.headers["Cache-Control"] = KEPT
    return response
