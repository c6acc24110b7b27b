"""What the rules say of a note, as pages and their scripts show it: words, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from flashcards.core.notes import Note
from flashcards.making.checking.finding import Does, Finding, Level, Question, Repair
from flashcards.making.checking.rules import LEVELS, name
from flashcards.services import rendering
from flashcards.services.checking import repairing
from flashcards.web.media import files_of

FIELDS = ("front", "back", "text", "extra", "source", "tags")
"""What of a note a form has, and a repair may change there."""
_SHOWN = (*FIELDS, "quote")
_STUDY = "It comes up when it is due.", "It does not come up any more. Its reviews stay."


@dataclass(frozen=True)
class Change:
    """One field of a note as it is and as it would be, as safe HTML."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Offer:
    """A repair to look at: what it does, to the note itself, and the notes that it adds.

    ``stays``: the notes that it is about and leaves as they are.
    ``is_at_once``: it changes this very note and asks nothing. ``is_hers``: it is about the
    learner's own study, and needs no note of her own.
    """

    what: str
    changes: tuple[Change, ...]
    added: tuple[tuple[Change, ...], ...]
    stays: tuple[tuple[Change, ...], ...]
    fields: dict[str, str] | None
    also: tuple[tuple[str, str], ...]
    seen: str
    asks: tuple[Question, ...]
    is_at_once: bool
    is_hers: bool
    opens_editor: bool


@dataclass(frozen=True)
class Advice:
    """One finding in plain words."""

    rule: str
    name: str
    level: Level
    level_name: str
    message: str
    offers: tuple[Offer, ...]

    @property
    def offer(self) -> Offer | None:
        """Return the repair that changes the note at once, if there is one."""
        return next((each for each in self.offers if each.is_at_once), None)

    @property
    def asks(self) -> tuple[Question, ...]:
        """Return what is to be asked of the learner, if anything is."""
        return next((each.asks for each in self.offers if each.asks), ())

    def for_all(self) -> Advice:
        """Return it with what can be done in a deck that is not one's own."""
        return replace(self, offers=tuple(each for each in self.offers if each.is_hers))


def of(
    note: Note, findings: Iterable[Finding], others: Mapping[str, Note] | None = None
) -> list[Advice]:
    """Return ``findings`` of ``note`` in words, the gravest first, each repair once.

    ``others`` are the notes, by their guids, that repairs may change instead of ``note``.
    """
    ordered = sorted(findings, key=lambda each: list(Level).index(each.level))
    offered: set[Repair] = set()
    found = []
    for each in ordered:
        new = [repair for repair in each.repairs if repair not in offered]
        offered |= set(new)
        known = others or {}
        beside = known.get(each.beside)
        offers = (offer_of(known.get(repair.of, note), repair, beside) for repair in new)
        told = (each.rule, name(each.rule), each.level, LEVELS[each.level], each.message)
        found.append(Advice(*told, tuple(offers)))
    return found


def offer_of(note: Note, repair: Repair, beside: Note | None = None) -> Offer:
    """Return what a repair would do to ``note``, to be looked at, and to the one ``beside`` it."""
    first, others = repair.notes[:1], repair.notes[1:]
    at_once = repair.does is Does.CHANGE and not (repair.of or repair.asks)
    return Offer(
        repair.what,
        tuple(_shown(note, repair)),
        tuple(tuple(_changes(None, after)) for after in others),
        _stays(note, repair, beside),
        {"type": first[0].type.value, **_fields(first[0])} if first and at_once else None,
        tuple((after.front, after.back) for after in others),
        repairing.fingerprint(repair),
        repair.asks,
        at_once,
        repair.does is not Does.CHANGE,
        repair.does is Does.EDIT,
    )


def as_json(advice: Sequence[Advice]) -> list[dict[str, Any]]:
    """Return advice for the editor's script, which lays ``fields`` into the form."""
    return [
        {
            "rule": each.rule,
            "name": each.name,
            "level": each.level.value,
            "levelName": each.level_name,
            "message": each.message,
            "repair": offer_as_json(each.offer),
            "asks": [asdict(question) for question in each.asks],
            "asksFor": next((offer.what for offer in each.offers if offer.asks), ""),
        }
        for each in advice
    ]


def offer_as_json(offer: Offer | None) -> dict[str, Any] | None:
    """Return a repair for the editor's script, if it changes the note at once."""
    if offer is None or offer.fields is None:
        return None
    return {
        "what": offer.what,
        "changes": [vars(change) for change in offer.changes],
        "added": [[vars(change) for change in added] for added in offer.added],
        "fields": offer.fields,
        "also": [list(pair) for pair in offer.also],
    }


def value(note: Note, field: str) -> str:
    """Return what a field of a form says for a note."""
    return " ".join(note.tags) if field == "tags" else str(getattr(note, field))


def _fields(note: Note) -> dict[str, str]:
    return {field: value(note, field) for field in FIELDS}


def _shown(note: Note, repair: Repair) -> Iterator[Change]:
    """Yield what becomes of the note in question: a note that goes is shown as it is."""
    if repair.does is Does.SUSPEND:
        yield Change("Study", *_STUDY)
    elif repair.does is Does.CHANGE and repair.notes:
        yield from _changes(note, repair.notes[0])
    elif repair.does is Does.CHANGE and not repair.asks:
        for field in ("front", "back", "text"):
            if value(note, field):
                yield Change(field.capitalize(), _html(field, value(note, field)), "")


def _stays(note: Note, repair: Repair, beside: Note | None) -> tuple[tuple[Change, ...], ...]:
    """Return both notes of a pair to which a repair only adds another one."""
    if beside is None or len(repair.notes) < 2 or repair.notes[0] != note:
        return ()
    return tuple(tuple(_changes(None, each)) for each in (beside, note))


def _changes(before: Note | None, after: Note) -> Iterator[Change]:
    for field in _SHOWN if before else ("front", "back", "text"):
        old, new = value(before, field) if before else "", value(after, field)
        if old != new:
            yield Change(field.capitalize(), _html(field, old), _html(field, new))


def _html(field: str, text: str) -> str:
    shown = rendering.cloze_shown if field == "text" else rendering.field
    return shown(text, files_of(text))
