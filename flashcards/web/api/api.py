"""What the pages' scripts speak to: review events in batches, and previews of notes."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from flashcards.core import notes as core_notes
from flashcards.core.errors import Invalid, Refused
from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.check import check_note
from flashcards.services import rendering
from flashcards.services.checking import repairing
from flashcards.services.library import notes
from flashcards.services.media.shown import fields_of
from flashcards.services.study import events
from flashcards.services.study.events import Taken
from flashcards.services.wording import note_of
from flashcards.web import advice
from flashcards.web.api.incoming import Malformed, incoming
from flashcards.web.current import database, for_learners, learner, now
from flashcards.web.foreign_form import LONGEST, laid_over
from flashcards.web.media import files_of
from flashcards.web.unreadable import whole

bp = Blueprint("api", __name__, url_prefix="/api")

MOST_EVENTS = 10_000


@bp.post("/reviews")
@for_learners
def reviews() -> ResponseReturnValue:
    """Take a batch of review events and answer each: the good ones count whatever the others are.

    An answer is ``{"id", "card", "at", "grade", "scale", "took", "shift", "practice"}``, a void of
    one ``{"id", "card", "at", "target"}``; times are milliseconds, a shift is in days. Beside the
    events may stand whose they are: a page that outlived its login is told, and keeps them.
    """
    sent = _json()
    listed = sent.get("events") if isinstance(sent, dict) else None
    if not isinstance(listed, list):
        raise Invalid("Send an object with a list of events.", "events")
    if isinstance(sent, dict) and str(sent.get("learner", learner().id)) != str(learner().id):
        raise Refused("These are the answers of somebody who is not logged in here any more.")
    if len(listed) > MOST_EVENTS:
        raise Invalid(f"Send at most {MOST_EVENTS:,} events at once.", "events")
    read = [incoming(value) for value in listed]
    good = [event for event in read if not isinstance(event, Malformed)]
    with database().write() as session:
        taken = iter(events.record(session, learner(), good, now()))
    replies = [_malformed(e) if isinstance(e, Malformed) else _reply(next(taken)) for e in read]
    return jsonify(events=replies)


@bp.post("/preview")
@for_learners
def preview() -> ResponseReturnValue:
    """Return the cards that a note would give, as safe HTML, and what the rules say of it."""
    sent = _json()
    if not isinstance(sent, dict):
        raise Invalid("Send the fields of a note.")
    note = _note(sent)
    files = files_of(*fields_of(note))
    faces = [rendering.face(note, ordinal, files) for ordinal in core_notes.ordinals(note)]
    found = _advice(note, "source" in sent)
    return jsonify(
        cards=[{"question": face.question, "answer": face.answer} for face in faces],
        extra=rendering.field(note.extra, files) if note.extra else "",
        advice=found,
        answered=_answered(note, sent.get("asked")),
    )


def _answered(note: Note, asked: object) -> dict[str, Any] | None:
    """Return what the answers to what a rule asks would make of a note, or why nothing yet."""
    if not isinstance(asked, dict) or not isinstance(asked.get("answers"), dict):
        return None
    said = {name: text for name, text in asked["answers"].items() if isinstance(text, str)}
    if not any(text.strip() for text in said.values()):
        return None
    try:
        repair = repairing.answer(note, str(asked.get("rule")), said)
    except Invalid as error:
        return {"problem": str(error)}
    return {"repair": advice.offer_as_json(advice.offer_of(note, repair))}


def _advice(note: Note, with_source: bool) -> list[dict[str, Any]]:
    """Return what the rules for good cards say of a note that one is still writing."""
    found = (each for each in check_note(note) if with_source or each.rule != "R11")
    return advice.as_json(advice.of(note, found))


def _json() -> object:
    """Return what was sent, or None where it is no JSON or nested beyond all reason."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _note(sent: dict[str, Any]) -> Note:
    kind = sent.get("type")
    if kind == NoteType.IMPORTED:
        return _imported(sent)
    if kind not in core_notes.WRITTEN:
        raise Invalid("There is no such kind of note.", "type")

    def field(name: str) -> str:
        value = sent.get(name)
        text = value[: core_notes.FIELD_LIMIT] if isinstance(value, str) else ""
        return text.encode("utf-8", "replace").decode()

    return Note(
        guid="preview",
        type=NoteType(kind),
        front=field("front"),
        back=field("back"),
        text=field("text"),
        extra=field("extra"),
        source=field("source"),
        quote=field("quote"),
        section=field("section"),
        tags=core_notes.tags_from(field("tags")),
    )


def _imported(sent: dict[str, Any]) -> Note:
    """Return a note that came from Anki, with the fields that were sent in place of its own."""
    note_id = sent.get("note")
    with database().read() as session:
        number = whole(note_id) if isinstance(note_id, str) and note_id.isdecimal() else 0
        row, _ = notes.readable(session, learner().id, number)
        note = note_of(row)
    if note.layout is None:
        raise Invalid("This note did not come from Anki.", "note")
    said = {name: text[:LONGEST] for name, text in sent.items() if isinstance(text, str)}
    clean = {name: text.encode("utf-8", "replace").decode() for name, text in said.items()}
    tags = core_notes.tags_from(clean.get("tags", ""))
    return laid_over(note, note.layout, clean, tags)


def _reply(taken: Taken) -> dict[str, Any]:
    reply: dict[str, Any] = {"id": taken.id, "status": taken.receipt, "card": taken.card_id}
    if taken.outcome is not None:
        reply["kind"] = taken.outcome
    if taken.clamped:
        reply["clock"] = "ahead"
    if taken.leech:
        reply["leech"] = True
    if taken.schedule is not None:
        reply["due"] = taken.schedule.due.isoformat()
        reply["interval"] = taken.schedule.interval
        reply["ease"] = taken.schedule.ease
        reply["lapses"] = taken.schedule.lapses
    return reply


def _malformed(event: Malformed) -> dict[str, Any]:
    return {"id": event.id, "status": "malformed", "field": event.field, "message": event.message}
