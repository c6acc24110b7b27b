"""The decks that ship, as they are offered to a learner: in the order of learning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from flashcards.services.library import decks
from flashcards.services.published.contents import places
from flashcards.services.shipped import LAST
from flashcards.store.models import content
from flashcards.store.models.content import Card, Deck


@dataclass(frozen=True)
class Offer:
    """A deck that the learner does not study yet: its place from 1 on, its notes and cards."""

    deck: Deck
    place: int | None
    notes: int
    cards: int


def offers(session: Session, user_id: int, folder: Path) -> list[Offer]:
    """Return the shared decks that the learner could add, in the order of learning."""
    found = decks.to_add(session, user_id)
    of_files = places(folder) if found else {}
    cards = _cards(session, [deck.id for deck in found])
    made = []
    for deck in found:
        place = of_files.get(deck.shipped or "")
        made.append(Offer(deck, None if place is None else place + 1, *cards.get(deck.id, (0, 0))))
    return sorted(made, key=lambda offer: offer.place or LAST)


def ids(session: Session, folder: Path) -> dict[str, int]:
    """Return the ids of the decks that ship by the stems of their files."""
    rows = session.execute(
        select(Deck.shipped, Deck.id).where(Deck.shipped.in_(places(folder)))
    ).all()
    return {stem: deck_id for stem, deck_id in rows if stem}


def _cards(session: Session, deck_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return how many notes and cards each deck has."""
    rows = session.execute(
        select(Card.deck_id, func.count(Card.note_id.distinct()), func.count())
        .join(content.Note, content.Note.id == Card.note_id)
        .where(Card.deck_id.in_(deck_ids), Card.active)
        .group_by(Card.deck_id)
    ).all()
    return {deck_id: (notes, cards) for deck_id, notes, cards in rows}
