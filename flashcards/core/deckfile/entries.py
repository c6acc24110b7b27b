"""The lines of one note become the note."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flashcards.core import notes
from flashcards.core.deckfile import fields, lines
from flashcards.core.deckfile.deck import DeckNote, Kept, Problem, readable_source
from flashcards.core.deckfile.fields import Field
from flashcards.core.deckfile.frontmatter import SOURCE_KEY
from flashcards.core.errors import Invalid
from flashcards.core.notes import WRITTEN, Note, NoteType

_KEPT = re.compile(r"(R[1-9][0-9]?)\s+(\S.*)")
_SOURCE = re.compile(rf"({SOURCE_KEY})(?:,\s*(.+))?")


@dataclass
class Block:
    """A note as it stands in the file: its section and its fields by key, ``Id`` among them."""

    section: str
    fields: dict[str, Field]

    @property
    def line(self) -> int:
        """The number of its first line."""
        return self.fields["Id"].line

    @property
    def end(self) -> int:
        """The number of the line behind its last one that is not blank."""
        return max(each.end for each in self.fields.values())


def read_note(block: Block, sources: Mapping[str, str], problems: list[Problem]) -> DeckNote | None:
    """Return the note that ``block`` describes; what is wrong with it goes to ``problems``."""
    found: list[Problem] = []
    _check_shape(block, found)
    type_ = _type(block, found)
    key, place = _source(block, sources, found)
    span = _span(block, found)
    kept = _kept(block, found)
    if not found:
        texts: dict[str, Any] = {
            into: lines.content_of(block.fields[name].raw)
            for name, into in fields.TEXTS.items()
            if name in block.fields
        }
        note = Note(
            guid=block.fields["Id"].first,
            type=type_,
            **texts,
            source=readable_source(sources[key], place) if key else "",
            section=block.section,
            start=span[0],
            end=span[1],
            tags=fields.tags_of(block.fields["Tags"].first) if "Tags" in block.fields else (),
        )
        _check_note(note, block, found)
    problems.extend(found)
    return None if found else DeckNote(note, key, place, block.line, block.end, kept)


def _check_shape(block: Block, problems: list[Problem]) -> None:
    for key, each in block.fields.items():
        if each.empty:
            problems.append((each.line, f"“{key}:” is empty: fill it or leave the line out."))
        elif key not in fields.SEVERAL_LINES:
            problems += [
                (number, f"“{key}:” has one line: this one belongs to no field.")
                for number, line in enumerate(each.raw[1:], each.line + 1)
                if line.strip()
            ]
    guid = block.fields["Id"]
    if not guid.empty and not fields.ID.fullmatch(guid.first):
        message = (
            f"“{guid.first}” is no id: 4 to 64 letters, digits, dots, hyphens or underscores,"
            " a letter or digit first."
        )
        problems.append((guid.line, message))
    if "Source" not in block.fields:
        problems.append((block.line, "This note has no Source:."))


def _type(block: Block, problems: list[Problem]) -> NoteType:
    type_ = NoteType.CLOZE if "C" in block.fields else NoteType.BASIC
    stated = block.fields.get("Type")
    if stated:
        if stated.first in WRITTEN:
            type_ = NoteType(stated.first)
        else:
            known = ", ".join(WRITTEN)
            problems.append((stated.line, f"“{stated.first}” is no type of note: {known}."))
    needed = fields.NEEDED[type_]
    problems += [
        (block.line, f"This note has no {key}:, which a {type_} note needs.")
        for key in needed
        if key not in block.fields
    ]
    problems += [
        (each.line, f"A {type_} note has no {key}:.")
        for key, each in block.fields.items()
        if key in ("Q", "A", "C") and key not in needed
    ]
    return type_


def _source(block: Block, sources: Mapping[str, str], problems: list[Problem]) -> tuple[str, str]:
    stated = block.fields.get("Source")
    if stated is None or stated.empty or stated.first == fields.NO_SOURCE:
        return "", ""
    found = _SOURCE.fullmatch(stated.first)
    if not found:
        message = "Write the key of a source, then a comma and the place: bordin1979, p. 253."
        problems.append((stated.line, message))
        return "", ""
    if found[1] not in sources:
        problems.append((stated.line, f"The front matter has no source “{found[1]}”."))
    return found[1], found[2] or ""


def _span(block: Block, problems: list[Problem]) -> tuple[int | None, int | None]:
    stated = block.fields.get("Span")
    if stated is None or stated.empty:
        return None, None
    span = fields.span_of(stated.first)
    if span is None:
        problems.append((stated.line, "Write the span of the quote like this: 120..180."))
    return span or (None, None)


def _kept(block: Block, problems: list[Problem]) -> tuple[Kept, ...]:
    """Return why the note does not keep some rules: a line each."""
    stated = block.fields.get("Why")
    told = enumerate(stated.raw, stated.line) if stated and not stated.empty else ()
    kept = []
    for number, line in told:
        found = _KEPT.fullmatch(line.strip())
        if found:
            kept.append(Kept(found[1], found[2], number))
        elif line.strip():
            problems.append((number, "Write the id of the rule and the reason: R8 It is the law."))
    return tuple(kept)


def _check_note(note: Note, block: Block, problems: list[Problem]) -> None:
    try:
        notes.validated(note)
    except Invalid as error:
        keys = [key for key, into in fields.TEXTS.items() if into == error.field]
        line = block.fields[keys[0]].line if keys else block.line
        problems.append((line, str(error)))
