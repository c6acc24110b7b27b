"""Practising without moving schedules: choosing cards, and a sitting with them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from wtforms import BooleanField, IntegerField, SelectField, SelectMultipleField
from wtforms.validators import NumberRange, Optional

from flashcards import clock
from flashcards.core.grades import Scale, grade
from flashcards.core.scheduling import day
from flashcards.services import comfort
from flashcards.services.library import decks as library
from flashcards.services.study import cards, events, practice
from flashcards.services.study.events import CLOCK_AHEAD, Incoming, Receipt
from flashcards.services.study.practice import MOST, Order, Sitting, Wanted
from flashcards.store.models.content import Deck
from flashcards.web import study
from flashcards.web.current import database, for_learners, learner, now
from flashcards.web.forms import Form
from flashcards.web.unreadable import whole

bp = Blueprint("practice", __name__, url_prefix="/practice")

USUAL = 50


class PracticeForm(Form):
    """Which cards are to be practised; it changes nothing, so it stands in the address."""

    class Meta:
        """It is sent with the address of a page."""

        csrf = False

    deck = SelectField("Deck", default="")
    tag = SelectMultipleField("Tags")
    flagged = BooleanField("Only cards that I flagged")
    met = BooleanField("Only cards that I have met before")
    failed = IntegerField(
        "Only cards failed in the last … days",
        [Optional(), NumberRange(1, 365, "Write a number of days from 1 to 365, or nothing.")],
    )
    ahead = IntegerField(
        "Due in the next … days",
        [Optional(), NumberRange(1, 365, "Write a number of days from 1 to 365.")],
    )
    most = IntegerField(
        "How many cards, at most",
        [Optional(), NumberRange(1, MOST, f"Write a number from 1 to {MOST}.")],
        default=USUAL,
    )
    order = SelectField(
        "Order",
        choices={
            Order.SHUFFLED.value: "Shuffled",
            Order.HARDEST.value: "The hardest first",
            Order.DUE.value: "By the day that they are due",
            Order.DECK.value: "In the order of the deck",
        },
        default=Order.SHUFFLED.value,
    )

    @property
    def wanted(self) -> Wanted:
        """Return what the form asks for."""
        return Wanted(
            deck_id=int(self.deck.data) if self.deck.data else None,
            tags=tuple(self.tag.data or ()),
            flagged=self.flagged.data,
            met=self.met.data,
            failed=self.failed.data,
            ahead=self.ahead.data,
            most=self.most.data or MOST,
            order=Order(self.order.data),
        )


@bp.get("")
@for_learners
def show() -> ResponseReturnValue:
    """Show the form in which the cards are chosen."""
    return _choosing(_form())


@bp.get("/cards")
@for_learners
def sit() -> ResponseReturnValue:
    """Show the cards of a sitting, or what was done when none is left."""
    form = _form()
    if not form.validate():
        return _choosing(form), 422
    sitting = _sitting(form)
    if sitting is None:
        return redirect(_address(form.wanted, day.milliseconds(now())))
    return _page(sitting)


@bp.post("/cards")
@for_learners
def answer() -> ResponseReturnValue:
    """Take an answer that was given without script, and go on to the next card."""
    sitting = _must_sit()
    value = request.form.get("grade", "")
    incoming = Incoming(
        id=request.form.get("id", "")[:36] or clock.event_id(),
        card_id=request.form.get("card", type=whole) or abort(400),
        at=day.milliseconds(now()),
        grade=grade(int(value) if value in set("012345") else value),
        scale=Scale(learner().scale),
        practice=True,
    )
    with database().write() as session:
        (taken,) = events.record(session, learner(), [incoming], now())
    if taken.receipt is Receipt.UNKNOWN_CARD:
        flash("This card is not in your decks any more.", "problem")
    return redirect(_address(sitting.wanted, sitting.since))


@bp.post("/undo")
@for_learners
def undo() -> ResponseReturnValue:
    """Take the last answer of the sitting back, and show its card again."""
    sitting = _must_sit()
    with database().write() as session:
        last = practice.undo(session, learner(), sitting, clock.event_id(), now())
    if last is None:
        flash("There is nothing to take back.", "problem")
        return redirect(_address(sitting.wanted, sitting.since))
    return redirect(_address(sitting.wanted, sitting.since, card=last.card_id, turned=1))


def _page(sitting: Sitting) -> str:
    wanted = sitting.wanted
    with database().read() as session:
        left = practice.left(session, learner(), sitting)
        words = {
            "sitting": sitting,
            "left": left,
            "name": _name(session, wanted),
            "form": url_for("practice.show", **_arguments(wanted)),
            "undo_at": _address(wanted, sitting.since, "practice.undo"),
            "can_undo": practice.last_answer(session, learner(), sitting) is not None,
        }
        if not left.queue:
            return render_template(
                "study/practised.html",
                done=practice.done(session, learner(), sitting),
                again=_address(wanted),
                keys=comfort.keys(learner()),
                **words,
            )
        first = request.args.get("card", type=whole)
        ids = study.first_of(first, [card.card_id for card in left.queue])
        back = {card.card_id for card in left.back}
        shown = cards.practised(session, learner(), ids, back)
        titles = {deck.id: deck.title for deck in library.studied(session, learner().id)}
        return render_template(
            "study/practice.html",
            cards=shown,
            titles=None if wanted.deck_id else titles,
            address=partial(_address, wanted, sitting.since),
            **study.for_hands(session, shown),
            **words,
        )


def _name(session: Session, wanted: Wanted) -> str:
    """Return what is practised, in a few words."""
    if wanted.deck_id is None:
        return " or ".join(wanted.tags) or "all decks"
    return library.readable(session, learner().id, wanted.deck_id).title


def _choosing(form: PracticeForm) -> str:
    return render_template("study/choose.html", form=form)


def _form() -> PracticeForm:
    """Return the form as it stands in the address, its choices those of the learner."""
    with database().read() as session:
        studied: Sequence[Deck] = library.studied(session, learner().id)
        tags = practice.tags(session, learner())
    form = PracticeForm(formdata=request.args if request.args else None)
    form.deck.choices = {"": "All decks", **{str(deck.id): deck.title for deck in studied}}
    form.tag.choices = [(tag, tag) for tag in tags]
    return form


def _sitting(form: PracticeForm) -> Sitting | None:
    """Return the sitting of the address, or None where it has not begun yet."""
    since = request.args.get("since", type=whole)
    latest = day.milliseconds(now() + CLOCK_AHEAD)
    return Sitting(form.wanted, since) if since and since <= latest else None


def _must_sit() -> Sitting:
    form = _form()
    return (form.validate() and _sitting(form)) or abort(400)


def _address(
    wanted: Wanted, since: int | None = None, endpoint: str = "practice.sit", **more: Any
) -> str:
    return url_for(endpoint, **_arguments(wanted), since=since, **more)


def _arguments(wanted: Wanted) -> dict[str, Any]:
    """Return how a choice of cards stands in an address; what is not asked for stays out."""
    return {
        "deck": wanted.deck_id,
        "tag": list(wanted.tags),
        "flagged": "y" if wanted.flagged else None,
        "met": "y" if wanted.met else None,
        "failed": wanted.failed,
        "ahead": wanted.ahead,
        "most": wanted.most,
        "order": wanted.order.value,
    }
