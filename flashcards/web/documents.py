"""Making cards: paste or upload, then accept, edit or reject each draft beside its source."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import FileField, SelectField, TextAreaField

from flashcards.core.errors import Invalid
from flashcards.making.make import Made, make, make_from_text
from flashcards.services import making
from flashcards.services.library import decks as library
from flashcards.services.wording import note_of
from flashcards.web.current import database, for_learners, learner, now
from flashcards.web.forms import Form, text
from flashcards.web.note_form import NoteForm

bp = Blueprint("documents", __name__)

NEW_DECK = "new"


class MakeForm(Form):
    """A document, pasted or uploaded, and the deck that its notes go into."""

    file = FileField("Or choose a file")
    text = TextAreaField("Paste the text")
    deck = SelectField("Put the accepted cards into", default=NEW_DECK)


@bp.get("/make")
@for_learners
def show_make() -> ResponseReturnValue:
    """Show the form that takes a document."""
    return _make_page(_form())


@bp.post("/make")
@for_learners
def take() -> ResponseReturnValue:
    """Read a document and draft cards from it; nothing enters a deck yet."""
    form = _form()
    document_id = form.attempt(lambda: _keep(form))
    if document_id:
        return redirect(url_for("documents.show", document_id=document_id))
    return _make_page(form), form.status


@bp.get("/documents")
@for_learners
def index() -> ResponseReturnValue:
    """Show the documents that were given."""
    with database().read() as session:
        documents = making.documents(session, learner().id)
        return render_template("documents/index.html", documents=documents)


@bp.get("/documents/<int:document_id>")
@for_learners
def show(document_id: int) -> ResponseReturnValue:
    """Show a document with its quotes highlighted, and the drafts beside it."""
    with database().read() as session:
        row = making.document(session, learner().id, document_id)
        drafts = making.drafts(session, document_id)
        deck = library.find(session, learner().id, row.deck_id)
        return render_template(
            "documents/show.html",
            document=row,
            drafts=[(draft, note_of(draft)) for draft in drafts],
            pieces=making.pieces(row, drafts),
            pending=sum(draft.state == making.PENDING for draft in drafts),
            deck=deck,
        )


@bp.post("/documents/<int:document_id>/accept")
@for_learners
def accept_all(document_id: int) -> ResponseReturnValue:
    """Accept every draft that is still pending."""
    with database().write() as session:
        count = making.accept_all(session, learner().id, document_id, now())
        deck_id = making.document(session, learner().id, document_id).deck_id
    flash(f"{count} drafts are notes now." if count != 1 else "1 draft is a note now.", "done")
    if deck_id is None:
        return redirect(url_for("documents.show", document_id=document_id))
    return redirect(url_for("decks.show", deck_id=deck_id))


@bp.post("/drafts/<int:draft_id>/accept")
@for_learners
def accept(draft_id: int) -> ResponseReturnValue:
    """Make a note of one draft."""
    with database().write() as session:
        making.accept(session, learner().id, draft_id, now())
    return _decided(draft_id)


@bp.post("/drafts/<int:draft_id>/reject")
@for_learners
def reject(draft_id: int) -> ResponseReturnValue:
    """Put one draft aside."""
    with database().write() as session:
        making.reject(session, learner().id, draft_id)
    return _decided(draft_id)


@bp.post("/drafts/<int:draft_id>/undecide")
@for_learners
def undecide(draft_id: int) -> ResponseReturnValue:
    """Take the decision on one draft back."""
    with database().write() as session:
        making.undecide(session, learner().id, draft_id, now())
    return _decided(draft_id)


@bp.get("/drafts/<int:draft_id>")
@for_learners
def show_edit(draft_id: int) -> ResponseReturnValue:
    """Show a draft to be edited before it becomes a note."""
    with database().read() as session:
        draft, document = making.draft(session, learner().id, draft_id)
        form = NoteForm.of(note_of(draft))
        return render_template("documents/edit.html", form=form, draft=draft, document=document)


@bp.post("/drafts/<int:draft_id>")
@for_learners
def edit(draft_id: int) -> ResponseReturnValue:
    """Make a note of one draft as it was edited."""
    form = NoteForm()

    def keep() -> int:
        with database().write() as session:
            draft, document = making.draft(session, learner().id, draft_id)
            wording = form.laid_over(note_of(draft))
            making.accept(session, learner().id, draft_id, now(), wording)
            return document.id

    document_id = form.attempt(keep)
    if document_id:
        return redirect(url_for("documents.show", document_id=document_id) + f"#draft-{draft_id}")
    with database().read() as session:
        draft, document = making.draft(session, learner().id, draft_id)
        page = render_template("documents/edit.html", form=form, draft=draft, document=document)
    return page, form.status


def _form() -> MakeForm:
    form = MakeForm(deck=request.args.get("deck", NEW_DECK))
    with database().read() as session:
        own = library.all_own(session, learner().id)
    form.deck.choices = {
        NEW_DECK: "A new deck, named after the document",
        **{str(deck.id): deck.title for deck in own},
    }
    return form


def _make_page(form: MakeForm) -> str:
    with database().read() as session:
        documents = making.documents(session, learner().id)[:5]
    return render_template("documents/make.html", form=form, documents=documents)


def _keep(form: MakeForm) -> int:
    made = _made(form)
    deck_id = None if form.deck.data == NEW_DECK else int(form.deck.data)
    with database().write() as session:
        return making.keep(session, learner().id, made, deck_id, now()).id


def _made(form: MakeForm) -> Made:
    upload = request.files.get("file")
    if upload and upload.filename:
        return make(upload.read(), upload.filename)
    pasted = text(form.text)
    if not pasted.strip():
        raise Invalid("Choose a file, or paste the text that you want to learn.", "text")
    return make_from_text(pasted, "pasted text")


def _decided(draft_id: int) -> ResponseReturnValue:
    with database().read() as session:
        draft, document = making.draft(session, learner().id, draft_id)
        if request.accept_mimetypes.best == "application/json":
            return jsonify(state=draft.state, note=draft.note_id, deck=document.deck_id)
        return redirect(url_for("documents.show", document_id=document.id) + f"#draft-{draft_id}")
