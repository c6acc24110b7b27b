"""Decks: a learner's own, and the shared ones that she studies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from flashcards.core.errors import Invalid, NotFound, Refused
from flashcards.core.notes import keepable
from flashcards.store.models.content import Card, Deck
from flashcards.store.models.learning import Enrolment, ScheduleRow
from flashcards.store.once import add_once

TITLE_LIMIT = 200


def readable(session: Session, user_id: int, deck_id: int) -> Deck:
    """Return a deck that the learner owns, studies, or could add; raises NotFound."""
    found = session.get(Deck, deck_id)
    if found is None or found.deleted_at is not None:
        raise NotFound("There is no such deck.")
    if found.owner_id not in {None, user_id}:
        raise NotFound("There is no such deck.")
    return found


def own(session: Session, user_id: int, deck_id: int) -> Deck:
    """Return a deck that the learner owns; raises Refused for one that is shared."""
    found = readable(session, user_id, deck_id)
    if found.owner_id != user_id:
        raise Refused("This deck is shared: its notes are kept in one place for everyone.")
    return found


def all_own(session: Session, user_id: int) -> Sequence[Deck]:
    """Return the learner's own decks by title."""
    return session.scalars(
        select(Deck)
        .where(Deck.owner_id == user_id, Deck.deleted_at.is_(None))
        .order_by(Deck.title, Deck.id)
    ).all()


def to_add(session: Session, user_id: int) -> Sequence[Deck]:
    """Return the shipped decks that the learner does not study yet."""
    return session.scalars(
        select(Deck)
        .where(
            Deck.owner_id.is_(None), Deck.deleted_at.is_(None), Deck.id.not_in(studied_ids(user_id))
        )
        .order_by(Deck.title)
    ).all()


def add(session: Session, user_id: int, title: str, description: str, now: datetime) -> Deck:
    """Make a deck of the learner's own, and let her study it."""
    made = Deck(
        owner_id=user_id,
        title=_title(title),
        description=keepable(description).strip(),
        language="en",
        licence="",
        sources=[],
        created_at=now,
    )
    session.add(made)
    session.flush()
    enrol(session, user_id, made.id, now)
    return made


def change(session: Session, user_id: int, deck_id: int, title: str, description: str) -> Deck:
    """Rename and describe a deck of the learner's own."""
    found = own(session, user_id, deck_id)
    found.title, found.description = _title(title), keepable(description).strip()
    return found


def enrol(session: Session, user_id: int, deck_id: int, now: datetime) -> Enrolment:
    """Let the learner study a deck, in the way she did before if she left it."""
    add_once(session, Enrolment, user_id=user_id, deck_id=deck_id, added_at=now)
    found = session.get_one(Enrolment, (user_id, deck_id))
    found.left_at = None
    session.flush()
    return found


def enrolment(session: Session, user_id: int, deck_id: int) -> Enrolment | None:
    """Return how the learner studies a deck, or None where she does not."""
    found = session.get(Enrolment, (user_id, deck_id))
    return found if found is not None and found.left_at is None else None


def study_as(
    row: Enrolment,
    *,
    new_per_day: int,
    reviews_per_day: int | None,
    drill_below: int,
    ease_falls_on_lapse: bool,
    bury_siblings: bool,
    backlog: str = "due",
    typed: bool = False,
) -> None:
    """Change how a learner studies a deck from now on; past answers keep what held for them."""
    if backlog not in ("due", "likely"):
        raise Invalid("Choose what comes first.", "backlog")
    row.new_per_day, row.reviews_per_day = new_per_day, reviews_per_day
    row.drill_below, row.ease_falls_on_lapse = drill_below, ease_falls_on_lapse
    row.bury_siblings, row.backlog, row.typed = bury_siblings, backlog, typed


def leave(session: Session, user_id: int, deck_id: int, now: datetime) -> Deck:
    """Take a shared deck off the learner's home; her reviews and schedules stay."""
    found = readable(session, user_id, deck_id)
    if found.owner_id == user_id:
        raise Refused("This deck is your own: delete it instead, and find it in the bin.")
    row = session.get(Enrolment, (user_id, deck_id))
    if row is not None:
        row.left_at = now
    return found


def delete(session: Session, user_id: int, deck_id: int, now: datetime) -> Deck:
    """Put a deck of the learner's own into the bin; nothing of it is lost."""
    found = own(session, user_id, deck_id)
    found.deleted_at = now
    return found


def restore(session: Session, user_id: int, deck_id: int) -> Deck:
    """Take a deck back out of the bin."""
    found = session.get(Deck, deck_id)
    if found is None or found.owner_id != user_id:
        raise NotFound("There is no such deck in your bin.")
    found.deleted_at = None
    return found


def knows(session: Session, user_id: int, deck_id: int) -> tuple[int, int]:
    """Return how many cards of a deck the learner has met, and how many there are."""
    active = select(func.count()).where(Card.deck_id == deck_id, Card.active)
    met = select(func.count()).where(ScheduleRow.user_id == user_id, ScheduleRow.deck_id == deck_id)
    resting = (
        select(func.count())
        .select_from(Card)
        .join(ScheduleRow, ScheduleRow.card_id == Card.id)
        .where(ScheduleRow.user_id == user_id, Card.deck_id == deck_id, ~Card.active)
    )
    return (session.scalar(met) or 0) - (session.scalar(resting) or 0), session.scalar(active) or 0


def _title(text: str) -> str:
    title = " ".join(keepable(text).split())
    if not title:
        raise Invalid("Give the deck a title.", "title")
    if len(title) > TITLE_LIMIT:
        raise Invalid(f"A title has at most {TITLE_LIMIT} characters.", "title")
    return title


def studied_ids(user_id: int) -> Select[int]:
    """Return the select of the ids of the decks that the learner studies."""
    return select(Enrolment.deck_id).where(
        Enrolment.user_id == user_id, Enrolment.left_at.is_(None)
    )


def find(session: Session, user_id: int, deck_id: int | None) -> Deck | None:
    """Return a deck of the learner's own that is not in the bin, or None."""
    found = session.get(Deck, deck_id) if deck_id is not None else None
    usable = found is not None and found.owner_id == user_id and found.deleted_at is None
    return found if usable else None


def studied(session: Session, user_id: int) -> Sequence[Deck]:
    """Return all decks that the learner studies, by title."""
    return session.scalars(
        select(Deck)
        .where(Deck.id.in_(studied_ids(user_id)), Deck.deleted_at.is_(None))
        .order_by(Deck.title, Deck.id)
    ).all()
