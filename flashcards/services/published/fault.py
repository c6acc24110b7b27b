"""Something that is wrong with a deck that ships, or with the works beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flashcards.core.deckfile.deck import DeckFile
from flashcards.making.checking.finding import Level


@dataclass(frozen=True)
class Fault:
    """What is wrong in which line of which file, and what to do; line 0 is the whole file."""

    file: str
    line: int
    rule: str
    message: str
    level: Level = Level.ERROR

    def __str__(self) -> str:
        place = f", line {self.line}" if self.line else ""
        return f"{self.file}{place}: {self.level.value} {self.rule}: {self.message}"


def line_of(deck: DeckFile, entry: str) -> int:
    """Return the number of the line of an entry of a deck's head, a source among them; else 1."""
    begins = re.compile(rf"\s*{re.escape(entry)}:")
    return next((at for at, line in enumerate(_head(deck), 1) if begins.match(line)), 1)


def _head(deck: DeckFile) -> Sequence[str]:
    fences = [at for at, line in enumerate(deck.lines) if line.rstrip() == "---"]
    return deck.lines[: fences[1]] if len(fences) > 1 else deck.lines
