"""Decks go to Anki: what can go along, and what Anki does with it, is said before."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from tempfile import TemporaryFile
from typing import IO, cast

from flask import Blueprint, Response, render_template, request, send_file
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from wtforms import BooleanField, SelectMultipleField
from wtforms.validators import InputRequired

from flashcards.services.exports import going
from flashcards.services.exports.going import Wanted
from flashcards.services.library import decks as library
from flashcards.store.models.content import Deck
from flashcards.web.current import database, for_learners, learner, now, settings
from flashcards.web.forms import Form
from flashcards.web.unreadable import whole

bp = Blueprint("interchange", __name__)

PACKAGE, COLLECTION = "application/apkg", "application/colpkg"


class DecksForm(Form):
    """Which decks go out, and whether what she knows goes along."""

    deck = SelectMultipleField(
        "Decks", [InputRequired("Choose at least one deck.")], coerce=int, default=()
    )
    progress = BooleanField("Take my progress along")


class CollectionForm(Form):
    """That she knows what a collection does."""

    sure = BooleanField(
        "I know that everything in that Anki profile is replaced",
        [InputRequired("Tick this first: nothing of that Anki profile stays.")],
    )


@bp.get("/export")
@for_learners
def show() -> ResponseReturnValue:
    """Show which decks can go out, and what Anki makes of them."""
    with database().read() as session:
        decks = on_offer(session)
        form = _form(decks)
    form.deck.data = list(_asked_for()) or [deck.id for deck in decks]
    return _page(form, CollectionForm(formdata=None), decks)


@bp.post("/export")
@for_learners
def take() -> ResponseReturnValue:
    """Send the chosen decks as one package."""
    with database().read() as session:
        decks = on_offer(session)
        form = _form(decks)
        if form.validate_on_submit():
            chosen = [deck for deck in decks if deck.id in (form.deck.data or ())]
            title = chosen[0].title if len(chosen) == 1 else "Flashcards"
            wanted = Wanted(chosen, bool(form.progress.data))
            return _send(session, wanted, f"{title}.apkg", PACKAGE)
    return _page(form, CollectionForm(formdata=None), decks), form.status


@bp.post("/export/collection")
@for_learners
def collection() -> ResponseReturnValue:
    """Send all that the learner studies as a collection that replaces the one in Anki."""
    form = CollectionForm()
    with database().read() as session:
        if form.validate_on_submit():
            wanted = going.everything(session, learner())
            return _send(session, wanted, "Flashcards.colpkg", COLLECTION)
        decks = on_offer(session)
        decks_form = _form(decks, sent=False)
    decks_form.deck.data = [deck.id for deck in decks]
    return _page(decks_form, form, decks), form.status


@bp.get("/decks/<int:deck_id>/export.apkg")
@for_learners
def package(deck_id: int) -> ResponseReturnValue:
    """Send a deck as an Anki package, without progress."""
    with database().read() as session:
        deck = library.readable(session, learner().id, deck_id)
        return _send(session, Wanted([deck]), f"{deck.title}.apkg", PACKAGE)


def on_offer(session: Session) -> Sequence[Deck]:
    """Return the decks that she studies, and those that are asked for beside them."""
    found = {deck.id: deck for deck in library.studied(session, learner().id)}
    for deck_id in _asked_for():
        if deck_id not in found:
            found[deck_id] = library.readable(session, learner().id, deck_id)
    return list(found.values())


def _asked_for() -> Iterator[int]:
    for text in request.values.getlist("deck"):
        try:
            yield whole(text)
        except ValueError:
            continue


def _form(decks: Sequence[Deck], *, sent: bool = True) -> DecksForm:
    form = DecksForm() if sent else DecksForm(formdata=None)
    form.deck.choices = [(deck.id, deck.title) for deck in decks]
    return form


def _page(form: DecksForm, whole_form: CollectionForm, decks: Sequence[Deck]) -> str:
    return render_template("export/show.html", form=form, whole_form=whole_form, decks=decks)


def _send(session: Session, wanted: Wanted, name: str, kind: str) -> Response:
    """Write a file to the disk and send it from there: it may be larger than memory."""
    folder = settings().instance / "exports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = cast(IO[bytes], TemporaryFile(dir=folder))  # noqa: SIM115 -- the answer closes it
    try:
        going.write(session, learner(), wanted, settings().disclaimer, now(), written, folder)
        size = written.seek(0, os.SEEK_END)
        written.seek(0)
    except BaseException:
        written.close()
        raise
    sent = send_file(written, mimetype=kind, as_attachment=True, download_name=name, max_age=0)
    sent.content_length = size
    return sent
