"""A document as sections: each a heading and what stands under it, in sentences."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from flashcards.making.concepts.sentences import Sentence, plain, sentences
from flashcards.making.concepts.words import content, stem, words_of
from flashcards.making.document import Block, Document, Kind

_ASIDE = re.compile(r"\s*[*]*[(⟨<\[][^)⟩>\]]*[)⟩>\]][*]*\s*$")
_ASKS = re.compile(
    r"\b(?:what|who|whom|whose|which|when|where|why|how)\b|^(?:is|are|was|were|do|does|did|can|could"
    r"|should|would|will|has|have|may|might|must)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.):]?|[IVX]+\.|Q\d*[.:)]|Question \d+[.:])\s+")


@dataclass(frozen=True)
class Body:
    """A block that is no heading, with its sentences."""

    block: Block
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Section:
    """A heading and the blocks between it and the next one."""

    heading: str
    level: int
    bodies: tuple[Body, ...]
    start: int

    @property
    def prose(self) -> tuple[Sentence, ...]:
        """Return the sentences of the paragraphs, without lists and tables."""
        kinds = (Kind.PARAGRAPH, Kind.DEFINITION)
        return tuple(s for body in self.bodies if body.block.kind in kinds for s in body.sentences)

    @property
    def is_question(self) -> bool:
        """Tell whether the heading asks something."""
        return self.heading.endswith("?") and bool(_ASKS.search(self.heading))


@dataclass(frozen=True)
class Outline:
    """The sections of a document and how often it uses each word."""

    title: str
    sections: tuple[Section, ...]
    counts: Counter[str] = field(default_factory=Counter)
    capitals: frozenset[str] = frozenset()
    lowers: frozenset[str] = frozenset()
    words: int = 0

    def frequency(self, term: str) -> int:
        """Return how often the rarest content word of ``term`` stands in the document."""
        stems = content(term)
        return min((self.counts[word] for word in stems), default=0)


def outline(document: Document) -> Outline:
    """Return the sections of ``document``."""
    text = document.text
    sections: list[Section] = []
    heading, level, start = "", 0, 0
    bodies: list[Body] = []
    for block in document.blocks:
        if block.kind is Kind.HEADING:
            sections.append(Section(heading, level, tuple(bodies), start))
            heading, level, start = heading_of(text, block), block.level, block.start
            bodies = []
        else:
            bodies.append(Body(block, sentences(text, block)))
    sections.append(Section(heading, level, tuple(bodies), start))
    kept = tuple(section for section in sections if section.heading or section.bodies)
    return _counted(document.title, kept)


def heading_of(text: str, block: Block) -> str:
    """Return the words of a heading without its number and without marks."""
    words = plain(text[block.start : block.end]).strip(" #*")
    return _NUMBER.sub("", words)


def without_aside(heading: str) -> str:
    """Return a heading without what stands in brackets at its end."""
    return _ASIDE.sub("", heading).strip(" *:") or heading


def _counted(title: str, sections: tuple[Section, ...]) -> Outline:
    counts: Counter[str] = Counter()
    lower: set[str] = set()
    capitals: set[str] = set()
    total = 0
    for section in sections:
        for body in section.bodies:
            for sentence in body.sentences:
                bare = sentence.plain.split()
                total += len(bare)
                counts.update(stem(word) for word in words_of(sentence.plain))
                inner = [word.strip("“”\"'(),.;:") for word in bare[1:]]
                capitals.update(word for word in inner if word[:1].isupper())
                lower.update(word for word in inner if word[:1].islower())
    proper = frozenset(word for word in capitals if word.lower() not in lower)
    return Outline(title, sections, counts, proper, frozenset(lower), total)
