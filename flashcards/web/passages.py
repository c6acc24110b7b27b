"""Passages that a learner chooses: an own card made of one, and one taken in that was left out."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, TextAreaField

from flashcards.core.errors import NotFound
from flashcards.core.notes import Note, NoteType
from flashcards.services.making import bringing_back, documents, own
from flashcards.services.making.own import Passage
from flashcards.store.models.content import Document
from flashcards.web.beside import address
from flashcards.web.current import database, for_learners, learner, now
from flashcards.web.forms import text
from flashcards.web.given import ask
from flashcards.web.note_form import NoteForm
from flashcards.web.unreadable import whole

bp = Blueprint("passages", __name__)


class OwnForm(NoteForm):
    """An own card, and the passage of the document that carries it."""

    quote = TextAreaField("The passage")
    start = HiddenField()


@bp.get("/documents/<int:document_id>/own")
@for_learners
def show_own(document_id: int) -> ResponseReturnValue:
    """Show the form for an own card; a script gets the passage from ``start`` to ``end`` alone."""
    start, end = (request.args.get(name, type=whole) for name in ("start", "end"))
    with database().read() as session:
        row = documents.document(session, learner().id, document_id)
        if start is None or end is None:
            return render_template("documents/own.html", form=OwnForm(), document=row)
        chosen = own.passage(row, start, end)
        if request.accept_mimetypes.best == "application/json":
            return jsonify(vars(chosen))
        form = OwnForm(quote=chosen.quote, start=str(chosen.start), text=chosen.quote)
        return render_template("documents/own.html", form=form, document=row)


@bp.post("/documents/<int:document_id>/own")
@for_learners
def add_own(document_id: int) -> ResponseReturnValue:
    """Make a note of a passage."""
    form = OwnForm()

    def keep() -> tuple[int, str]:
        with database().write() as session:
            row = documents.document(session, learner().id, document_id)
            wording = form.laid_over(Note(guid="", type=NoteType.BASIC))
            draft = own.add(session, learner().id, document_id, wording, _passage(form, row), now())
            return draft.id, address(row, draft)

    with database().read() as session:
        row = documents.document(session, learner().id, document_id)
    made = form.attempt(keep)
    if request.accept_mimetypes.best == "application/json":
        return (jsonify(draft=made[0]), 200) if made else (jsonify(form.told), form.status)
    if made:
        flash("The card is in the deck.", "done")
        return redirect(made[1])
    with database().read() as session:
        row = documents.document(session, learner().id, document_id)
        return render_template("documents/own.html", form=form, document=row), form.status


@bp.post("/documents/<int:document_id>/bring-back")
@for_learners
def bring_back(document_id: int) -> ResponseReturnValue:
    """Take a passage in that was left out, with drafts made of it."""
    start, end = (request.form.get(name, type=whole) for name in ("start", "end"))
    if start is None or end is None:
        with database().read() as session:
            documents.document(session, learner().id, document_id)
        raise NotFound("There is no such passage among those left out.")
    with database().read() as session:
        passage = bringing_back.again(session, learner().id, document_id, start, end)
    made = bringing_back.drafted(passage, ask())
    with database().write() as session:
        count = bringing_back.take_in(session, learner().id, document_id, passage, made)
        row = documents.document(session, learner().id, document_id)
        chapter = documents.chapter_at(row, start)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(count=count)
    told = {0: "No card could be made of it: you can make your own.", 1: "1 draft was made of it."}
    flash(f"The passage is in. {told.get(count, f'{count} drafts were made of it.')}", "done")
    page = url_for("documents.show", document_id=document_id, chapter=chapter or None)
    return redirect(f"{page}#at-{start}")


def _passage(form: OwnForm, row: Document) -> Passage:
    start = text(form.start)
    return own.found(row, text(form.quote), whole(start) if start.isdecimal() else None)
