"""Markdown becomes safe HTML: the one way from a note's fields to a page or a package."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

import nh3
from markdown_it import MarkdownIt

from flashcards.core import cloze
from flashcards.core.notes import Note, NoteType

TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "code", "del", "em", "h3", "h4", "hr", "i", "li"),
    *("ol", "p", "pre", "s", "span", "strong", "sub", "sup", "table", "tbody", "td", "th"),
    *("thead", "tr", "u", "ul"),
}
ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}}
CLASSES = {"span": {"cloze"}}

_BEGIN, _END = "\ue000", "\ue001"
_MARKS = re.compile("[\ue000\ue001]")
_INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|s|span|strong|sub|sup|u)\b[^>]*>")
_PARAGRAPH = re.compile(r"\A<p>(.*)</p>\Z", re.DOTALL)

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False}).enable(
    ["table", "strikethrough"]
)


@dataclass(frozen=True)
class Face:
    """The two sides of one card, as safe HTML."""

    question: str
    answer: str


@lru_cache(maxsize=4096)
def html(markdown: str) -> str:
    """Return ``markdown`` as safe HTML; raw HTML in it is shown, never run."""
    rendered = _markdown.render(markdown).strip()
    rendered = rendered.replace(_BEGIN, '<span class="cloze">').replace(_END, "</span>")
    safe = nh3.clean(
        rendered,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    single = _PARAGRAPH.match(safe)
    return single[1] if single and "<p>" not in single[1] else safe


def plain(markdown: str) -> str:
    """Return ``markdown`` as one line of plain text, for lists and titles."""
    text = _INLINE.sub("", html(_clean(cloze.plain(markdown))))
    text = re.sub(r"<[^>]*>", " ", text)
    return " ".join(unescape(text).split())


def face(note: Note, ordinal: int) -> Face:
    """Return the question and the answer of the card ``ordinal`` of ``note``."""
    if note.type is NoteType.CLOZE:
        return Face(
            html(cloze.render(_clean(note.text), ordinal, _blank)),
            html(cloze.render(_clean(note.text), ordinal, _shown)),
        )
    sides = (note.front, note.back) if ordinal == 1 else (note.back, note.front)
    return Face(*(html(_clean(side)) for side in sides))


def field(markdown: str) -> str:
    """Return a field for an Anki package: safe HTML in which cloze marks still stand."""
    return html(_clean(markdown))


def cloze_shown(text: str) -> str:
    """Return a cloze text as safe HTML with everything that it hides marked, none of it hidden."""
    return html(cloze.opened(_clean(text), lambda answer: f"{_BEGIN}{answer}{_END}"))


def quoted(text: str) -> str:
    """Return words of a source as safe HTML: no Markdown, line breaks kept."""
    return escape(text).replace("\n", "<br>")


def _clean(text: str) -> str:
    return _MARKS.sub("", text)


def _blank(hint: str | None, _answer: str) -> str:
    return f"{_BEGIN}\\[{hint or '…'}\\]{_END}"


def _shown(_hint: str | None, answer: str) -> str:
    return f"{_BEGIN}{answer}{_END}"
