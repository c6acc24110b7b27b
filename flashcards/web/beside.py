"""What a page shows of a chapter: its text in parts, and its drafts with what the rules say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from flashcards.core.notes import Note
from flashcards.making.checking.finding import Level
from flashcards.making.volume import Volume
from flashcards.services.library import decks as library
from flashcards.services.making import article, bookmarks, documents, drafting, mending
from flashcards.services.making import drafts as making
from flashcards.services.making.bookmarks import Ordered, Place
from flashcards.services.model import asking
from flashcards.services.model.asking import Asked
from flashcards.services.wording import note_of
from flashcards.store.models.content import Document, Draft
from flashcards.web import advice
from flashcards.web.advice import Advice
from flashcards.web.current import learner, now, settings


@dataclass(frozen=True)
class Card:
    """A draft as it stands: ``is_hidden`` at the volume and among the kinds that were chosen."""

    row: Draft
    note: Note
    advice: tuple[Advice, ...]
    page: int | None
    state: str
    is_hidden: bool

    @property
    def is_faulty(self) -> bool:
        """Tell whether it should be mended first."""
        return any(each.level is Level.ERROR for each in self.advice)


def values(session: Session, document_id: int, asked: int | None) -> dict[str, Any]:
    """Return what the templates need of the chapter ``asked`` for, or of where one stopped."""
    row = documents.document(session, learner().id, document_id)
    place = bookmarks.place(session, learner().id, document_id)
    counts = making.counts(session, document_id, place.volume.least)
    chapter = _chapter(row, asked, place, counts)
    rows = _in_order(making.drafts(session, document_id, chapter), place.ordered)
    cards = [_card(each, row, place) for each in rows]
    progress = drafting.progress(session, learner().id, document_id)
    return {
        "document": row,
        "place": place,
        "volumes": list(Volume),
        "cards": cards,
        "now": _first(cards, place),
        "parts": article.article(row, rows, chapter),
        "left_out": article.elsewhere(row, chapter),
        "states": {each.row.id: each.state for each in cards},
        "hidden": {each.row.id for each in cards if each.is_hidden},
        "pending": sum(each.state == documents.PENDING for each in cards if place.counts(each.row)),
        "decided": sum(each.row.state != documents.PENDING for each in cards),
        "aside": sum(each.state == documents.ASIDE for each in cards),
        "newest": max((each.id for each in rows), default=0),
        "chapter": chapter,
        "counts": counts,
        "progress": progress,
        "is_working": is_working(session, document_id),
        "answered": answered(session, document_id),
        "deck": library.find(session, learner().id, row.deck_id),
    }


def is_working(session: Session, document_id: int) -> bool:
    """Tell whether drafts of a document may still come: it is being drafted, or a model asked."""
    progress = drafting.progress(session, learner().id, document_id)
    told = answered(session, document_id)
    drafted = progress is not None and progress.state == drafting.WORKING
    return drafted or (told is not None and told.state == asking.WORKING)


def answered(session: Session, document_id: int) -> Asked | None:
    """Return what came of asking a model about a document, if there is one and it was asked."""
    model = settings().model
    if model is None:
        return None
    return asking.asked(session, learner().id, document_id, model, now())


def address(document: Document, draft: Draft) -> str:
    """Return where a draft is shown beside its sentence."""
    chapter = draft.chapter or None
    page = url_for("documents.show", document_id=document.id, chapter=chapter)
    return f"{page}#draft-{draft.id}"


def _card(row: Draft, document: Document, place: Place) -> Card:
    told: tuple[Advice, ...] = ()
    state = documents.standing(row, document)
    if state == documents.PENDING:
        note = making.sourced(row, document)
        told = tuple(advice.of(note, mending.findings(row, document)))
    page = documents.page_at(document, row.start)
    return Card(row, note_of(row), told, page, state, not place.shows(row, state))


def _in_order(rows: Sequence[Draft], ordered: Ordered) -> Sequence[Draft]:
    if ordered is Ordered.BEST:
        return rows
    return sorted(rows, key=lambda row: (row.start if row.start is not None else -1, row.position))


def _first(cards: Sequence[Card], place: Place) -> int:
    """Return the draft to begin with: where one stopped, or the first to decide on."""
    seen = [each for each in cards if not each.is_hidden]
    stopped = next((each.row.id for each in seen if each.row.id == place.draft_id), 0)
    return stopped or next((each.row.id for each in seen if each.state == documents.PENDING), 0)


def _chapter(
    row: Document, asked: int | None, place: Place, counts: dict[int, tuple[int, int]]
) -> int:
    """Return the chapter asked for, or where one stopped, or the first with open drafts."""
    for wanted in (asked, place.chapter):
        if wanted is not None and 0 <= wanted < len(row.chapters):
            return wanted
    return next((number for number, (_, pending) in sorted(counts.items()) if pending), 0)
