"""Finds glossaries: definition lists, tables, “term: meaning” lines, and headings that are"
" terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from flashcards.making.concepts import terms
from flashcards.making.concepts.clauses import is_verb
from flashcards.making.concepts.concept import Concept
from flashcards.making.concepts.entries import INSTRUCTS, NO_ENTRY, entry, first_of, tells_what
from flashcards.making.concepts.outline import Body, Outline, Section, without_aside
from flashcards.making.concepts.sentences import Sentence, plain
from flashcards.making.concepts.words import words_of
from flashcards.making.document import Document, Kind

_LINE = re.compile(
    r"^[“\"]?(?P<term>[A-Z][^:;.!?|“”\"]{1,60}?)[”\"]?(?::| [–—-]{1,2}|—) (?P<meaning>\S.+)$", re.S
)
_HEADED = re.compile(
    r"(?:key )?(?:terms?|concepts?|glossary|definitions?|vocabulary)(?: .*)?|.*\bglossary", re.I
)
_TERM_COLUMN = re.compile(
    r"term|concept|name|word|phrase|type|stage|theory|bias|skill|technique|"
    r"symptom|principle|action|bias|element|defen[cs]e.*|mechanism|distortion|approach",
    re.I,
)
_MEANING_COLUMN = re.compile(
    r".*(?:definition|meaning|description|what it (?:is|means)|explanation|focus).*", re.I
)
_NO_GLOSSARY = re.compile(r"(?:case|sample|homework|integrates|example|when to|how to).*", re.I)
FEWEST_SIBLINGS = 3
_FEW, _MANY = 2, 4
MARKED = 0.75
_SHORT_SECTION = 110


def glossary(document: Document, outline: Outline) -> Iterator[Concept]:
    """Yield the entries of every glossary in ``outline``."""
    for section in outline.sections:
        yield from _definition_list(section, outline)
        yield from _table(document.text, section, outline)
        yield from _lines(section, outline)
    yield from _headings(outline)


def _definition_list(section: Section, outline: Outline) -> Iterator[Concept]:
    term: Body | None = None
    for body in section.bodies:
        if body.block.kind is Kind.TERM:
            term = body
        elif body.block.kind is Kind.DEFINITION and term is not None and body.sentences:
            first = body.sentences[0]
            name = term.sentences[0].plain
            made = entry(name, first.plain, (term.block.start, first.end), section, outline, 0.9)
            term = None
            if made:
                yield made


def _table(text: str, section: Section, outline: Outline) -> Iterator[Concept]:
    column: int | None = None
    for body in section.bodies:
        block = body.block
        if block.kind is not Kind.ROW:
            column = None
            continue
        cells = [plain(text[cell.start : cell.end]) for cell in block.cells]
        if _is_head(cells, block.level):
            column = _meaning_column(cells)
        elif column is not None and len(cells) > column:
            span = (block.cells[0].start, block.cells[column].end)
            made = entry(cells[0], cells[column], span, section, outline, 0.85)
            if made and tells_what(made.answer):
                yield made


def _is_head(cells: list[str], level: int) -> bool:
    return level == 0 or (len(cells) > 1 and _meaning_column(cells) is not None)


def _meaning_column(cells: list[str]) -> int | None:
    """Return the column of meanings in a table headed by ``cells``, if its first column names."""
    if not cells or not _TERM_COLUMN.search(cells[0]):
        return None
    for index, cell in enumerate(cells[1:], start=1):
        if _MEANING_COLUMN.fullmatch(cell) and len(cell.split()) <= 4:
            return index
    return None


def _lines(section: Section, outline: Outline) -> Iterator[Concept]:
    found = []
    if _NO_GLOSSARY.fullmatch(section.heading):
        return
    for body in section.bodies:
        if body.block.kind in (Kind.ITEM, Kind.PARAGRAPH) and body.sentences:
            made = _line(body, section, outline)
            if made:
                found.append(made)
    headed = bool(_HEADED.fullmatch(section.heading))
    if headed or len(found) >= _MANY:
        yield from (replace(made, score=0.85) for made in found)
    elif len(found) >= _FEW:
        yield from found
    else:
        yield from (made for made in found if made.score > MARKED)


def _line(body: Body, section: Section, outline: Outline) -> Concept | None:
    first = body.sentences[0]
    found = _LINE.match(first.plain)
    if found is None or found["meaning"].rstrip().endswith((":", "?")):
        return None
    named, _, more = found["term"].partition(" ")
    if is_verb(found["meaning"].split()[0]) or (more and is_verb(named)):
        return None
    if INSTRUCTS.match(found["meaning"]) or found["meaning"][:1] in '“"':
        return None
    marked = any(
        found["term"].startswith(mark) or mark.startswith(found["term"]) for mark in first.marks
    )
    if not tells_what(first_of(found["meaning"])):
        return None
    end = _meaning_end(body, found["meaning"])
    score = 0.78 if marked else MARKED
    return entry(found["term"], found["meaning"], (first.start, end), section, outline, score)


def _meaning_end(body: Body, meaning: str) -> int:
    return body.sentences[0].end if meaning else body.block.end


def _headings(outline: Outline) -> Iterator[Concept]:
    """Yield headings that are terms, if several of one level stand with short texts under them."""
    found: dict[int, list[Concept]] = {}
    shares: dict[int, int] = {}
    for section in outline.sections:
        shares[section.level] = shares.get(section.level, 0) + bool(section.bodies)
        made = _headed(section, outline)
        if made:
            found.setdefault(section.level, []).append(made)
    for level, entries in found.items():
        if len(entries) < FEWEST_SIBLINGS or len(entries) * 3 < shares[level]:
            continue
        is_glossary = len(entries) * 3 >= 2 * shares[level]
        yield from (made for made in entries if is_glossary or tells_what(made.answer))


def _headed(section: Section, outline: Outline) -> Concept | None:
    name = without_aside(section.heading)
    prose = section.prose
    if not prose or section.is_question or section.level < 2 or NO_ENTRY.fullmatch(name):
        return None
    if sum(sentence.count for sentence in prose) > _SHORT_SECTION:
        return None
    first = _telling(prose)
    if first is None or first.count < 5:
        return None
    if len(words_of(name)) > 5 or terms.names_something(name) is False:
        return None
    return entry(name, first.plain, (first.start, first.end), section, outline, 0.8)


def _telling(prose: tuple[Sentence, ...]) -> Sentence | None:
    """Return the first sentence that is not about who found a thing and when."""
    for sentence in prose[:2]:
        if not re.match(
            r"^(?:developed|conducted|proposed|introduced|coined|a term|\w+ (?:conducted|run"
            r"|done))\b",
            sentence.plain,
            re.I,
        ):
            return sentence if sentence.plain[:1].isalpha() else None
    return None
