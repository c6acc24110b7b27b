"""The learner's settings: her zone, when her day turns, her buttons, how her work is spread."""

from __future__ import annotations

from datetime import date
from zoneinfo import available_timezones

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from flashcards.core.scheduling import balance, day
from flashcards.services import accounts
from flashcards.services.study import spreading
from flashcards.web.current import database, for_learners, learner, me
from flashcards.web.forms import Form

bp = Blueprint("settings", __name__)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEIGHTS = {str(balance.NORMAL): "as usual", str(balance.FEWER): "fewer", str(balance.NONE): "none"}


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


class SpreadForm(Form):
    """How a learner's work is spread over her days."""

    new_per_day = IntegerField(
        "New cards a day, all decks together (empty: no limit)",
        [Optional(), NumberRange(0, 999, "Write a number from 0 to 999, or nothing.")],
    )
    reviews_per_day = IntegerField(
        "Reviews a day, all decks together (empty: no limit)",
        [Optional(), NumberRange(1, 9999, "Write a number from 1 to 9,999, or nothing.")],
    )
    balanced = BooleanField("Even out busy days")
    monday = SelectField(WEEKDAYS[0], choices=_WEIGHTS)
    tuesday = SelectField(WEEKDAYS[1], choices=_WEIGHTS)
    wednesday = SelectField(WEEKDAYS[2], choices=_WEIGHTS)
    thursday = SelectField(WEEKDAYS[3], choices=_WEIGHTS)
    friday = SelectField(WEEKDAYS[4], choices=_WEIGHTS)
    saturday = SelectField(WEEKDAYS[5], choices=_WEIGHTS)
    sunday = SelectField(WEEKDAYS[6], choices=_WEIGHTS)

    @property
    def weekdays(self) -> list[SelectField]:
        """Return the fields of the weekdays, Monday first."""
        return [self[name.lower()] for name in WEEKDAYS]


class HolidayForm(Form):
    """Days on which nothing is to come due."""

    first_day = DateField("First day", [InputRequired("Choose the first day.")])
    last_day = DateField("Last day", [InputRequired("Choose the last day.")])


@bp.get("/settings")
@for_learners
def show() -> ResponseReturnValue:
    """Show the settings."""
    return _page()


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
    return _page(form=form), form.status


@bp.post("/settings/spread")
@for_learners
def spread() -> ResponseReturnValue:
    """Keep how the work is spread."""
    form = SpreadForm()

    def keep() -> bool:
        with database().write() as rows:
            spreading.spread_as(
                me(rows),
                balanced=form.balanced.data,
                weekdays="".join(field.data for field in form.weekdays),
                new_per_day=form.new_per_day.data,
                reviews_per_day=form.reviews_per_day.data,
            )
        return True

    if form.attempt(keep):
        flash("Kept. It holds for the cards that are scheduled from now on.", "done")
        return redirect(url_for("settings.show", _anchor="spread"))
    return _page(spread_form=form), form.status


@bp.post("/settings/holidays")
@for_learners
def add_holiday() -> ResponseReturnValue:
    """Add a holiday."""
    form = HolidayForm()

    def keep() -> bool:
        with database().write() as rows:
            first, last = form.first_day.data, form.last_day.data
            spreading.add_holiday(rows, me(rows), first or date.min, last or date.min)
        return True

    if form.attempt(keep):
        flash("Kept. Cards scheduled from now on come due before or after it.", "done")
        return redirect(url_for("settings.show", _anchor="holidays"))
    return _page(holiday_form=form), form.status


@bp.post("/settings/holidays/<first_day>/remove")
@for_learners
def remove_holiday(first_day: str) -> ResponseReturnValue:
    """Take a holiday away."""
    try:
        first = date.fromisoformat(first_day)
    except ValueError:
        abort(404)
    with database().write() as rows:
        spreading.remove_holiday(rows, me(rows), first)
    return redirect(url_for("settings.show", _anchor="holidays"))


def _page(
    form: Settings | None = None,
    spread_form: SpreadForm | None = None,
    holiday_form: HolidayForm | None = None,
) -> str:
    mine = learner()
    weights = {name.lower(): mine.weekdays[at] for at, name in enumerate(WEEKDAYS)}
    with database().read() as rows:
        return render_template(
            "accounts/settings.html",
            form=form or Settings(obj=mine, formdata=None),
            spread_form=spread_form or SpreadForm(obj=mine, data=weights, formdata=None),
            holiday_form=holiday_form or HolidayForm(formdata=None),
            holidays=spreading.holidays(rows, mine.id),
        )
