"""Who knows what: the append-only review log, and the schedules that are folded from it.

Every key here begins with the learner, so that a queue costs the same however many there are.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Boolean, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, composite, mapped_column

from flashcards.core.scheduling.schedule import Schedule
from flashcards.store.models.base import Base, Instant


class Enrolment(Base):
    """That a learner studies a deck, and how she wants to."""

    __tablename__ = "enrolments"

    user_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    deck_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("decks.id", ondelete="CASCADE"), primary_key=True
    )
    added_at: Mapped[datetime] = mapped_column(Instant)
    left_at: Mapped[datetime | None] = mapped_column(Instant)
    """When she took the deck off her list; answers that were on their way still count."""
    new_per_day: Mapped[int] = mapped_column(Integer, default=10)
    reviews_per_day: Mapped[int | None] = mapped_column(Integer)
    ease_falls_on_lapse: Mapped[bool] = mapped_column(Boolean, default=False)
    drill_below: Mapped[int] = mapped_column(Integer, default=4)
    bury_siblings: Mapped[bool] = mapped_column(Boolean, default=True)
    new_from: Mapped[int] = mapped_column(Integer, default=0)
    """No card at a position below this one is new: where the search for new cards begins."""


class Bookmark(Base):
    """Where a learner stopped in a document, and how she likes to see its drafts."""

    __tablename__ = "bookmarks"

    user_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    document_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    chapter: Mapped[int | None] = mapped_column(Integer)
    draft_id: Mapped[int | None] = mapped_column(BigInteger)
    """The draft that she was at; it may be gone by now."""
    volume: Mapped[str] = mapped_column(String(12), default="normal")
    ordered: Mapped[str] = mapped_column(String(8), default="best")
    shown: Mapped[str] = mapped_column(String(8), default="all")


class ScheduleRow(Base):
    """The schedule of one card for one learner: a cache of the fold of its events."""

    __tablename__ = "schedules"
    __table_args__ = (
        Index(None, "user_id", "deck_id", "due"),
        Index(None, "user_id", "deck_id", "last_day"),
        Index(None, "user_id", "deck_id", "drill_day"),
        Index(None, "user_id", "deck_id", "first_day"),
        Index(None, "user_id", "note_id"),
    )

    user_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    card_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True
    )
    note_id: Mapped[int] = mapped_column(BigInteger)
    deck_id: Mapped[int] = mapped_column(BigInteger)
    first_day: Mapped[date] = mapped_column(Date)
    repetitions: Mapped[int] = mapped_column(Integer)
    ease: Mapped[int] = mapped_column(Integer)
    interval: Mapped[int] = mapped_column(Integer)
    due: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    lapses: Mapped[int] = mapped_column(Integer)
    reviews: Mapped[int] = mapped_column(Integer)
    drill_day: Mapped[date | None] = mapped_column(Date)

    schedule: Mapped[Schedule] = composite(
        "repetitions", "ease", "interval", "due", "last_day", "lapses", "reviews", "drill_day"
    )


class ReviewEvent(Base):
    """One event of the log: an answer, or a void that takes another event back. Never changed."""

    __tablename__ = "review_events"
    __table_args__ = (
        Index(None, "user_id", "card_id", "answered_at"),
        Index(None, "user_id", "deck_id", "answered_at"),
        Index(None, "user_id", "study_day"),
    )

    user_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    card_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("cards.id", ondelete="CASCADE"))
    deck_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(8))
    target: Mapped[str | None] = mapped_column(String(36))
    grade: Mapped[int | None] = mapped_column(Integer)
    scale: Mapped[str | None] = mapped_column(String(8))
    answered_at: Mapped[int] = mapped_column(BigInteger)
    received_at: Mapped[int] = mapped_column(BigInteger)
    sent_at: Mapped[int] = mapped_column(BigInteger)
    """The time that the client gave; ``answered_at`` differs where its clock was ahead."""
    took: Mapped[int] = mapped_column(Integer, default=0)
    zone: Mapped[str] = mapped_column(String(64))
    rollover: Mapped[int] = mapped_column(Integer)
    study_day: Mapped[date] = mapped_column(Date)
    ease_falls_on_lapse: Mapped[bool] = mapped_column(Boolean, default=False)
    drill_below: Mapped[int] = mapped_column(Integer, default=4)
    due_shift: Mapped[int] = mapped_column(Integer, default=0)


class CardFlag(Base):
    """What a learner set by hand on one card: suspended cards never come up."""

    __tablename__ = "card_flags"

    user_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    card_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True
    )
    suspended: Mapped[bool] = mapped_column(Boolean, default=False)


class Wording(Base):
    """A learner's own wording of a note in a deck that is not hers.

    Going back to the deck's wording only takes it out of use: the time of that change must stay,
    or Anki would keep the wording that it was given before.
    """

    __tablename__ = "wordings"

    user_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    note_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("notes.id", ondelete="CASCADE"), primary_key=True
    )
    front: Mapped[str] = mapped_column(Text, default="")
    back: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    extra: Mapped[str] = mapped_column(Text, default="")
    modified_at: Mapped[datetime] = mapped_column(Instant)
    in_use: Mapped[bool] = mapped_column(Boolean, default=True)
