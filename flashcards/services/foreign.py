"""Notes of Anki's own note types: the cards that they give, and how these are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from html import unescape

import nh3

from flashcards.anki.package.foreign import ForeignNoteType as AnkiNoteType
from flashcards.anki.package.foreign import ForeignTemplate
from flashcards.anki.templates.render import TYPED, Around, Rendered, Renderer
from flashcards.core import cloze
from flashcards.core.notes import Layout, Note, NoteType
from flashcards.services.media.markdown import BEGIN, END
from flashcards.services.media.placing import placed, told
from flashcards.services.media.shown import NONE, Files
from flashcards.store.models.interchange import ForeignNoteType

TAGS = {
    *("a", "abbr", "article", "aside", "b", "big", "blockquote", "br", "caption", "center"),
    *("cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em"),
    *("figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
    *("hr", "i", "img", "ins", "kbd", "li", "main", "mark", "ol", "p", "pre", "q", "rp", "rt"),
    *("ruby", "s", "samp", "section", "small", "span", "strike", "strong", "sub", "summary"),
    *("sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul"),
    *("var", "wbr"),
}
ATTRIBUTES = {
    "*": {"class", "dir", "lang", "title"},
    "a": {"href"},
    "col": {"span"},
    "font": {"color"},
    "img": {"src", "alt"},
    "li": {"value"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align"},
}
_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer",
)
ANSWER_BEGINS = '<hr class="answer-begins">'
_ANSWER = re.compile(r"<hr\b[^>]*\bid\s*=\s*[\"']?answer\b[^>]*>", re.IGNORECASE)
_SOUND = re.compile(r"\[sound:([^\]\n]+)\]")
_MARKS = re.compile("[\ue000-\ue003]")
_PLAIN = re.compile(r"[^<>&\[\]{}\ue000-\ue003]*")
_GAP = re.compile(r"</?(?:b|i|u|em|strong|span|font|sub|sup|s|mark)\b[^>]*>")
_SHOWN = 2_000
"""Characters of a field that are kept for lists and searches."""


def layout(row: ForeignNoteType) -> Layout:
    """Return the note type that a row holds."""
    return Layout(
        id=row.id,
        anki_id=row.anki_id,
        name=row.name,
        fields=tuple(row.fields),
        templates=tuple((name, question, answer) for name, question, answer in row.templates),
        css=row.css,
        cloze=row.cloze,
        modified=int(row.modified_at.timestamp()),
    )


def laid_out(note: Note, kind: Layout, fields: tuple[str, ...]) -> Note:
    """Return ``note`` as an imported one with ``fields``: with its cards, and words for lists."""
    first, *others = (words(field) for field in fields) if fields else ("",)
    return replace(
        note,
        type=NoteType.IMPORTED,
        front=first,
        back=" · ".join(other for other in others if other)[:_SHOWN],
        fields=fields,
        layout=kind,
        cards=ordinals(kind, fields, note.tags),
    )


def ordinals(kind: Layout, fields: Sequence[str], tags: Sequence[str] = ()) -> tuple[int, ...]:
    """Return the ordinals of the cards that fields of a note type give; at least one."""
    return _renderer(kind).ordinals(fields, Around(tags=tags))


def sides(note: Note, ordinal: int, files: Files = NONE) -> tuple[str, str]:
    """Return the question and the answer of a card of an imported note as safe HTML.

    Both lie in an element of the class that the note type's style sheet is bound to, and that one
    in another, which no style sheet of a note type reaches. Where the answer begins, on a side that
    shows the question again, stands ``ANSWER_BEGINS``.
    """
    if note.layout is None:
        raise ValueError("only an imported note has the note type that shows it")
    shown = _shown(note, note.layout, ordinal)
    name = css_class(note.layout)
    question, answer = (
        f'<div class="foreign"><div class="{name}">{safe(side, files)}</div></div>'
        for side in (shown.question, _ANSWER.sub(ANSWER_BEGINS, shown.answer, count=1))
    )
    return question, answer


def faults(note: Note) -> tuple[str, ...]:
    """Return what is wrong with the cards of an imported note, in words, each once."""
    if note.layout is None:
        return ()
    cards = (_shown(note, note.layout, ordinal) for ordinal in note.cards)
    return tuple(dict.fromkeys(str(fault) for card in cards for fault in card.faults))


def asks_to_type(note: Note, ordinal: int) -> bool:
    """Say whether the template of a card has a box in which the answer is typed."""
    return note.layout is not None and TYPED in _shown(note, note.layout, ordinal).question


def _shown(note: Note, kind: Layout, ordinal: int) -> Rendered:
    return _renderer(kind).render(note.fields, ordinal, Around(tags=note.tags))


def css_class(kind: Layout) -> str:
    """Return the class that the style sheet of a note type is bound to."""
    return f"foreign-{kind.id}"


def safe(html: str, files: Files = NONE) -> str:
    """Return HTML of a card as safe HTML, with its files in their places."""
    return placed(_cleaned(html), files)


def words(html: str) -> str:
    """Return a field in HTML as one line of words, what it hides shown."""
    if _PLAIN.fullmatch(html):
        return " ".join(html.split())[:_SHOWN]
    text = _GAP.sub("", told(_cleaned(cloze.plain(html))))
    text = unescape(re.sub(r"<[^>]*>", " ", text))
    return " ".join(text.split())[:_SHOWN]


@lru_cache(maxsize=2048)
def _cleaned(html: str) -> str:
    marked = _SOUND.sub(rf"{BEGIN}\1{END}", _MARKS.sub("", html))
    return _CLEANER.clean(marked)


@lru_cache(maxsize=256)
def _renderer(kind: Layout) -> Renderer:
    templates = tuple(ForeignTemplate(*each) for each in kind.templates)
    return Renderer(
        AnkiNoteType(
            kind.anki_id, kind.name, kind.fields, templates, kind.css, kind.cloze, kind.modified
        )
    )
