"""Drafts that a learner makes herself, of a passage that she chose in a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from flashcards import clock
from flashcards.core.errors import Invalid
from flashcards.core.notes import Note, validated
from flashcards.making.document import Kind
from flashcards.services.making import drafts
from flashcards.services.making.documents import PENDING, chapter_at, check_current, document
from flashcards.services.wording import write_to
from flashcards.store.models import content
from flashcards.store.models.content import Document, Draft

LONGEST = 1_500
"""Characters of a passage: several sentences, no chapter."""
TAG = "own"
_WORD = re.compile(r"[\w’'-]")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Passage:
    """A stretch of a document's text, whole words, with the section that it stands in."""

    quote: str
    start: int
    end: int
    section: str


def passage(row: Document, start: int, end: int) -> Passage:
    """Return the passage from ``start`` to ``end``, made wider to whole words; raises Invalid."""
    text = row.text
    start, end = max(0, min(start, end)), min(len(text), max(start, end))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        raise Invalid("Select a passage of the document first.", "quote")
    while start > 0 and _joined(text, start):
        start -= 1
    while end < len(text) and _joined(text, end):
        end += 1
    if end - start > LONGEST:
        raise Invalid("This passage is too long for one card: select a sentence or two.", "quote")
    return Passage(text[start:end], start, end, section_at(row, start))


def found(row: Document, words: str, start: int | None = None) -> Passage:
    """Return the passage that says ``words``, the one from ``start`` on if it does; or raises."""
    parts = [re.escape(word) for word in _SPACE.split(words.strip()) if word]
    if not parts:
        raise Invalid("Copy the passage out of the document into this field.", "quote")
    if len(words) > 2 * LONGEST:
        raise Invalid("This passage is too long for one card: copy a sentence or two.", "quote")
    pattern = re.compile(r"[\s|]+".join(parts))
    match = (pattern.match(row.text, start) if start else None) or pattern.search(row.text)
    if match is None:
        raise Invalid(
            "The document does not say this word for word. Copy the passage out of it once more.",
            "quote",
        )
    return passage(row, match.start(), match.end())


def section_at(row: Document, at: int) -> str:
    """Return the heading that a place in the text stands under, if there is one."""
    heads = [(start, end) for kind, start, end, *_ in row.blocks if kind == Kind.HEADING]
    above = [(start, end) for start, end in heads if start <= at]
    return row.text[slice(*above[-1])] if above else ""


def add(
    session: Session, user_id: int, document_id: int, wording: Note, chosen: Passage, now: datetime
) -> Draft:
    """Make a note of a passage; it is a draft that is accepted already, so it can be undone."""
    its_document = document(session, user_id, document_id)
    check_current(its_document)
    chapter = chapter_at(its_document, chosen.start)
    note = replace(
        wording,
        guid=clock.guid(),
        quote=chosen.quote,
        start=chosen.start,
        end=chosen.end,
        section=chosen.section,
        tags=tuple(dict.fromkeys([*wording.tags, TAG])),
    )
    validated(note)
    row = content.Draft(
        document_id=document_id,
        chapter=chapter,
        position=drafts.next_position(session, document_id, chapter),
        quality=1.0,
        state=PENDING,
    )
    write_to(row, note)
    session.add(row)
    session.flush()
    drafts.accept(session, user_id, row.id, now)
    return row


def _joined(text: str, at: int) -> bool:
    """Tell whether the place ``at`` is within a word."""
    return bool(_WORD.match(text[at - 1]) and _WORD.match(text[at]))
