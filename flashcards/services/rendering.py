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
from flashcards.services import foreign
from flashcards.services.media.markdown import add_media
from flashcards.services.media.placing import named, placed, told
from flashcards.services.media.shown import NONE, Files

TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "code", "del", "em", "h3", "h4", "hr", "i", "img"),
    *("li", "ol", "p", "pre", "s", "span", "strong", "sub", "sup", "table", "tbody", "td", "th"),
    *("thead", "tr", "u", "ul"),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt"},
    "ol": {"start"},
}
CLASSES = {"span": {"cloze"}}
_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer",
)

_BEGIN, _END = "\ue000", "\ue001"
_MARKS = re.compile("[\ue000-\ue003]")
_INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|s|span|strong|sub|sup|u)\b[^>]*>")
_PARAGRAPH = re.compile(r"\A<p>(.*)</p>\Z", re.DOTALL)

_WORDS = r"[\w .,;:?!()'\"’‘“”–—…%/+=@$€§{}-]"
_STRONG = re.compile(rf"(?<![^ (“‘])\*\*(?=\w)({_WORDS}++)(?<=\w)\*\*(?![^ .,;:?!)”’])")
_SOFT = re.compile(rf"(?<![^ (“‘])\*(?=\w)({_WORDS}++)(?<=\w)\*(?![^ .,;:?!)”’])")
_SIMPLE = re.compile(
    rf"(?!\d+[.)])(?=[\w(“‘\"'*{{])(?:{_WORDS}++|{_STRONG.pattern}|{_SOFT.pattern})*+(?<! )"
)
"""Words, and emphasis that can mean nothing else, on one line: most fields are no more.

What was taken is never given back: on a long text every other way would take for ever.
"""

_markdown = add_media(
    MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False}).enable(
        ["table", "strikethrough"]
    )
)


@dataclass(frozen=True)
class Face:
    """The two sides of one card, as safe HTML.

    ``whole``: the answer shows the question again, as Anki's templates do, and takes its place.
    ``title``: what the card is called in plain words, where its sides are more than a line.
    """

    question: str
    answer: str
    whole: bool = False
    title: str = ""

    @property
    def answer_alone(self) -> str:
        """Return the answer without the question that it may show again."""
        return self.answer.rpartition(foreign.ANSWER_BEGINS)[2] if self.whole else self.answer


@lru_cache(maxsize=4096)
def html(markdown: str) -> str:
    """Return ``markdown`` as safe HTML that names its files and knows nobody's.

    Raw HTML in it is shown, never run.
    """
    return _simple(markdown) or rendered(markdown)


def rendered(markdown: str) -> str:
    """Return ``markdown`` as safe HTML, the long way that takes all there is in Markdown."""
    made = _markdown.render(markdown).strip()
    made = made.replace(_BEGIN, '<span class="cloze">').replace(_END, "</span>")
    safe = _CLEANER.clean(made)
    single = _PARAGRAPH.match(safe)
    return single[1] if single and "<p>" not in single[1] else safe


def _simple(markdown: str) -> str | None:
    """Return what ``rendered`` would, at a fortieth of its time, where the words are simple."""
    if "_" in markdown or not _SIMPLE.fullmatch(markdown):
        return None
    if "*" not in markdown:
        return markdown
    return _SOFT.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", markdown))


def plain(markdown: str) -> str:
    """Return ``markdown`` as one line of plain text, for lists and titles."""
    text = _INLINE.sub("", told(html(_clean(cloze.plain(markdown)))))
    text = re.sub(r"<[^>]*>", " ", text)
    return " ".join(unescape(text).split())


def title(note: Note) -> str:
    """Return what a note is called in lists: its question or text, in plain words."""
    return note.front if note.type is NoteType.IMPORTED else plain(note.text or note.front)


def face(note: Note, ordinal: int, files: Files = NONE) -> Face:
    """Return the question and the answer of the card ``ordinal`` of ``note``, with its files."""
    if note.type is NoteType.IMPORTED:
        return Face(*foreign.sides(note, ordinal, files), whole=True, title=note.front)
    if note.type is NoteType.CLOZE:
        sides = (
            cloze.render(_clean(note.text), ordinal, _blank),
            cloze.render(_clean(note.text), ordinal, _shown),
        )
    else:
        first, second = _clean(note.front), _clean(note.back)
        sides = (first, second) if ordinal == 1 else (second, first)
    question, answer = (placed(html(side), files) for side in sides)
    return Face(question, answer)


def field(markdown: str, files: Files = NONE) -> str:
    """Return a field as safe HTML, with its files; cloze marks still stand in it."""
    return placed(html(_clean(markdown)), files)


def for_anki(markdown: str) -> str:
    """Return a field for an Anki package: safe HTML with cloze marks, files by their names."""
    return named(html(_clean(markdown))) if markdown else ""


def cloze_shown(text: str, files: Files = NONE) -> str:
    """Return a cloze text as safe HTML with everything that it hides marked, none of it hidden."""
    opened = cloze.opened(_clean(text), lambda answer: f"{_BEGIN}{answer}{_END}")
    return placed(html(opened), files)


def quoted(text: str) -> str:
    """Return words of a source as safe HTML: no Markdown, line breaks kept."""
    return escape(text).replace("\n", "<br>")


def _clean(text: str) -> str:
    return _MARKS.sub("", text)


def _blank(hint: str | None, _answer: str) -> str:
    return f"{_BEGIN}\\[{hint or '…'}\\]{_END}"


def _shown(_hint: str | None, answer: str) -> str:
    return f"{_BEGIN}{answer}{_END}"
