"""The check of a deck: what is wrong with its notes, and each repair with its button."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from flashcards.core.errors import Conflict
from flashcards.making.checking.finding import Level
from flashcards.making.checking.rules import LEVELS
from flashcards.services import checking
from flashcards.services.library import decks
from flashcards.web import advice
from flashcards.web.current import database, for_learners, learner, now
from flashcards.web.forms import safe_next
from flashcards.web.unreadable import whole

bp = Blueprint("checks", __name__)


@bp.get("/decks/<int:deck_id>/check")
@for_learners
def show(deck_id: int) -> ResponseReturnValue:
    """Show what the rules for good cards find in a deck, the gravest first."""
    page = max(1, request.args.get("page", 1, type=whole) or 1)
    with database().read() as session:
        deck = decks.readable(session, learner().id, deck_id)
        checked = checking.deck(session, learner().id, deck_id, page)
        return render_template(
            "decks/check.html",
            deck=deck,
            own=deck.owner_id == learner().id,
            checked=checked,
            whole=[each.message for each in checked.whole],
            found=[(each, advice.of(each.note, each.findings)) for each in checked.notes],
            counts=[(LEVELS[level], checked.counts[level]) for level in Level],
        )


@bp.post("/notes/<int:note_id>/repair")
@for_learners
def repair(note_id: int) -> ResponseReturnValue:
    """Make the repair of a note that was shown before and after."""
    rule, seen = request.form.get("rule", ""), request.form.get("seen", "")
    back = safe_next(url_for("notes.show", note_id=note_id))
    try:
        with database().write() as session:
            done = checking.apply(session, learner().id, note_id, rule, seen, now())
    except Conflict as error:
        flash(str(error), "problem")
        return redirect(back)
    if not done.notes:
        flash("The note is in the bin.", f"undo {url_for('bin.restore_note', note_id=note_id)}")
    else:
        flash(f"Done: {done.what}", "done")
    return redirect(back)
