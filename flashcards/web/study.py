"""Studying a deck: a page of cards, each with its buttons; works without script, too."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from flashcards import clock
from flashcards.core.grades import BUTTONS, Scale, grade
from flashcards.core.scheduling import day
from flashcards.services import comfort, note_type_sheets
from flashcards.services.library import decks as library
from flashcards.services.study import by_hand, cards, events, leeches, practice, sitting, today
from flashcards.services.study.cards import ShownCard
from flashcards.services.study.events import Incoming, Receipt, Taken
from flashcards.services.study.typing import is_typable
from flashcards.web.current import database, for_learners, learner, now
from flashcards.web.unreadable import whole

bp = Blueprint("study", __name__)

_SHIFT = re.compile(r"-?\d{1,4}")

AT_ONCE = 30
"""Cards in one page: the next ones are there before they are asked for."""


@bp.get("/study/<int:deck_id>")
@for_learners
def show(deck_id: int) -> ResponseReturnValue:
    """Show the next cards, or what was done when there are none left today."""
    return page(deck_id, today.study_day_of(learner(), now()), AT_ONCE)


def page(deck_id: int, its_day: date, at_once: int) -> str:
    """Return the page of a deck on a study day, with that many cards in it at the most."""
    with database().read() as session:
        settings = today.enrolment(session, learner(), deck_id)
        left = today.left(session, settings, its_day)
        ids = first_of(request.args.get("card", type=whole), [card.card_id for card in left.queue])
        shown = cards.shown(session, learner(), settings, ids[:at_once], its_day)
        where = day.zone(learner().zone)
        words = {
            "deck": library.readable(session, learner().id, deck_id),
            "left": left,
            "settings_of_deck": settings,
            "today": its_day,
            "begins": day.milliseconds(day.begin(its_day, where, learner().rollover)),
            "can_undo": events.last_answer(session, learner().id, deck_id) is not None,
        }
        if not shown:
            return render_template(
                "study/done.html",
                done=sitting.done(session, learner(), deck_id, its_day),
                next_due=today.next_due(session, settings, its_day, left),
                leeches=leeches.of_deck(session, learner().id, deck_id),
                ahead=practice.ahead(session, learner(), deck_id, now()),
                keys=comfort.keys(learner()),
                **words,
            )
        return render_template(
            "study/cards.html",
            cards=shown,
            address=partial(url_for, "study.show", deck_id=deck_id),
            **for_hands(session, shown),
            **words,
        )


@bp.post("/study/<int:deck_id>")
@for_learners
def answer(deck_id: int) -> ResponseReturnValue:
    """Take an answer that was given without script, and go on to the next card."""
    value = request.form.get("grade", "")
    incoming = Incoming(
        id=request.form.get("id", "")[:36] or clock.event_id(),
        card_id=request.form.get("card", type=whole) or abort(400),
        at=day.milliseconds(now()),
        grade=grade(int(value) if value in set("012345") else value),
        scale=Scale(learner().scale),
        shift=_shift(value),
    )
    with database().write() as session:
        today.enrolment(session, learner(), deck_id)
        taken = _answer_once(session, incoming)
    if taken.receipt is Receipt.UNKNOWN_CARD:
        flash("This card is not in your decks any more.", "problem")
    if taken.leech:
        at = url_for("cards.show", card_id=taken.card_id, _anchor="leech")
        flash("The last card does not stick. Better rewrite it than repeat it.", f"look {at}")
    return redirect(url_for("study.show", deck_id=deck_id))


@bp.post("/study/<int:deck_id>/undo")
@for_learners
def undo(deck_id: int) -> ResponseReturnValue:
    """Take the last answer in the deck back, and show its card again."""
    with database().write() as session:
        today.enrolment(session, learner(), deck_id)
        last = sitting.undo(session, learner(), deck_id, clock.event_id(), now())
    if last is None:
        flash("There is nothing to take back.", "problem")
        return redirect(url_for("study.show", deck_id=deck_id))
    return redirect(url_for("study.show", deck_id=deck_id, card=last.card_id, turned=1))


def for_hands(session: Session, shown: Sequence[ShownCard]) -> dict[str, object]:
    """Return what a page of cards needs for hands: those that are flagged, those that are typed."""
    by_card = by_hand.on_cards(session, learner().id, [card.card_id for card in shown])
    decks = {card.deck_id for card in shown}
    typed = {deck_id for deck_id in decks if today.enrolment(session, learner(), deck_id).typed}
    return {
        "swipes": learner().swipes,
        "flagged": {card_id for card_id, row in by_card.items() if row.flagged},
        "typed": {c.card_id for c in shown if c.asks or _is_typed(c, typed)},
        "styles": note_type_sheets.of_notes(session, learner().id, (c.note for c in shown)),
        "keys": comfort.keys(learner()),
        "buttons": BUTTONS[Scale(learner().scale)],
        "turned": request.args.get("turned") == "1",
        "new_id": clock.event_id,
    }


def _is_typed(card: ShownCard, decks: Collection[int]) -> bool:
    return card.deck_id in decks and is_typable(card.face.answer_alone)


def _shift(grade_given: str) -> int:
    """Return by how many days the button that was pressed said that it moves the card."""
    told = request.form.get(f"shift-{grade_given}", "0")
    return int(told) if _SHIFT.fullmatch(told) else 0


def _answer_once(session: Session, incoming: Incoming) -> Taken:
    """Take the answer; a second press of the same button finds its id taken and does nothing."""
    return events.record(session, learner(), [incoming], now())[0]


def first_of(card_id: int | None, ids: list[int]) -> list[int]:
    """Return the ids with ``card_id`` in front, if it is among them."""
    return sorted(ids, key=lambda other: other != card_id) if card_id in ids else ids
