"""Which scheduler a deck has: what each costs, what a change would do, doing it, taking it back."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange

from flashcards import clock
from flashcards.core.errors import Refused
from flashcards.core.scheduling import fsrs
from flashcards.services.library import decks as library
from flashcards.services.study import fits, fitting, price, switching, today
from flashcards.services.study.switching import LONGEST_SPREAD, Switched, Wanted
from flashcards.store.models.learning import Enrolment
from flashcards.web.current import database, for_learners, learner, me, now
from flashcards.web.forms import Form
from flashcards.web.unreadable import whole

bp = Blueprint("scheduler", __name__, url_prefix="/decks/<int:deck_id>/scheduler")

_RETENTION = f"Write a number from {fsrs.LOWEST_RETENTION} to {fsrs.HIGHEST_RETENTION}."
_DAYS = f"Write a number of days from 0 to {LONGEST_SPREAD}."


class SchedulerForm(Form):
    """The scheduler that a deck is to have."""

    scheduler = RadioField(
        "Scheduler",
        choices={
            "sm2": "SM-2: intervals grow by each card's ease",
            "fsrs": "FSRS-6: asks when you are about to forget",
        },
    )
    retention = IntegerField(
        "Remember so many of 100 cards when they are due (FSRS)",
        [
            InputRequired(_RETENTION),
            NumberRange(fsrs.LOWEST_RETENTION, fsrs.HIGHEST_RETENTION, _RETENTION),
        ],
    )
    days = IntegerField(
        "Days to spread the overdue cards over",
        [InputRequired(_DAYS), NumberRange(0, LONGEST_SPREAD, _DAYS)],
    )

    @property
    def wanted(self) -> Wanted:
        """Return what was chosen."""
        return Wanted(
            self.scheduler.data,
            self.retention.data or fsrs.USUAL_RETENTION,
            self.days.data or 0,
        )


@bp.get("")
@for_learners
def show(deck_id: int) -> ResponseReturnValue:
    """Show the scheduler of a deck; with a choice in the address, what it would change."""
    with database().read() as session:
        studied = today.enrolment(session, learner(), deck_id)
        asked = "scheduler" in request.args
        if asked:
            form = SchedulerForm(request.args, meta={"csrf": False})
        else:
            form = SchedulerForm(obj=studied, days=0)
        valid = asked and form.validate()
        return _page(session, deck_id, studied, form, show_preview=valid)


@bp.post("")
@for_learners
def change(deck_id: int) -> ResponseReturnValue:
    """Let another scheduler have the deck."""
    form = SchedulerForm()

    def apply() -> Switched:
        with database().write() as session:
            studied = today.enrolment(session, me(session), deck_id)
            return switching.switch(
                session, me(session), studied, form.wanted, clock.event_id(), now()
            )

    done = form.attempt(apply)
    if done is not None:
        undo = url_for(
            "scheduler.undo",
            deck_id=deck_id,
            scheduler=done.scheduler,
            retention=done.retention,
            at=done.at,
        )
        flash("The scheduler is changed, for the answers from now on.", f"undo {undo}")
        return redirect(url_for("scheduler.show", deck_id=deck_id))
    with database().read() as session:
        studied = today.enrolment(session, learner(), deck_id)
        return _page(session, deck_id, studied, form, show_preview=False), form.status


@bp.post("/undo")
@for_learners
def undo(deck_id: int) -> ResponseReturnValue:
    """Give a deck its scheduler back, and its cards their due days."""
    done = Switched(
        request.args.get("scheduler", ""),
        request.args.get("retention", fsrs.USUAL_RETENTION, type=whole),
        request.args.get("at", 0, type=whole),
        0,
    )
    with database().write() as session:
        studied = today.enrolment(session, me(session), deck_id)
        switching.undo(session, me(session), studied, done, clock.event_id(), now())
    flash("The deck has the scheduler and the due days that it had.", "done")
    return redirect(url_for("scheduler.show", deck_id=deck_id))


@bp.post("/fit")
@for_learners
def fit(deck_id: int) -> ResponseReturnValue:
    """Fit FSRS's weights to the learner's own reviews."""
    try:
        with database().write() as session:
            today.enrolment(session, me(session), deck_id)
            found = fitting.fit(session, me(session), now())
    except Refused as error:
        flash(str(error), "problem")
        return redirect(url_for("scheduler.show", deck_id=deck_id))
    if found.adopted:
        flash(
            f"Weights of your own, from {found.reviews:,} reviews, foretell your answers better"
            f" ({found.own_loss:.3f} against {found.in_use_loss:.3f}). They are in use now.",
            "done",
        )
    else:
        flash(
            "Weights of your own would not foretell your answers better than the ones in use"
            f" ({found.own_loss:.3f} against {found.in_use_loss:.3f}): nothing is changed.",
            "done",
        )
    return redirect(url_for("scheduler.show", deck_id=deck_id))


@bp.post("/forget")
@for_learners
def forget(deck_id: int) -> ResponseReturnValue:
    """Go back to the usual weights."""
    with database().write() as session:
        today.enrolment(session, me(session), deck_id)
        fitting.forget(session, me(session))
    flash("FSRS goes on with the usual weights.", "done")
    return redirect(url_for("scheduler.show", deck_id=deck_id))


def _page(
    session: Session, deck_id: int, studied: Enrolment, form: SchedulerForm, *, show_preview: bool
) -> str:
    found = None
    if show_preview:
        found = switching.preview(session, learner(), studied, form.wanted, now())
    return render_template(
        "decks/scheduler.html",
        deck=library.readable(session, learner().id, deck_id),
        studied=studied,
        form=form,
        preview=found,
        prices=price.prices(studied.retention if studied.scheduler == fits.FSRS else None),
        course=price.COURSE,
        own=fits.in_use(session, learner().id),
        least=fitting.LEAST,
    )
