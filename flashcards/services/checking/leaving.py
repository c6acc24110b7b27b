"""What a learner leaves as it is of what the rules find in a note, until the note changes."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from flashcards.core.notes import Note
from flashcards.making.checking.finding import Finding
from flashcards.store.models import content
from flashcards.store.models.learning import LeftAsIs
from flashcards.store.once import add_once

_WORDS = ("type", "front", "back", "text", "extra", "source", "quote")
"""The fields that, once changed, make a note another one."""
OF_OTHERS = frozenset({"R14", "R15", "R16", "R19"})
"""Rules whose findings speak of another note, too: its words are in the message."""

Left = Mapping[tuple[int, str], str]


def of_deck(session: Session, user_id: int, deck_id: int) -> Left:
    """Return what a learner saw when she left it as it is, by note and rule."""
    rows = session.execute(
        select(LeftAsIs.note_id, LeftAsIs.rule, LeftAsIs.seen)
        .join(content.Note, content.Note.id == LeftAsIs.note_id)
        .where(LeftAsIs.user_id == user_id, content.Note.deck_id == deck_id)
    )
    return {(note_id, rule): seen for note_id, rule, seen in rows}


def parted(
    note_id: int, note: Note, found: Sequence[Finding], left: Left
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return what is to be shown of what was found in a note, and what was left as it is."""
    by_rule = _by_rule(found)
    out = {
        rule for rule, its in by_rule.items() if left.get((note_id, rule)) == seen(note, rule, its)
    }
    return (
        tuple(each for each in found if each.rule not in out),
        tuple(each for each in found if each.rule in out),
    )


def seen(note: Note, rule: str, found: Iterable[Finding]) -> str:
    """Return a short name of what ``rule`` finds in ``note`` as it now is."""
    words = [str(getattr(note, name)) for name in _WORDS]
    told = sorted(each.message for each in found if each.rule == rule)
    whole = repr([rule, *words, *(told if rule in OF_OTHERS else ())])
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def leave(
    session: Session, user_id: int, note_id: int, rule: str, what: str, now: datetime
) -> None:
    """Remember that a learner leaves ``what`` was ``seen`` of a note as it is."""
    add_once(session, LeftAsIs, user_id=user_id, note_id=note_id, rule=rule, seen=what, left_at=now)
    row = session.get_one(LeftAsIs, (user_id, note_id, rule))
    row.seen, row.left_at = what, now


def take_up(session: Session, user_id: int, note_id: int, rule: str) -> None:
    """Forget that a learner left something as it is: it is found again."""
    session.execute(
        delete(LeftAsIs).where(
            LeftAsIs.user_id == user_id, LeftAsIs.note_id == note_id, LeftAsIs.rule == rule
        )
    )


def _by_rule(found: Iterable[Finding]) -> dict[str, list[Finding]]:
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for each in found:
        by_rule[each.rule].append(each)
    return by_rule
