"""Errors become pages with a true status, in the learner's words."""

from __future__ import annotations

import logging

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

from flashcards.core import errors
from flashcards.web.current import NotLoggedIn, settings

STATUS: tuple[tuple[type[errors.FlashcardsError], int], ...] = (
    (errors.NotFound, 404),
    (errors.Conflict, 409),
    (errors.TooMany, 429),
    (errors.TooLarge, 413),
    (NotLoggedIn, 401),
    (errors.Refused, 403),
    (errors.Busy, 503),
    (errors.FlashcardsError, 422),
)
WORDS = {
    400: ("The request could not be read", "Go back, load the page again, and try once more."),
    403: ("Not allowed", "This is not yours to change."),
    404: ("Nothing here", "The page does not exist, or it is not yours."),
    405: ("Not like this", "Go back and use the buttons of the page."),
    409: ("This contradicts something else", "Load the page again to see how things stand."),
    413: ("Too large", "Send a smaller file or a part of it."),
    500: (
        "Something broke on our side",
        "Nothing that was saved is lost. Try again; if it stays so, tell whoever runs this site.",
    ),
    503: ("The server is busy or its disk is full", "Wait a moment, then try again."),
}
log = logging.getLogger("flashcards")


def register(app: Flask) -> None:
    """Let ``app`` answer its errors here."""
    app.register_error_handler(errors.FlashcardsError, _ours)
    app.register_error_handler(CSRFError, _forgery)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(Exception, _unforeseen)


def status_of(error: errors.FlashcardsError) -> int:
    """Return the HTTP status of one of our errors."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def _ours(error: errors.FlashcardsError) -> Response:
    """Show our own words, but the same ones for what is not there and what is not hers."""
    status = status_of(error)
    title, advice = WORDS.get(status, WORDS[400])
    return _page(status, title, advice if status == 404 else str(error))


def _forgery(error: CSRFError) -> Response:
    return _page(
        400,
        "The page was too old",
        "It was open while you logged out or in. Go back, load it again, and send it once more.",
    )


def _too_large(error: RequestEntityTooLarge) -> Response:
    limit = (request.max_content_length or settings().max_upload) // (1024 * 1024)
    return _page(
        413,
        "Too large",
        f"Up to {limit} MB can be sent at once. Send a smaller file or a part of it.",
    )


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    title, advice = WORDS.get(status, (error.name, WORDS[400][1]))
    response = _page(status, title, advice)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(error.valid_methods)
    return response


def _database(error: OperationalError) -> Response:
    log.exception("the database did not answer")
    return _page(503, *WORDS[503])


def _unforeseen(error: Exception) -> Response:
    log.exception("an unforeseen error at %s", request.path)
    return _page(500, *WORDS[500])


def _is_script() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _page(status: int, title: str, advice: str) -> Response:
    if request.path.startswith("/api/") or _is_script():
        return make_response(jsonify(error=title, message=advice), status)
    return make_response(
        render_template("error.html", title=title, advice=advice, status=status), status
    )
