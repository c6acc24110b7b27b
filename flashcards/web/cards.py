"""A card on a page of its own: why it comes now, when next, its history, what it is taken for."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from flashcards.core.errors import NotFound
from flashcards.core.notes import Note
from flashcards.services import note_type_sheets, rendering
from flashcards.services.library import decks as library
from flashcards.services.library import notes
from flashcards.services.media.shown import of_notes
from flashcards.services.study import by_hand, leeches, telling, today
from flashcards.services.wording import note_of, wordings
from flashcards.store.models import content
from flashcards.store.models.content import Card
from flashcards.web import heeding
from flashcards.web.current import database, for_learners, learner, now
from flashcards.web.foreign_form import form_for
from flashcards.web.forms import Form
from flashcards.web.note_form import AnyNoteForm

bp = Blueprint("cards", __name__)


@bp.get("/cards/<int:card_id>")
@for_learners
def show(card_id: int) -> ResponseReturnValue:
    """Show what a card can say of itself, and what can be done to it by hand."""
    return page(card_id)


def page(card_id: int, form: AnyNoteForm | None = None, move_form: Form | None = None) -> str:
    """Return the page of a card; with a form that could not be kept, as it was sent."""
    with database().read() as session:
        card = session.get(Card, card_id)
        if card is None or not card.active:
            raise NotFound("There is no such card.")
        deck = library.readable(session, learner().id, card.deck_id)
        story = telling.of_card(session, learner(), card, now())
        row = session.get_one(content.Note, card.note_id)
        note = note_of(row, wordings(session, learner().id, [row.id]).get(row.id))
        its_day = today.study_day_of(learner(), now())
        look_alikes = leeches.look_alikes(session, learner().id, card) if story.is_leech else []
        return render_template(
            "study/card.html",
            card=card,
            deck=deck,
            story=story,
            face=rendering.face(note, card.ordinal, of_notes(session, learner().id, [note])),
            look_alikes=look_alikes,
            today=its_day,
            form=form or form_for(note, filled=True),
            quote=note.quote,
            section=note.section,
            advice=heeding.asked(),
            advised=heeding.advised(),
            move_form=move_form,
            own=deck.owner_id == learner().id,
            styles=_styles(session, note, look_alikes),
            others=[each for each in library.all_own(session, learner().id) if each.id != deck.id],
            hand=by_hand.on_cards(session, learner().id, [card.id]).get(card.id),
            note_out=notes.suspended(session, learner().id, row.id),
        )


def _styles(session: Session, note: Note, look_alikes: Iterable[leeches.LookAlike]) -> list[str]:
    """Return the style sheets of a note and of what its card may be taken for."""
    shown = [note, *(other.note for other in look_alikes)]
    return note_type_sheets.of_notes(session, learner().id, shown)


@bp.get("/decks/<int:deck_id>/leeches")
@for_learners
def show_leeches(deck_id: int) -> ResponseReturnValue:
    """Show the cards of a deck that lapse again and again."""
    with database().read() as session:
        deck = library.readable(session, learner().id, deck_id)
        today.enrolment(session, learner(), deck_id)
        found = leeches.of_deck(session, learner().id, deck_id)
        return render_template("study/leeches.html", deck=deck, leeches=found)
