"""Browsing and searching notes; adding, editing, leaving out and deleting them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField

from flashcards import clock
from flashcards.core.notes import Note, NoteType
from flashcards.making.checking import evidence
from flashcards.making.checking.finding import Level
from flashcards.services import comfort, foreign, note_type_sheets
from flashcards.services.checking import repairing
from flashcards.services.evidence import place
from flashcards.services.library import decks, notes, search
from flashcards.services.wording import note_of, wordings
from flashcards.web import heeding
from flashcards.web.current import database, for_learners, learner, now
from flashcards.web.foreign_form import form_for
from flashcards.web.forms import safe_next
from flashcards.web.note_form import AnyNoteForm, NoteForm
from flashcards.web.unreadable import whole

bp = Blueprint("notes", __name__)


class NewNoteForm(NoteForm):
    """A new note, and the deck that it goes into."""

    deck = SelectField("Deck", coerce=int)


@bp.get("/browse")
@for_learners
def browse() -> ResponseReturnValue:
    """Show the learner's notes, or those that hold certain words."""
    words = request.args.get("q", "")[:200]
    deck_id = request.args.get("deck", type=whole)
    page = request.args.get("page", 1, type=whole)
    flagged = request.args.get("flagged") == "1"
    with database().read() as session:
        return render_template(
            "notes/browse.html",
            found=search.notes(session, learner().id, words, deck_id, page, flagged),
            flagged=flagged,
            flag_key=comfort.keys(learner())["flag"],
            words=words,
            deck_id=deck_id,
            decks=decks.studied(session, learner().id),
            own=decks.all_own(session, learner().id),
            me=learner().id,
        )


@bp.get("/notes/new")
@for_learners
def show_new() -> ResponseReturnValue:
    """Show the form for a new note."""
    form = _new_form()
    if not form.deck.choices:
        flash("A note lives in a deck: make one first.", "problem")
        return redirect(url_for("decks.show_new", next=url_for("notes.show_new")))
    return _new_page(form)


@bp.post("/notes/new")
@for_learners
def add() -> ResponseReturnValue:
    """Add a note, and show the form for the next one."""
    form = _new_form()
    blank = Note(guid=clock.guid(), type=NoteType.BASIC)
    if not form.add_file():
        return _new_page(form), form.status
    if heeding.mend(form, blank):
        return _new_page(form)

    def keep() -> int:
        with database().write() as session:
            deck = decks.own(session, learner().id, form.deck.data)
            new = form.laid_over(blank)
            first = notes.add(session, deck.id, new, now())
            heeding.heed(new)
            repairing.add_beside(session, first, heeding.added(new), now())
            return first.id

    note_id = form.attempt(keep)
    if note_id:
        flash("The note is in the deck.", f"edit {url_for('notes.show', note_id=note_id)}")
        again = {"deck": form.deck.data, "type": form.type.data, "tags": form.tags.data}
        return redirect(url_for("notes.show_new", **again))
    return _new_page(form), form.status


@bp.get("/notes/<int:note_id>")
@for_learners
def show(note_id: int) -> ResponseReturnValue:
    """Show a note to be edited."""
    with database().read() as session:
        row, _ = notes.readable(session, learner().id, note_id)
        own = wordings(session, learner().id, [note_id]).get(note_id)
        form = form_for(note_of(row, own), filled=True)
        return _note_page(form, note_id)


@bp.post("/notes/<int:note_id>")
@for_learners
def change(note_id: int) -> ResponseReturnValue:
    """Keep an edited note; its cards keep their schedules."""
    with database().read() as session:
        row, deck = notes.readable(session, learner().id, note_id)
        before, own = note_of(row), deck.owner_id == learner().id
    form = form_for(before)
    if not form.add_file():
        return _note_page(form, note_id), form.status
    if heeding.mend(form, before):
        return _note_page(form, note_id)

    def keep() -> bool:
        new = form.laid_over(before)
        with database().write() as session:
            notes.change(session, learner().id, note_id, new, now())
            heeding.heed(new, before)
            if own:
                row, _ = notes.readable(session, learner().id, note_id)
                repairing.add_beside(session, row, heeding.added(new), now())
        return True

    if form.attempt(keep):
        flash("Kept.", "done")
        return redirect(safe_next(url_for("notes.show", note_id=note_id)))
    return _note_page(form, note_id), form.status


