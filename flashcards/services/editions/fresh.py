"""Which drafts of a new edition are new: not of a sentence that was drafted, or decided on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.making.drafting.draft import Draft as Proposed
from flashcards.making.editions.text import one_line
from flashcards.making.twins import Said, sort_out
from flashcards.services.making.documents import REJECTED
from flashcards.store.models.content import Document, Draft, Edition


def fresh(session: Session, document_id: int, proposed: Sequence[Proposed]) -> list[Proposed]:
    """Return the drafts of a chapter that are new, if the document is a new edition; else all."""
    edition = session.get(Edition, document_id)
    if edition is None:
        return list(proposed)
    line = None
    if edition.whole:
        text = select(Document.text).where(Document.id == edition.earlier_id)
        line = one_line(session.scalars(text).one())
    rejected = select(Draft).where(Draft.document_id == edition.earlier_id, Draft.state == REJECTED)
    spans = [(start, end) for start, end in edition.covered]
    return without_twins(unseen(proposed, line, spans), map(said, session.scalars(rejected)))


def unseen(
    proposed: Iterable[Proposed], line: str | None, covered: Sequence[tuple[int, int]]
) -> list[Proposed]:
    """Return the drafts whose quote is not in ``line``, the old text, and not in ``covered``."""
    return [
        draft
        for draft in proposed
        if (line is None or one_line(draft.quote) not in line)
        and not any(start < draft.end and draft.start < end for start, end in covered)
    ]


def without_twins(proposed: Sequence[Proposed], earlier: Iterable[Said]) -> list[Proposed]:
    """Return the drafts that say something else than what is said already."""
    return [proposed[index] for index in sort_out(earlier, list(map(said, proposed))).kept]


def said(draft: Draft | Proposed) -> Said:
    """Return what a draft says, as something that is not to be said again."""
    id_ = draft.id if isinstance(draft, Draft) else 0
    return Said(id_, draft.front, draft.back, draft.text, draft.quality, decided=True)
