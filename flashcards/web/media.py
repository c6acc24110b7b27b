"""Pictures and sounds: taken in, handed out to their learner alone, listed and let go."""

from __future__ import annotations

from io import BytesIO

from flask import (
    Blueprint,
    Response,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue

from flashcards.core.errors import FlashcardsError, Invalid, NotFound
from flashcards.core.media import kinds, marks
from flashcards.core.media.kinds import Sort
from flashcards.services.media import listing
from flashcards.services.media.keeping import Keeper, Kept, Limits, megabytes
from flashcards.services.media.shown import ADDRESS, NONE, Files, of_fields
from flashcards.store import media as store
from flashcards.web.current import database, for_learners, learner, now, settings, somebody
from flashcards.web.errors import status_of
from flashcards.web.unreadable import whole

bp = Blueprint("media", __name__, url_prefix="/media")

HEADERS = {
    "Content-Security-Policy": (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "private, max-age=31536000, immutable",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What a file of a learner is sent with: whatever is in it, it can do nothing."""


@bp.get("/<sha256>/<name>")
@for_learners
def show(sha256: str, name: str) -> ResponseReturnValue:
    """Send a file of the learner's own, or a part of it; its address is that of its content."""
    with database().read() as session:
        file = store.readable(session, learner().id, sha256)
        if file is None:
            raise NotFound("There is no such file.")
        kind = kinds.of_type(file.type)
        known = request.if_none_match.contains(sha256)
        data = b"" if known else store.data_of(session, sha256)
    if known:
        response = Response(status=304)
        response.set_etag(sha256)
        return response
    return send_file(
        BytesIO(data),
        mimetype=kind.type,
        as_attachment=kind.sort is Sort.OTHER,
        download_name=name,
        etag=sha256,
        conditional=True,
    )


@bp.after_request
def keep_apart(response: Response) -> Response:
    """Give files headers of their own, which ``headers.add`` leaves as they are."""
    if request.endpoint == "media.show" and response.status_code in {200, 206, 304, 416}:
        response.headers.update(HEADERS)
    return response


@bp.post("")
@for_learners
def add() -> ResponseReturnValue:
    """Keep a file; tell a script what to write into a field, and a person so on the list."""
    try:
        kept = keep_sent("file")
        if kept is None:
            raise Invalid("Choose a picture or a sound first.", "file")
    except FlashcardsError as error:
        if _is_script():
            return jsonify(message=str(error)), status_of(error)
        return _list(str(error)), status_of(error)
    if _is_script():
        return jsonify(
            name=kept.name,
            sort=kept.kind.sort,
            mark=kept.mark(),
            html=kept.mark_in_html(),
            address=ADDRESS.format(sha256=kept.sha256, name=marks.encoded(kept.name)),
        )
    flash(f"Kept. In a note, write {kept.mark()} where it is to be shown.", "done")
    return redirect(url_for("media.index"))


@bp.get("")
@for_learners
def index() -> ResponseReturnValue:
    """List the learner's pictures and sounds, with the notes that show each."""
    return _list()


@bp.post("/<int:media_id>")
@for_learners
def delete(media_id: int) -> ResponseReturnValue:
    """Let a file go that no note shows."""
    with database().write() as session:
        name = listing.delete_one(session, learner().id, media_id)
    flash(f"{name} is deleted.", "done")
    return redirect(url_for("media.index"))


@bp.post("/unused")
@for_learners
def delete_unused() -> ResponseReturnValue:
    """Let all files go that no note shows."""
    with database().write() as session:
        gone = listing.delete_unused(session, learner().id)
    flash(f"{gone} {'file' if gone == 1 else 'files'} deleted.", "done")
    return redirect(url_for("media.index"))


def keep_sent(field: str) -> Kept | None:
    """Keep the file that was sent in a field of a form; None where none was chosen."""
    upload = request.files.get(field)
    if upload is None or not upload.filename:
        return None
    limits = Limits(settings().media_file, settings().media_quota)
    data = upload.stream.read(limits.file + 1)
    with database().write() as session:
        return Keeper(session, learner().id, limits, now()).keep(upload.filename, data)


def files_of(*fields: str) -> Files:
    """Return the learner's files that some fields name, for a page that shows them."""
    who = somebody()
    if who is None or not marks.names(*fields):
        return NONE
    with database().read() as session:
        return of_fields(session, who.id, fields)


def _list(problem: str = "") -> str:
    page = request.args.get("page", 1, type=whole)
    unused = request.args.get("unused") == "1"
    with database().read() as session:
        return render_template(
            "media/index.html",
            found=listing.of(session, learner().id, page, unused),
            only_unused=unused,
            problem=problem,
            quota=megabytes(settings().media_quota),
            megabytes=megabytes,
        )


def _is_script() -> bool:
    return request.accept_mimetypes.best == "application/json"
