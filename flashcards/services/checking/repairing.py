"""Repairs that a learner takes: shown before and after, then made as they were shown."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import astuple, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards import clock
from flashcards.core.errors import Conflict, Invalid
from flashcards.core.notes import Note
from flashcards.making.checking.check import answered as answered_repair
from flashcards.making.checking.finding import Does, Question, Repair
from flashcards.services.checking.deck import CHANGED, Found, FoundIn, found_by
from flashcards.services.library import decks, notes
from flashcards.store.models import content

Answers = Mapping[str, str]


def apply(
    session: Session,
    user_id: int,
    note_id: int,
    rule: str,
    seen: str,
    now: datetime,
    today: date,
    answers: Answers | None = None,
) -> Repair:
    """Make the repair of ``rule`` in a note of the learner's own, and return what was done.

    ``seen`` is the ``fingerprint`` of the repair that she was shown, ``answers`` what she said if
    it asked for something; raises Conflict where the note has changed since, so that nothing is
    done that she did not see. To leave a note out of study it need not be hers.
    """
    found, its = _found(session, user_id, note_id, rule, today)
    offers = _answered(found, its, rule, answers) if answers else _offers(found, its, rule)
    chosen = next((each for each in offers if fingerprint(each) == seen), None)
    if chosen is None:
        decks.own(session, user_id, its.row.deck_id)
        raise Conflict(CHANGED)
    if chosen.does is Does.SUSPEND:
        notes.set_suspended(session, user_id, note_id, True)
        return chosen
    decks.own(session, user_id, its.row.deck_id)
    row, before = found.by_guid[chosen.of] if chosen.of else (its.row, its.note)
    put(session, user_id, row, before, chosen.notes, now)
    return chosen


def asked(
    session: Session, user_id: int, note_id: int, rule: str, today: date
) -> tuple[Note, Sequence[Question]]:
    """Return a note of the learner's own with what ``rule`` asks of her; or Conflict."""
    found, its = _found(session, user_id, note_id, rule, today)
    decks.own(session, user_id, its.row.deck_id)
    offers = _offers(found, its, rule)
    questions = next((each.asks for each in offers if each.asks), None)
    if questions is None:
        raise Conflict(CHANGED)
    return its.note, questions


def answer(note: Note, rule: str, answers: Answers) -> Repair:
    """Return the repair that the answers give; raises Invalid where they mend nothing."""
    repair = answered_repair(note, rule, answers)
    if repair is None:
        raise Invalid(_NOT_ENOUGH.get(rule, "This does not mend it yet. Say more."))
    return repair


_NOT_ENOUGH = {
    "R12": "Write the year, or the number of the edition: without it nobody knows when this holds.",
    "R6": "This does not say yet whose it is. Name the school or the person.",
    "R16": "This does not say yet whose it is. Name the school or the person.",
}


def changed(session: Session, note_id: int, done: Repair) -> int:
    """Return the id of the note that a repair of another one changed, or of that one itself."""
    if not done.of:
        return note_id
    deck_id = session.get_one(content.Note, note_id).deck_id
    chosen = select(content.Note.id).where(
        content.Note.deck_id == deck_id, content.Note.guid == done.of
    )
    return session.scalars(chosen).one()


def put(
    session: Session,
    user_id: int,
    row: content.Note,
    before: Note,
    after: Sequence[Note],
    now: datetime,
) -> None:
    """Let the notes ``after`` take the place of one: changed if its kind stays, else new ones."""
    kept = [note for note in after if note.guid == before.guid and note.type is before.type]
    for note in kept:
        notes.change(session, user_id, row.id, note, now)
    add_beside(session, row, [note for note in after if note not in kept], now)
    if not kept:
        notes.delete(session, user_id, row.id, now)


def add_beside(session: Session, row: content.Note, added: Sequence[Note], now: datetime) -> None:
    """Add notes to the deck of one, made from the same place of the same document."""
    more = {"document_id": row.document_id} if row.document_id is not None else {}
    for note in added:
        notes.add(session, row.deck_id, replace(note, guid=clock.guid()), now, **more)


def fingerprint(repair: Repair) -> str:
    """Return a short name of a repair that changes with whatever it would do."""
    what = (repair.does.value, repair.of, repair.what if repair.of else "")
    told = repr([*what, *(astuple(note) for note in repair.notes)])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _found(
    session: Session, user_id: int, note_id: int, rule: str, today: date
) -> tuple[FoundIn, Found]:
    """Return what is found beside a note, and in the note; or NotFound, or Conflict."""
    found = found_by(session, user_id, note_id, rule, today)
    its = found.of(note_id)
    if its is None:
        _, its_deck = notes.readable(session, user_id, note_id)
        decks.own(session, user_id, its_deck.id)
        raise Conflict(CHANGED)
    return found, its


def _offers(found: FoundIn, its: Found, rule: str) -> list[Repair]:
    named = [each for each in (*its.shown, *its.left) if each.rule == rule]
    return [repair for each in named for repair in found.repaired(its, each).repairs]


def _answered(found: FoundIn, its: Found, rule: str, answers: Answers) -> list[Repair]:
    if not any(each.asks for each in _offers(found, its, rule)):
        return []
    return [answer(its.note, rule, answers)]
