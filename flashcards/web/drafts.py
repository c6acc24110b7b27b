"""Deciding on drafts: accept, edit, mend or reject each, accept all of them, and undo."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from flashcards.core.errors import Invalid
from flashcards.making.volume import Volume
from flashcards.services.making import bookmarks, documents, mending
from flashcards.services.making import drafts as making
from flashcards.services.wording import note_of
from flashcards.web.beside import address
from flashcards.web.current import database, for_learners, learner, now
from flashcards.web.note_form import NoteForm
from flashcards.web.unreadable import whole

bp = Blueprint("drafts", __name__)


@bp.post("/documents/<int:document_id>/accept")
@for_learners
def accept_all(document_id: int) -> ResponseReturnValue:
    """Accept what is good enough and still pending, of a chapter or of the whole document."""
    chapter = request.form.get("chapter", type=whole)
    with database().write() as session:
        place = bookmarks.place(session, learner().id, document_id)
        least = _volume(place.volume).least
        count = making.accept_all(session, learner().id, document_id, now(), chapter, least)
        row = documents.document(session, learner().id, document_id)
        waiting = {at: left for at, (_, left) in making.counts(session, row.id, least).items()}
        deck_id = row.deck_id
    flash(f"{count} drafts are notes now." if count != 1 else "1 draft is a note now.", "done")
    faulty = sum(waiting.values()) if chapter is None else waiting.get(chapter, 0)
    if faulty:
        flash(f"{faulty} should be mended first, or be accepted one by one.", "problem")
    if deck_id is None or any(waiting.values()):
        return redirect(url_for("documents.show", document_id=document_id, chapter=chapter))
    return redirect(url_for("decks.show", deck_id=deck_id))


@bp.post("/documents/<int:document_id>/undo")
@for_learners
def undo(document_id: int) -> ResponseReturnValue:
    """Take back what was decided last; asked again, what was decided before that."""
    with database().write() as session:
        rows = making.undo(session, learner().id, document_id, now())
        document = documents.document(session, learner().id, document_id)
        back = [{"id": row.id, "state": row.state, "chapter": row.chapter} for row in rows]
        location = address(document, rows[0]) if rows else None
    if request.accept_mimetypes.best == "application/json":
        return jsonify(drafts=back)
    flash("Taken back." if back else "There is nothing to undo.", "done")
    return redirect(location or url_for("documents.show", document_id=document_id))


@bp.post("/drafts/<int:draft_id>/accept")
@for_learners
def accept(draft_id: int) -> ResponseReturnValue:
    """Make a note of one draft."""
    with database().write() as session:
        making.accept(session, learner().id, draft_id, now())
    return _decided(draft_id)


@bp.post("/drafts/<int:draft_id>/reject")
@for_learners
def reject(draft_id: int) -> ResponseReturnValue:
    """Put one draft aside."""
    with database().write() as session:
        making.reject(session, learner().id, draft_id, now())
    return _decided(draft_id)


@bp.post("/drafts/<int:draft_id>/undecide")
@for_learners
def undecide(draft_id: int) -> ResponseReturnValue:
    """Take the decision on one draft back."""
    with database().write() as session:
        making.undecide(session, learner().id, draft_id, now())
    return _decided(draft_id)


@bp.post("/drafts/<int:draft_id>/mend")
@for_learners
def mend(draft_id: int) -> ResponseReturnValue:
    """Make the repair that was shown in a draft."""
    rule, seen = request.form.get("rule", ""), request.form.get("seen", "")
    with database().write() as session:
        mending.mend(session, learner().id, draft_id, rule, seen, now())
    return _decided(draft_id)


@bp.get("/drafts/<int:draft_id>")
@for_learners
def show_edit(draft_id: int) -> ResponseReturnValue:
    """Show a draft to be edited before it becomes a note, as a page or as the fields alone."""
    with database().read() as session:
        draft, document = making.draft(session, learner().id, draft_id)
        form = NoteForm.of(note_of(draft))
        if request.accept_mimetypes.best != "application/json":
            return render_template("documents/edit.html", form=form, draft=draft, document=document)
        return jsonify(
            quote=draft.quote,
            section=draft.section,
            fields={field.name: field.data for field in form if field.name != "csrf_token"},
        )


@bp.post("/drafts/<int:draft_id>")
@for_learners
def edit(draft_id: int) -> ResponseReturnValue:
    """Make a note of one draft as it was edited."""
    form = NoteForm()

    def keep() -> str:
        with database().write() as session:
            draft, document = making.draft(session, learner().id, draft_id)
            if draft.state == documents.ACCEPTED:
                raise Invalid("This draft is a note already. Undo first, or edit the note.")
            wording = form.laid_over(note_of(draft))
            making.accept(session, learner().id, draft_id, now(), wording)
            return address(document, draft)

    location = form.attempt(keep)
    if request.accept_mimetypes.best == "application/json":
        return (jsonify(draft=draft_id), 200) if location else (jsonify(form.told), form.status)
    if location:
        return redirect(location)
    with database().read() as session:
        draft, document = making.draft(session, learner().id, draft_id)
        page = render_template("documents/edit.html", form=form, draft=draft, document=document)
    return page, form.status


def _volume(chosen: Volume) -> Volume:
    """Return the volume that the form names, or else the one that was ``chosen`` before."""
    sent = request.form.get("volume")
    return next((volume for volume in Volume if volume.value == sent), chosen)


def _decided(draft_id: int) -> ResponseReturnValue:
    with database().read() as session:
        draft, document = making.draft(session, learner().id, draft_id)
        if request.accept_mimetypes.best == "application/json":
            return jsonify(state=draft.state, note=draft.note_id, deck=document.deck_id)
        return redirect(address(document, draft))
