"""The check of a deck: what is wrong with its notes, and each repair with its button."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from flashcards.core.errors import Conflict, Invalid
from flashcards.making.checking.finding import Does, Level
from flashcards.making.checking.rules import LEVELS
from flashcards.services.checking import deck as checking
from flashcards.services.checking import repairing
from flashcards.services.library import decks
from flashcards.services.study import today
from flashcards.web import advice
from flashcards.web.current import database, for_learners, learner, now
from flashcards.web.forms import safe_next
from flashcards.web.unreadable import whole

bp = Blueprint("checks", __name__)

_SAY = "say-"
"""What the fields begin with that answer what a repair asks."""


@bp.get("/decks/<int:deck_id>/check")
@for_learners
def show(deck_id: int) -> ResponseReturnValue:
    """Show what the rules for good cards find in a deck, the gravest first, or what was left."""
    left = request.args.get("left") == "1"
    page = max(1, request.args.get("page", 1, type=whole) or 1)
    with database().read() as session:
        deck = decks.readable(session, learner().id, deck_id)
        own = deck.owner_id == learner().id
        checked = checking.deck(session, learner().id, deck_id, _today(), page, left)
        found = [(each, advice.of(each.note, each.findings, each.beside)) for each in checked.notes]
        return render_template(
            "decks/check.html",
            deck=deck,
            own=own,
            checked=checked,
            left=left,
            whole=[each.message for each in checked.whole],
            found=[
                (each, told if own else [one.for_all() for one in told]) for each, told in found
            ],
            counts=[(LEVELS[level], checked.counts[level]) for level in Level],
        )


@bp.post("/notes/<int:note_id>/repair")
@for_learners
def repair(note_id: int) -> ResponseReturnValue:
    """Make the repair of a note that was shown before and after."""
    rule, seen = request.form.get("rule", ""), request.form.get("seen", "")
    back = _back(note_id)
    try:
        with database().write() as session:
            done = repairing.apply(
                session, learner().id, note_id, rule, seen, now(), _today(), _said()
            )
            changed = repairing.changed(session, note_id, done)
    except (Conflict, Invalid) as error:
        flash(str(error), "problem")
        return redirect(back)
    if not done.notes:
        flash("The note is in the bin.", f"undo {url_for('bin.restore_note', note_id=changed)}")
    elif done.does is Does.SUSPEND:
        flash("Left out: it will not come up.", f"undo {url_for('notes.suspend', note_id=note_id)}")
    else:
        flash(f"Done: {done.what}", "done")
    return redirect(back)


@bp.post("/notes/<int:note_id>/ask")
@for_learners
def ask(note_id: int) -> ResponseReturnValue:
    """Show what the learner's answers would make of a note; nothing is written yet."""
    rule = request.form.get("rule", "")
    try:
        with database().read() as session:
            note, questions = repairing.asked(session, learner().id, note_id, rule, _today())
    except Conflict as error:
        flash(str(error), "problem")
        return redirect(_back(note_id))
    offer, problem = None, ""
    try:
        offer = advice.offer_of(note, repairing.answer(note, rule, _said()))
    except Invalid as error:
        problem = str(error)
    page = render_template(
        "decks/asked.html",
        note_id=note_id,
        note=note,
        rule=rule,
        questions=questions,
        said=_said(),
        offer=offer,
        problem=problem,
        back=_back(note_id),
    )
    return page, 422 if problem else 200


@bp.post("/notes/<int:note_id>/leave")
@for_learners
def leave(note_id: int) -> ResponseReturnValue:
    """Leave what a rule finds in a note as it is."""
    rule, seen = request.form.get("rule", ""), request.form.get("seen", "")
    back = _back(note_id)
    try:
        with database().write() as session:
            checking.leave(session, learner().id, note_id, rule, seen, now(), _today())
    except Conflict as error:
        flash(str(error), "problem")
        return redirect(back)
    undo = url_for("checks.take_up", note_id=note_id, rule=rule, next=back)
    flash("Left as it is. It is shown again if the note changes.", f"undo {undo}")
    return redirect(back)


@bp.post("/notes/<int:note_id>/take-up")
@for_learners
def take_up(note_id: int) -> ResponseReturnValue:
    """Look again at what was left as it is."""
    with database().write() as session:
        checking.take_up(session, learner().id, note_id, request.values.get("rule", ""))
    flash("It is among what could be mended again.", "done")
    return redirect(_back(note_id))


def _back(note_id: int) -> str:
    return safe_next(url_for("notes.show", note_id=note_id))


def _today() -> date:
    return today.study_day_of(learner(), now())


def _said() -> dict[str, str]:
    """Return the learner's answers to what a repair asks, by their names."""
    fields = request.form.items()
    return {name.removeprefix(_SAY): text for name, text in fields if name.startswith(_SAY)}
