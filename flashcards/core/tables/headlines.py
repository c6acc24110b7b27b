"""The lines with which Anki begins its text exports: ``#separator:tab``, ``#tags column:3``."""

from __future__ import annotations

from dataclasses import dataclass, field

SEPARATORS = {
    "tab": "\t",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
    "colon": ":",
    "space": " ",
}
"""The names that Anki has for what separates cells."""
_COLUMNS = {
    "tags column": "tags",
    "deck column": "deck",
    "notetype column": "type",
    "guid column": "guid",
}


@dataclass
class Headlines:
    """What the lines say; ``columns`` are roles by the index of their column, ``count`` lines."""

    separator: str = ""
    html: bool | None = None
    names: tuple[str, ...] = ()
    tags: str = ""
    deck: str = ""
    note_type: str = ""
    columns: dict[int, str] = field(default_factory=dict)
    count: int = 0


def read(text: str) -> tuple[Headlines, str]:
    """Return what the first lines of ``text`` say, and the text below them."""
    found = Headlines()
    names = ""
    while text.startswith("#"):
        line, _, rest = text.partition("\n")
        key, colon, value = line[1:].partition(":")
        if not colon or not _take(found, key.strip().lower(), value.strip("\r")):
            if key.strip().lower() != "columns":
                break
            names = value.strip("\r")
        found.count += 1
        text = rest
    if names:
        found.names = tuple(names.split(found.separator or _likely(names)))
    return found, text


def _take(found: Headlines, key: str, value: str) -> bool:
    """Take in one line; say whether its key is one of those that are known."""
    plain = value.strip()
    if key == "separator":
        found.separator = SEPARATORS.get(plain.lower(), value[:1] or "\t")
    elif key == "html":
        found.html = plain.lower() == "true"
    elif key == "tags":
        found.tags = plain
    elif key == "deck":
        found.deck = plain
    elif key == "notetype":
        found.note_type = plain
    elif key in _COLUMNS:
        if plain.isdecimal() and 0 < int(plain[:4]) < 1000:
            found.columns[int(plain[:4]) - 1] = _COLUMNS[key]
    else:
        return key == "if matches"
    return True


def _likely(names: str) -> str:
    return max(("\t", ",", ";", "|"), key=names.count)
