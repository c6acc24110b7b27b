"""The named selects of pictures and sounds, and how files are put in and swept out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import ColumnElement, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from flashcards.store.models.media import Media, MediaName
from flashcards.store.once import add_once

_AT_ONCE = 500
"""Names in one select: databases limit how many values a statement has."""


def put(session: Session, file: Media) -> None:
    """Keep a file once, and hold its row until the transaction ends, so that no sweep takes it."""
    kept = {name: getattr(file, name) for name in ("sha256", "size", "type", "width", "height")}
    held = select(Media.sha256).where(Media.sha256 == file.sha256)
    for _ in range(2):
        add_once(session, Media, **kept, data=file.data)
        if session.scalar(held.with_for_update(read=True, key_share=True)) is not None:
            return


def named(session: Session, owner_id: int, names: Collection[str]) -> Iterator[tuple[str, Media]]:
    """Yield the files of a learner that have ``names``, those that ship first; without bytes."""
    for some in _parts(sorted(names)):
        rows = session.execute(
            select(MediaName.name, Media)
            .join(Media, Media.sha256 == MediaName.sha256)
            .where(_readable(owner_id), MediaName.name.in_(some))
            .order_by(MediaName.owner_id.is_not(None))
        )
        yield from ((name, file) for name, file in rows)


def readable(session: Session, owner_id: int, sha256: str) -> Media | None:
    """Return a file that a learner has under some name, or that ships; without its bytes."""
    return session.scalar(
        select(Media).where(
            Media.sha256 == sha256,
            exists().where(MediaName.sha256 == Media.sha256, _readable(owner_id)),
        )
    )


def data_of(session: Session, sha256: str) -> bytes:
    """Return the bytes of a file."""
    return session.execute(select(Media.data).where(Media.sha256 == sha256)).scalar_one()


def used(session: Session, owner_id: int) -> int:
    """Return how many bytes a learner's files have, each counted once."""
    hers = select(MediaName.sha256).where(MediaName.owner_id == owner_id)
    return session.scalar(select(func.sum(Media.size)).where(Media.sha256.in_(hers))) or 0


def has(session: Session, owner_id: int, sha256: str) -> bool:
    """Say whether a learner has a file under any name."""
    chosen = select(MediaName.id).where(MediaName.sha256 == sha256, MediaName.owner_id == owner_id)
    return session.scalar(chosen.limit(1)) is not None


def sweep(session: Session, only: Sequence[str] | None = None) -> int:
    """Delete files that nobody names any more; return how many. ``only`` looks at these alone.

    Files that somebody is naming at this moment are locked by her, and left out.
    """
    chosen = select(Media.sha256).where(_unnamed()).with_for_update(skip_locked=True)
    if only is not None:
        chosen = chosen.where(Media.sha256.in_(only))
    gone = list(session.scalars(chosen))
    for some in _parts(gone):
        session.execute(delete(Media).where(Media.sha256.in_(some), _unnamed()))
    return len(gone)


def _unnamed() -> ColumnElement[bool]:
    return ~exists().where(MediaName.sha256 == Media.sha256)


def _readable(owner_id: int) -> ColumnElement[bool]:
    return or_(MediaName.owner_id == owner_id, MediaName.owner_id.is_(None))


def _parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(values), _AT_ONCE):
        yield values[first : first + _AT_ONCE]
