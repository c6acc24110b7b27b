"""Sorts what a file brings: what is new, what is there already, what changed, what is double."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.notes import NoteType
from flashcards.services import rendering
from flashcards.services.formats.incoming import Fault, Incoming, question
from flashcards.services.imports import fields
from flashcards.services.imports.titles import title_of
from flashcards.services.library import decks
from flashcards.store.models import content
from flashcards.store.models.content import Deck
from flashcards.store.models.interchange import Import

_AT_ONCE = 500
UPDATED = ("front", "back", "text", "extra", "source", "quote")
"""The fields of a note here that a file may change."""


class Verdict(StrEnum):
    """What becomes of a note of a file."""

    NEW = "new"
    REVIVED = "revived"
    """It was brought by an import that was taken back: it comes out of the bin."""
    CHANGED = "changed"
    SAME = "same"
    STAYS = "stays"
    """It differs, and the one that is here stays."""
    BINNED = "binned"
    DOUBLED = "doubled"


@dataclass(frozen=True)
class Sorted:
    """A note with what becomes of it; ``here`` is the row that it is here, ``first`` the line
    of the same note further up in the file."""

    note: Incoming
    verdict: Verdict
    deck: str
    here: int | None = None
    first: int = 0


@dataclass(frozen=True)
class Target:
    """Where notes go that name no deck: the learner's own, or a new one of a title."""

    deck_id: int | None
    title: str


@dataclass
class Sorting:
    """All notes of a file, sorted; ``own`` are the learner's decks by title."""

    notes: list[Sorted] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    own: dict[str, int] = field(default_factory=dict)

    def count(self, *verdicts: Verdict) -> int:
        """Return how many notes have one of the verdicts."""
        return sum(each.verdict in verdicts for each in self.notes)


@dataclass(frozen=True)
class _Here:
    id: int
    row: content.Note
    live: bool
    own: bool
    undone: bool


def sort(
    session: Session,
    user_id: int,
    incoming: Sequence[Incoming],
    target: Target,
    *,
    update: bool,
) -> Sorting:
    """Sort the notes of a file; nothing is written."""
    found = Sorting(own=_own(session, user_id))
    if target.deck_id is not None:
        found.own[target.title] = target.deck_id
    here = _by_guid(session, user_id, [each.note.guid for each in incoming if each.note.guid])
    known: dict[str, dict[str, int]] = {}
    seen: dict[tuple[str, str], int] = {}
    for each in incoming:
        deck = title_of(each.deck) if each.deck else target.title
        key = ("", each.note.guid) if each.note.guid else (deck, each.question)
        if key in seen:
            found.notes.append(Sorted(each, Verdict.DOUBLED, deck, first=seen[key]))
            continue
        seen[key] = each.line
        if each.note.guid:
            _of_guid(found, each, deck, here.get(each.note.guid), update)
            continue
        if deck not in known:
            known[deck] = _questions(session, found.own.get(deck))
        there = known[deck].get(each.question)
        verdict = Verdict.NEW if there is None else Verdict.SAME
        found.notes.append(Sorted(each, verdict, deck, there))
    return found


def _of_guid(found: Sorting, each: Incoming, deck: str, here: _Here | None, update: bool) -> None:
    if here is None:
        found.notes.append(Sorted(each, Verdict.NEW, deck))
        return
    row = here.row
    if not here.live and not here.undone:
        verdict = Verdict.BINNED
    elif row.type != NoteType.IMPORTED and row.type != each.note.type:
        says = f"This note is a {row.type} note here, and a note keeps its kind."
        found.faults.append(Fault(each.line, "kind of note", says))
        return
    elif not here.live:
        verdict = Verdict.REVIVED
    elif row.type == NoteType.IMPORTED or not differing(row, each):
        verdict = Verdict.SAME
    else:
        verdict = Verdict.CHANGED if update and here.own else Verdict.STAYS
    found.notes.append(Sorted(each, verdict, deck, here.id))


def differing(row: content.Note, each: Incoming) -> list[str]:
    """Return the fields in which a file says something else than the note here."""
    names = [
        name
        for name in UPDATED
        if name in each.given
        and _plain(getattr(each.note, name)) != _plain(getattr(row, name))
        and not _same_in_html(getattr(row, name), each.html.get(name))
    ]
    if "tags" in each.given and set(each.note.tags) != set(row.tags.split()):
        names.append("tags")
    return names


def _same_in_html(markdown: str, html: str | None) -> bool:
    return html is not None and fields.same([rendering.for_anki(markdown)], [html])


def _plain(text: str) -> str:
    """Return a text without what a text file does not keep."""
    return text.replace("\u00ad", "").replace("\ufeff", "").replace("\r", "").strip()


def _own(session: Session, user_id: int) -> dict[str, int]:
    own: dict[str, int] = {}
    for deck in decks.all_own(session, user_id):
        own.setdefault(deck.title, deck.id)
    return own


def _by_guid(session: Session, user_id: int, guids: Sequence[str]) -> Mapping[str, _Here]:
    """Return the learner's notes with these guids, also in shared decks that she studies.

    One that is live comes before others, and an own one before a shared one.
    """
    found: dict[str, _Here] = {}
    for first in range(0, len(guids), _AT_ONCE):
        rows = session.execute(
            select(content.Note, Deck.owner_id, Deck.deleted_at, Import.state)
            .join(Deck, Deck.id == content.Note.deck_id)
            .outerjoin(Import, Import.id == content.Note.import_id)
            .where(
                (Deck.owner_id == user_id)
                | (Deck.owner_id.is_(None) & Deck.id.in_(decks.studied_ids(user_id))),
                content.Note.guid.in_(guids[first : first + _AT_ONCE]),
            )
            .order_by(content.Note.id)
        )
        for row, owner, thrown, state in rows:
            live = row.deleted_at is None and thrown is None
            made = _Here(row.id, row, live, owner == user_id, state == "undone")
            before = found.get(row.guid)
            if before is None or (live, made.own) > (before.live, before.own):
                found[row.guid] = made
    return found


def _questions(session: Session, deck_id: int | None) -> dict[str, int]:
    """Return the notes of a deck by their questions."""
    if deck_id is None:
        return {}
    rows = session.execute(
        select(content.Note.id, content.Note.front, content.Note.text).where(
            content.Note.deck_id == deck_id, content.Note.deleted_at.is_(None)
        )
    )
    return {question(text or front): note_id for note_id, front, text in rows}
