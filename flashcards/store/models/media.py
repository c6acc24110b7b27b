"""Pictures and sounds: the bytes once for all, and each learner's own names for them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Integer, LargeBinary, String
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from flashcards.store.models.base import Base, BigKey, Instant


class Media(Base):
    """A file, found by the SHA-256 of its bytes; width and height are those of a picture."""

    __tablename__ = "media"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    type: Mapped[str] = mapped_column(String(50))
    width: Mapped[int | None] = mapped_column(Integer)
    height: Mapped[int | None] = mapped_column(Integer)
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class MediaName(Base):
    """What a learner's notes call a file; a name of nobody belongs to a deck that ships."""

    __tablename__ = "media_names"
    __table_args__ = (Unique("owner_id", "name"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE")
    )
    name: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(String(64), ForeignKey("media.sha256"), index=True)
    added_at: Mapped[datetime] = mapped_column(Instant)
