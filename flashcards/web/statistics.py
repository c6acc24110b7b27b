"""Statistics: pictures of a learner's study, each with its figures."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from flashcards.core.statistics.histogram import top
from flashcards.services.statistics import picture
from flashcards.services.statistics.collection import Chosen
from flashcards.services.statistics.histories import Histories
from flashcards.web.current import database, for_learners, learner, now
from flashcards.web.unreadable import whole

bp = Blueprint("statistics", __name__)

LONGEST_TAG = 200


@bp.get("/statistics")
@for_learners
def show() -> ResponseReturnValue:
    """Show the statistics of all decks, or of a deck or a tag."""
    chosen = Chosen(
        request.args.get("deck", type=whole), request.args.get("tag", "").strip()[:LONGEST_TAG]
    )
    with database().read() as session:
        found = picture.of(session, learner(), chosen, now(), _histories())
        return render_template("statistics/show.html", it=found, chosen=chosen, top=top)


def _histories() -> Histories:
    return cast(Histories, current_app.extensions["flashcards.histories"])
