"""Who may come in: learners, their logins, failed tries, reset links and accepted disclaimers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Boolean, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from flashcards.store.models.base import Base, BigKey, Instant


class User(Base):
    """A learner, with the settings of her study day and her buttons."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime] = mapped_column(Instant)
    zone: Mapped[str] = mapped_column(String(64), default="UTC")
    rollover: Mapped[int] = mapped_column(Integer, default=4)
    scale: Mapped[str] = mapped_column(String(8), default="four")
    balanced: Mapped[bool] = mapped_column(Boolean, default=True)
    """Whether a card may come due a little earlier or later, on a less busy day."""
    weekdays: Mapped[str] = mapped_column(String(7), default="2222222")
    """How many cards each weekday takes, Monday first: 2 as usual, 1 fewer, 0 none."""
    new_per_day: Mapped[int | None] = mapped_column(Integer)
    reviews_per_day: Mapped[int | None] = mapped_column(Integer)
    """Her limits over all decks, if she has set any."""
    hand: Mapped[str] = mapped_column(String(5), default="right")
    """The hand that holds her phone: its thumb reaches one side."""
    text_size: Mapped[int] = mapped_column(Integer, default=0)
    """Steps above the browser's own size of text."""
    contrast: Mapped[bool] = mapped_column(Boolean, default=False)
    swipes: Mapped[bool] = mapped_column(Boolean, default=True)
    """Whether a swipe over a turned card grades it."""
    plays: Mapped[bool] = mapped_column(Boolean, default=True)
    """Whether the sounds of a card play by themselves."""
    keys: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """The keys of a sitting that she changed, by action."""


class Login(Base):
    """A browser that is logged in; the cookie's token is kept as its SHA-256 alone."""

    __tablename__ = "logins"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    browser: Mapped[str] = mapped_column(String(200), default="")


class FailedTry(Base):
    """How often a key (an account at an address) failed in one window of time."""

    __tablename__ = "failed_tries"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    window: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    count: Mapped[int] = mapped_column(Integer, default=0)


class PasswordReset(Base):
    """A link to a new password: hashed, for one use, for one hour."""

    __tablename__ = "password_resets"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class Disclaimer(Base):
    """A text of the disclaimer that was shown; its version is the SHA-256 of the text."""

    __tablename__ = "disclaimers"

    version: Mapped[str] = mapped_column(String(64), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    first_shown_at: Mapped[datetime] = mapped_column(Instant)


class Acceptance(Base):
    """That a learner accepted one version of the disclaimer, and when."""

    __tablename__ = "acceptances"

    user_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[str] = mapped_column(
        String(64), ForeignKey("disclaimers.version"), primary_key=True
    )
    accepted_at: Mapped[datetime] = mapped_column(Instant)
