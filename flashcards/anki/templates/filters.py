"""What filters like ``{{text:Field}}`` make of a field; one that is not known does nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

_UNSEEN = re.compile(r"<!--|<(?:script|style)\b", re.IGNORECASE)
_ENDS = {"<!--": "-->", "<script": "</script>", "<style": "</style>"}
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_READING = re.compile(r" ?([^ <>\[\]]{1,50})\[(?!sound:)([^\[\]]{1,200})\]")
_BLANK = re.compile(r"(?:[ \t\n\v\f\r]|</?(?:br|div) ?/?>)*", re.IGNORECASE)


def blank(html: str) -> bool:
    """Say whether a field counts as empty: white space, line breaks and bare divs alone."""
    return _BLANK.fullmatch(html) is not None


def stripped(html: str) -> str:
    """Return ``html`` without tags, comments, scripts and styles."""
    return _TAG.sub("", _seen(html))


def text(html: str) -> str:
    """Return what one reads in ``html``, as HTML without a tag."""
    seen = stripped(html)
    return escape(unescape(seen).replace("\xa0", " ") if "&" in seen else seen, quote=False)


def furigana(html: str) -> str:
    """Return ``html`` with readings in square brackets above their words."""
    return _with_readings(html, r"<ruby>\1<rt>\2</rt></ruby>")


def kanji(html: str) -> str:
    """Return ``html`` without the readings in square brackets."""
    return _with_readings(html, r"\1")


def kana(html: str) -> str:
    """Return ``html`` with the readings in the place of their words."""
    return _with_readings(html, r"\2")


def hint(html: str, name: str) -> str:
    """Return ``html`` folded away under the name of its field; white space as it is."""
    if not html.strip():
        return html
    summary = f"<summary>{escape(name)}</summary>"
    return f'<details class="hint">{summary}<div>{html}</div></details>'


SIMPLE: dict[str, Callable[[str], str]] = {
    "text": text,
    "furigana": furigana,
    "kanji": kanji,
    "kana": kana,
}


def _seen(html: str) -> str:
    """Return ``html`` without comments, scripts and styles, in one go however many there are."""
    if not _UNSEEN.search(html):
        return html
    lower, pieces, at = html.lower(), [], 0
    unending: set[str] = set()
    for opening in _UNSEEN.finditer(lower):
        if opening.start() < at or opening[0] in unending:
            continue
        end = lower.find(_ENDS[opening[0]], opening.end())
        if end < 0:
            unending.add(opening[0])
            continue
        pieces.append(html[at : opening.start()])
        at = end + len(_ENDS[opening[0]])
    return "".join((*pieces, html[at:]))


def _with_readings(html: str, shown: str) -> str:
    return _READING.sub(shown, html.replace("&nbsp;", " "))
