"""Finds notes, in the decks and in the bin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from flashcards.core.notes import keepable
from flashcards.services.library import decks
from flashcards.store.models import content
from flashcards.store.models.content import Card, Deck
from flashcards.store.models.learning import CardFlag

PAGE = 50
"""Notes on one page of a list."""


@dataclass(frozen=True)
class Found:
    """One page of notes, and how many there are in all."""

    rows: Sequence[tuple[content.Note, Deck]]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """Return the number of pages."""
        return max(1, -(-self.total // PAGE))


def notes(
    session: Session,
    user_id: int,
    words: str = "",
    deck_id: int | None = None,
    page: int = 1,
    flagged: bool = False,
) -> Found:
    """Return the learner's notes that hold all of ``words``; ``tag:x`` asks for a tag.

    ``flagged`` asks for those of which she flagged a card.
    """
    conditions = [
        content.Note.deleted_at.is_(None),
        Deck.deleted_at.is_(None),
        or_(
            Deck.owner_id == user_id,
            Deck.id.in_(decks.studied_ids(user_id)),
        ),
        *(_holds(word) for word in keepable(words).split()),
    ]
    if deck_id is not None:
        conditions.append(Deck.id == deck_id)
    if flagged:
        conditions.append(_is_flagged(user_id))
    matching = select(content.Note, Deck).join(Deck, Deck.id == content.Note.deck_id)
    matching = matching.where(*conditions)
    return _page(session, matching, page)


def notes_of(session: Session, deck_id: int, page: int = 1) -> Found:
    """Return one page of the notes of a deck, in the deck's order."""
    chosen = select(content.Note, Deck).join(Deck, Deck.id == content.Note.deck_id)
    chosen = chosen.where(Deck.id == deck_id, content.Note.deleted_at.is_(None))
    return _page(session, chosen, page)


def thrown_away(session: Session, user_id: int) -> tuple[Sequence[Deck], Sequence[content.Note]]:
    """Return the decks and the notes in the learner's bin, last thrown away first."""
    decks = session.scalars(
        select(Deck)
        .where(Deck.owner_id == user_id, Deck.deleted_at.is_not(None))
        .order_by(Deck.deleted_at.desc())
    ).all()
    notes = session.scalars(
        select(content.Note)
        .join(Deck, Deck.id == content.Note.deck_id)
        .where(
            Deck.owner_id == user_id,
            Deck.deleted_at.is_(None),
            content.Note.deleted_at.is_not(None),
        )
        .order_by(content.Note.deleted_at.desc())
    ).all()
    return decks, notes


def _is_flagged(user_id: int) -> ColumnElement[bool]:
    return exists().where(
        Card.note_id == content.Note.id,
        CardFlag.card_id == Card.id,
        CardFlag.user_id == user_id,
        CardFlag.flagged,
    )


def _holds(word: str) -> ColumnElement[bool]:
    if word.lower().startswith("tag:") and len(word) > len("tag:"):
        tags = " " + content.Note.tags + " "
        return tags.icontains(f" {word[len('tag:') :]} ", autoescape=True)
    fields = (content.Note.front, content.Note.back, content.Note.text, content.Note.extra)
    return or_(
        *(column.icontains(word, autoescape=True) for column in (*fields, content.Note.tags))
    )


def _page(session: Session, matching: Select[content.Note, Deck], page: int) -> Found:
    total = session.scalar(matching.with_only_columns(func.count())) or 0
    rows = session.execute(
        matching.order_by(Deck.title, Deck.id, content.Note.position)
        .limit(PAGE)
        .offset((max(page, 1) - 1) * PAGE)
    ).all()
    return Found([(note, deck) for note, deck in rows], total, max(page, 1))
