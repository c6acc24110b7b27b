"""Finds the steps of an order that is told in prose: “The first stage is …”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.making.concepts import terms
from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.outline import Outline
from flashcards.making.concepts.relations.telling import Told, concept
from flashcards.making.concepts.words import content

_STAGE = re.compile(
    r"^The (?P<nth>first|second|third|fourth|fifth|sixth|seventh|final|last)"
    r" (?P<noun>stage|phase|step|level|task|condition|principle|component|element|part)"
    r"(?: (?:of|in) (?P<whole>[^,]{3,60}?))?"
    r"(?: is|,)(?: called| known as| termed| the| to)*"
    r" (?!regardless|always)(?P<what>[^,;.:]{3,60}?)"
    r"(?:[,.;:]| is| are| involves?| occurs?| begins?| refers?| consists?| stage| phase|$)"
)


def stages(sentences: list[Told], outline: Outline) -> Iterator[Concept]:
    """Yield what ``sentences`` call the first, the second … of something."""
    for told in sentences:
        found = _STAGE.match(told.text)
        if found is None:
            continue
        whole = found["whole"] or _whole(told, found["noun"])
        what = found["what"].strip()
        if not whole or len(what.split()) > 7 or not content(what):
            continue
        whole = terms.inside(whole, outline)
        question = f"What is the {found['nth']} {found['noun']} of {whole}?"
        card = concept(What.STAGE, told, f"{found['nth']} {whole}", question, what, 0.65)
        if card is not None:
            yield card


def _whole(told: Told, noun: str) -> str:
    """Return what has the stages where the sentence does not say it: “Stages of grief” above."""
    of = re.match(
        rf"^(?:The )?(?:\w+ )?{noun}s (?:of|in) (?P<whole>.+)$", told.section.heading, re.I
    )
    return of["whole"] if of else ""
