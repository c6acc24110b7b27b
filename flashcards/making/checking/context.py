"""A card stands alone, and a term of several meanings says which is meant (R5, R6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.core import cloze
from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.finding import Finding, Level
from flashcards.making.checking.words import plain, sentences

_DOCUMENT = re.compile(
    r"\b(?:this|the present) (?:study|chapter|article|text|section|paper|book|passage|figure"
    r"|table|unit|lesson|module)\b|\bthe authors?\b(?! of\b)|\bof the following\b|\bthe above\b"
    r"|\b(?:mentioned|described|listed|discussed|shown|defined|given|see|as) (?:above|below)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:it|they|he|she|him|them|his|her|their|its|this|these|those|such)\b"
    r"(?! (?:who|whose|is \w+ that|is \w+ to|was \w+ that)\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"^(?:what|why|how|when|where|which|whom?) (?:is|are|was|were|do|does|did|has|have|had|can"
    r"|could|would|will|should) (?:he|she|they)\b",
    re.IGNORECASE,
)
HOMONYMS = (
    "congruence", "incongruence", "splitting", "projection", "frame", "alliance", "containment",
    "integration", "resistance", "differentiation", "validation", "exposure", "MI", "ACT", "CAT",
)  # fmt: skip
"""Terms that mean different things in different schools; capitals count where they are written."""
_TERM = re.compile(
    "|".join(rf"\b{term}\b" if term.isupper() else rf"\b(?i:{term})\b" for term in HOMONYMS)
)
_SCHOOL = re.compile(
    r"\b(?:person-cent(?:red|ered)|client-cent(?:red|ered)|psychodynamic|psychoanaly\w+|analytic"
    r"|object relations|Kleinian|Jungian|Gestalt|humanistic|existential|systemic|family therapy"
    r"|couple therapy|group therapy|cognitive|behaviou?r\w*|CBT|DBT|mentali[sz]ation|attachment"
    r"|motivational|myocardial|defen[cs]e mechanism|working alliance|therapeutic alliance"
    r"|helping alliance|alliance ruptures?|statistic\w*|law|exam)\b|\(\w[^)]{0,80}\d{4}\)",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[\w,’'\)] )[A-Z][a-zà-ÿ]{2,}\b|\b[A-Z][a-zà-ÿ]{2,}['’]s\b|\b[A-Z][a-z]+’ ")


def check(note: Note) -> Iterator[Finding]:
    """Yield what the question leaves open for somebody who sees this card alone."""
    shown = cloze.plain(note.text) if note.type is NoteType.CLOZE else note.front
    field = "text" if note.type is NoteType.CLOZE else "front"
    asked = plain(shown)
    for name, text in ((field, asked), ("back", plain(note.back))):
        pointing = _DOCUMENT.search(text)
        if pointing:
            message = f"“{pointing[0]}” points at something that the card does not show. Name it."
            yield Finding("R5", Level.ERROR, message, name, note.guid)
    leading = _LEADING.search(asked)
    if leading or (sentences(asked) == 1 and _ASKED.search(asked)):
        message = "A pronoun stands for something that the card does not show. Name it."
        yield Finding("R5", Level.ERROR, message, field, note.guid)
    term = _TERM.search(asked)
    if term and not (_SCHOOL.search(asked) or _NAME.search(asked)):
        message = (
            f"“{term[0]}” means different things in different schools. Say whose it is, for"
            " example: In person-centred therapy, …"
        )
        yield Finding("R6", Level.WARNING, message, field, note.guid)
