"""Making cards: a document is pasted or uploaded, read, looked at by the guard, and kept.

These are pages of the documents' blueprint.
"""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import FileField, HiddenField, SelectField, TextAreaField

from flashcards.core.errors import Invalid
from flashcards.services.library import decks as library
from flashcards.services.making import documents, drafting, drafts, reading, shelf
from flashcards.services.making.reading import Read
from flashcards.web.carried import carried, carry
from flashcards.web.current import background, database, for_learners, learner, now
from flashcards.web.documents import bp as bp
from flashcards.web.forms import Form, text
from flashcards.web.given import ask, given

NEW_DECK = "new"


_NOTHING = Invalid("Choose a file, or paste the text that you want to learn.", "text")


class MakeForm(Form):
    """A document, pasted or uploaded, and the deck that its notes go into."""

    file = FileField("Or choose a file")
    text = TextAreaField("Paste the text")
    deck = SelectField("Put the accepted cards into", default=NEW_DECK)
    carried = HiddenField()
    redacted = HiddenField()


@bp.get("/make")
@for_learners
def show_make() -> ResponseReturnValue:
    """Show the form that takes a document."""
    return _page(_form())


@bp.post("/make")
@for_learners
def take() -> ResponseReturnValue:
    """Read a document and draft cards from it; nothing enters a deck yet.

    Nothing of it is kept before the guard has looked at it, or the learner has said that it may.
    """
    form = _form()
    read = form.attempt(lambda: _read(form))
    if read is None:
        return _page(form), form.status
    if read.seen is not None:
        return _stopped(form, read), 422
    location = form.attempt(lambda: _keep(form, read))
    return redirect(location) if location else (_page(form), form.status)


def _form() -> MakeForm:
    form = MakeForm(deck=request.args.get("deck", NEW_DECK))
    with database().read() as session:
        own = library.all_own(session, learner().id)
    form.deck.choices = {
        NEW_DECK: "A new deck, named after the document",
        **{str(deck.id): deck.title for deck in own},
    }
    return form


def _page(form: MakeForm) -> str:
    with database().read() as session:
        own = shelf.shelf(session, learner().id)[:5]
    return render_template("documents/make.html", form=form, documents=own)


def _stopped(form: MakeForm, read: Read) -> str:
    return render_template(
        "documents/stopped.html", form=form, seen=read.seen, carried=carry(learner().id, read)
    )


def _read(form: MakeForm) -> Read:
    with database().read() as session:
        drafting.check_room(session, learner().id)
    sent = text(form.carried)
    if sent:
        return reading.drafted(carried(learner().id, sent), learner().id, ask())
    return reading.read(given(form.text, form.redacted, _NOTHING), learner().id, ask())


def _keep(form: MakeForm, read: Read) -> str:
    """Keep what was read; return where the learner goes on."""
    deck_id = None if form.deck.data == NEW_DECK else int(form.deck.data)
    with database().write() as session:
        drafting.check_room(session, learner().id)
        row, is_new = documents.keep(
            session, learner().id, read.document, read.chapters, deck_id, now()
        )
        if is_new and read.drafts is not None:
            drafts.add(session, row.id, 0, read.drafts)
        elif is_new:
            drafting.begin(session, row, now())
        document_id = row.id
    if not is_new or read.drafts is not None:
        return url_for("documents.show", document_id=document_id)
    background().wake()
    return url_for("progress.show", document_id=document_id)
