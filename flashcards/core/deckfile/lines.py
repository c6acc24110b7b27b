"""The lines of a deck file: endings, keys, headings, and the backslash that protects content."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

_MARK = r"(?:[A-Za-z]+:|#)(?=\s|$)"
_MARKED = re.compile(_MARK)
_ESCAPED = re.compile(rf"\\+(?:{_MARK}|\s|$)")
_KEY = re.compile(r"([A-Za-z]+):(?:\s(.*))?", re.DOTALL)
_HEADING = re.compile(r"#(?:\s(.*))?", re.DOTALL)
BYTE_ORDER_MARK = "\ufeff"


def split(text: str) -> tuple[str, ...]:
    """Split ``text`` after every line feed, and nowhere else; the endings stay."""
    return tuple(re.findall(r"[^\n]*\n|[^\n]+", text))


def newline_of(lines: Sequence[str]) -> str:
    """Return the line ending of a file, which its first line decides."""
    return "\r\n" if lines and lines[0].endswith("\r\n") else "\n"


def bare(lines: Sequence[str]) -> list[str]:
    """Return ``lines`` without their endings and without a byte order mark."""
    newline = newline_of(lines)
    stripped = [line.removesuffix(newline).removesuffix("\n") for line in lines]
    if stripped:
        stripped[0] = stripped[0].removeprefix(BYTE_ORDER_MARK)
    return stripped


def key_and_rest(line: str) -> tuple[str, str] | None:
    """Return the key that ``line`` begins with and what follows it, or None for other lines.

    One word of plain letters and a colon, then a space or the end of the line, is a key.
    """
    found = _KEY.fullmatch(line)
    return (found[1], (found[2] or "").lstrip()) if found else None


def heading(line: str) -> str | None:
    """Return the section title that ``line`` gives, or None for other lines."""
    found = _HEADING.fullmatch(line)
    return value_of((found[1] or "").strip()) if found else None


def content_of(raw: Sequence[str]) -> str:
    """Return the text that the lines ``raw`` of a field stand for.

    Blank lines around it belong to the layout; a backslash before something that would be read
    as layout or as a key goes away.
    """
    first = next((at for at, line in enumerate(raw) if line.strip()), len(raw))
    last = max((at for at, line in enumerate(raw) if line.strip()), default=-1)
    return "\n".join(line[1:] if _ESCAPED.match(line) else line for line in raw[first : last + 1])


def written_content(text: str) -> list[str]:
    """Return lines that ``content_of`` turns into ``text`` again."""
    raw = text.split("\n")
    last = len(raw) - 1
    return [_protected(line, at == 0, at == last) for at, line in enumerate(raw)]


def value_of(raw: str) -> str:
    """Return the value of a one-line entry; in double quotes it is read as a JSON string."""
    if raw.startswith('"'):
        try:
            value = json.loads(raw)
        except ValueError:
            return raw
        return str(value)
    return raw


def written_value(value: str) -> str:
    """Return the one line that ``value_of`` turns into ``value`` again."""
    plain = value and value == value.strip() and "\n" not in value and value_of(value) == value
    return value if plain else json.dumps(value, ensure_ascii=False)


def _protected(line: str, first: bool, last: bool) -> str:
    needed = (
        _ESCAPED.match(line)
        or (first and (not line or line[0].isspace()))
        or (last and not line.strip())
        or (not first and _MARKED.match(line))
    )
    return "\\" + line if needed else line
