"""In a sitting a card is edited, flagged, buried, left out or moved, and one stays in place."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import IntegerField

from flashcards.services import rendering
from flashcards.services.library import moving, notes
from flashcards.services.media.shown import of_notes
from flashcards.services.study import by_hand, today
from flashcards.services.wording import note_of, wordings
from flashcards.store.models import content
from flashcards.store.models.content import Card
from flashcards.web import cards, heeding
from flashcards.web.current import database, for_learners, learner, now
from flashcards.web.foreign_form import form_for
from flashcards.web.forms import Form, safe_next

bp = Blueprint("by_hand", __name__, url_prefix="/cards/<int:card_id>")


class MoveForm(Form):
    """The deck that a note goes to."""

    deck = IntegerField("Deck")


@bp.post("/flag")
@for_learners
def flag(card_id: int) -> ResponseReturnValue:
    """Flag a card, or take the flag away."""
    on = request.form.get("flagged") == "yes"
    with database().write() as session:
        by_hand.flag(session, learner(), card_id, on)
    return _done(card_id, "Flagged." if on else "The flag is gone.")


@bp.post("/bury")
@for_learners
def bury(card_id: int) -> ResponseReturnValue:
    """Let a card rest until tomorrow, or bring it back today."""
    rests = request.form.get("buried") == "yes"
    its_day = today.study_day_of(learner(), now())
    with database().write() as session:
        by_hand.bury(session, learner(), card_id, its_day if rests else None)
    return _done(card_id, "It rests until tomorrow." if rests else "It comes again today.")


@bp.post("/suspend")
@for_learners
def suspend(card_id: int) -> ResponseReturnValue:
    """Leave a card or all cards of its note out of study, or take them in again."""
    out = request.form.get("suspended") == "yes"
    whole_note = request.form.get("of") == "note"
    with database().write() as session:
        card = by_hand.studied(session, learner(), card_id)
        if whole_note:
            notes.set_suspended(session, learner().id, card.note_id, out)
        else:
            by_hand.suspend(session, learner(), card_id, out)
    what = "The note" if whole_note else "The card"
    return _done(card_id, f"{what} is left out." if out else f"{what} comes up again.")


@bp.post("/move")
@for_learners
def move(card_id: int) -> ResponseReturnValue:
    """Move the note of a card to another own deck."""
    form = MoveForm()

    def keep() -> bool:
        with database().write() as session:
            card = by_hand.studied(session, learner(), card_id)
            moving.move(session, learner().id, card.note_id, form.deck.data or 0)
        return True

    with database().read() as session:
        by_hand.studied(session, learner(), card_id)
    if form.attempt(keep):
        return _done(card_id, "Moved, with its schedules.")
    if _is_script():
        return jsonify(form.told), 422
    return cards.page(card_id, move_form=form), form.status


@bp.post("/note")
@for_learners
def note(card_id: int) -> ResponseReturnValue:
    """Keep the note of a card as it was edited; answer a script with its cards as they are now."""
    with database().read() as session:
        note_id = by_hand.studied(session, learner(), card_id).note_id
        row, _ = notes.readable(session, learner().id, note_id)
        before = note_of(row)
    form = form_for(before)

    if heeding.mend(form, before):
        return cards.page(card_id, form=form)

    def keep() -> bool:
        new = form.laid_over(before)
        with database().write() as session:
            notes.change(session, learner().id, note_id, new, now())
            heeding.heed(new, before)
        return True

    if not form.attempt(keep):
        if _is_script():
            return jsonify(**form.told, advised=heeding.advised()), 422
        return cards.page(card_id, form=form), form.status
    if not _is_script():
        flash("Kept.", "done")
        return redirect(safe_next(url_for("notes.show", note_id=note_id)))
    with database().read() as session:
        return jsonify(done="Kept.", cards=_faces(session, note_id))


def _faces(session: Session, note_id: int) -> dict[int, dict[str, str]]:
    """Return the active cards of a note as the learner sees them, by card."""
    row = session.get_one(content.Note, note_id)
    worded = note_of(row, wordings(session, learner().id, [note_id]).get(note_id))
    files = of_notes(session, learner().id, [worded])
    extra = rendering.field(worded.extra, files) if worded.extra else ""
    active = session.scalars(select(Card).where(Card.note_id == note_id, Card.active))
    faces = {card.id: rendering.face(worded, card.ordinal, files) for card in active}
    return {
        card_id: {"question": face.question, "answer": face.answer, "extra": extra}
        for card_id, face in faces.items()
    }


def _done(card_id: int, words: str) -> ResponseReturnValue:
    if _is_script():
        return jsonify(done=words)
    flash(words, "done")
    return redirect(safe_next(url_for("cards.show", card_id=card_id, _anchor="by-hand")))


def _is_script() -> bool:
    return request.accept_mimetypes.best == "application/json"
