"""What comes from Anki: note types as they are there, and the imports that brought things in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, ForeignKey, Integer, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from flashcards.store.models.base import Base, BigKey, Instant


class ForeignNoteType(Base):
    """A note type that came from Anki; notes of it keep their fields, its templates show them.

    Anki's id stays with it, so that its notes go back to where they came from. ``shape`` is a
    hash of the names of its fields and templates: another one under the same id is another type.
    """

    __tablename__ = "note_types"
    __table_args__ = (Unique("owner_id", "anki_id", "shape"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    owner_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id", ondelete="CASCADE"))
    anki_id: Mapped[int] = mapped_column(BigInteger)
    shape: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(Text)
    cloze: Mapped[bool] = mapped_column(Boolean, default=False)
    fields: Mapped[list[str]] = mapped_column(JSON)
    templates: Mapped[list[list[str]]] = mapped_column(JSON)
    """The name, the question and the answer of each template, in order."""
    css: Mapped[str] = mapped_column(Text, default="")
    modified_at: Mapped[datetime] = mapped_column(Instant)


class Import(Base):
    """A file that came in: its plan until it is applied, then what was done and how to undo it."""

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    owner_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(300))
    """What the file was called."""
    state: Mapped[str] = mapped_column(String(10))
    """planning, planned, applying, done, undoing, undone or failed."""
    done: Mapped[int] = mapped_column(Integer, default=0)
    steps: Mapped[int] = mapped_column(Integer, default=0)
    says: Mapped[str] = mapped_column(Text, default="")
    plan: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What would be done, in numbers; what differs on both sides; what cannot be carried."""
    choices: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What was changed, as it was and as it was left: what undoing takes."""
    heard_at: Mapped[datetime] = mapped_column(Instant)
    """When the work was last heard of: after a long silence it has died with its process."""
    created_at: Mapped[datetime] = mapped_column(Instant)
    applied_at: Mapped[datetime | None] = mapped_column(Instant)
