"""From a document to notes: drafts are kept until a person accepts or rejects each of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from flashcards.core import notes as core_notes
from flashcards.core.errors import NotFound, Refused
from flashcards.core.notes import Note
from flashcards.making.document import Kind
from flashcards.making.drafting.draft import Draft as ProposedDraft
from flashcards.making.make import Made
from flashcards.services.library import decks, notes
from flashcards.services.wording import note_of, write_to
from flashcards.store.models import content
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Deck, Document, Draft

PENDING, ACCEPTED, REJECTED = "pending", "accepted", "rejected"


@dataclass(frozen=True)
class Piece:
    """A run of a document's text, the drafts whose quotes it belongs to, and its heading level."""

    text: str
    start: int
    drafts: tuple[int, ...]
    heading: int = 0


def keep(
    session: Session, user_id: int, made: Made, deck_id: int | None, now: datetime
) -> Document:
    """Keep a document with its drafts, all of them pending.

    With ``deck_id`` what is accepted goes into that deck of the learner's, else into a new one
    with the document's title. The same text given again is the document that was kept before.
    """
    if deck_id is not None:
        decks.own(session, user_id, deck_id)
    session.execute(select(User.id).where(User.id == user_id).with_for_update(key_share=True))
    text_hash = sha256(made.document.text.encode()).hexdigest()
    before = session.scalar(
        select(Document).where(Document.owner_id == user_id, Document.text_hash == text_hash)
    )
    if before is not None:
        before.deck_id = deck_id or before.deck_id
        return before
    row = Document(
        owner_id=user_id,
        title=made.document.title[:300] or "Untitled",
        text=made.document.text,
        text_hash=text_hash,
        disclaimer=made.document.disclaimer,
        left_out=[{"quote": out.quote, "why": out.why} for out in made.document.left_out],
        headings=[
            [block.start, block.end, block.level]
            for block in made.document.blocks
            if block.kind is Kind.HEADING
        ],
        pages=[[leaf.start, leaf.number] for leaf in made.document.leaves],
        deck_id=deck_id,
        created_at=now,
    )
    session.add(row)
    session.flush()
    for position, draft in enumerate(made.drafts):
        kept = Draft(document_id=row.id, position=position, state=PENDING)
        write_to(kept, as_note(draft))
        session.add(kept)
    session.flush()
    return row


def as_note(draft: ProposedDraft) -> Note:
    """Return the note that a fresh draft proposes."""
    return Note(
        guid=draft.guid,
        type=draft.type,
        front=draft.front,
        back=draft.back,
        text=draft.text,
        extra=draft.extra,
        quote=draft.quote,
        section=draft.section,
        start=draft.start,
        end=draft.end,
        tags=draft.tags,
    )


def documents(session: Session, user_id: int) -> Sequence[tuple[Document, int]]:
    """Return the learner's documents, newest first, each with its number of pending drafts."""
    pending = (
        select(func.count())
        .where(Draft.document_id == Document.id, Draft.state == PENDING)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Document, pending)
        .where(Document.owner_id == user_id)
        .order_by(Document.created_at.desc(), Document.id.desc())
    ).all()
    return [(document, count) for document, count in rows]


def document(session: Session, user_id: int, document_id: int) -> Document:
    """Return a document of the learner's; raises NotFound for any other."""
    found = session.get(Document, document_id)
    if found is None or found.owner_id != user_id:
        raise NotFound("There is no such document among yours.")
    return found


def drafts(session: Session, document_id: int) -> Sequence[Draft]:
    """Return the drafts of a document, the best first."""
    return session.scalars(
        select(Draft).where(Draft.document_id == document_id).order_by(Draft.position)
    ).all()


def draft(session: Session, user_id: int, draft_id: int) -> tuple[Draft, Document]:
    """Return a draft with its document; raises NotFound for somebody else's."""
    found = session.get(Draft, draft_id)
    if found is None:
        raise NotFound("There is no such draft.")
    return found, document(session, user_id, found.document_id)


