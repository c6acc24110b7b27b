"""The documents that learners gave, each kept once with its text, structure and chapters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.errors import NotFound, Refused
from flashcards.making import plain
from flashcards.making.chapters import Chapter
from flashcards.making.document import Document as ReadDocument
from flashcards.services.library import decks
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Document, Draft

PENDING, ACCEPTED, REJECTED = "pending", "accepted", "rejected"
"""What a person decided on a draft."""
ASIDE = "aside"
"""How a draft stands that nobody decided on before a later edition came."""


def keep(
    session: Session,
    user_id: int,
    read: ReadDocument,
    chapters: Sequence[Chapter],
    deck_id: int | None,
    now: datetime,
) -> tuple[Document, bool]:
    """Keep a document; return it, and whether it was not there before.

    With ``deck_id`` what is accepted goes into that deck of the learner's, else into a new one
    with the document's title. The same text given again is the document that was kept before.
    """
    if deck_id is not None:
        decks.own(session, user_id, deck_id)
    session.execute(select(User.id).where(User.id == user_id).with_for_update(key_share=True))
    text_hash = sha256(read.text.encode()).hexdigest()
    before = session.scalar(
        select(Document).where(Document.owner_id == user_id, Document.text_hash == text_hash)
    )
    if before is not None:
        before.deck_id = deck_id or before.deck_id
        return before, False
    values = plain.document_values(read)
    row = Document(
        owner_id=user_id,
        title=read.title[:300] or "Untitled",
        text_hash=text_hash,
        chapters=[[chapter.title, chapter.first, chapter.end] for chapter in chapters],
        deck_id=deck_id,
        created_at=now,
        **{name: values[name] for name in _SAME},
    )
    session.add(row)
    session.flush()
    return row, True


_SAME = ("text", "blocks", "disclaimer", "left_out", "pages")


def as_read(row: Document) -> plain.Values:
    """Return a document as plain values, as it was read."""
    return {"title": row.title, **{name: getattr(row, name) for name in _SAME}}


def document(session: Session, user_id: int, document_id: int) -> Document:
    """Return a document of the learner's; raises NotFound for any other."""
    found = session.get(Document, document_id)
    if found is None or found.owner_id != user_id:
        raise NotFound("There is no such document among yours.")
    return found


def check_current(row: Document) -> None:
    """Raise Refused where a later edition took the place of a document."""
    if row.later_id is not None:
        raise Refused(
            "This is an earlier edition: what was decided here stays, and nothing new is made of"
            " it. Open the later edition."
        )


def standing(draft: Draft, row: Document) -> str:
    """Return how a draft of the document ``row`` stands: as it was decided, open or set aside."""
    return ASIDE if draft.state == PENDING and row.later_id is not None else draft.state


def title(session: Session, document_id: int) -> str:
    """Return the title of a document; whose it is was asked before."""
    return session.scalars(select(Document.title).where(Document.id == document_id)).one()


def extent(row: Document, chapter: int) -> tuple[int, int]:
    """Return where in the text a chapter begins and ends; the chapters cover all of it."""
    starts = [
        row.blocks[first][1] if first < len(row.blocks) else 0 for _, first, _ in row.chapters
    ]
    start = starts[chapter] if chapter else 0
    return start, starts[chapter + 1] if chapter + 1 < len(starts) else len(row.text)


def chapter_at(row: Document, offset: int) -> int:
    """Return the number of the chapter that a place in the text is in."""
    chapters = range(len(row.chapters))
    return next((number for number in chapters if offset < extent(row, number)[1]), 0)


def page_at(row: Document, offset: int | None) -> int | None:
    """Return the number of the page or slide that a place in the text stands on, if known."""
    if offset is None:
        return None
    at = bisect_right(row.pages, offset, key=lambda page: page[0])
    return row.pages[at - 1][1] if at else None
