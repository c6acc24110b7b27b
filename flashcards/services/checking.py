"""The check of a deck and of a note being written: what is wrong, and the repair chosen."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards import clock
from flashcards.core.errors import Conflict
from flashcards.core.notes import Note
from flashcards.making.checking import amounts
from flashcards.making.checking.check import check_deck, check_note, with_repair
from flashcards.making.checking.finding import Finding, Level, Repair
from flashcards.services.library import decks, notes
from flashcards.services.wording import note_of, wordings_of_deck
from flashcards.store import effort
from flashcards.store.models import content

PAGE = 25
"""Notes on one page of a check."""
_ORDER = {Level.ERROR: 0, Level.WARNING: 1, Level.INFO: 2}


@dataclass(frozen=True)
class Advised:
    """A note of a deck with what is found in it."""

    id: int
    note: Note
    document_id: int | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Checked:
    """One page of what is found in a deck, the gravest first, and how much there is in all."""

    whole: tuple[Finding, ...]
    notes: tuple[Advised, ...]
    looked_at: int
    counts: dict[Level, int]
    page: int
    pages: int


def deck(session: Session, user_id: int, deck_id: int, page: int = 1) -> Checked:
    """Check a deck as the learner has it, her own wording laid over a shared one."""
    its_deck = decks.readable(session, user_id, deck_id)
    rows = _rows(session, deck_id)
    own = wordings_of_deck(session, user_id, deck_id) if its_deck.owner_id != user_id else {}
    by_guid = {row.guid: (row, note_of(row, own.get(row.id))) for row in rows}
    together = [note for _, note in by_guid.values()]
    shared = its_deck.owner_id is None or bool(its_deck.licence)
    found = [*check_deck(together, shared=shared), *_effort(session, user_id, deck_id, rows)]
    of_note: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        of_note[finding.guid].append(finding)
    whole = of_note.pop("", [])
    page_of = sorted(of_note, key=lambda guid: min(_ORDER[each.level] for each in of_note[guid]))
    shown = page_of[(page - 1) * PAGE : page * PAGE]
    return Checked(
        tuple(whole),
        tuple(_advised(*by_guid[guid], of_note[guid]) for guid in shown),
        len(together),
        {level: sum(each.level is level for each in found) for level in Level},
        page,
        max(1, -(-len(page_of) // PAGE)),
    )


def apply(
    session: Session, user_id: int, note_id: int, rule: str, seen: str, now: datetime
) -> Repair:
    """Make the repair of ``rule`` in a note of the learner's own, and return what was done.

    ``seen`` is the ``fingerprint`` of the repair that she was shown; raises Conflict where the
    note has changed since, so that nothing is done that she did not see.
    """
    row, its_deck = notes.readable(session, user_id, note_id)
    decks.own(session, user_id, its_deck.id)
    before = note_of(row)
    chosen = next(
        (each for each in _offers(session, row, before, rule) if fingerprint(each) == seen), None
    )
    if chosen is None:
        raise Conflict("This note has changed since you looked at it. Look at it again.")
    put(session, user_id, row, before, chosen.notes, now)
    return chosen


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
    told = repr([astuple(note) for note in repair.notes]).encode("utf-8", "surrogatepass")
    return hashlib.sha256(told).hexdigest()[:16]


def unheeded(note: Note, heeded: Sequence[str]) -> list[Finding]:
    """Return what should be mended before a note is kept, but for the rules she has ``heeded``.

    That a note names no source is no reason to ask: it is in her own words.
    """
    return [
        finding
        for finding in check_note(note)
        if finding.level is Level.ERROR and finding.rule not in {*heeded, "R11"}
    ]


def _offers(session: Session, row: content.Note, note: Note, rule: str) -> list[Repair]:
    found = check_note(note)
    if rule in {"R14"}:
        others = [note_of(other) for other in _rows(session, row.deck_id)]
        between = [each for each in check_deck(others) if each.guid == note.guid]
        found += [with_repair(note, each) for each in between if each.rule == rule]
    return [each.repair for each in found if each.rule == rule and each.repair is not None]


def _rows(session: Session, deck_id: int) -> Sequence[content.Note]:
    return session.scalars(
        select(content.Note)
        .where(content.Note.deck_id == deck_id, content.Note.deleted_at.is_(None))
        .order_by(content.Note.position)
    ).all()


def _advised(row: content.Note, note: Note, found: Sequence[Finding]) -> Advised:
    ordered = sorted(found, key=lambda each: _ORDER[each.level])
    return Advised(
        row.id, note, row.document_id, tuple(with_repair(note, each) for each in ordered)
    )


def _effort(
    session: Session, user_id: int, deck_id: int, rows: Sequence[content.Note]
) -> list[Finding]:
    guids = {row.id: row.guid for row in rows}
    return [
        finding
        for each in effort.of_deck(session, user_id, deck_id)
        if each.note_id in guids
        for finding in amounts.check_answers(
            guids[each.note_id], amounts.Answers(each.count, each.slowest, each.recall)
        )
    ]
