"""What a learner does to a card by hand in the middle of a sitting: flag, leave out, bury."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.errors import NotFound
from flashcards.services.study.today import enrolment
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card
from flashcards.store.models.learning import CardFlag
from flashcards.store.once import add_once
from flashcards.store.queries import look_again_from


def studied(session: Session, learner: User, card_id: int) -> Card:
    """Return a card of a deck that the learner studies; raises NotFound."""
    card = session.get(Card, card_id)
    if card is None or not card.active:
        raise NotFound("There is no such card.")
    enrolment(session, learner, card.deck_id)
    return card


def flag(session: Session, learner: User, card_id: int, flagged: bool) -> None:
    """Flag a card to find it again, or take the flag away."""
    _row(session, learner, studied(session, learner, card_id)).flagged = flagged


def suspend(session: Session, learner: User, card_id: int, suspended: bool) -> None:
    """Leave one card out of study until it is taken in again."""
    card = studied(session, learner, card_id)
    _row(session, learner, card).suspended = suspended
    session.flush()
    look_again_from(session, card.deck_id, card.position)


def bury(session: Session, learner: User, card_id: int, on: date | None) -> None:
    """Let a card rest on one study day, or (None) on none."""
    _row(session, learner, studied(session, learner, card_id)).buried_on = on


def on_cards(session: Session, user_id: int, card_ids: Iterable[int]) -> dict[int, CardFlag]:
    """Return what the learner set by hand on some cards, by card."""
    rows = session.scalars(
        select(CardFlag).where(CardFlag.user_id == user_id, CardFlag.card_id.in_(list(card_ids)))
    )
    return {row.card_id: row for row in rows}


def _row(session: Session, learner: User, card: Card) -> CardFlag:
    add_once(session, CardFlag, user_id=learner.id, card_id=card.id)
    return session.get_one(CardFlag, (learner.id, card.id))
