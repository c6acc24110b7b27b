"""The check of a deck: what is found in each note, and what the learner left as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.errors import Conflict
from flashcards.core.notes import Note
from flashcards.making.checking import amounts, provenance
from flashcards.making.checking.check import check_deck, with_repair
from flashcards.making.checking.finding import Finding, Level
from flashcards.services.checking import leaving
from flashcards.services.library import decks, notes
from flashcards.services.wording import note_of, wordings_of_deck
from flashcards.store import effort
from flashcards.store.models import content
from flashcards.store.models.content import Card
from flashcards.store.models.learning import CardFlag

PAGE = 25
"""Notes on one page of a check."""
CHANGED = "This note has changed since you looked at it. Look at it again."
_ORDER = {Level.ERROR: 0, Level.WARNING: 1, Level.INFO: 2}


@dataclass(frozen=True)
class Advised:
    """A note of a deck with what is found in it; ``seen`` names that for each rule.

    ``beside`` are the notes, by their guids, that the findings are about, too.
    """

    id: int
    note: Note
    document_id: int | None
    findings: tuple[Finding, ...]
    seen: Mapping[str, str]
    beside: Mapping[str, Note]


@dataclass(frozen=True)
class Checked:
    """One page of what is found in a deck, the gravest first, and how much there is in all.

    ``left`` is how much the learner left as it is: that is not counted with the rest.
    """

    whole: tuple[Finding, ...]
    notes: tuple[Advised, ...]
    looked_at: int
    counts: dict[Level, int]
    left: int
    page: int
    pages: int


@dataclass(frozen=True)
class Found:
    """A note with its row and all that is found in it, parted by what she left as it is."""

    row: content.Note
    note: Note
    shown: tuple[Finding, ...]
    left: tuple[Finding, ...]


@dataclass(frozen=True)
class FoundIn:
    """All that is found in a deck: in it as a whole, and in its notes, which are by their guids."""

    whole: tuple[Finding, ...]
    notes: tuple[Found, ...]
    by_guid: Mapping[str, tuple[content.Note, Note]]

    def of(self, note_id: int) -> Found | None:
        """Return what is found in one note, if anything is."""
        return next((each for each in self.notes if each.row.id == note_id), None)

    def repaired(self, found: Found, finding: Finding) -> Finding:
        """Return a finding of a note with its repairs."""
        beside = self.by_guid.get(finding.beside)
        return with_repair(found.note, finding, beside[1] if beside else None)


def deck(
    session: Session, user_id: int, deck_id: int, today: date, page: int = 1, left: bool = False
) -> Checked:
    """Check a deck as the learner has it, her own wording laid over a shared one.

    ``left``: show what she left as it is instead.
    """
    found = found_in(session, user_id, decks.readable(session, user_id, deck_id), today)
    chosen = [(each, each.left if left else each.shown) for each in found.notes]
    ordered = sorted(
        (pair for pair in chosen if pair[1]),
        key=lambda pair: min(_ORDER[finding.level] for finding in pair[1]),
    )
    pages = max(1, -(-len(ordered) // PAGE))
    page = min(page, pages)
    counted = [*found.whole, *(finding for each in found.notes for finding in each.shown)]
    return Checked(
        () if left else found.whole,
        tuple(_advised(found, *pair, left) for pair in ordered[(page - 1) * PAGE : page * PAGE]),
        len(found.by_guid),
        {level: sum(each.level is level for each in counted) for level in Level},
        sum(len(each.left) for each in found.notes),
        page,
        pages,
    )


def leave(
    session: Session, user_id: int, note_id: int, rule: str, seen: str, now: datetime, today: date
) -> None:
    """Leave what ``rule`` finds in a note as it is, until the note is changed.

    ``seen`` names what she was shown; raises Conflict where something else is there by now.
    """
    its = found_by(session, user_id, note_id, rule, today).of(note_id)
    findings = [*its.shown, *its.left] if its else []
    if its is None or rule not in {each.rule for each in findings}:
        raise Conflict(CHANGED)
    if leaving.seen(its.note, rule, findings) != seen:
        raise Conflict(CHANGED)
    leaving.leave(session, user_id, note_id, rule, seen, now)


def take_up(session: Session, user_id: int, note_id: int, rule: str) -> None:
    """Look again at what ``rule`` finds in a note that was left as it is."""
    notes.readable(session, user_id, note_id)
    leaving.take_up(session, user_id, note_id, rule)


def found_by(session: Session, user_id: int, note_id: int, rule: str, today: date) -> FoundIn:
    """Return what is found in a note that the learner may see; raises NotFound.

    The other notes of its deck are looked at only where ``rule`` is about them, too.
    """
    _, its_deck = notes.readable(session, user_id, note_id)
    only = None if rule in leaving.OF_OTHERS else note_id
    return found_in(session, user_id, its_deck, today, only)


def found_in(
    session: Session, user_id: int, its_deck: content.Deck, today: date, only: int | None = None
) -> FoundIn:
    """Return all that is found in a deck that the learner may see, or in one note ``only``."""
    rows = [row for row in _rows(session, its_deck.id) if only in (None, row.id)]
    foreign = its_deck.owner_id != user_id
    own = wordings_of_deck(session, user_id, its_deck.id) if foreign else {}
    by_guid = {row.guid: (row, note_of(row, own.get(row.id))) for row in rows}
    together = [note for _, note in by_guid.values()]
    shared = its_deck.owner_id is None or bool(its_deck.licence)
    of_note: dict[str, list[Finding]] = defaultdict(list)
    for finding in check_deck(together, shared=shared):
        of_note[finding.guid].append(finding)
    for finding in _effort(session, user_id, its_deck.id, rows):
        of_note[finding.guid].append(finding)
    for note in together:
        of_note[note.guid] += provenance.check_until(note, today)
    whole = of_note.pop("", [])
    left = leaving.of_deck(session, user_id, its_deck.id)
    found = (
        Found(row, note, *leaving.parted(row.id, note, of_note[guid], left))
        for guid, (row, note) in by_guid.items()
        if of_note[guid]
    )
    return FoundIn(tuple(whole), tuple(found), by_guid)


def _advised(found: FoundIn, its: Found, findings: Sequence[Finding], left: bool) -> Advised:
    ordered = sorted(findings, key=lambda each: _ORDER[each.level])
    seen = {each.rule: leaving.seen(its.note, each.rule, ordered) for each in ordered}
    told = ordered if left else [found.repaired(its, each) for each in ordered]
    beside = {
        each.beside: found.by_guid[each.beside][1]
        for each in ordered
        if each.beside in found.by_guid
    }
    return Advised(its.row.id, its.note, its.row.document_id, tuple(told), seen, beside)


def _rows(session: Session, deck_id: int) -> Sequence[content.Note]:
    return session.scalars(
        select(content.Note)
        .where(content.Note.deck_id == deck_id, content.Note.deleted_at.is_(None))
        .order_by(content.Note.position)
    ).all()


def _effort(
    session: Session, user_id: int, deck_id: int, rows: Sequence[content.Note]
) -> list[Finding]:
    """Return what is found in notes by their answers; those left out of study cost nothing."""
    out = _suspended(session, user_id, deck_id)
    guids = {row.id: row.guid for row in rows if row.id not in out}
    return [
        finding
        for each in effort.of_deck(session, user_id, deck_id)
        if each.note_id in guids
        for finding in amounts.check_answers(
            guids[each.note_id], amounts.Answers(each.count, each.slowest, each.recall)
        )
    ]


def _suspended(session: Session, user_id: int, deck_id: int) -> set[int]:
    chosen = (
        select(Card.note_id)
        .join(CardFlag, CardFlag.card_id == Card.id)
        .where(CardFlag.user_id == user_id, CardFlag.suspended, Card.deck_id == deck_id)
    )
    return set(session.scalars(chosen))
