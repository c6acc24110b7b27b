"""What is learned: decks, their notes and cards, and the documents that notes are made from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, ForeignKey, Index, Integer, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column, relationship

from flashcards.store.models.base import Base, BigKey, Instant


class Deck(Base):
    """Cards studied together: a learner's own, or one that ships and belongs to nobody."""

    __tablename__ = "decks"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    shipped: Mapped[str | None] = mapped_column(String(100), unique=True)
    shipped_hash: Mapped[str | None] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(35), default="en")
    licence: Mapped[str] = mapped_column(String(100), default="")
    sources: Mapped[list[str]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(Instant)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)


class Document(Base):
    """A text that a learner gave, with what was left out of it and why."""

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    owner_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    text_hash: Mapped[str] = mapped_column(String(64))
    disclaimer: Mapped[str | None] = mapped_column(Text)
    left_out: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    headings: Mapped[list[list[int]]] = mapped_column(JSON, default=list)
    pages: Mapped[list[list[int]]] = mapped_column(JSON, default=list)
    """Where each page or slide begins in the text, and its number."""
    deck_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("decks.id", ondelete="SET NULL")
    )
    created_at: Mapped[datetime] = mapped_column(Instant)


class NoteFields:
    """The fields that a note and a draft of one have in common."""

    guid: Mapped[str] = mapped_column(String(64))
    type: Mapped[str] = mapped_column(String(16))
    front: Mapped[str] = mapped_column(Text, default="")
    back: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    extra: Mapped[str] = mapped_column(Text, default="")
    quote: Mapped[str] = mapped_column(Text, default="")
    section: Mapped[str] = mapped_column(Text, default="")
    start: Mapped[int | None] = mapped_column(Integer)
    end: Mapped[int | None] = mapped_column(Integer)
    tags: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(Integer)


class Note(NoteFields, Base):
    """One thing known, in Markdown; tags stand between single spaces."""

    __tablename__ = "notes"
    __table_args__ = (
        Unique("deck_id", "guid"),
        Index(None, "deck_id", "position"),
        Index(None, "deck_id", "deleted_at", "position"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    deck_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("decks.id", ondelete="CASCADE"))
    document_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("documents.id", ondelete="SET NULL"), index=True
    )
    source: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Instant)
    modified_at: Mapped[datetime] = mapped_column(Instant)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)

    cards: Mapped[list[Card]] = relationship(back_populates="note", order_by="Card.ordinal")


class Card(Base):
    """One question of a note; a card whose mark was taken out rests and keeps its reviews."""

    __tablename__ = "cards"
    __table_args__ = (
        Unique("note_id", "ordinal"),
        Index(None, "deck_id", "active", "position", "ordinal"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    note_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("notes.id", ondelete="CASCADE"))
    deck_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("decks.id", ondelete="CASCADE"))
    ordinal: Mapped[int] = mapped_column(Integer)
    position: Mapped[int] = mapped_column(Integer)
    active: Mapped[bool] = mapped_column(Boolean, default=True)

    note: Mapped[Note] = relationship(back_populates="cards", lazy="raise")


class Draft(NoteFields, Base):
    """A note proposed from a document: pending until it is accepted or rejected."""

    __tablename__ = "drafts"
    __table_args__ = (Index(None, "document_id", "position"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    document_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("documents.id", ondelete="CASCADE")
    )
    state: Mapped[str] = mapped_column(String(10), default="pending")
    note_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("notes.id", ondelete="SET NULL")
    )
