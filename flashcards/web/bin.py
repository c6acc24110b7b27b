"""The bin: what was thrown away, and how it comes back."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from flashcards.services.library import decks, notes, search
from flashcards.web.current import database, for_learners, learner

bp = Blueprint("bin", __name__, url_prefix="/bin")


@bp.get("/")
@for_learners
def show() -> ResponseReturnValue:
    """Show what is in the bin."""
    with database().read() as session:
        thrown_decks, thrown_notes = search.thrown_away(session, learner().id)
        return render_template("bin/show.html", decks=thrown_decks, notes=thrown_notes)


@bp.post("/decks/<int:deck_id>")
@for_learners
def restore_deck(deck_id: int) -> ResponseReturnValue:
    """Take a deck back out, with its notes, schedules and reviews."""
    with database().write() as session:
        deck = decks.restore(session, learner().id, deck_id)
    flash(f"“{deck.title}” is back, with everything in it.", "done")
    return redirect(url_for("decks.show", deck_id=deck_id))


@bp.post("/notes/<int:note_id>")
@for_learners
def restore_note(note_id: int) -> ResponseReturnValue:
    """Take a note back out, with its schedules and reviews."""
    with database().write() as session:
        note = notes.restore(session, learner().id, note_id)
    flash("The note is back.", "done")
    return redirect(url_for("decks.show", deck_id=note.deck_id))