def accept(
    session: Session, user_id: int, draft_id: int, now: datetime, wording: Note | None = None
) -> content.Note:
    """Turn a draft into a note of the document's deck, in ``wording`` if it was edited.

    A draft that was accepted before stays the one note that it became.
    """
    row, its_document = _alone(session, user_id, draft_id)
    if row.state == ACCEPTED and row.note_id is not None:
        return session.get_one(content.Note, row.note_id)
    if wording is not None:
        core_notes.validated(wording)
        write_to(row, wording)
    deck = _deck_of(session, its_document, now)
    note = _note_of_deck(session, deck.id, _sourced(row, its_document), its_document.id, now)
    row.state, row.note_id = ACCEPTED, note.id
    return note


def reject(session: Session, user_id: int, draft_id: int) -> Draft:
    """Put a draft aside."""
    row, _ = _alone(session, user_id, draft_id)
    if row.state == ACCEPTED:
        raise Refused("This draft is a note already: undo first, or delete the note.")
    row.state = REJECTED
    return row


def undecide(session: Session, user_id: int, draft_id: int, now: datetime) -> Draft:
    """Make a draft pending again; the note that it became goes to the bin."""
    row, _ = _alone(session, user_id, draft_id)
    if row.note_id is not None and row.state == ACCEPTED:
        note = session.get(content.Note, row.note_id)
        if note is not None and note.deleted_at is None:
            notes.delete(session, user_id, note.id, now)
    row.state, row.note_id = PENDING, None
    return row


def accept_all(session: Session, user_id: int, document_id: int, now: datetime) -> int:
    """Accept every pending draft of a document; return how many there were."""
    document(session, user_id, document_id)
    pending = [row.id for row in drafts(session, document_id) if row.state == PENDING]
    for draft_id in pending:
        accept(session, user_id, draft_id, now)
    return len(pending)


def pieces(row: Document, its_drafts: Sequence[Draft]) -> list[Piece]:
    """Cut the document's text where a quote or a heading begins or ends."""
    spans = [
        (d.start, d.end, d.id) for d in its_drafts if d.start is not None and d.end is not None
    ]
    cuts = {0, len(row.text)}
    cuts.update(edge for start, end, _ in spans for edge in (start, end))
    cuts.update(edge for start, end, _ in row.headings for edge in (start, end))
    ordered = sorted(cuts)
    return [
        Piece(
            row.text[left:right],
            left,
            tuple(id_ for start, end, id_ in spans if start <= left and right <= end),
            next((lv for start, end, lv in row.headings if start <= left and right <= end), 0),
        )
        for left, right in pairwise(ordered)
    ]


def _note_of_deck(
    session: Session, deck_id: int, new: Note, document_id: int, now: datetime
) -> content.Note:
    """Add a note to a deck; one that went to the bin comes back, with its schedules."""
    row = session.scalar(
        select(content.Note).where(content.Note.deck_id == deck_id, content.Note.guid == new.guid)
    )
    if row is None:
        return notes.add(session, deck_id, new, now, document_id=document_id)
    write_to(row, new)
    row.modified_at, row.deleted_at, row.document_id = now, None, document_id
    notes.sync_cards(session, row, new)
    return row


def _alone(session: Session, user_id: int, draft_id: int) -> tuple[Draft, Document]:
    """Return a draft as it is now with its document; who decides at the same instant waits."""
    row, its_document = draft(session, user_id, draft_id)
    session.refresh(its_document, with_for_update=True)
    session.refresh(row)
    return row, its_document


def page_at(row: Document, offset: int | None) -> int | None:
    """Return the number of the page or slide that a place in the text stands on, if known."""
    if offset is None:
        return None
    at = bisect_right(row.pages, offset, key=lambda page: page[0])
    return row.pages[at - 1][1] if at else None


def _deck_of(session: Session, its_document: Document, now: datetime) -> Deck:
    deck = session.get(Deck, its_document.deck_id) if its_document.deck_id else None
    if deck is None or deck.deleted_at is not None:
        title = its_document.title[: decks.TITLE_LIMIT]
        deck = decks.add(session, its_document.owner_id, title, "", now)
        its_document.deck_id = deck.id
    return deck


def _sourced(row: Draft, its_document: Document) -> Note:
    note = note_of(row)
    page = page_at(its_document, row.start)
    parts = [
        its_document.title,
        f"“{row.section}”" if row.section else "",
        f"p. {page}" if page else "",
    ]
    return replace(note, source=", ".join(part for part in parts if part))
