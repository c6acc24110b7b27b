"""Holds what a model proposes against the document: what the text does not carry is dropped."""

from __future__ import annotations

import re
from dataclasses import replace

from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.check import check_note
from flashcards.making.checking.finding import Level
from flashcards.making.checking.grounding import carried, uncarried
from flashcards.making.document import Document, Kind
from flashcards.making.drafting.draft import Draft, guid
from flashcards.making.drafting.write import literal
from flashcards.services.model.passages import Passage, spoken
from flashcards.services.model.reply import Carded, Reworded

LONGEST_QUOTE = 600
FEWEST_WORDS = 4
"""A quote of fewer words carries nothing."""
QUALITY = 0.4
"""Behind what was cut from the document without a model."""
_SAME = str.maketrans("’‘“”–—\u00a0", "''\"\"-- ")


class Dropped(Exception):
    """A proposal that is not used; the message says why, to be counted."""


def reworded(document: Document, passage: Passage, said: Reworded) -> Draft:
    """Return the draft with its new question; raises Dropped."""
    if not 1 <= said.card <= len(passage.drafts):
        raise Dropped("a wording for a card that was not given")
    draft = passage.drafts[said.card - 1]
    if said.answer and said.answer.split() != spoken(draft.back).split():
        raise Dropped("it changes the answer")
    if said.question.split() == spoken(draft.front).split():
        raise Dropped("it changes nothing")
    changed = replace(draft, front=literal(said.question))
    _require_grounded_question(document, changed, draft.front)
    _require_rules(document, changed)
    return changed


def carded(document: Document, passage: Passage, said: Carded) -> Draft:
    """Return a further draft with the exact place of its quote; raises Dropped."""
    if not said.answer or not said.quote:
        raise Dropped("no answer or no quote")
    start, end = _place(document, passage, said.quote)
    quote = document.text[start:end]
    if carried(said.answer, quote):
        raise Dropped("the quote does not carry the answer")
    section = _section(document, start)
    text_hash = guid(document.text, 0, len(document.text), "document", 0)
    draft = Draft(
        guid=guid(text_hash, start, end, f"model\0{said.question}", 0),
        type=NoteType.BASIC,
        front=literal(said.question),
        back=literal(said.answer),
        text="",
        extra="",
        tags=("model",),
        section=section,
        quote=quote,
        start=start,
        end=end,
        quality=QUALITY,
    )
    _require_grounded_question(document, draft, "")
    _require_rules(document, draft)
    return draft


def as_note(document: Document, draft: Draft) -> Note:
    """Return the note that a draft would become, its document as the source."""
    return Note(
        draft.guid, draft.type, draft.front, draft.back, draft.text, draft.extra,
        document.title or "A document", draft.quote, draft.section, draft.start, draft.end,
        draft.tags,
    )  # fmt: skip


def _place(document: Document, passage: Passage, quote: str) -> tuple[int, int]:
    """Return where the quote stands in one block of the passage, white space apart."""
    words = quote.translate(_SAME).split()
    if len(words) < FEWEST_WORDS or len(quote) > LONGEST_QUOTE:
        raise Dropped("the quote is too short or too long")
    wanted = re.compile(r"\s+".join(map(re.escape, words)))
    for block in passage.blocks:
        text = document.text[block.start : block.end].translate(_SAME)
        found = wanted.search(text)
        if found and block.kind is not Kind.HEADING and _is_whole(text, *found.span()):
            return block.start + found.start(), block.start + found.end()
    raise Dropped("the quote is not in the text")


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a quote begins and ends between words."""
    before, after = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
    return not (start > 0 and before.isalnum()) and not (end < len(text) and after.isalnum())


def _require_grounded_question(document: Document, draft: Draft, before: str) -> None:
    given = f"{before} {draft.section} {document.title} {draft.back}"
    if uncarried(draft.front, draft.quote, given=given).wrong:
        raise Dropped("the question says what the quote does not")


def _require_rules(document: Document, draft: Draft) -> None:
    found = check_note(as_note(document, draft), document=document.text)
    broken = sorted({finding.rule for finding in found if finding.level is Level.ERROR})
    if broken:
        raise Dropped(f"it breaks {', '.join(broken)}")


def _section(document: Document, offset: int) -> str:
    headings = [
        block for block in document.blocks if block.kind is Kind.HEADING and block.start <= offset
    ]
    return (
        " ".join(document.text[headings[-1].start : headings[-1].end].split()) if headings else ""
    )
