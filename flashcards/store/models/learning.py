"""Who knows what: the append-only review log, and the schedules that are folded from it.

Every key here begins with the learner, so that a queue costs the same however many there are.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, composite, mapped_column

from flashcards.core.scheduling.schedule import Schedule
from flashcards.store.models.base import Base, BigKey, Instant


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
    scheduler: Mapped[str] = mapped_column(String(8), default="sm2")
    retention: Mapped[int] = mapped_column(Integer, default=90)
    """What share of the cards FSRS lets her remember when they are due, in hundredths."""
    backlog: Mapped[str] = mapped_column(String(8), default="due")
    """What comes first: the longest overdue (“due”) or the most likely remembered (“likely”)."""
    typed: Mapped[bool] = mapped_column(Boolean, default=False)
    """Whether short answers are typed before the card is turned."""


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


class Holiday(Base):
    """Days on which a learner wants no cards to come due, both ends included."""

    __tablename__ = "holidays"

    user_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    first_day: Mapped[date] = mapped_column(Date, primary_key=True)
    last_day: Mapped[date] = mapped_column(Date)


class Fit(Base):
    """Weights of FSRS that were fitted to a learner's own reviews; never changed."""

    __tablename__ = "fits"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    user_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    parameters: Mapped[list[float]] = mapped_column(JSON)
    reviews: Mapped[int] = mapped_column(Integer)
    """Answers that it was fitted to."""
    usual_loss: Mapped[float] = mapped_column(Float)
    own_loss: Mapped[float] = mapped_column(Float)
    """How wrong the usual weights and these foretold the reviews that they had not seen."""
    adopted: Mapped[bool] = mapped_column(Boolean)
    fitted_at: Mapped[datetime] = mapped_column(Instant)


class Exam(Base):
    """A day on which a learner wants to know some decks."""

    __tablename__ = "exams"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    user_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str] = mapped_column(String(200))
    day: Mapped[date] = mapped_column(Date)
    last_look: Mapped[int] = mapped_column(Integer, default=3)
    """Days before it in which every card comes once more."""
    paced: Mapped[bool] = mapped_column(Boolean, default=True)
    """Whether as many new cards come a day as it takes to meet all in time."""
    added_at: Mapped[datetime] = mapped_column(Instant)


class ExamDeck(Base):
    """That a deck belongs to an exam."""

    __tablename__ = "exam_decks"

    exam_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("exams.id", ondelete="CASCADE"), primary_key=True
    )
    deck_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("decks.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class ScheduleRow(Base):
    """The schedule of one card for one learner: a cache of the fold of its events."""

    __tablename__ = "schedules"
    __table_args__ = (
        Index(None, "user_id", "deck_id", "due"),
        Index(None, "user_id", "deck_id", "last_day"),
        Index(None, "user_id", "deck_id", "drill_day"),
        Index(None, "user_id", "deck_id", "first_day"),
        Index(None, "user_id", "note_id"),
        Index(None, "user_id", "due"),
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
    stability: Mapped[float | None] = mapped_column(Float)
    difficulty: Mapped[float | None] = mapped_column(Float)

    schedule: Mapped[Schedule] = composite(
        "repetitions",
        "ease",
        "interval",
        "due",
        "last_day",
        "lapses",
        "reviews",
        "drill_day",
        "stability",
        "difficulty",
    )


class ReviewEvent(Base):
    """One event of the log: an answer, a move to another due day, or a void that takes another
    event back. Never changed, but that a note that moves to another deck takes its events along.

    From other programs come answers that were given there (``carried``), and the schedules that
    cards had there (``placed``).
    """

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
    practice: Mapped[bool] = mapped_column(Boolean, default=False)
    """Whether the answer was given on the understanding that it moves nothing."""
    retention: Mapped[int | None] = mapped_column(Integer)
    """What FSRS scheduled an answer by, in hundredths; empty where SM-2 did."""
    fit_id: Mapped[int | None] = mapped_column(BigInteger)
    """Whose weights FSRS used: the learner's own fit, or the usual ones."""
    due: Mapped[date | None] = mapped_column(Date)
    """The day that a move makes the card due on."""
    carried: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What another program made of an answer, or the schedule that it had for the card."""


class CardFlag(Base):
    """What a learner set by hand on one card: suspended cards never come up.

    A buried card rests on the one study day that is written here.
    """

    __tablename__ = "card_flags"

    user_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    card_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True
    )
    suspended: Mapped[bool] = mapped_column(Boolean, default=False)
    flagged: Mapped[bool] = mapped_column(Boolean, default=False)
    colour: Mapped[int] = mapped_column(Integer, default=0)
    """Which of Anki's seven flags it has there; 0 where it never had one."""
    buried_on: Mapped[date | None] = mapped_column(Date)


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


class LeftAsIs(Base):
    """That a learner leaves what a rule finds in a note as it is, as long as it is the same."""

    __tablename__ = "left_as_is"

    user_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    note_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("notes.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    rule: Mapped[str] = mapped_column(String(8), primary_key=True)
    seen: Mapped[str] = mapped_column(String(64))
    """What stood there when she chose so, as a hash: another note or finding is looked at anew."""
    left_at: Mapped[datetime] = mapped_column(Instant)
