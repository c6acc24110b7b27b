"""What a deck says of itself, between two lines of three hyphens at the head of its file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flashcards.core.deckfile.deck import Problem
from flashcards.core.deckfile.lines import value_of, written_value

FENCE = "---"
NAMED = ("title", "description", "language", "licence")
SOURCE_KEY = r"[A-Za-z][A-Za-z0-9_-]*"
_ENTRY = re.compile(r"([A-Za-z][A-Za-z0-9_-]*):(?:\s(.*))?", re.DOTALL)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass
class Front:
    """The entries of a front matter; ``end`` is the index of the first line behind it.

    ``has_sources`` tells whether ``sources:`` stands among them.
    """

    values: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    end: int = 0
    has_sources: bool = False

    @property
    def extras(self) -> dict[str, str]:
        """The entries without a meaning of their own."""
        return {key: value for key, value in self.values.items() if key not in NAMED}


def read(lines: Sequence[str], problems: list[Problem]) -> Front:
    """Read the front matter of ``lines`` (without endings); what is wrong goes to ``problems``."""
    front = Front()
    if not lines or lines[0].rstrip() != FENCE:
        problems.append((1, "The file does not begin with a line of three hyphens (---)."))
        return front
    closing = next((at for at in range(1, len(lines)) if lines[at].rstrip() == FENCE), None)
    if closing is None:
        problems.append((1, "No second line of three hyphens (---) closes the front matter."))
        return front
    front.end = closing + 1
    _read_entries(lines[1:closing], front, problems)
    _check(front, problems)
    return front


def _read_entries(lines: Sequence[str], front: Front, problems: list[Problem]) -> None:
    in_sources = False
    for number, line in enumerate(lines, 2):
        if not line.strip():
            continue
        entry = _ENTRY.fullmatch(line.strip())
        indented = line[0].isspace()
        if not entry or (indented and not in_sources):
            problems.append((number, "This is no entry of the front matter: write “key: value”."))
        elif indented:
            _add(front.sources, entry, number, problems)
        elif entry[1] == "sources":
            in_sources = True
            _open_sources(front, entry, number, problems)
        else:
            in_sources = False
            _add(front.values, entry, number, problems)


def _open_sources(front: Front, entry: re.Match[str], number: int, problems: list[Problem]) -> None:
    if front.has_sources:
        problems.append((number, "“sources” stands here a second time."))
    if (entry[2] or "").strip():
        problems.append((number, "Each source has a line of its own, indented, below “sources:”."))
    front.has_sources = True


def _add(into: dict[str, str], entry: re.Match[str], number: int, problems: list[Problem]) -> None:
    key, raw = entry[1], (entry[2] or "").strip()
    if key in into:
        problems.append((number, f"“{key}” stands here a second time."))
    if not raw:
        problems.append((number, f"“{key}” is empty."))
    into[key] = value_of(raw)


def _check(front: Front, problems: list[Problem]) -> None:
    for key in ("title", "language", "licence"):
        if not front.values.get(key, "").strip():
            problems.append((1, f"The front matter needs an entry “{key}”."))
    language = front.values.get("language", "")
    if language.strip() and not _LANGUAGE.fullmatch(language):
        problems.append((1, f"“{language}” is no language code like en, de or pt-BR."))


def written(values: Mapping[str, str], sources: Mapping[str, str]) -> list[str]:
    """Return the lines, without endings, of a front matter with these entries."""
    entries = [f"{key}: {written_value(value)}" for key, value in values.items()]
    if sources:
        entries += ["sources:", *(source_line(key, text) for key, text in sources.items())]
    return [FENCE, *entries, FENCE]


def source_line(key: str, reference: str) -> str:
    """Return the line that gives one source."""
    return f"  {key}: {written_value(reference)}"
