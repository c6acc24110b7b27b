"""The learner's settings: her zone, when her day turns, and her buttons."""

from __future__ import annotations

from zoneinfo import available_timezones

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectField

from flashcards.core.scheduling import day
from flashcards.services import accounts
from flashcards.web.current import database, for_learners, learner, me
from flashcards.web.forms import Form

bp = Blueprint("settings", __name__)


class Settings(Form):
    """What a learner can choose."""

    zone = SelectField(
        "Time zone", choices=lambda: {name: name for name in sorted(available_timezones())}
    )
    rollover = SelectField(
        "The study day turns at",
        coerce=int,
        choices={str(hour): f"{hour} in the morning" for hour in day.ROLLOVER_HOURS},
    )
    scale = RadioField(
        "Buttons",
        choices={
            "four": "Four: again, hard, good, easy",
            "six": "Six: SuperMemo's grades 0 to 5",
        },
    )


@bp.get("/settings")
@for_learners
def show() -> ResponseReturnValue:
    """Show the settings."""
    return render_template("accounts/settings.html", form=Settings(obj=learner()))


@bp.post("/settings")
@for_learners
def change() -> ResponseReturnValue:
    """Keep the settings."""
    form = Settings()

    def keep() -> bool:
        with database().write() as rows:
            accounts.change_settings(me(rows), form.zone.data, form.rollover.data, form.scale.data)
        return True

    if form.attempt(keep):
        flash("Your settings are kept.", "done")
        return redirect(url_for("settings.show"))
    return render_template("accounts/settings.html", form=form), form.status
