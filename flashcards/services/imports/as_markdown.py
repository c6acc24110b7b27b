"""HTML that Anki's editor wrote becomes Markdown: every word of it, and as much of its looks as
Markdown has.

docs/decisions/0018-edited-in-anki.md says what is lost.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from unicodedata import normalize

from markdownify import MarkdownConverter

from flashcards.core.media import marks
from flashcards.services import rendering

_BREAK = "\ue004"
_LOOKS = ("b", "strong", "i", "em", "u", "s", "strike", "del", "sub", "sup", "a", "code")
_SOUND = re.compile(r"\\?\[sound:([^\]\n]+?)\\?\]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_PRE = re.compile(r"(<pre\b.*?</pre>)", re.IGNORECASE | re.DOTALL)
_TWICE = re.compile(r"</(b|strong|i|em|u|s|strike|del)>(\s*)<\1>", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^>]*?\ssrc\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)[^>]*>", re.IGNORECASE)
_FILE = re.compile(r"(<img\b[^>]*>|\[sound:[^\]\n]+\])", re.IGNORECASE)
_LINES = re.compile(r"<(?:br|/?div|/?p|/li|/tr|/h\d)\b[^>]*>", re.IGNORECASE)
_SIGNS = re.compile(r"[\\`*_\[\]<>&~|!]")
_LINE_START = re.compile(r"^(\d{0,9})([-+#=.)])")
_FIRST, _BEFORE = r"\1", r"\\\g<0>"
_EMPHASIS = (("<strong>", "**"), ("</strong>", "**"), ("<em>", "*"), ("</em>", "*"))
_HIGH = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOW = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def markdown(html: str) -> str:
    """Return safe HTML of a field as Markdown; marks of clozes and sounds stay as they are.

    Where the looks of a word would stand in the text as signs, they are left out.
    """
    guess = _guessed(html)
    if "<" not in guess and rendering.for_anki(guess) == html:
        return guess
    there = _joined(html.replace(_BREAK, ""))
    wanted = said(there)
    for without in ((), _LOOKS):
        written = _written(there, without)
        if said(rendering.for_anki(written)) == wanted:
            return written
    return _escaped(there)


def _guessed(html: str) -> str:
    """Return what the Markdown would be if it were of words and emphasis alone, as most is."""
    for tag, sign in _EMPHASIS:
        html = html.replace(tag, sign)
    return html


def said(html: str) -> str:
    """Return all that HTML says without its looks: words, and names of files; no white space."""
    named = _IMAGE.sub(lambda found: f" {found[1].strip(chr(34) + chr(39))} ", html)
    text = unescape(re.sub(r"<[^>]*>", " ", named))
    return "".join(normalize("NFKC", text).split())


class _Converter(MarkdownConverter):  # type: ignore[misc,unused-ignore]
    """Reads what Anki's editor writes, and writes the Markdown that is read here."""

    class Options:
        """What is fixed for every field."""

        heading_style = "ATX"
        bullets = "-"
        autolinks = False
        escape_misc = True

    def convert_br(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """Begin a new line: here a line end is one."""
        del el
        return " " if "_inline" in parent_tags else f"{_BREAK}\n{text}"

    def convert_div(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """Put a line of Anki's editor on a line of its own; an empty one parts paragraphs."""
        del el
        if "_inline" in parent_tags:
            return f" {text.strip()} "
        line = text.replace(f"{_BREAK}\n", "") if not _shows(text) else text
        return f"\n{line.strip()}\n" if line.strip() else "\n\n"

    def convert_img(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """Name a picture as it is named here."""
        del text, parent_tags
        return _picture(el.get("src") or "", el.get("alt") or "")

    convert_u = MarkdownConverter.convert_em  # type: ignore[attr-defined]
    """What was underlined is emphasized: Markdown has no lines under words."""
    convert_strike = MarkdownConverter.convert_s  # type: ignore[attr-defined]

    def convert_sup(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """Set small letters high where there are signs for them."""
        del el, parent_tags
        return _small(text, _HIGH)

    def convert_sub(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """Set small letters low where there are signs for them."""
        del el, parent_tags
        return _small(text, _LOW)


def _small(text: str, signs: dict[int, int]) -> str:
    meant = _ESCAPED.sub(r"\1", text)
    return meant.translate(signs) if all(ord(sign) in signs for sign in meant) else text


def _shows(text: str) -> bool:
    return bool(text.replace(_BREAK, "").strip())


def _written(html: str, without: tuple[str, ...]) -> str:
    text = _Converter(strip=list(without) or None).convert(f"<body>{html}</body>")
    text = _SOUND.sub(_sound, text.replace(f"{_BREAK}\n", "\n").replace(_BREAK, ""))
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def _sound(found: re.Match[str]) -> str:
    return f"[sound:{_ESCAPED.sub(_FIRST, found[1])}]"


def _joined(html: str) -> str:
    """Return HTML with line ends as spaces, as they are shown, and looks that go on as one."""
    parts = _PRE.split(html)
    parts[::2] = [re.sub(r"[ \t\r\n]+", " ", _TWICE.sub(r"\2", part)) for part in parts[::2]]
    return "".join(parts)


def _escaped(html: str) -> str:
    """Return the words alone, with no sign that could mean anything; files stay where they are."""
    broken = _LINES.sub("\n", html)
    pieces = _FILE.split(broken)
    pieces[::2] = [_words(piece) for piece in pieces[::2]]
    pieces[1::2] = [_file(piece) for piece in pieces[1::2]]
    lines = (" ".join(line.split()) for line in "".join(pieces).splitlines())
    return "\n".join(_LINE_START.sub(r"\1\\\2", line) for line in lines if line)


def _words(html: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", unescape(re.sub(r"<[^>]*>", "", html)))


def _file(html: str) -> str:
    found = _IMAGE.fullmatch(html)
    return _picture(unescape(found[1].strip("\"'"))) if found else unescape(html)


def _picture(name: str, words: str = "") -> str:
    return f"![{_SIGNS.sub(_BEFORE, ' '.join(words.split()))}]({marks.address(name)})"
