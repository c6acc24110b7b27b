"""Studying without a connection: the service worker, and the pages that it fetches ahead."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, g, jsonify, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from flashcards.core.errors import NotFound
from flashcards.core.scheduling import day
from flashcards.services.library import decks as library
from flashcards.services.study import today
from flashcards.web import files, study
from flashcards.web.current import database, for_learners, learner, now

bp = Blueprint("offline", __name__)

MOST_KEPT = 300
"""Cards of a deck and a study day that are fetched ahead; a page of them is about 1 MB."""

DAYS_AHEAD = (0, 1)
"""The study days that are fetched ahead, from today: in the morning train it is tomorrow."""


@bp.get("/sw.js")
def worker() -> Response:
    """Return the service worker; it changes with every static file, and so is installed anew."""
    kept = [files.address(name) for name in files.names() if not name.startswith("icons/")]
    script = render_template("offline/sw.js", kept=kept, version=files.version())
    response = make_response(script)
    response.mimetype = "text/javascript"
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/offline")
def show() -> ResponseReturnValue:
    """Show what there is to study without a connection; for nobody, that there is none."""
    if not g.accepted:
        return render_template("offline/nobody.html")
    with database().read() as session:
        return render_template(
            "offline/decks.html",
            decks=today.decks(session, learner(), now()),
            today=today.study_day_of(learner(), now()),
        )


@bp.get("/offline/me")
def me() -> ResponseReturnValue:
    """Tell a script who is logged in, what to send forms with, and which decks she studies."""
    if not g.accepted:
        return jsonify(learner=None)
    with database().read() as session:
        studied = [row.id for row in library.studied(session, learner().id)]
    return jsonify(learner=str(learner().id), token=generate_csrf(), decks=studied)


@bp.get("/offline/decks/<int:deck_id>/<int:ahead>")
@for_learners
def deck(deck_id: int, ahead: int) -> ResponseReturnValue:
    """Show all cards of a deck on a study day to come; headers say when that day is."""
    if ahead not in DAYS_AHEAD:
        raise NotFound("Only today and tomorrow are fetched ahead.")
    its_day = today.study_day_of(learner(), now()) + timedelta(days=ahead)
    response = make_response(study.page(deck_id, its_day, MOST_KEPT))
    where = day.zone(learner().zone)
    for name, of in (("Begins", its_day), ("Ends", its_day + timedelta(days=1))):
        instant = day.begin(of, where, learner().rollover)
        response.headers[f"X-Day-{name}"] = str(day.milliseconds(instant))
    return response
