"""Packages from Anki come in: given, looked at as a plan, decided on, done, and taken back."""

from __future__ import annotations

import tempfile
from pathlib import Path

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, FileField, RadioField

from flashcards.core.errors import Invalid
from flashcards.core.scheduling import day
from flashcards.services.imports import clearing, shelf
from flashcards.services.imports.applying import HERE, THERE
from flashcards.store.models.interchange import Import
from flashcards.web.current import database, for_learners, importing, learner, now
from flashcards.web.forms import Form

bp = Blueprint("imports", __name__)

SIDES = (HERE, THERE)
SAYS = {
    shelf.PLANNING: "Reading the file",
    shelf.PLANNED: "Waits for your decision",
    shelf.APPLYING: "Coming in",
    shelf.DONE: "Done",
    shelf.UNDOING: "Being taken back",
    shelf.UNDONE: "Taken back",
    shelf.FAILED: "Not imported",
}


class PackageForm(Form):
    """A package of Anki's."""

    file = FileField("A package from Anki (.apkg or .colpkg)")


class PlanForm(Form):
    """What the learner decides before anything is done."""

    progress = BooleanField("Bring my progress along", default=True)
    usual = RadioField(
        "For all of them",
        choices={
            "": "As chosen for each",
            HERE: "Keep my wording here",
            THERE: "Take the wording of Anki",
        },
        default="",
        validate_choice=False,
    )


@bp.get("/imports")
@for_learners
def index() -> ResponseReturnValue:
    """Show the form that takes a package, and what was imported before."""
    return _index(PackageForm())


@bp.post("/imports")
@for_learners
def take() -> ResponseReturnValue:
    """Take a package in and begin to read it; nothing of it enters a deck yet."""
    form = PackageForm()
    import_id = form.attempt(lambda: keep(request.files.get("file")))
    if import_id is None:
        return _index(form), form.status
    importing().wake()
    return redirect(url_for("imports.show", import_id=import_id))


@bp.get("/imports/<int:import_id>")
@for_learners
def show(import_id: int) -> ResponseReturnValue:
    """Show how far an import is, its plan, or what came of it."""
    with database().read() as session:
        row = shelf.own(session, learner().id, import_id)
    if row.state in shelf.WORKING:
        importing().wake()
    done = importing().done.get(import_id, row.done)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(_told(row, done))
    return _show(row, PlanForm(), done)


@bp.post("/imports/<int:import_id>/apply")
@for_learners
def apply(import_id: int) -> ResponseReturnValue:
    """Do what the plan says, with the sides that the learner chose."""
    form = PlanForm()

    def decide() -> bool:
        with database().write() as session:
            row = shelf.own(session, learner().id, import_id)
            shelf.apply(row, _choices(form))
        return True

    if form.attempt(decide) is None:
        with database().read() as session:
            row = shelf.own(session, learner().id, import_id)
        return _show(row, form, row.done), form.status
    importing().wake()
    return redirect(url_for("imports.show", import_id=import_id))


@bp.post("/imports/<int:import_id>/undo")
@for_learners
def undo(import_id: int) -> ResponseReturnValue:
    """Take an import back."""
    with database().write() as session:
        shelf.take_back(shelf.own(session, learner().id, import_id))
    importing().wake()
    return redirect(url_for("imports.show", import_id=import_id))


@bp.post("/imports/<int:import_id>/forget")
@for_learners
def forget(import_id: int) -> ResponseReturnValue:
    """Take an import off the list that changed nothing."""
    with database().write() as session:
        shelf.forget(session, shelf.own(session, learner().id, import_id))
    importing().file(import_id).unlink(missing_ok=True)
    flash("Forgotten. Nothing of it was imported.")
    return redirect(url_for("imports.index"))


def _told(row: Import, done: int) -> dict[str, object]:
    """Return how far an import is, and when nobody works on it, what came of it."""
    told = {"state": row.state, "done": min(done, row.steps), "steps": row.steps}
    if row.state in shelf.WORKING:
        return told
    return {**told, "says": row.says, "counts": row.before.get("counts", {})}


def _choices(form: PlanForm) -> dict[str, object]:
    """Return what was chosen; a choice for all notes comes before those for single ones."""
    chosen = {
        name.removeprefix("side-"): side
        for name, side in request.form.items()
        if name.startswith("side-") and side in SIDES
    }
    usual = form.usual.data if form.usual.data in SIDES else ""
    sides = {} if usual else chosen
    return {"progress": bool(form.progress.data), "sides": sides, "usual": usual}


def keep(sent: FileStorage | None, instead_of: str | None = None) -> int:
    """Keep a file until it is imported; return the number of the import.

    Imports of the name ``instead_of`` that wait for a decision are forgotten for it.
    """
    if sent is None or not sent.filename:
        raise Invalid("Choose a file: in Anki, File, Export writes one.", "file")
    folder = importing().folder
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as kept:
        sent.save(kept)
    try:
        with database().write() as session:
            clearing.clear(session, folder, now())
            gone = shelf.forget_waiting(session, learner().id, instead_of) if instead_of else []
            row = shelf.begin(session, learner().id, Path(sent.filename).name, now())
            for import_id in gone:
                importing().file(import_id).unlink(missing_ok=True)
            Path(kept.name).replace(importing().file(row.id))
    finally:
        Path(kept.name).unlink(missing_ok=True)
    return row.id


def _index(form: PackageForm) -> str:
    with database().read() as session:
        rows = shelf.all_own(session, learner().id)
    return render_template("imports/index.html", form=form, imports=rows, says=SAYS)


def _show(row: Import, form: PlanForm, done: int) -> str:
    return render_template(
        "imports/show.html",
        row=row,
        plan=row.plan,
        form=form,
        done=done,
        says=SAYS[row.state],
        instant=day.instant,
    )
