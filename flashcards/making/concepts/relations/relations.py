"""Gathers what the sentences of a document say of two things at once."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.making.concepts.concept import Concept
from flashcards.making.concepts.outline import Outline
from flashcards.making.concepts.relations.amounts import amounts
from flashcards.making.concepts.relations.causes import causes
from flashcards.making.concepts.relations.contrasts import contrasts
from flashcards.making.concepts.relations.people import people
from flashcards.making.concepts.relations.stages import stages
from flashcards.making.concepts.relations.telling import told


def relations(outline: Outline) -> Iterator[Concept]:
    """Yield the contrasts, causes, people, stages and amounts that ``outline`` tells of."""
    sentences = list(told(outline))
    for find in (contrasts, causes, people, stages, amounts):
        yield from find(sentences, outline)
