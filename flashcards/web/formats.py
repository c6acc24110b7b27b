"""Decks go out: as a table, as a deck file, on paper."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, render_template, request, send_file
from flask.typing import ResponseReturnValue

from flashcards.core.errors import NotFound
from flashcards.services.formats import printing, writing
from flashcards.services.library import decks as library
from flashcards.web.current import database, for_learners, learner
from flashcards.web.unreadable import whole

bp = Blueprint("formats", __name__)


@bp.get("/decks/<int:deck_id>/export.csv")
@for_learners
def table(deck_id: int) -> ResponseReturnValue:
    """Send a deck as a table; ``separator`` is comma or semicolon."""
    separator = writing.SEPARATORS.get(request.args.get("separator", "comma"), ",")
    with database().read() as session:
        deck = library.readable(session, learner().id, deck_id)
        notes = writing.notes_of(session, learner().id, deck_id)
        written = writing.csv_of(notes, deck.title, separator)
        name = f"{deck.title}.csv"
    return _download(written, "text/csv; charset=utf-8", name)


@bp.get("/decks/<int:deck_id>/export.md")
@for_learners
def deck_file(deck_id: int) -> ResponseReturnValue:
    """Send a deck as a deck file."""
    with database().read() as session:
        deck = library.readable(session, learner().id, deck_id)
        notes = writing.notes_of(session, learner().id, deck_id)
        written = writing.markdown_of(notes, deck).encode()
        name = f"{deck.title}.md"
    return _download(written, "text/markdown; charset=utf-8", name)


@bp.get("/decks/<int:deck_id>/print")
@for_learners
def paper(deck_id: int) -> ResponseReturnValue:
    """Show a deck as it is printed."""
    with database().read() as session:
        deck = library.readable(session, learner().id, deck_id)
        page = max(1, request.args.get("page", 1, type=whole))
        sheet = printing.sheet(session, learner().id, deck, page)
    if page > sheet.pages:
        raise NotFound("This deck has no such part.")
    return render_template("formats/paper.html", deck=deck, sheet=sheet)


@bp.get("/decks/<int:deck_id>/out")
@for_learners
def out(deck_id: int) -> ResponseReturnValue:
    """Show the ways in which a deck goes out."""
    with database().read() as session:
        deck = library.readable(session, learner().id, deck_id)
        notes = writing.notes_of(session, learner().id, deck_id)
        return render_template(
            "formats/out.html", deck=deck, notes=len(notes), foreign=writing.foreign(notes)
        )


def _download(data: bytes, kind: str, name: str) -> ResponseReturnValue:
    return send_file(
        BytesIO(data), mimetype=kind, as_attachment=True, download_name=name, max_age=0
    )
