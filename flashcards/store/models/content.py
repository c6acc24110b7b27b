"""What is learned: decks, their notes and cards, and the documents that notes are made from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Float, ForeignKey, Index, Integer, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from flashcards.store.models.base import Base, BigKey, Instant
from flashcards.store.models.interchange import ForeignNoteType

GUID_LIMIT = 300
"""Ours are short; those that others gave their notes in Anki may be anything."""


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
    import_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("imports.id", ondelete="SET NULL"), index=True
    )
    """The import that made it."""


class Document(Base):
    """A text that a learner gave, with what was left out of it and why."""

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    owner_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    words: Mapped[int] = mapped_column(Integer)
    text_hash: Mapped[str] = mapped_column(String(64))
    disclaimer: Mapped[str | None] = mapped_column(Text)
    left_out: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    blocks: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)
    """The blocks worth studying, in order: kind, start, end, level, marks and cells of each."""
    chapters: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)
    """The title of each chapter, its first block, and the one where the next chapter begins."""
    pages: Mapped[list[list[int]]] = mapped_column(JSON, default=list)
    """Where each page or slide begins in the text, and its number."""
    deck_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("decks.id", ondelete="SET NULL")
    )
    created_at: Mapped[datetime] = mapped_column(Instant)
    later_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("documents.id", ondelete="SET NULL"), index=True
    )
    """The edition that took its place, if one did."""

    @validates("text")
    def _count(self, _key: str, text: str) -> str:
        """Count the words whenever the text is set: lists of documents do not load it."""
        self.words = len(text.split())
        return text


class Edition(Base):
    """A document that took the place of an earlier one, and what it takes to undo that."""

    __tablename__ = "editions"

    document_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    earlier_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("documents.id", ondelete="CASCADE"), index=True
    )
    applied_at: Mapped[datetime] = mapped_column(Instant)
    made: Mapped[bool] = mapped_column(Boolean)
    """Whether the document was not there before."""
    whole: Mapped[bool] = mapped_column(Boolean)
    """Whether all of the earlier one had been drafted: its sentences are not drafted again."""
    covered: Mapped[list[list[int]]] = mapped_column(JSON, default=list)
    """Where in the text changed sentences stand that a person decided on: not drafted again."""
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """The notes and drafts that moved, as they were, and as they were left."""


class Drafting(Base):
    """How far the chapters of a document are drafted; one that was done at once has no row.

    Whoever works on it holds it until ``held_until``; if she is gone by then, another goes on.
    """

    __tablename__ = "draftings"
    __table_args__ = (Index(None, "state", "worked_at"), Index(None, "owner_id", "state"))

    document_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    owner_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(10))
    waiting: Mapped[list[int]] = mapped_column(JSON, default=list)
    """The numbers of the chapters still to be drafted, in order."""
    failed: Mapped[list[int]] = mapped_column(JSON, default=list)
    """The chapters that could not be drafted."""
    tries: Mapped[int] = mapped_column(Integer, default=0)
    """How often the first of ``waiting`` was begun."""
    holder: Mapped[str | None] = mapped_column(String(36))
    held_until: Mapped[datetime | None] = mapped_column(Instant)
    worked_at: Mapped[datetime] = mapped_column(Instant)


class Asking(Base):
    """How far a model is that was asked about a document, or what came of it."""

    __tablename__ = "askings"

    document_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    state: Mapped[str] = mapped_column(String(10))
    done: Mapped[int] = mapped_column(Integer, default=0)
    parts: Mapped[int] = mapped_column(Integer, default=0)
    says: Mapped[str] = mapped_column(Text, default="")
    heard_at: Mapped[datetime] = mapped_column(Instant)
    """When something was last heard of it: after a long silence it may be asked again."""


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
    guid: Mapped[str] = mapped_column(String(GUID_LIMIT))
    deck_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("decks.id", ondelete="CASCADE"))
    document_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("documents.id", ondelete="SET NULL"), index=True
    )
    source: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Instant)
    modified_at: Mapped[datetime] = mapped_column(Instant)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)
    note_type_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("note_types.id"), index=True
    )
    """The note type that it has in Anki, if it came from there."""
    fields: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    """The fields of that note type, in HTML; front and back hold their words for lists."""
    anki_id: Mapped[int | None] = mapped_column(BigInteger)
    import_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("imports.id", ondelete="SET NULL"), index=True
    )
    """The import that brought it in."""

    cards: Mapped[list[Card]] = relationship(back_populates="note", order_by="Card.ordinal")
    note_type: Mapped[ForeignNoteType | None] = relationship()


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
    anki_id: Mapped[int | None] = mapped_column(BigInteger)

    note: Mapped[Note] = relationship(back_populates="cards", lazy="raise")


class Draft(NoteFields, Base):
    """A note proposed from a document: pending until it is accepted or rejected."""

    __tablename__ = "drafts"
    __table_args__ = (Index(None, "document_id", "position"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    document_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("documents.id", ondelete="CASCADE")
    )
    chapter: Mapped[int] = mapped_column(Integer, default=0)
    quality: Mapped[float] = mapped_column(Float, default=0.5)
    """How sure the makers are that it is worth keeping as it stands, 0 to 1."""
    state: Mapped[str] = mapped_column(String(10), default="pending")
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was accepted or rejected: what was decided last is undone first."""
    proposed: Mapped[str | None] = mapped_column(Text)
    """A better question that a model proposes, until somebody takes it or not."""
    aside: Mapped[str | None] = mapped_column(String(10))
    """Why it did not go along with a new edition: ``changed``, ``gone`` or ``there`` already."""
    note_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("notes.id", ondelete="SET NULL")
    )
