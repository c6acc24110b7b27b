"""The library of documents, and each of them with its drafts beside its text."""

from __future__ import annotations

from typing import TypeVar

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from flashcards.making.volume import Volume
from flashcards.services.making import bookmarks, drafts, shelf
from flashcards.services.making.bookmarks import Ordered, Place, Shown
from flashcards.web import beside
from flashcards.web.current import database, for_learners, learner
from flashcards.web.note_form import NoteForm
from flashcards.web.unreadable import whole

bp = Blueprint("documents", __name__)

Choice = TypeVar("Choice", Volume, Ordered, Shown)


@bp.get("/documents")
@for_learners
def index() -> ResponseReturnValue:
    """Show the documents that were given, or those whose title holds certain words."""
    words = request.args.get("q", "")[:200]
    with database().read() as session:
        found = shelf.shelf(session, learner().id, words)
        return render_template("documents/index.html", found=found, words=words)


@bp.get("/documents/<int:document_id>")
@for_learners
def show(document_id: int) -> ResponseReturnValue:
    """Show a chapter of a document with its quotes highlighted, and its drafts beside it.

    A script that asks for JSON gets the two halves alone, to lay them over its own.
    """
    asked = request.args.get("chapter", type=whole)
    with database().read() as session:
        values = beside.values(session, document_id, asked)
        if request.accept_mimetypes.best != "application/json":
            return render_template("documents/show.html", form=NoteForm(), **values)
        return jsonify(
            drafts=render_template("documents/drafts.html", **values),
            text=render_template("documents/text.html", **values),
            left=values["pending"],
            newest=values["newest"],
        )


@bp.get("/documents/<int:document_id>/news")
@for_learners
def news(document_id: int) -> ResponseReturnValue:
    """Say how many drafts are newer than the one named, and whether more are to come."""
    after = request.args.get("after", 0, type=whole)
    with database().read() as session:
        working = beside.is_working(session, document_id)
        found = drafts.newer(session, document_id, after)
        told = beside.answered(session, document_id)
    says = told.says if told else ""
    return jsonify(count=sum(found.values()), chapters=sorted(found), working=working, says=says)


@bp.post("/documents/<int:document_id>/place")
@for_learners
def keep_place(document_id: int) -> ResponseReturnValue:
    """Keep where the learner is in a document, and how she likes to see its drafts."""
    with database().write() as session:
        before = bookmarks.place(session, learner().id, document_id)
        place = Place(
            request.form.get("chapter", before.chapter, type=whole),
            request.form.get("draft", before.draft_id, type=whole),
            _chosen(request.form.get("volume"), before.volume),
            _chosen(request.form.get("ordered"), before.ordered),
            _chosen(request.form.get("shown"), before.shown),
        )
        bookmarks.keep(session, learner().id, document_id, place)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(volume=place.volume, ordered=place.ordered, shown=place.shown)
    return redirect(url_for("documents.show", document_id=document_id, chapter=place.chapter))


@bp.get("/documents/<int:document_id>/delete")
@for_learners
def show_delete(document_id: int) -> ResponseReturnValue:
    """Ask whether to delete a document, and say what stays."""
    with database().read() as session:
        left = shelf.left_by(session, learner().id, document_id)
        return render_template("documents/delete.html", left=left)


@bp.post("/documents/<int:document_id>/delete")
@for_learners
def delete(document_id: int) -> ResponseReturnValue:
    """Delete a document; its notes stay."""
    with database().write() as session:
        title = shelf.remove(session, learner().id, document_id)
    flash(f"“{title}” is deleted. Its notes are still in their deck.", "done")
    return redirect(url_for("documents.index"))


def _chosen(sent: str | None, before: Choice) -> Choice:
    """Return the choice that was sent: its name, or its number where a slider sends one."""
    kinds = list(type(before))
    if sent is not None and sent.isdecimal() and int(sent) < len(kinds):
        return kinds[int(sent)]
    return next((kind for kind in kinds if kind.value == sent), before)
