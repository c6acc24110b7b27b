"""Sentences with their offsets, and how they read without citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flashcards.making.concepts.words import ADVERBS, STOP
from flashcards.making.document import Block, Kind, Mark, Span, Style

_END = re.compile(r"[.!?…]+[\"”’')\]]*(?:\[\d+\](?:\[\d+\])*)?(?=\s+[\"“‘'(\[]*[A-Z0-9À-Þ])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|etc|al|para|ch|sec|dr|mr|mrs|ms|prof|st|no|fig|figs|vol|pp?|ed|eds|approx|ca|dept"
    r"|u\.s|u\.k|ph\.d|m\.d|jr|sr)|(?:^|[\s(.])[A-Z])\.$",
    re.IGNORECASE,
)
_SINGLE_CAPITAL = re.compile(r"(?:^|[\s(.])[A-Z]\.$")
_YEAR = r"(?:1[5-9]|20)\d\d[a-z]{0,2}"
_CITATION = re.compile(
    r"\s?\[(?:\d+|citation needed|note \d+)(?:\s*[,–-]\s*\d+)*\](?::\s?\d+(?:[–-]\d+)?)?"
    rf"|\s?\((?:[^()]*?\b{_YEAR}\b[^()]*|n\.d\.[^()]*|[^()]*\bn\.d\.(?:-[a-z])?|(?:see|cf\.)\s[^()]*"
    r"|(?:fig(?:ure|s|\.)?|table|box|chapter|section|appendix)\s*\d[^()]*|pp?\.\s?\d+[^()]*)\)",
    re.IGNORECASE,
)
_LOOSE_STOP = re.compile(r" \.(?!\d)")
"""A full stop that a citation left behind, and not the point of “r = .28”."""
_REFERRING = re.compile(r";?\s*see (?:figure|table|box|chapter)\s[\d.]+", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence(Span):
    """A sentence of the document; ``plain`` is how it reads without citations and line breaks."""

    plain: str
    marks: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """Return the number of words."""
        return len(self.plain.split())


def plain(text: str) -> str:
    """Return ``text`` without citations, on one line."""
    line = " ".join(text.split())
    bare = _REFERRING.sub("", _CITATION.sub("", line))
    return _LOOSE_STOP.sub(".", " ".join(bare.split()).replace(" ,", ",").replace("()", ""))


def sentences(text: str, block: Block) -> tuple[Sentence, ...]:
    """Return the sentences of ``block`` with their offsets in ``text``."""
    return tuple(sentence(text, span, block) for span in _spans(text, block))


def sentence(text: str, span: Span, block: Block) -> Sentence:
    """Return the stretch ``span`` of ``block`` as a sentence with its bold and italic words."""
    marks = tuple(
        words
        for mark in block.marks
        if span.start <= mark.start and mark.end <= span.end and mark.style is not Style.CODE
        if (words := _marked(text, mark))
    )
    return Sentence(span.start, span.end, plain(text[span.start : span.end]), marks)


def _marked(text: str, mark: Mark) -> str:
    return plain(text[mark.start : mark.end]).strip(' .,:;–—-“”"*')


def _spans(text: str, block: Block) -> Iterator[Span]:
    if block.kind in (Kind.HEADING, Kind.ROW, Kind.TERM):
        yield Span(block.start, block.end)
        return
    start = block.start
    for end in _END.finditer(text, block.start, block.end):
        if _is_abbreviation(text[start : end.end()]) or _is_country(text, start, end.end()):
            continue
        yield Span(start, end.end())
        start = end.end()
        while start < block.end and text[start].isspace():
            start += 1
    if start < block.end:
        yield Span(start, block.end)


def _is_country(text: str, start: int, end: int) -> bool:
    """Tell whether a name goes on after “the U.S.”, as “Centers” does and “However” does not."""
    following = re.match(r"\s+([A-Z][a-z]+)", text[end : end + 40])
    if following is None or not re.search(r"\b[Tt]he U\.[SK]\.$", text[start:end]):
        return False
    return following[1].lower() not in STOP | ADVERBS


def _is_abbreviation(begun: str) -> bool:
    tail = begun[-12:]
    if _SINGLE_CAPITAL.search(tail):
        return True
    found = _ABBREVIATION.search(tail)
    return bool(found) and not found.group().strip(" (.").isupper() if found else False
