"""How a field names its files: ``![words](rose.jpg)`` and Anki's ``[sound:word.mp3]``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape, unescape
from urllib.parse import quote, unquote

from flashcards.core.media.kinds import Kind, Sort

_PLAIN_NAME = re.compile(r"[^\s<>()]+")
_MEANT = re.compile(r"[\\\[\]`*_<&~!]")
"""Characters that mean something in a description, if nothing stands before them."""
_PICTURE = re.compile(r"\](?:\(|:)\s*(<[^<>\n]*>|(?:[^\s()\\]|\\.|\([^\s()]*\))+)", re.S)
_SOUND = re.compile(r"\[sound:([^\]\n]+)\]")
_IN_HTML = re.compile(
    r"<(?:img|audio|video|source|embed)\b[^<>]{0,1000}?\ssrc\s*=\s*(\"[^\">]*\"|'[^'>]*'|[^\s\"'>]+)",
    re.I,
)
_CHARACTER = re.compile(r"\\([!-/:-@\[-`{-~])")


def mark(name: str, kind: Kind, words: str = "") -> str:
    """Return what stands in a field for a file; ``words`` describe a picture."""
    if kind.sort is not Sort.PICTURE:
        return f"[sound:{name}]"
    said = _MEANT.sub(r"\\\g<0>", " ".join(words.split()))
    return f"![{said}]({address(name)})"


def mark_in_html(name: str, kind: Kind, words: str = "") -> str:
    """Return what stands in a field of a note from Anki, which is HTML, for a file."""
    if kind.sort is not Sort.PICTURE:
        return f"[sound:{_in_text(name)}]"
    return f'<img src={in_html(name)} alt="{escape(" ".join(words.split()))}">'


def address(name: str) -> str:
    """Return ``name`` as Markdown takes it for an address."""
    escaped = re.sub(r"[%&`]", lambda found: quote(found[0]), name)
    return escaped if _PLAIN_NAME.fullmatch(escaped) else f"<{escaped}>"


def names(*fields: str) -> set[str]:
    """Return the names of all files that fields may show, and perhaps of some that they do not.

    Fields are Markdown, or HTML as Anki has it.
    """
    found: set[str] = set()
    for field in fields:
        for way in _WAYS:
            found.update(way.read(each[1]) for each in way.pattern.finditer(field))
    found.update([unquote(name) for name in found if "%" in name])
    return found


def renamed(field: str, others: Mapping[str, str]) -> str:
    """Return a field, in Markdown or in Anki's HTML, with other names for some of its files."""
    for way in _WAYS:
        field = way.pattern.sub(partial(_renamed, way, others), field)
    return field


def in_html(name: str) -> str:
    """Return ``name`` as the quoted address of an ``<img>`` in Anki, which decodes nothing else."""
    return '"' + escape(name, quote=False).replace('"', "&quot;") + '"'


def encoded(name: str) -> str:
    """Return ``name`` as a part of an address on the web."""
    return quote(name, safe="")


def _of_markdown(written: str) -> str:
    inside = written[1:-1] if written.startswith("<") else written
    return unquote(unescape(_CHARACTER.sub(r"\1", inside)))


def _of_html(written: str) -> str:
    inside = written[1:-1] if written[0] in "\"'" else written
    return unescape(inside)


def _of_text(written: str) -> str:
    return unescape(written).strip()


def _in_text(name: str) -> str:
    return escape(name, quote=False)


def _renamed(way: _Way, others: Mapping[str, str], found: re.Match[str]) -> str:
    other = others.get(way.read(found[1]))
    if other is None:
        return found[0]
    begins, ends = (place - found.start() for place in found.span(1))
    return found[0][:begins] + way.write(other) + found[0][ends:]


@dataclass(frozen=True)
class _Way:
    """A way in which fields name a file: where, how the name is read and how it is written."""

    pattern: re.Pattern[str]
    read: Callable[[str], str]
    write: Callable[[str], str]


_WAYS = (
    _Way(_PICTURE, _of_markdown, address),
    _Way(_IN_HTML, _of_html, in_html),
    _Way(_SOUND, _of_text, _in_text),
)
