"""Asking a model for wording and further drafts, if whoever runs this site has set one."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from flashcards import clock
from flashcards.config import Model
from flashcards.core.errors import NotFound
from flashcards.services.making import documents
from flashcards.services.model import asking
from flashcards.web.beside import address
from flashcards.web.current import database, for_learners, learner, now, settings

bp = Blueprint("model", __name__)


@bp.get("/documents/<int:document_id>/model")
@for_learners
def show(document_id: int) -> ResponseReturnValue:
    """Say what would be sent where, and how far it is or what came of it last time."""
    model = _model()
    with database().read() as session:
        row = documents.document(session, learner().id, document_id)
        return render_template(
            "documents/model.html",
            document=row,
            model=model,
            told=asking.told(session, learner().id, document_id, model),
            asked=asking.asked(session, learner().id, document_id, model, now()),
        )


@bp.post("/documents/<int:document_id>/model")
@for_learners
def ask(document_id: int) -> ResponseReturnValue:
    """Ask, beside the pages."""
    model = _model()
    with database().read() as session:
        documents.document(session, learner().id, document_id)
    asking.ask(database(), learner().id, document_id, model, clock.now)
    flash(f"{model.name} is being asked. What it proposes is announced here.", "done")
    return redirect(url_for("documents.show", document_id=document_id))


@bp.post("/drafts/<int:draft_id>/wording")
@for_learners
def wording(draft_id: int) -> ResponseReturnValue:
    """Take a proposed wording, or leave it."""
    wanted = request.form.get("take") == "yes"
    with database().write() as session:
        draft = asking.take(session, learner().id, draft_id, wanted)
        row = documents.document(session, learner().id, draft.document_id)
        location = address(row, draft)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(draft=draft_id)
    flash("The draft has the other wording." if wanted else "The draft stays as it was.", "done")
    return redirect(location)


def _model() -> Model:
    found = settings().model
    if found is None:
        raise NotFound("There is no model here.")
    return found
