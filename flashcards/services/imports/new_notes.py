"""Notes that are not here yet come in, with their cards and what was set on these by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flashcards.anki.package.foreign import ForeignCard, ForeignNote
from flashcards.core import notes as core_notes
from flashcards.core.notes import Note, NoteType, keepable
from flashcards.core.scheduling import day
from flashcards.services import foreign
from flashcards.services.imports import fields
from flashcards.services.imports.decks import Decks
from flashcards.services.imports.note_types import NoteTypes
from flashcards.services.imports.running import Running
from flashcards.services.wording import WORDED
from flashcards.store import many
from flashcards.store.models import content
from flashcards.store.models.content import Card
from flashcards.store.models.learning import CardFlag

Fresh = Sequence[tuple[ForeignNote, list[ForeignCard]]]


class NewNotes:
    """Adds the notes of one import that nobody here has."""

    def __init__(self, running: Running, decks: Decks) -> None:
        self._running, self._decks = running, decks
        self._kinds = NoteTypes(running.session, running.learner.id, running.package)

    def add(self, fresh: Fresh) -> None:
        """Add notes with their cards, a few hundred at once."""
        if not fresh:
            return
        made = [self._new(note, cards) for note, cards in fresh]
        session = self._running.session
        ids = many.add_numbered(session, content.Note, [values for values, _ in made])
        rows = []
        for note_id, (values, note), (_, cards) in zip(ids, made, fresh, strict=True):
            rows += _card_rows(note_id, values, note, cards)
        found = many.add_numbered(session, Card, rows)
        by_place = {
            (row["note_id"], row["ordinal"]): key for key, row in zip(found, rows, strict=True)
        }
        for note_id, (_, cards) in zip(ids, fresh, strict=True):
            for card in cards:
                if (note_id, card.ordinal) in by_place:
                    self._running.cards[card.id] = (by_place[note_id, card.ordinal], card)
        self._running.done.notes += len(ids)
        self._running.done.cards += len(found)
        self._flag(fresh)

    def _new(self, there: ForeignNote, cards: Sequence[ForeignCard]) -> tuple[dict[str, Any], Note]:
        deck = self._decks.of(cards[0].deck_id)
        note = self._made(there, there.guid)
        position = self._decks.next_position(deck)
        values = {
            "deck_id": deck.id,
            "guid": there.guid,
            "type": note.type.value,
            **{name: keepable(getattr(note, name)) for name in (*WORDED, "quote", "source")},
            "tags": keepable(" ".join(note.tags)),
            "position": position,
            "created_at": instant(there.id // 1000),
            "modified_at": instant(there.modified),
            "note_type_id": note.layout.id if note.layout else None,
            "fields": [keepable(each) for each in note.fields] if note.layout else None,
            "anki_id": there.id,
            "import_id": self._running.row.id,
        }
        return values, note

    def _made(self, there: ForeignNote, guid: str) -> Note:
        """Return a new note: one of our types in Markdown, any other one with Anki's templates."""
        said = tuple(self._running.named(each) for each in there.fields)
        ours = fields.OURS.get(there.note_type_id)
        if ours is not None:
            blank = Note(guid, ours, tags=tuple(there.tags))
            found = fields.from_anki(blank, said)
            if found is not None:
                return found
        kind = self._kinds.layout(there.note_type_id)
        return foreign.laid_out(Note(guid, NoteType.IMPORTED, tags=tuple(there.tags)), kind, said)

    def _flag(self, fresh: Fresh) -> None:
        today = day.study_day(
            self._running.now, day.zone(self._running.learner.zone), self._running.learner.rollover
        )
        rows = [
            {
                "user_id": self._running.learner.id,
                "card_id": self._running.cards[card.id][0],
                "suspended": card.suspended,
                "flagged": card.flag > 0,
                "colour": card.flag,
                "buried_on": today if card.buried else None,
            }
            for _, cards in fresh
            for card in cards
            if card.id in self._running.cards and (card.suspended or card.flag or card.buried)
        ]
        many.add(self._running.session, CardFlag, rows)


def _card_rows(
    note_id: int, values: Mapping[str, Any], note: Note, cards: Sequence[ForeignCard]
) -> list[dict[str, Any]]:
    """Return a row for each card that the note gives, and for each that Anki has of it."""
    there = {card.ordinal: card.id for card in cards}
    ordinals = sorted({*note.cards, *there} if note.layout else core_notes.ordinals(note))
    return [
        {
            "note_id": note_id,
            "deck_id": values["deck_id"],
            "ordinal": ordinal,
            "position": values["position"],
            "active": True,
            "anki_id": there.get(ordinal),
        }
        for ordinal in ordinals
    ]


def instant(seconds: int) -> datetime:
    """Return an instant of Anki's, which counts seconds."""
    return day.instant(max(0, seconds) * 1000)
