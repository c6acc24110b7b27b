"""The first page: the learner's decks with what is left today, or what this place is."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from flashcards import config
from flashcards.services.exams import exams
from flashcards.services.library.pace import pace
from flashcards.services.published import offers
from flashcards.services.study import today
from flashcards.web.current import database, for_learners, learner, now, somebody

bp = Blueprint("home", __name__)


@bp.get("/")
def show() -> ResponseReturnValue:
    """Show the learner's decks, or what this place is."""
    return _decks() if somebody() else render_template("home/welcome.html")


@for_learners
def _decks() -> ResponseReturnValue:
    with database().read() as session:
        to_add = offers.offers(session, learner().id, config.shipped("decks"))
        return render_template(
            "home/decks.html",
            decks=today.decks(session, learner(), now()),
            to_add=to_add,
            pace=pace(session, learner().id) if to_add else None,
            today=today.study_day_of(learner(), now()),
            exams=exams.of(session, learner()),
        )
