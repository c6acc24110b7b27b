"""Lists of cards come in: tables of other programs and deck files, looked at before they do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import FileField, TextAreaField

from flashcards import clock
from flashcards.core.errors import FlashcardsError, Invalid, Unreadable
from flashcards.core.tables import finding
from flashcards.services.formats import deckfiles, planning, reading, taking, text, waiting
from flashcards.services.formats.incoming import File
from flashcards.services.formats.planning import Plan
from flashcards.services.formats.waiting import Waiting
from flashcards.services.library import decks as library
from flashcards.web import table_form
from flashcards.web.current import database, for_learners, importing, learner, now
from flashcards.web.errors import status_of
from flashcards.web.forms import Form
from flashcards.web.forms import text as said
from flashcards.web.table_form import Chosen

bp = Blueprint("tables", __name__, url_prefix="/lists")


class GiveForm(Form):
    """A list of cards, as a file or pasted."""

    file = FileField("A file")
    text = TextAreaField("Or paste it")


@dataclass
class Look:
    """A file with what was chosen for it and what would come of it, or what is wrong."""

    given: Waiting
    chosen: Chosen
    file: File | None = None
    plan: Plan | None = None
    problem: str = ""


@bp.get("")
@for_learners
def index() -> ResponseReturnValue:
    """Show the form that takes a list of cards."""
    return render_template("formats/give.html", form=GiveForm())


@bp.post("")
@for_learners
def give() -> ResponseReturnValue:
    """Take a list, and go on to what it holds; nothing of it enters a deck yet."""
    form = GiveForm()
    token = form.attempt(lambda: _keep(form))
    if token is None:
        return render_template("formats/give.html", form=form), form.status
    return redirect(url_for("tables.show", token=token, deck=request.args.get("deck")))


@bp.get("/<token>")
@for_learners
def show(token: str) -> ResponseReturnValue:
    """Show how a list is read, and what would come of it."""
    return _page(token, _look(token))


@bp.post("/<token>")
@for_learners
def change(token: str) -> ResponseReturnValue:
    """Show the list as it was chosen to be read; still nothing is written."""
    return _page(token, _look(token))


@bp.post("/<token>/take")
@for_learners
def take(token: str) -> ResponseReturnValue:
    """Take the notes of the list into decks."""
    look = _look(token)
    if look.file is None or look.plan is None:
        return _page(token, look), 422
    target = table_form.target_of(look.chosen.target, _title(look.file))
    update = bool(look.chosen.target.update.data)
    try:
        with database().write() as session:
            row = taking.take(
                session, learner().id, look.given.name, look.file, target, now(), update=update
            )
            import_id = row.id
    except FlashcardsError as error:
        look.problem = str(error)
        return _page(token, look), status_of(error)
    waiting.forget(importing().folder, learner().id, token)
    return redirect(url_for("imports.show", import_id=import_id))


@bp.post("/<token>/forget")
@for_learners
def forget(token: str) -> ResponseReturnValue:
    """Let the list go."""
    waiting.forget(importing().folder, learner().id, token)
    flash("Nothing of the list was taken.", "done")
    return redirect(url_for("tables.index"))


def _keep(form: GiveForm) -> str:
    sent = request.files.get("file")
    if sent and sent.filename:
        name, data = Path(sent.filename).name, sent.read()
    else:
        name, data = "Pasted list", said(form.text).encode("utf-8", "replace")
        if not data.strip():
            raise Invalid("Choose a file, or paste your list.", "text")
    try:
        given = Waiting(name, text.text_of(data, name))
    except Unreadable as error:
        raise Invalid(str(error), "file" if sent and sent.filename else "text") from error
    token = clock.token()
    waiting.keep(importing().folder, learner().id, token, given)
    return token


def _look(token: str) -> Look:
    """Read the list as it was chosen, or as it seems to be; what fails is told on the page."""
    given = waiting.read(importing().folder, learner().id, token)
    is_table = not given.is_deck_file
    with database().read() as session:
        own = list(library.all_own(session, learner().id))
    title = Path(given.name).stem.replace("_", " ").strip() if given.name != "Pasted list" else ""
    look = Look(given, table_form.shown(given.text, table=is_table, title=title, own=own))
    try:
        _read(look)
    except FlashcardsError as error:
        look.problem = str(error)
    return look


def _read(look: Look) -> None:
    given, way = look.given, look.chosen.way
    file = reading.read(given.text, way) if way else deckfiles.read(given.text, given.name)
    if file.deck.title and request.method == "GET":
        look.chosen.target.title.data = file.deck.title
    target = table_form.target_of(look.chosen.target, _title(file))
    update = bool(look.chosen.target.update.data)
    with database().read() as session:
        look.plan = planning.plan(session, learner().id, file, target, update=update)
    look.file = file


def _title(file: File) -> str:
    """Return what a new deck is called to which nobody gave a title."""
    return file.deck.title or "A list of cards"


def _page(token: str, look: Look) -> str:
    way = look.chosen.way
    return render_template(
        "formats/look.html",
        token_of_file=token,
        look=look,
        columns=table_form.columns_of(way) if way else [],
        sample=reading.sample(look.given.text, way) if way else [],
        mark=table_form.mark(way) if way else "",
        roles={role: reading.NAMES[role] for role in finding.ROLES},
    )