@bp.post("/notes/<int:note_id>/original")
@for_learners
def original(note_id: int) -> ResponseReturnValue:
    """Go back to the shared wording of a note."""
    with database().write() as session:
        notes.readable(session, learner().id, note_id)
        notes.forget_wording(session, learner().id, note_id, now())
    flash("This is the deck's own wording again.", "done")
    return redirect(url_for("notes.show", note_id=note_id))


@bp.post("/notes/<int:note_id>/suspend")
@for_learners
def suspend(note_id: int) -> ResponseReturnValue:
    """Leave a note out of study, or take it in again."""
    out = request.form.get("suspended") == "yes"
    with database().write() as session:
        notes.set_suspended(session, learner().id, note_id, out)
    flash("Left out: it will not come up." if out else "It comes up again.", "done")
    return redirect(safe_next(url_for("notes.show", note_id=note_id)))


@bp.post("/notes/<int:note_id>/delete")
@for_learners
def delete(note_id: int) -> ResponseReturnValue:
    """Put a note into the bin."""
    with database().write() as session:
        row = notes.delete(session, learner().id, note_id, now())
    flash("The note is in the bin.", f"undo {url_for('bin.restore_note', note_id=note_id)}")
    return redirect(safe_next(url_for("decks.show", deck_id=row.deck_id)))


@bp.get("/notes/<int:note_id>/document")
@for_learners
def document(note_id: int) -> ResponseReturnValue:
    """Go to the sentence of a note in its document, or to where the note says it comes from."""
    with database().read() as session:
        row, _ = notes.readable(session, learner().id, note_id)
        found = place(session, learner().id, row)
    if found is None:
        return redirect(url_for("notes.show", note_id=note_id, _anchor="evidence"))
    address = url_for("documents.show", document_id=found.document_id, chapter=found.chapter)
    return redirect(f"{address}#q{found.start}")


def _new_page(form: NewNoteForm) -> str:
    return render_template("notes/new.html", form=form, **_advice())


def _advice() -> dict[str, object]:
    """Return what stands in the way of keeping the note of this request, for its page."""
    return {
        "advice": heeding.asked(),
        "advised": heeding.advised(),
        "also": heeding.also(),
    }


def _new_form() -> NewNoteForm:
    form = NewNoteForm(
        deck=request.args.get("deck", type=whole),
        type=request.args.get("type", NoteType.BASIC.value),
        tags=request.args.get("tags", ""),
    )
    with database().read() as session:
        own = decks.all_own(session, learner().id)
    form.deck.choices = {str(deck.id): deck.title for deck in own}
    return form


def _note_page(form: AnyNoteForm, note_id: int) -> str:
    with database().read() as session:
        row, deck = notes.readable(session, learner().id, note_id)
        own = wordings(session, learner().id, [note_id])
        note = note_of(row, own.get(note_id))
        return render_template(
            "notes/show.html",
            form=form,
            note=row,
            deck=deck,
            own=deck.owner_id == learner().id,
            worded=bool(own),
            suspended=notes.suspended(session, learner().id, note_id),
            uncarried=_uncarried(note),
            faults=foreign.faults(note),
            styles=note_type_sheets.of_notes(session, learner().id, [note]),
            **_advice(),
        )


def _uncarried(note: Note) -> str:
    """Return in what the quote of a note does not carry its answer, if it does not."""
    found = (each for each in evidence.check(note) if each.rule == "R10")
    return next((each.message for each in found if each.level is Level.ERROR), "")
