"""Finds out how a table is written and what its columns hold, from its first rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flashcards.core.tables import headlines
from flashcards.core.tables.headlines import Headlines
from flashcards.core.tables.rows import Shape, quotes_match, some, width

CANDIDATES = ("\t", ",", ";", "|")
SAMPLE = 200
"""Rows that are looked at."""
_EVEN = 0.6
"""The share of rows of one width below which a sign is none that separates, but one of the text."""

ROLES = (
    *("front", "back", "text", "extra", "source", "quote", "section"),
    *("tags", "deck", "guid", "type", "ignore"),
)
"""What a column can hold: the fields of a note, and where and what it is."""

_NAMES = {
    "front": "front question term q word frage vorderseite begriff recto pregunta",
    "back": "back answer definition a meaning antwort rückseite bedeutung verso respuesta",
    "text": "text cloze lückentext",
    "extra": "extra notes note comment hint back_extra bemerkung",
    "source": "source reference quelle",
    "quote": "quote",
    "section": "section chapter",
    "tags": "tags tag labels schlagwörter",
    "deck": "deck stapel category categories",
    "guid": "guid id",
    "type": "type kind notetype note_type notiztyp",
}
_ROLE_OF = {name: role for role, names in _NAMES.items() for name in names.split()}
_HTML = re.compile(r"<(?:br|div|b|i|u|p|span|img|ul|ol|li)\b[^>]{0,200}>|&nbsp;", re.IGNORECASE)
_CLOZE = re.compile(r"\{\{c\d+::")
_TAGS = re.compile(r"[^\s.!?]{1,60}")


@dataclass(frozen=True)
class Found:
    """What a table seems to be: every part of it can be chosen otherwise.

    ``columns`` has a role for each column; ``html`` says whether cells are HTML.
    """

    lines: Headlines
    shape: Shape
    header: bool
    columns: tuple[str, ...]
    html: bool


def find(text: str) -> Found:
    """Return what ``text`` seems to be."""
    lines, body = headlines.read(text)
    separator = lines.separator or find_separator(body)
    return look(text, Shape(separator, quoted=quotes_match(body, separator)))


def look(text: str, shape: Shape, header: bool | None = None) -> Found:
    """Return what ``text`` seems to be if it is written in ``shape``."""
    lines, body = headlines.read(text)
    first = some(body, shape, SAMPLE)
    wide = max(width(first), len(lines.names))
    if header is None:
        header = not lines.count and bool(first) and is_header(first[0])
    names: Sequence[str] = first[0] if header and first else lines.names
    columns = _columns(names, first[1:] if header else first, wide, lines)
    cells = [cell for row in first[:50] for cell in row]
    html = lines.html if lines.html is not None else any(_HTML.search(cell) for cell in cells)
    return Found(lines, shape, header, columns, html)


def find_separator(text: str) -> str:
    """Return what separates the cells of ``text``: what gives the most rows of one width."""
    best = max(CANDIDATES, key=lambda each: _evenness(text, each))
    return best if _evenness(text, best)[0] >= _EVEN else CANDIDATES[0]


def is_header(cells: Sequence[str]) -> bool:
    """Say whether a first row names the columns."""
    filled = [cell for cell in cells if cell]
    known = [cell for cell in filled if role_of(cell)]
    return len(known) >= 2 or (bool(filled) and len(known) == len(filled))


def role_of(name: str) -> str:
    """Return the role that the name of a column stands for, or the empty string."""
    return _ROLE_OF.get("_".join(name.lower().split()), "")


def _evenness(text: str, separator: str) -> tuple[float, int]:
    """Return the share of rows that have the commonest number of cells, if that is not one."""
    for quoted in (True, False):
        found = some(text, Shape(separator, quoted=quoted), SAMPLE)
        counts = Counter(len(row) for row in found)
        if not counts:
            continue
        cells, times = counts.most_common(1)[0]
        if cells > 1:
            return times / len(found), -CANDIDATES.index(separator)
    return 0.0, -CANDIDATES.index(separator)


def _columns(
    names: Sequence[str], rows: Sequence[Sequence[str]], wide: int, lines: Headlines
) -> tuple[str, ...]:
    roles = [role_of(names[at]) if at < len(names) else "" for at in range(wide)]
    for at, role in lines.columns.items():
        if at < wide:
            roles[at] = role
    roles = ["" if role and role in roles[:at] else role for at, role in enumerate(roles)]
    if not {"front", "text"} & set(roles):
        _guess(roles, rows)
    return tuple(role or "ignore" for role in roles)


def _guess(roles: list[str], rows: Sequence[Sequence[str]]) -> None:
    """Give roles to the columns that have none: question, answer, then tags or what is more."""
    free = [at for at, role in enumerate(roles) if not role]
    if not free:
        return
    first = [row[free[0]] for row in rows if free[0] < len(row)]
    all_hide = bool(first) and all(_CLOZE.search(cell) for cell in first)
    wanted = ["text", "extra"] if all_hide else ["front", "back", "extra"]
    for at, role in zip(free, [role for role in wanted if role not in roles], strict=False):
        roles[at] = role
    if "extra" in roles and "tags" not in roles and not all_hide:
        at = roles.index("extra")
        cells = [row[at] for row in rows if at < len(row) and row[at]]
        if cells and all(_TAGS.fullmatch(cell) for cell in cells):
            roles[at] = "tags"
