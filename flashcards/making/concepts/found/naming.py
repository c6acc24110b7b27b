"""Where each term stands in a document: the noun phrases of its sentences, and its marked words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from flashcards.making.concepts import terms
from flashcards.making.concepts.found.standing import named
from flashcards.making.concepts.outline import Outline, Section, without_aside
from flashcards.making.concepts.sentences import Sentence
from flashcards.making.concepts.words import content
from flashcards.making.document import Kind
from flashcards.making.tagging.phrases import Parsed

_SILENT = (Kind.ROW, Kind.CODE, Kind.MENU, Kind.CAPTION, Kind.TERM)
"""Blocks whose words are not sentences."""
Key = tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """The words ``start`` to ``end`` of a sentence that name a term."""

    sentence: Sentence
    parsed: Parsed
    section: Section
    start: int
    end: int
    determiner: str
    marked: bool
    order: int
    """The number of the sentence, counted from the beginning of the document."""
    nth: int
    """The number of the sentence in its section."""
    kind: Kind

    @property
    def is_bound(self) -> bool:
        """Tell whether “of …” asks for the article that stands there: “the warmth of a voice”."""
        return self.parsed.lows[self.end : self.end + 1] == ("of",)

    @property
    def term(self) -> str:
        """Return the term as it stands there."""
        return self.parsed.said(self.start, self.end)


@dataclass
class Term:
    """A term of the document and everywhere that it stands."""

    key: Key
    places: list[Place] = field(default_factory=list)
    spellings: Counter[str] = field(default_factory=Counter)
    determiners: Counter[str] = field(default_factory=Counter)
    marked: int = 0


def key_of(term: str) -> Key:
    """Return what stays the same of ``term`` in all its forms."""
    return tuple(content(terms.bare(term)))


def vocabulary(outline: Outline) -> dict[Key, Term]:
    """Return the terms of ``outline``."""
    found: dict[Key, Term] = {}
    for place in _places(outline):
        key = key_of(place.term)
        if not key:
            continue
        term = found.setdefault(key, Term(key))
        term.places.append(place)
        term.spellings[place.term] += 1
        term.determiners[place.determiner.lower()] += not place.is_bound
        term.marked += place.marked
    return found


def heads_of(outline: Outline) -> set[Key]:
    """Return the headings as keys."""
    return {key_of(without_aside(section.heading)) for section in outline.sections}


def _places(outline: Outline) -> Iterator[Place]:
    order = 0
    for section in outline.sections:
        nth = 0
        for body in section.bodies:
            if body.block.kind in _SILENT:
                continue
            for sentence in body.sentences:
                order += 1
                nth += 1
                parsed = Parsed(sentence.plain)
                for start, end, determiner, marked in named(parsed, sentence.marks):
                    yield Place(
                        sentence, parsed, section, start, end, determiner, marked, order, nth,
                        body.block.kind,
                    )  # fmt: skip
