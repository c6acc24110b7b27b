"""A deck: its page, its settings, added, renamed, left, thrown away."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from flashcards import config
from flashcards.services.library import decks as library
from flashcards.services.library import search
from flashcards.services.library.overview import overview
from flashcards.services.library.pace import DAYS, looks, pace
from flashcards.services.published import contents
from flashcards.services.study import practice, today
from flashcards.store.models.content import Deck
from flashcards.store.models.learning import Enrolment
from flashcards.web.current import database, for_learners, learner, now
from flashcards.web.forms import Form, safe_next, text
from flashcards.web.unreadable import whole

bp = Blueprint("decks", __name__, url_prefix="/decks")


class DeckForm(Form):
    """A deck's title and description."""

    title = StringField(
        "Title", [InputRequired("Give the deck a title."), Length(max=library.TITLE_LIMIT)]
    )
    description = TextAreaField("Description", [Length(max=5000)])


class StudyForm(Form):
    """How a learner studies a deck."""

    new_per_day = IntegerField(
        "New cards a day",
        [
            InputRequired("Write a number; 0 means no new cards."),
            NumberRange(0, 999, "Write a number from 0 to 999."),
        ],
    )
    reviews_per_day = IntegerField(
        "Reviews a day, at most (empty: no limit)",
        [Optional(), NumberRange(1, 9999, "Write a number from 1 to 9,999, or nothing.")],
    )
    backlog = RadioField(
        "If more is due than you can do",
        choices={
            "due": "First what has been due the longest",
            "likely": "First what you most likely still remember",
        },
        validate_choice=False,
    )
    drill_failed_only = BooleanField("Repeat only failed cards on the same day (not the hard ones)")
    ease_falls_on_lapse = BooleanField("Ease also falls on a lapse")
    typed = BooleanField("Type short answers before the card is turned")
    bury_siblings = BooleanField("Keep cards of the same note on different days")


@bp.get("/new")
@for_learners
def show_new() -> ResponseReturnValue:
    """Show the form for a new deck."""
    return render_template("decks/new.html", form=DeckForm())


@bp.post("/new")
@for_learners
def add() -> ResponseReturnValue:
    """Make a deck."""
    form = DeckForm()

    def make() -> int:
        with database().write() as session:
            made = library.add(
                session, learner().id, text(form.title), text(form.description), now()
            )
            return made.id

    deck_id = form.attempt(make)
    if deck_id:
        return redirect(safe_next(url_for("decks.show", deck_id=deck_id)))
    return render_template("decks/new.html", form=form), form.status


@bp.get("/<int:deck_id>")
@for_learners
def show(deck_id: int) -> ResponseReturnValue:
    """Show a deck: what it is, what is left today, its notes and its sources."""
    with database().read() as session:
        deck = library.readable(session, learner().id, deck_id)
        studied = library.enrolment(session, learner().id, deck_id)
        its_day = today.study_day_of(learner(), now())
        left = today.left(session, studied, its_day) if studied else None
        page = max(1, request.args.get("page", 1, type=whole))
        return render_template(
            "decks/show.html",
            deck=deck,
            studied=studied,
            left=left,
            next_due=today.next_due(session, studied, its_day, left) if studied and left else None,
            today=its_day,
            known=library.knows(session, learner().id, deck_id),
            ahead=practice.ahead(session, learner(), deck_id, now()) if studied else {},
            found=search.notes_of(session, deck_id, page),
            own=deck.owner_id == learner().id,
            overview=overview(session, deck.id) if deck.shipped else None,
            pace=pace(session, learner().id) if deck.shipped else None,
            looks=looks(),
            days=DAYS,
            dois=contents.dois(config.shipped("decks")) if deck.shipped else {},
        )


@bp.post("/<int:deck_id>/study")
@for_learners
def enrol(deck_id: int) -> ResponseReturnValue:
    """Put a shared deck on the learner's home, and begin with it."""
    with database().write() as session:
        deck = library.readable(session, learner().id, deck_id)
        library.enrol(session, learner().id, deck.id, now())
    return redirect(safe_next(url_for("study.show", deck_id=deck_id)))


@bp.post("/<int:deck_id>/leave")
@for_learners
def leave(deck_id: int) -> ResponseReturnValue:
    """Take a shared deck off the learner's home."""
    with database().write() as session:
        deck = library.leave(session, learner().id, deck_id, now())
    flash(f"“{deck.title}” is off your list. Your reviews stay: add it again to go on.", "done")
    return redirect(url_for("home.show"))


@bp.get("/<int:deck_id>/settings")
@for_learners
def show_settings(deck_id: int) -> ResponseReturnValue:
    """Show how the learner studies a deck."""
    with database().read() as session:
        deck = library.readable(session, learner().id, deck_id)
        studied = today.enrolment(session, learner(), deck_id)
        form = StudyForm(obj=studied, drill_failed_only=studied.drill_below == 3)
        return _settings_page(form, deck, studied, DeckForm(obj=deck))


@bp.post("/<int:deck_id>/settings")
@for_learners
def change_settings(deck_id: int) -> ResponseReturnValue:
    """Keep how the learner studies a deck; what was answered before is not touched."""
    form = StudyForm()

    def keep() -> bool:
        with database().write() as session:
            library.study_as(
                today.enrolment(session, learner(), deck_id),
                new_per_day=form.new_per_day.data or 0,
                reviews_per_day=form.reviews_per_day.data,
                drill_below=3 if form.drill_failed_only.data else 4,
                ease_falls_on_lapse=form.ease_falls_on_lapse.data,
                bury_siblings=form.bury_siblings.data,
                backlog=form.backlog.data or "due",
                typed=form.typed.data,
            )
        return True

    if form.attempt(keep):
        flash("Kept. It holds for the answers from now on.", "done")
        return redirect(url_for("decks.show", deck_id=deck_id))
    with database().read() as session:
        deck = library.readable(session, learner().id, deck_id)
        studied = today.enrolment(session, learner(), deck_id)
        description = DeckForm(obj=deck, formdata=None)
        return _settings_page(form, deck, studied, description), form.status


@bp.post("/<int:deck_id>/describe")
@for_learners
def describe(deck_id: int) -> ResponseReturnValue:
    """Rename and describe a deck."""
    form = DeckForm()

    def keep() -> bool:
        with database().write() as session:
            library.change(session, learner().id, deck_id, text(form.title), text(form.description))
        return True

    if form.attempt(keep):
        return redirect(url_for("decks.show", deck_id=deck_id))
    with database().read() as session:
        deck = library.readable(session, learner().id, deck_id)
        studied = today.enrolment(session, learner(), deck_id)
        return _settings_page(
            StudyForm(obj=studied, formdata=None), deck, studied, form
        ), form.status


@bp.post("/<int:deck_id>/delete")
@for_learners
def delete(deck_id: int) -> ResponseReturnValue:
    """Put a deck into the bin."""
    with database().write() as session:
        deck = library.delete(session, learner().id, deck_id, now())
    flash(f"“{deck.title}” is in the bin.", f"undo {url_for('bin.restore_deck', deck_id=deck_id)}")
    return redirect(url_for("home.show"))


def _settings_page(form: StudyForm, deck: Deck, studied: Enrolment, description: DeckForm) -> str:
    return render_template(
        "decks/settings.html",
        form=form,
        deck=deck,
        description=description,
        own=deck.owner_id == learner().id,
        scheduler=studied.scheduler,
    )
