"""Where a learner stopped in a document, and how she likes to see its drafts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from flashcards.making.volume import Volume
from flashcards.services.making.documents import document
from flashcards.store.models.content import Draft
from flashcards.store.models.learning import Bookmark
from flashcards.store.once import add_once


class Ordered(StrEnum):
    """How drafts follow one another."""

    BEST = "best"
    TEXT = "text"


class Shown(StrEnum):
    """Which drafts are shown."""

    ALL = "all"
    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ASIDE = "aside"


@dataclass(frozen=True)
class Place:
    """A chapter and a draft, if there was one, and the choices of volume, order and kinds."""

    chapter: int | None = None
    draft_id: int | None = None
    volume: Volume = Volume.NORMAL
    ordered: Ordered = Ordered.BEST
    shown: Shown = Shown.ALL

    def shows(self, draft: Draft, state: str) -> bool:
        """Tell whether a draft is to be seen: what does not wait is, however good it is."""
        if self.shown != Shown.ALL and state != self.shown:
            return False
        return state != Shown.PENDING or self.counts(draft)

    def counts(self, draft: Draft) -> bool:
        """Tell whether a draft is good enough for the volume that was chosen."""
        return draft.quality >= self.volume.least


def place(session: Session, user_id: int, document_id: int) -> Place:
    """Return where the learner stopped in a document; at its beginning if she never did."""
    row = session.get(Bookmark, (user_id, document_id))
    if row is None:
        return Place()
    return Place(
        row.chapter, row.draft_id, Volume(row.volume), Ordered(row.ordered), Shown(row.shown)
    )


def keep(session: Session, user_id: int, document_id: int, now_at: Place) -> None:
    """Keep where the learner is in a document of hers."""
    document(session, user_id, document_id)
    names = {name: getattr(now_at, name) for name in ("chapter", "draft_id")}
    names |= {name: getattr(now_at, name).value for name in ("volume", "ordered", "shown")}
    add_once(session, Bookmark, user_id=user_id, document_id=document_id, **names)
    row = session.get_one(Bookmark, (user_id, document_id))
    for name, value in names.items():
        setattr(row, name, value)
