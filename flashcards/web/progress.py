"""How far a long document is: a page that refreshes itself, and the buttons to stop and go on."""

from __future__ import annotations

import os
from typing import Any

from flask import Blueprint, current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from flashcards.services.making import documents, drafting
from flashcards.services.making import drafts as making
from flashcards.services.making.drafting import Progress
from flashcards.web.current import background, database, for_learners, learner, now

bp = Blueprint("progress", __name__)


def wake_once() -> None:
    """Go on with the work that a restart interrupted, at the first request of each process.

    Servers that copy themselves after the app was made would lose a thread started earlier.
    """
    if current_app.extensions.get("flashcards.woken") != os.getpid():
        current_app.extensions["flashcards.woken"] = os.getpid()
        background().wake()


@bp.get("/documents/<int:document_id>/progress")
@for_learners
def show(document_id: int) -> ResponseReturnValue:
    """Show how far a document is, as a page or as JSON."""
    with database().read() as session:
        progress = drafting.progress(session, learner().id, document_id)
        counts = making.counts(session, document_id)
        title = documents.title(session, document_id)
    if progress is None:
        return redirect(url_for("documents.show", document_id=document_id))
    if progress.state == drafting.WORKING:
        background().wake()
    lines = _lines(progress, counts)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(state=progress.state, done=progress.done, says=says(progress), lines=lines)
    return render_template(
        "documents/reading.html",
        document_id=document_id,
        title=title,
        progress=progress,
        says=says(progress),
        lines=lines,
        drafts=sum(count for count, _ in counts.values()),
    )


@bp.post("/documents/<int:document_id>/stop")
@for_learners
def stop(document_id: int) -> ResponseReturnValue:
    """Stop work on a document; its drafts stay."""
    with database().write() as session:
        drafting.stop(session, learner().id, document_id)
    return redirect(url_for("progress.show", document_id=document_id))


@bp.post("/documents/<int:document_id>/go-on")
@for_learners
def go_on(document_id: int) -> ResponseReturnValue:
    """Go on with a document that was stopped, or whose chapters failed."""
    with database().write() as session:
        drafting.go_on(session, learner().id, document_id, now())
    background().wake()
    return redirect(url_for("progress.show", document_id=document_id))


def says(progress: Progress) -> str:
    """Return in a sentence how far a document is."""
    count = len(progress.chapters)
    if progress.state == drafting.DONE:
        missing = len(progress.failed)
        return f"Done, but for {missing} of {count} chapters." if missing else "Done."
    if progress.state == drafting.STOPPED:
        return f"Stopped after {progress.done} of {count} chapters."
    number = progress.current or 0
    return f"Chapter {number + 1} of {count}: {progress.chapters[number]}"


def _lines(progress: Progress, counts: dict[int, tuple[int, int]]) -> list[dict[str, Any]]:
    """Return for each chapter its title, what is with it, and how many drafts it has."""
    return [
        {"title": title, "state": _state(progress, number), "drafts": counts.get(number, (0, 0))[0]}
        for number, title in enumerate(progress.chapters)
    ]


def _state(progress: Progress, number: int) -> str:
    if number in progress.failed:
        return "failed"
    if number not in progress.waiting:
        return "done"
    is_now = number == progress.current and progress.state == drafting.WORKING
    return "now" if is_now else "waiting"
