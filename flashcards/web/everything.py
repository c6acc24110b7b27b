"""Everything at once: a learner's whole account as one file, and back into an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from wtforms import FileField

from flashcards.core.errors import Invalid
from flashcards.services.everything import keeping, reading
from flashcards.services.media.keeping import Limits
from flashcards.web.current import database, for_learners, importing, learner, now, settings
from flashcards.web.forms import Form

bp = Blueprint("everything", __name__)


class EverythingForm(Form):
    """A file that holds everything of an account."""

    file = FileField("The file")


@bp.get("/everything")
@for_learners
def show() -> ResponseReturnValue:
    """Show the way to take everything along, and, in an empty account, the way back."""
    return _page(EverythingForm())


@bp.get("/everything.zip")
@for_learners
def download() -> ResponseReturnValue:
    """Send all that belongs to the learner."""
    # It is closed, and so gone, when all of it is sent.
    file = TemporaryFile("w+b", dir=_folder())  # noqa: SIM115
    keeping.keep(database(), learner().id, file)
    file.seek(0)
    return send_file(
        file,
        mimetype="application/zip",
        as_attachment=True,
        download_name="everything.zip",
        max_age=0,
    )


@bp.post("/everything")
@for_learners
def take() -> ResponseReturnValue:
    """Take a file into the learner's empty account."""
    form = EverythingForm()
    counts = form.attempt(_take)
    if counts is None:
        return _page(form), form.status
    flash(
        f"It is all here: {counts.get('note', 0):,} notes, {counts.get('review', 0):,} reviews.",
        "done",
    )
    return redirect(url_for("home.show"))


def _take() -> dict[str, int]:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Invalid("Choose a file first.", "file")
    limits = Limits(settings().media_file, settings().media_quota)
    with _beside() as path:
        sent.save(path)
        return keeping.take(database(), learner().id, path, limits, now())


@contextmanager
def _beside() -> Iterator[Path]:
    """Yield a file on the disk that has room for large ones; it goes in the end."""
    with NamedTemporaryFile(dir=_folder(), delete=False) as made:
        path = Path(made.name)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _folder() -> Path:
    folder = importing().folder
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _page(form: EverythingForm) -> str:
    with database().read() as session:
        is_empty = reading.is_empty(session, learner().id)
    return render_template("formats/everything.html", form=form, is_empty=is_empty)
