"""A new edition of a document: given, compared with the earlier one, decided on, and undone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import FileField, HiddenField, TextAreaField

from flashcards.core.errors import Conflict, Invalid
from flashcards.core.notes import Note, NoteType
from flashcards.services.editions import apply as applying
from flashcards.services.editions import undo as undoing
from flashcards.services.editions.anew import with_new
from flashcards.services.editions.apply import Choice, Do, Unkeepable
from flashcards.services.editions.changes import WORDS
from flashcards.services.editions.plan import Plan, current, plan
from flashcards.services.making import documents, drafting, reading
from flashcards.services.making.reading import Read
from flashcards.store.models.content import Document
from flashcards.web.carried import carried, carry
from flashcards.web.current import background, database, for_learners, learner, now
from flashcards.web.forms import Form, text
from flashcards.web.given import ask, given
from flashcards.web.words import count

bp = Blueprint("editions", __name__)


_NOTHING = Invalid("Choose the file of the new edition, or paste its text.", "file")


class EditionForm(Form):
    """A revised document, pasted or uploaded."""

    file = FileField("Choose the file of the new edition")
    text = TextAreaField("Or paste its text")
    carried = HiddenField()
    redacted = HiddenField()
    anyway = HiddenField()


@bp.get("/documents/<int:document_id>/editions")
@for_learners
def show(document_id: int) -> ResponseReturnValue:
    """Show the editions of a document, and the form that takes a new one."""
    return _page(document_id, EditionForm())


@bp.post("/documents/<int:document_id>/editions")
@for_learners
def take(document_id: int) -> ResponseReturnValue:
    """Read a new edition and show what it would do; nothing is written yet."""
    form = EditionForm()
    found = form.attempt(lambda: _read(document_id, form))
    if found is None:
        return _page(document_id, form), form.status
    row, read = found
    if read.seen is not None:
        return _stopped(row, form, read), 422
    return _compared(document_id, form, read)


@bp.post("/documents/<int:document_id>/editions/apply")
@for_learners
def apply(document_id: int) -> ResponseReturnValue:
    """Put the new edition in the place of the earlier one, with what was chosen for each note."""
    form = EditionForm()
    read = form.attempt(lambda: _carried(document_id, form))
    if read is None:
        return _page(document_id, form), form.status
    made = _plan(document_id, read)
    choices = _choices(made)
    try:
        with database().write() as session:
            new_id = applying.apply(session, learner().id, made, choices, now()).id
    except Unkeepable as error:
        return _plan_page(made, choices, {error.note_id: str(error)}), 422
    background().wake()
    told = f"The new edition is in its place. {_summary(made)} {_waiting(made)}".strip()
    flash(told, f"undo {_undo(new_id)}")
    waits = read.drafts is None and made.waiting
    return redirect(url_for("progress.show" if waits else "documents.show", document_id=new_id))


@bp.post("/documents/<int:document_id>/editions/undo")
@for_learners
def undo(document_id: int) -> ResponseReturnValue:
    """Put the earlier edition back into its place."""
    with database().write() as session:
        earlier_id = undoing.undo(session, learner().id, document_id, now())
    flash("The earlier edition is in its place again, and its notes are as they were.", "done")
    return redirect(url_for("documents.show", document_id=earlier_id))


def _read(document_id: int, form: EditionForm) -> tuple[Document, Read]:
    with database().read() as session:
        row = current(session, learner().id, document_id)
    if text(form.carried):
        read = carried(learner().id, text(form.carried))
        return row, read if read.drafts is not None else reading.drafted(read, learner().id, ask())
    return row, reading.read(given(form.text, form.redacted, _NOTHING), learner().id, ask())


def _carried(document_id: int, form: EditionForm) -> Read:
    with database().read() as session:
        current(session, learner().id, document_id)
        drafting.check_room(session, learner().id)
    return carried(learner().id, text(form.carried))


def _plan(document_id: int, read: Read) -> Plan:
    with database().read() as session:
        return plan(session, learner().id, document_id, read)


def _compared(document_id: int, form: EditionForm, read: Read) -> ResponseReturnValue:
    made = _plan(document_id, read)
    if made.is_same:
        form.blame(Conflict("This is the same text, letter by letter: there is nothing to do."))
        return _page(document_id, form), 422
    if made.is_strange and not text(form.anyway):
        page = render_template(
            "editions/strange.html", document=made.earlier, read=read, carried=_packed(read)
        )
        return page, 422
    return _plan_page(with_new(made, ask()), {}, {})


def _page(document_id: int, form: EditionForm) -> str:
    with database().read() as session:
        row = documents.document(session, learner().id, document_id)
        latest = undoing.latest(session, row)
        return render_template(
            "editions/show.html",
            form=form,
            document=row,
            latest=latest,
            latest_title=documents.title(session, latest),
            edition=undoing.edition(session, learner().id, document_id),
            earlier=[
                (*each, undoing.left(session, each[0]), undoing.set_aside(session, each[0]))
                for each in undoing.earlier(session, document_id)
            ],
        )


def _stopped(row: Document, form: EditionForm, read: Read) -> str:
    here = url_for("editions.take", document_id=row.id)
    back = url_for("editions.show", document_id=row.id)
    return render_template(
        "documents/stopped.html",
        form=form,
        seen=read.seen,
        carried=_packed(read),
        goes_to=here,
        back=back,
    )


def _plan_page(made: Plan, choices: dict[int, Choice], problems: dict[int, str]) -> str:
    return render_template(
        "editions/plan.html",
        plan=made,
        carried=_packed(made.read),
        summary=_summary(made),
        waiting=_waiting(made),
        chosen={
            each.note_id: choices[each.note_id].do
            if each.note_id in choices
            else applying.default(each)
            for each in made.changed
        },
        let={note_id: choice.do for note_id, choice in choices.items()},
        words={each.note_id: _wording(each.note_id, each.taken) for each in made.changed},
        problems=problems,
        whats={"number": "A number", "negation": "A negation", "direction": "A direction"},
    )


def _choices(made: Plan) -> dict[int, Choice]:
    """Return what the form says of the notes that it asked about."""
    taken = {change.note_id: change.taken for change in made.changed}
    found = {}
    for noted in made.notes:
        sent = request.form.get(f"note-{noted.note_id}", "")
        if sent in list(Do):
            base = taken.get(noted.note_id)
            wording = _wording(noted.note_id, base) if base else None
            found[noted.note_id] = Choice(Do(sent), wording)
    return found


def _wording(note_id: int, note: Note) -> Note:
    """Return ``note`` with the words that were typed for it, if any were."""
    names = WORDS[2:] if note.type is NoteType.CLOZE else WORDS[:2]
    typed: dict[str, Any] = {
        name: request.form[f"{name}-{note_id}"].strip()
        for name in names
        if f"{name}-{note_id}" in request.form
    }
    return replace(note, **typed)


def _summary(made: Plan) -> str:
    """Return in a sentence what became of the notes."""
    stands, changed, lost = len(made.untouched), len(made.changed), len(made.lost)
    total = stands + changed + lost
    if not total:
        return "No note was made from the earlier edition."
    if stands == total:
        return f"All {total:,} notes are untouched." if total > 1 else "Its note is untouched."
    parts = [
        f"{stands:,} {'is' if stands == 1 else 'are'} untouched" if stands else "",
        f"{changed:,} {'has' if changed == 1 else 'have'} a changed sentence" if changed else "",
        f"{lost:,} lost {'its' if lost == 1 else 'their'} sentence" if lost else "",
    ]
    *first, last = [part for part in parts if part]
    said = f"{', '.join(first)} and {last}" if first else last
    return f"Of {count(total, 'note')}, {said}."


def _waiting(made: Plan) -> str:
    """Return in a sentence what becomes of the drafts that were not decided on, if any were."""
    aside = len(made.set_aside)
    along = len(made.undecided) - aside
    parts = [
        f"{count(along, 'draft')} to decide {'comes' if along == 1 else 'come'} along"
        * bool(along),
        f"{count(aside, 'draft')} {'is' if aside == 1 else 'are'} set aside" * bool(aside),
    ]
    said = ", ".join(filter(None, parts))
    return f"{said}." if said else ""


def _packed(read: Read) -> str:
    return carry(learner().id, read)


def _undo(document_id: int) -> str:
    return url_for("editions.undo", document_id=document_id)
