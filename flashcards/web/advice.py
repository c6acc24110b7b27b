"""What the rules say of a note, as pages and their scripts show it: words, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flashcards.core.notes import Note
from flashcards.making.checking.finding import Finding, Level, Repair
from flashcards.making.checking.rules import LEVELS, name
from flashcards.services import checking, rendering

FIELDS = ("front", "back", "text", "extra", "source")


@dataclass(frozen=True)
class Change:
    """One field of a note as it is and as it would be, as safe HTML."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Offer:
    """A repair to look at: what it does, to the note itself, and the notes that it adds."""

    what: str
    changes: tuple[Change, ...]
    added: tuple[tuple[Change, ...], ...]
    fields: dict[str, str] | None
    also: tuple[tuple[str, str], ...]
    seen: str


@dataclass(frozen=True)
class Advice:
    """One finding in plain words."""

    rule: str
    name: str
    level: Level
    level_name: str
    message: str
    offer: Offer | None


def of(note: Note, findings: Iterable[Finding]) -> list[Advice]:
    """Return ``findings`` of ``note`` in words, the gravest first, each repair once."""
    ordered = sorted(findings, key=lambda each: list(Level).index(each.level))
    offered: set[Repair] = set()
    found = []
    for each in ordered:
        new = each.repair if each.repair not in offered else None
        offer = _offer(note, new) if new else None
        offered |= {new} if new else set()
        told = (each.rule, name(each.rule), each.level, LEVELS[each.level], each.message)
        found.append(Advice(*told, offer))
    return found


def as_json(advice: Sequence[Advice]) -> list[dict[str, Any]]:
    """Return advice for the editor's script, which lays ``fields`` into the form."""
    return [
        {
            "rule": each.rule,
            "name": each.name,
            "level": each.level.value,
            "levelName": each.level_name,
            "message": each.message,
            "repair": _offer_as_json(each.offer),
        }
        for each in advice
    ]


def _offer(note: Note, repair: Repair) -> Offer:
    first, others = repair.notes[:1], repair.notes[1:]
    return Offer(
        repair.what,
        tuple(change for after in first for change in _changes(note, after)),
        tuple(tuple(_changes(None, after)) for after in others),
        {"type": first[0].type.value, **_fields(first[0])} if first else None,
        tuple((after.front, after.back) for after in others),
        checking.fingerprint(repair),
    )


def _offer_as_json(offer: Offer | None) -> dict[str, Any] | None:
    if offer is None or offer.fields is None:
        return None
    return {
        "what": offer.what,
        "changes": [vars(change) for change in offer.changes],
        "added": [[vars(change) for change in added] for added in offer.added],
        "fields": offer.fields,
        "also": [list(pair) for pair in offer.also],
    }


def _fields(note: Note) -> dict[str, str]:
    return {field: getattr(note, field) for field in FIELDS}


def _changes(before: Note | None, after: Note) -> Iterator[Change]:
    old = _fields(before) if before else dict.fromkeys(FIELDS, "")
    for field, new in _fields(after).items():
        if before is None and field in ("extra", "source"):
            continue
        if old[field] != new:
            yield Change(field.capitalize(), _html(field, old[field]), _html(field, new))


def _html(field: str, value: str) -> str:
    return rendering.cloze_shown(value) if field == "text" else rendering.field(value)
