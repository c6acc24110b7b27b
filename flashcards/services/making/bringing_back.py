"""A passage that was left out of a document is taken in again, and drafts are made of it."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from flashcards.core.errors import Conflict, NotFound
from flashcards.making.apart.call import Ask, Late
from flashcards.making.document import Kind
from flashcards.making.drafting.draft import Draft as ProposedDraft
from flashcards.making.plain import draft_of
from flashcards.making.twins import Said, sort_out
from flashcards.services.making import documents, drafting, drafts
from flashcards.services.making.documents import PENDING, chapter_at, check_current, document
from flashcards.store.models.content import Document, Draft

PATIENCE = 20.0
"""Seconds; a passage takes far less than one."""


@dataclass(frozen=True)
class Again:
    """A passage that is to be drafted: the whole document, and the blocks to make drafts of."""

    data: bytes
    blocks: tuple[int, int]
    start: int
    end: int


def again(session: Session, user_id: int, document_id: int, start: int, end: int) -> Again:
    """Return what was left out from ``start`` to ``end`` as it would be drafted; or NotFound."""
    row = document(session, user_id, document_id)
    check_current(row)
    progress = drafting.progress(session, user_id, document_id)
    if progress is not None and progress.state == drafting.WORKING:
        raise Conflict("This document is still being drafted. Bring the passage back when it is.")
    out = _between(row, start, end)
    if not out:
        raise NotFound("There is no such passage among those left out.")
    blocks, first = _with(row, out)
    values = {**documents.as_read(row), "blocks": blocks}
    span = _headed(blocks, first), first + len(_blocks(row.text, out))
    return Again(json.dumps(values).encode(), span, start, end)


def drafted(passage: Again, ask: Ask) -> list[ProposedDraft]:
    """Return the drafts of such a passage, made apart; none where that fails: it is in anyway."""
    first, end = passage.blocks
    with ask("draft", passage.data, waiting=[0], chapters=[["", first, end]]) as call:
        try:
            answer = call.answer(PATIENCE)
        except Late:
            return []
    made = [draft_of(values) for values in (answer or {}).get("drafts", [])]
    return [draft for draft in made if passage.start <= draft.start < passage.end]


def take_in(
    session: Session, user_id: int, document_id: int, passage: Again, made: Sequence[ProposedDraft]
) -> int:
    """Take a passage into its document, with its drafts; return how many are new."""
    row = document(session, user_id, document_id)
    session.refresh(row, with_for_update=True)
    check_current(row)
    out = _between(row, passage.start, passage.end)
    if not out:
        return 0
    chapter = chapter_at(row, passage.start)
    blocks, _ = _with(row, out)
    added = len(blocks) - len(row.blocks)
    row.blocks = blocks
    row.left_out = [each for each in row.left_out if each not in out]
    row.chapters = [
        [
            title,
            head + added * (number > chapter),
            end + added * (number >= chapter),
        ]
        for number, (title, head, end) in enumerate(row.chapters)
    ]
    return _add(session, document_id, chapter, made)


def _add(session: Session, document_id: int, chapter: int, made: Sequence[ProposedDraft]) -> int:
    rows = drafts.drafts(session, document_id)
    earlier = [
        Said(row.id, row.front, row.back, row.text, row.quality, row.state != PENDING)
        for row in rows
    ]
    later = [Said(0, each.front, each.back, each.text, each.quality) for each in made]
    told = sort_out(earlier, later)
    session.execute(delete(Draft).where(Draft.id.in_(told.replaced), Draft.state == PENDING))
    drafts.add(session, document_id, chapter, [made[index] for index in told.kept])
    return len(told.kept)


def _between(row: Document, start: int, end: int) -> list[dict[str, Any]]:
    return [
        out for out in row.left_out if out.get("end") and start <= out["start"] < out["end"] <= end
    ]


def _with(row: Document, out: Sequence[dict[str, Any]]) -> tuple[list[list[Any]], int]:
    """Return the blocks with those of the passage in their place, and the number of its first."""
    new = _blocks(row.text, out)
    at = bisect_left(row.blocks, new[0][1], key=lambda block: block[1])
    return sorted([*row.blocks, *new], key=lambda block: block[1]), at


def _blocks(text: str, out: Sequence[dict[str, Any]]) -> list[list[Any]]:
    """Return what was left out as paragraphs."""
    found = []
    for each in out:
        at = each["start"]
        for piece in text[at : each["end"]].split("\n\n"):
            if piece.strip():
                found.append([Kind.PARAGRAPH.value, at, at + len(piece), 0, [], []])
            at += len(piece) + 2
    return found


def _headed(blocks: Sequence[list[Any]], first: int) -> int:
    """Return the number of the heading right above a passage, or of its own first block."""
    above = first and blocks[first - 1][0] == Kind.HEADING
    return first - 1 if above else first
