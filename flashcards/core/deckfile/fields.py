"""The fields of a note in a deck file: which keys there are and how their values are read."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from flashcards.core.notes import NoteType, tags_from

NO_SOURCE = "-"
TEXTS = {"Q": "front", "A": "back", "C": "text", "Extra": "extra", "Quote": "quote"}
"""The keys whose values may run over several lines, and the fields of a note they fill."""
KEYS = ("Id", "Type", "Q", "A", "C", "Extra", "Source", "Quote", "Span", "Tags", "Why")
"""All keys, in the order in which a note is written."""
SEVERAL_LINES = (*TEXTS, "Why")
"""The keys that may have more than one line."""
NEEDED = {
    NoteType.BASIC: ("Q", "A"),
    NoteType.REVERSED: ("Q", "A"),
    NoteType.CLOZE: ("C",),
}
"""The texts that make a note of a type; the other one's texts have no place in it."""

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{3,63}")
SPAN = re.compile(r"([0-9]{0,9})\.\.([0-9]{0,9})")


@dataclass
class Field:
    """One field as it stands in the file: its first line's number and its lines without the key."""

    line: int
    raw: list[str]

    @property
    def first(self) -> str:
        """The value of a field that has one line."""
        return self.raw[0].strip()

    @property
    def end(self) -> int:
        """The number of the line behind the last one that is not blank."""
        filled = [at for at, line in enumerate(self.raw) if line.strip()]
        return self.line + max(filled, default=0) + 1

    @property
    def empty(self) -> bool:
        """Whether nothing but blank lines stands here."""
        return not any(line.strip() for line in self.raw)


def span_of(raw: str) -> tuple[int | None, int | None] | None:
    """Return the offsets that ``120..180`` stands for, each may be missing; None if malformed."""
    found = SPAN.fullmatch(raw)
    if not found:
        return None
    start, end = (int(digits) if digits else None for digits in found.groups())
    return start, end


def tags_of(raw: str) -> tuple[str, ...]:
    """Return the tags of a line: words, or a JSON list where a tag is no plain word."""
    if raw.startswith("["):
        try:
            return tuple(str(tag) for tag in json.loads(raw))
        except (ValueError, RecursionError):
            return tags_from(raw)
    return tags_from(raw)


def written_tags(tags: Sequence[str]) -> str:
    """Return the line that ``tags_of`` turns into ``tags`` again."""
    plain = " ".join(tags)
    return plain if tags_of(plain) == tuple(tags) else json.dumps(tags, ensure_ascii=False)
