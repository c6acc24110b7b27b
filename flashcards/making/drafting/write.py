"""Writes concepts as drafts: questions with answers, and sentences with words hidden."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from flashcards.core import cloze
from flashcards.core.notes import NoteType
from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.terms import capitalised
from flashcards.making.document import Document
from flashcards.making.drafting.draft import Draft, guid

_FORMATTING = re.compile(r"([\\`*_#<>~|])")
_LEADING = re.compile(r"(?m)^(\s*)([-+]|\d+[.)])(?=\s)")
_TAGS = {
    What.ANSWER: "question",
    What.ENTRY: "definition",
    What.DEFINITION: "definition",
    What.NAME: "term",
    What.LIST: "list",
    What.ROLE: "role",
    What.STATEMENT: "statement",
    What.CONTRAST: "contrast",
    What.CAUSE: "cause",
    What.PERSON: "person",
    What.STAGE: "stage",
    What.AMOUNT: "amount",
}


def drafts(document: Document, concepts: Iterable[Concept]) -> tuple[Draft, ...]:
    """Return the drafts of ``concepts``, in their order; what cannot be written is left away."""
    return tuple(_written(document, concepts))


def _written(document: Document, concepts: Iterable[Concept]) -> Iterator[Draft]:
    text_hash = guid(document.text, 0, len(document.text), "document", 0)
    counters: Counter[tuple[int, int, str]] = Counter()
    for concept in concepts:
        fields = _fields(concept)
        if fields is None:
            continue
        key = (concept.start, concept.end, concept.what.value)
        yield Draft(
            guid(text_hash, *key, counters[key]),
            *fields,
            "",
            (_TAGS[concept.what],),
            concept.section,
            document.text[concept.start : concept.end],
            concept.start,
            concept.end,
            concept.quality,
        )
        counters[key] += 1


def _fields(concept: Concept) -> tuple[NoteType, str, str, str] | None:
    """Return the type, the front, the back and the text of the note."""
    if concept.question:
        if concept.both_ways:
            return (
                NoteType.REVERSED,
                literal(capitalised(concept.topic)),
                literal(concept.answer),
                "",
            )
        return NoteType.BASIC, literal(concept.question), literal(concept.answer), ""
    text = hide(concept.text, concept.hidden)
    if text is None:
        return None
    return NoteType.CLOZE, "", "", text


def literal(words: str) -> str:
    """Return ``words`` so that Markdown shows them as they are."""
    return _LEADING.sub(r"\1\\\2", _FORMATTING.sub(r"\\\1", words))


def hide(text: str, hidden: tuple[str, ...]) -> str | None:
    """Return ``text`` with each of ``hidden`` as a cloze of its own, or None if one is missing."""
    pieces = []
    at = 0
    for ordinal, words in enumerate(hidden, start=1):
        found = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, at)
        if found is None or "::" in words or "}}" in words:
            return None
        pieces += [_kept(text[at : found.start()]), f"{{{{c{ordinal}::{_kept(words)}}}}}"]
        at = found.end()
    whole = "".join([*pieces, _kept(text[at:])])
    return whole if len(cloze.ordinals(whole)) == len(hidden) else None


def _kept(words: str) -> str:
    """Return words of a cloze note, formatting neutralised; the marks of its own list stay."""
    return _FORMATTING.sub(r"\\\1", words)
