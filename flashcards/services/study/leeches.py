"""Leeches: the cards of a deck that lapse again and again, and what each is confused with."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.grades import PASS
from flashcards.core.notes import Note
from flashcards.core.scheduling import leech
from flashcards.making.checking.words import content_stems
from flashcards.services import rendering
from flashcards.services.media.shown import of_notes
from flashcards.services.wording import note_of, wordings
from flashcards.store import log
from flashcards.store.models import content
from flashcards.store.models.content import Card
from flashcards.store.models.learning import ScheduleRow

MOST, SHOWN = 50, 3
NEAR = 10 * 60_000
"""Milliseconds between two fails that may have to do with each other."""
_TOGETHER = 0.15
"""How much one pair of fails near each other counts, against sharing all words."""
_LEAST = 0.12
"""The likeness from which on two cards may be taken for each other."""


@dataclass(frozen=True)
class Leech:
    """A card that lapsed too often, and how it begins."""

    card_id: int
    note_id: int
    lapses: int
    question: str


@dataclass(frozen=True)
class LookAlike:
    """A card that another may be taken for, both sides shown, and how often both failed
    together."""

    card_id: int
    note_id: int
    note: Note
    face: rendering.Face
    together: int


def of_deck(session: Session, user_id: int, deck_id: int) -> list[Leech]:
    """Return the leeches of a deck, the worst first."""
    rows = session.execute(
        select(Card, content.Note, ScheduleRow.lapses)
        .join(content.Note, content.Note.id == Card.note_id)
        .join(ScheduleRow, (ScheduleRow.card_id == Card.id) & (ScheduleRow.user_id == user_id))
        .where(ScheduleRow.deck_id == deck_id, Card.active, ScheduleRow.lapses >= leech.FIRST)
        .order_by(ScheduleRow.lapses.desc(), Card.id)
        .limit(MOST)
    ).all()
    own = wordings(session, user_id, {note.id for _, note, _ in rows})
    return [
        Leech(card.id, row.id, lapses, _begins(note_of(row, own.get(row.id))))
        for card, row, lapses in rows
    ]


def look_alikes(session: Session, user_id: int, card: Card) -> list[LookAlike]:
    """Return the cards of its deck that ``card`` is most likely confused with, at most three.

    Those that share the most of its words, and those that failed within ten minutes of it.
    """
    rows = session.execute(
        select(Card, content.Note)
        .join(content.Note, content.Note.id == Card.note_id)
        .where(Card.deck_id == card.deck_id, Card.active)
    ).all()
    own = wordings(session, user_id, {note.id for _, note in rows})
    notes = {each.id: note_of(row, own.get(row.id)) for each, row in rows}
    if card.id not in notes:
        return []
    together = _failed_together(session, user_id, card)
    words = _words(notes[card.id])
    scored = sorted(
        (
            (-_likeness(words, notes[each.id]) - _TOGETHER * together[each.id], each.id, each)
            for each, _ in rows
            if each.note_id != card.note_id
        ),
        key=lambda one: one[:2],
    )
    found: dict[int, LookAlike] = {}
    for score, _, each in scored:
        if -score >= _LEAST and each.note_id not in found and len(found) < SHOWN:
            files = of_notes(session, user_id, [notes[each.id]])
            face = rendering.face(notes[each.id], each.ordinal, files)
            found[each.note_id] = LookAlike(
                each.id, each.note_id, notes[each.id], face, together[each.id]
            )
    return list(found.values())


def _failed_together(session: Session, user_id: int, card: Card) -> defaultdict[int, int]:
    """Return how often each card failed near a fail of ``card``."""
    fails = log.fails_of_deck(session, user_id, card.deck_id, PASS)
    own = [at for card_id, at in fails if card_id == card.id]
    counts: defaultdict[int, int] = defaultdict(int)
    for card_id, at in fails:
        if card_id != card.id and any(abs(at - other) <= NEAR for other in own):
            counts[card_id] += 1
    return counts


def _likeness(words: frozenset[str], note: Note) -> float:
    other = _words(note)
    return len(words & other) / max(1, len(words | other))


def _words(note: Note) -> frozenset[str]:
    return frozenset(content_stems(f"{note.front} {note.back} {note.text}"))


def _begins(note: Note) -> str:
    return rendering.title(note)
