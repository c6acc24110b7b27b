"""Text becomes a deck; everything that is wrong with it is told at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from flashcards.core.deckfile import fields, frontmatter, lines
from flashcards.core.deckfile.deck import DeckFile, DeckFileError, Problem
from flashcards.core.deckfile.entries import Block, read_note
from flashcards.core.deckfile.fields import Field

_ESCAPE_IT = "If it is part of the text, put a backslash before it."


def parse(text: str, name: str) -> DeckFile:
    """Return the deck that ``text`` describes; ``name`` is the file's name in messages.

    Raise DeckFileError with every problem and its line.
    """
    raw = lines.split(text)
    plain = lines.bare(raw)
    problems: list[Problem] = []
    front = frontmatter.read(plain, problems)
    body = _Body(problems)
    for number, line in enumerate(plain[front.end :], front.end + 1):
        body.take(number, line)
    entries = [read_note(block, front.sources, problems) for block in body.blocks]
    _check_unique([block.fields["Id"] for block in body.blocks], problems)
    if problems:
        raise DeckFileError(name, problems)
    return DeckFile(
        name=name,
        title=front.values["title"],
        description=front.values.get("description", ""),
        language=front.values["language"],
        licence=front.values["licence"],
        sources=front.sources,
        extras=front.extras,
        notes=tuple(entry for entry in entries if entry),
        headings=tuple(body.headings),
        lines=raw,
    )


@dataclass
class _Body:
    problems: list[Problem]
    blocks: list[Block] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    block: Block | None = None
    last: Field | None = None

    def take(self, number: int, line: str) -> None:
        title = lines.heading(line)
        entry = lines.key_and_rest(line)
        if title is not None:
            self.headings.append((number, title))
            self.block = self.last = None
        elif entry:
            self.last = Field(number, [entry[1]])
            self._file(entry[0], self.last)
        elif self.last:
            self.last.raw.append(line)
        elif line.strip():
            self.problems.append((number, "This line belongs to no note: a note begins with Id:."))

    def _file(self, key: str, found: Field) -> None:
        if key == "Id":
            section = self.headings[-1][1] if self.headings else ""
            self.block = Block(section, {key: found})
            self.blocks.append(self.block)
        elif key not in fields.KEYS:
            self._wrong(found, f"There is no key “{key}”. {_ESCAPE_IT}")
        elif self.block is None:
            self._wrong(found, f"“{key}:” stands before the Id: of its note.")
        elif key in self.block.fields:
            self._wrong(found, f"“{key}:” stands here a second time in one note. {_ESCAPE_IT}")
        else:
            self.block.fields[key] = found

    def _wrong(self, found: Field, message: str) -> None:
        self.problems.append((found.line, message))


def _check_unique(ids: Sequence[Field], problems: list[Problem]) -> None:
    seen: dict[str, int] = {}
    for each in ids:
        if each.first and each.first in seen:
            first = seen[each.first]
            problems.append((each.line, f"The id {each.first} stands already in line {first}."))
        seen.setdefault(each.first, each.line)
