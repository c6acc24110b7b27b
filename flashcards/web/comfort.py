"""A page of settings for hands and eyes: keys, size of text, contrast, left hand, swipes."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, RadioField

from flashcards.core.errors import Invalid
from flashcards.services import comfort
from flashcards.web.current import database, for_learners, learner, me
from flashcards.web.forms import Form

bp = Blueprint("comfort", __name__, url_prefix="/settings")


class ComfortForm(Form):
    """What suits a learner's hands and eyes."""

    hand = RadioField(
        "On a phone I answer with",
        choices={"right": "the right thumb", "left": "the left thumb"},
    )
    text_size = RadioField(
        "Text",
        coerce=int,
        choices={str(step): words for step, words in enumerate(comfort.TEXT_SIZES)},
    )
    contrast = BooleanField("High contrast")
    swipes = BooleanField("Swipe to grade")
    plays = BooleanField("Play the sounds of a card by themselves")


@bp.get("/comfort")
@for_learners
def show() -> ResponseReturnValue:
    """Show the settings for hands and eyes."""
    return _page()


@bp.post("/comfort")
@for_learners
def change() -> ResponseReturnValue:
    """Keep the side, the size of text, the contrast, the swipes and the sounds."""
    form = ComfortForm()

    def keep() -> bool:
        with database().write() as rows:
            ways = (form.contrast.data, form.swipes.data, form.plays.data)
            comfort.suit(me(rows), form.hand.data, form.text_size.data, *ways)
        return True

    if form.attempt(keep):
        flash("Your settings are kept.", "done")
        return redirect(url_for("comfort.show"))
    return _page(form), form.status


@bp.post("/keys")
@for_learners
def change_keys() -> ResponseReturnValue:
    """Keep the keys of a sitting; where two actions would share one, say which."""
    wanted = {action.name: request.form.get(action.name, "") for action in comfort.ACTIONS}
    try:
        with database().write() as rows:
            comfort.change_keys(me(rows), wanted)
    except Invalid as error:
        return _page(wanted=wanted, wrong=error), 422
    flash("The keys are kept.", "done")
    return redirect(url_for("comfort.show", _anchor="keys"))


@bp.post("/keys/reset")
@for_learners
def reset_keys() -> ResponseReturnValue:
    """Give every action its first key back."""
    with database().write() as rows:
        comfort.reset_keys(me(rows))
    flash("Every key is as it was in the beginning.", "done")
    return redirect(url_for("comfort.show", _anchor="keys"))


def _page(
    form: ComfortForm | None = None,
    wanted: dict[str, str] | None = None,
    wrong: Invalid | None = None,
) -> str:
    return render_template(
        "accounts/comfort.html",
        form=form or ComfortForm(obj=learner(), formdata=None),
        actions=comfort.ACTIONS,
        keys=wanted or comfort.keys(learner()),
        wrong_key=wrong,
        changed=bool(learner().keys),
    )
