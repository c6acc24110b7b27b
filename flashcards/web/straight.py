"""Straight into a running Anki: the browser speaks to it, here it is said what goes and comes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from io import BytesIO
from pathlib import Path
from typing import Any, ParamSpec

from flask import Blueprint, jsonify, make_response, render_template, request, send_file
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from flashcards.anki.package.limits import Limits
from flashcards.core.errors import FlashcardsError, Invalid
from flashcards.core.scheduling import day
from flashcards.services.exports import going
from flashcards.services.exports.going import Wanted
from flashcards.services.imports import shelf
from flashcards.services.library import decks as library
from flashcards.services.straight import comparing, known
from flashcards.services.straight.comparing import Asked
from flashcards.services.straight.there import There, opened, read
from flashcards.store.models.content import Deck
from flashcards.store.models.interchange import Import
from flashcards.web import headers, imports
from flashcards.web.current import database, for_learners, importing, learner, now, settings
from flashcards.web.errors import status_of
from flashcards.web.interchange import PACKAGE, on_offer
from flashcards.web.unreadable import LARGEST, whole

bp = Blueprint("straight", __name__, url_prefix="/anki")

P = ParamSpec("P")
PORT, LAST_PORT = 8765, 65_535
HOSTS = ("127.0.0.1", "localhost")
LONGEST_NAME = 250
NAMED = "{}, straight from Anki"
"""What an import is called that the browser fetched."""


def for_script(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Let a script be told in words what is wrong."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        try:
            return view(*args, **kwargs)
        except FlashcardsError as error:
            return jsonify(message=str(error)), status_of(error)

    return guarded


@bp.get("")
@for_learners
def show() -> ResponseReturnValue:
    """Show what is needed, and which decks there are; only this page may speak to Anki."""
    with database().read() as session:
        decks = on_offer(session)
    port = _port()
    addresses = [f"http://{host}:{port}" for host in HOSTS]
    asked = request.args.getlist("deck")
    page = render_template(
        "straight/show.html",
        decks=decks,
        chosen={deck.id for deck in decks if not asked or str(deck.id) in asked},
        port=port,
        addresses=addresses,
    )
    response = make_response(page)
    response.headers["Content-Security-Policy"] = headers.connecting(*addresses)
    return response


@bp.post("/notes")
@for_learners
@for_script
def tell() -> ResponseReturnValue:
    """Tell by which names and numbers Anki is asked for decks and their notes."""
    with database().read() as session:
        decks = _decks(session)
        return jsonify(names=known.names(decks), notes=known.numbers(session, decks))


@bp.post("/there")
@for_learners
@for_script
def take_in() -> ResponseReturnValue:
    """Take in what Anki has of one of its decks; nothing of it is imported yet."""
    sent = request.files.get("file")
    if sent is not None:
        name = request.form.get("name", "").replace("/", " ")[:LONGEST_NAME]
        sent.filename = NAMED.format(name or "Deck")
    import_id = imports.keep(sent, instead_of=sent.filename if sent else None)
    importing().wake()
    return jsonify(id=import_id)


@bp.post("/compare")
@for_learners
@for_script
def compare() -> ResponseReturnValue:
    """Say what would go to Anki and what would come, and hand out what goes."""
    with database().read() as session:
        decks = _decks(session)
        rows = [shelf.own(session, learner().id, key) for key in _numbers("import")]
        asked = Asked(decks, set(_numbers("found")), next(iter(_numbers("since")), 0))
        there = _there(session, rows)
        made = comparing.compare(session, learner(), asked, there, now())
        parts = comparing.parts(session, learner(), made)
        back = [row for row in rows if _brings(row.plan)]
        html = render_template("straight/plan.html", counts=made.counts, made=made, back=back)
    _forget([row.id for row in rows if row not in back])
    same = not any(made.counts[name] for name in ("new", "here", "there", "both"))
    cards = [asdict(each) for each in made.cards]
    return jsonify(html=html, same=same, counts=made.counts, parts=parts, cards=cards)


@bp.post("/package")
@for_learners
@for_script
def package() -> ResponseReturnValue:
    """Send some notes of the decks as a package, with the learner's progress."""
    with database().read() as session:
        wanted = Wanted(_decks(session), True, only=_notes(), known=_numbers("known"))
        written = BytesIO()
        folder = settings().instance / "exports"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        going.write(session, learner(), wanted, settings().disclaimer, now(), written, folder)
    written.seek(0)
    return send_file(written, mimetype=PACKAGE, as_attachment=True, download_name="part.apkg")


def _there(session: Session, rows: list[Import]) -> There:
    files = [importing().file(row.id) for row in rows]
    if not all(row.state == shelf.PLANNED for row in rows) or not all(map(Path.is_file, files)):
        raise Invalid("What Anki has was read some time ago. Look again.")
    limits = Limits(one_media=importing().limits.file)
    with opened(files, limits, day.zone(learner().zone)) as packages:
        return read(session, learner().id, packages)


def _forget(import_ids: list[int]) -> None:
    """Forget what was read and brings nothing, so that it does not wait among the imports."""
    with database().write() as session:
        for import_id in import_ids:
            shelf.forget(session, shelf.own(session, learner().id, import_id))
    for import_id in import_ids:
        importing().file(import_id).unlink(missing_ok=True)


def _brings(plan: dict[str, Any]) -> bool:
    """Say whether something would come back."""
    notes = plan["notes"]
    return bool(notes["new"] or notes["updated"] or plan["reviews"])


def _decks(session: Session) -> list[Deck]:
    found = [library.readable(session, learner().id, key) for key in _numbers("deck")]
    if not found:
        raise Invalid("Choose at least one deck.")
    return found


def _numbers(name: str) -> list[int]:
    """Return the numbers in the fields of one name, which may hold several."""
    words = [word for field in request.form.getlist(name) for word in field.split()]
    try:
        return [whole(word) for word in words]
    except ValueError:
        raise Invalid("That is no number.", name) from None


def _notes() -> dict[str, int]:
    """Return the guids of the notes that go, each with the epoch second of its edit."""
    try:
        sent = json.loads(request.form.get("notes", ""))
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict) or not all(map(_is_second, sent.values())):
        raise Invalid("Say which notes go.", "notes")
    return sent


def _port() -> int:
    try:
        port = whole(request.args.get("port", ""))
    except ValueError:
        return PORT
    return port if 0 < port <= LAST_PORT else PORT


def _is_second(at: object) -> bool:
    return type(at) is int and 0 <= at <= LARGEST
