"""Exams: the list, a new one, its plan, changed and removed."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from wtforms import BooleanField, DateField, IntegerField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from flashcards.services.exams import exams, plan
from flashcards.services.exams.exams import LONGEST_LOOK, TITLE_LIMIT, Wish
from flashcards.services.library import decks as library
from flashcards.services.study.today import study_day_of
from flashcards.store.models.learning import Exam
from flashcards.web.current import database, for_learners, learner, me, now
from flashcards.web.forms import Form, text
from flashcards.web.unreadable import whole

bp = Blueprint("exams", __name__, url_prefix="/exams")


class ExamForm(Form):
    """An exam: its name, its day, its decks."""

    title = StringField("Name", [InputRequired("Give the exam a name."), Length(max=TITLE_LIMIT)])
    day = DateField("Day", [InputRequired("Choose the day.")])
    decks = SelectMultipleField(
        "Decks",
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    last_look = IntegerField(
        "Last look: in how many days before it every card comes once more",
        [
            InputRequired("Write a number; 0 means no last look."),
            NumberRange(0, LONGEST_LOOK, f"Write a number from 0 to {LONGEST_LOOK}."),
        ],
    )
    paced = BooleanField("Bring as many new cards a day as it takes to meet all in time")

    @property
    def wish(self) -> Wish:
        """Return what was said."""
        return Wish(
            text(self.title),
            self.day.data or date.min,
            tuple(self.decks.data or ()),
            self.last_look.data or 0,
            bool(self.paced.data),
        )


@bp.get("")
@for_learners
def index() -> ResponseReturnValue:
    """Show the learner's exams, and the form for a new one."""
    with database().read() as session:
        chosen = request.args.get("deck", type=whole)
        form = _form(session, ExamForm(last_look=3, paced=True))
        form.decks.data = [chosen] if chosen is not None else []
        return _index(session, form)


@bp.post("")
@for_learners
def add() -> ResponseReturnValue:
    """Add an exam."""
    with database().read() as session:
        form = _form(session, ExamForm())

    def keep() -> int:
        with database().write() as session:
            today = study_day_of(me(session), now())
            return exams.add(session, me(session), form.wish, today, now()).id

    exam_id = form.attempt(keep)
    if exam_id:
        return redirect(url_for("exams.show", exam_id=exam_id))
    with database().read() as session:
        return _index(session, form), form.status


@bp.get("/<int:exam_id>")
@for_learners
def show(exam_id: int) -> ResponseReturnValue:
    """Show the plan of an exam."""
    with database().read() as session:
        exam = exams.mine(session, learner(), exam_id)
        chosen = [deck.id for deck in exams.decks_of(session, learner(), exam)]
        form = _form(session, ExamForm(obj=exam, decks=chosen))
        return _page(session, exam, form)


@bp.post("/<int:exam_id>")
@for_learners
def change(exam_id: int) -> ResponseReturnValue:
    """Change an exam."""
    with database().read() as session:
        exams.mine(session, learner(), exam_id)
        form = _form(session, ExamForm())

    def keep() -> bool:
        with database().write() as session:
            today = study_day_of(me(session), now())
            exams.change(session, me(session), exam_id, form.wish, today)
        return True

    if form.attempt(keep):
        flash("The exam is changed; the plan follows.", "done")
        return redirect(url_for("exams.show", exam_id=exam_id))
    with database().read() as session:
        return _page(session, exams.mine(session, learner(), exam_id), form), form.status


@bp.post("/<int:exam_id>/remove")
@for_learners
def remove(exam_id: int) -> ResponseReturnValue:
    """Remove an exam."""
    with database().write() as session:
        exams.remove(session, me(session), exam_id)
    flash("The exam is off the list. Your cards and answers stay as they are.", "done")
    return redirect(url_for("exams.index"))


def _form(session: Session, form: ExamForm) -> ExamForm:
    """Give the form the decks that can be chosen."""
    form.decks.choices = [(deck.id, deck.title) for deck in library.studied(session, learner().id)]
    return form


def _index(session: Session, form: ExamForm) -> str:
    return render_template(
        "exams/index.html",
        exams=exams.of(session, learner()),
        form=form,
        today=study_day_of(learner(), now()),
    )


def _page(session: Session, exam: Exam, form: ExamForm) -> str:
    return render_template(
        "exams/show.html",
        exam=exam,
        plan=plan.of(session, learner(), exam, now()),
        form=form,
        today=study_day_of(learner(), now()),
    )
