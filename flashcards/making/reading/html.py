"""Saved web pages and fragments of HTML become a page of blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flashcards.core.errors import Unreadable
from flashcards.making.document import Kind, Page, Style
from flashcards.making.reading.article import article_of
from flashcards.making.reading.builder import Builder, Run
from flashcards.making.reading.tags import Aside, Tag, parsed

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STYLES = {
    **dict.fromkeys(("b", "strong", "dfn", "mark"), Style.BOLD),
    **dict.fromkeys(("i", "em", "cite"), Style.ITALIC),
    **dict.fromkeys(("code", "kbd", "samp"), Style.CODE),
}
_KINDS = {
    "li": Kind.ITEM,
    "dt": Kind.TERM,
    "dd": Kind.DEFINITION,
    "blockquote": Kind.QUOTE,
    "figcaption": Kind.CAPTION,
    "caption": Kind.CAPTION,
    "pre": Kind.CODE,
    "footnote": Kind.FOOTNOTE,
}
_BLOCKS = {
    *_HEADINGS, *_KINDS, "address", "article", "aside", "body", "center", "details", "div", "dl",
    "fieldset", "figure", "footer", "form", "header", "hgroup", "hr", "html", "main", "nav", "ol",
    "p", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_SITE = re.compile(r"\s+[|·»–—-]\s+[^|·»–—]{1,60}$")
_BOLD_HEADING_WORDS = 14
DEEPEST = 200
"""How many tags may stand inside one another."""


def read_html(text: str, name: str) -> Page:
    """Return the page of an HTML text; raise Unreadable if there are only menus and links."""
    tree = parsed(text)
    check_depth(tree, name)
    title = _title(tree)
    article = article_of(tree)
    builder = Builder()
    if article is not None:
        walk_into(builder, article)
    if not builder.blocks:
        raise Unreadable(
            f"“{name}” has no article in it, only menus and links."
            " Open the page itself, copy its text and paste it."
        )
    return builder.page(title)


def walk_into(builder: Builder, tag: Tag) -> None:
    """Append the blocks under ``tag``; a tag named ``footnote`` holds a footnote."""
    walk = _Walk(builder)
    walk.children(tag, Kind.PARAGRAPH, 0)
    walk.flush(Kind.PARAGRAPH, 0)


def check_depth(tree: Tag, name: str) -> None:
    """Raise Unreadable if tags stand inside one another too deeply to be walked."""
    if _is_too_deep(tree):
        raise Unreadable(
            f"“{name}” is built too intricately to be read. Copy its text and paste it instead."
        )


def _is_too_deep(tree: Tag) -> bool:
    level = [tree]
    for _ in range(DEEPEST):
        level = [child for tag in level for child in tag.children if isinstance(child, Tag)]
        if not level:
            return False
    return True


def _title(tree: Tag) -> str:
    heads = tree.find_all("h1")
    named = tree.find("title")
    if len(heads) != 1 and named is not None:
        return _SITE.sub("", " ".join(named.words(" ").split()))
    return " ".join(heads[0].words(" ").split()) if heads else ""


@dataclass
class _Walk:
    builder: Builder = field(default_factory=Builder)
    run: Run = field(default_factory=Run)

    def children(self, tag: Tag, kind: Kind, level: int) -> None:
        for child in tag.children:
            if isinstance(child, Tag):
                self.tag(child, kind, level)
            elif not isinstance(child, Aside):
                self.run.add(child)

    def tag(self, tag: Tag, kind: Kind, level: int) -> None:
        if tag.name == "br":
            self._line_break(kind, level)
        elif tag.name == "table":
            self.flush(kind, level)
            self._table(tag)
        elif tag.name in _BLOCKS:
            self.flush(kind, level)
            inner, depth = _kind_of(tag, kind, level)
            self.children(tag, inner, depth)
            self.flush(inner, depth)
        else:
            self._inline(tag, kind, level)

    def _inline(self, tag: Tag, kind: Kind, level: int) -> None:
        at = len(self.run.text)
        run = self.run
        self.children(tag, kind, level)
        style = _STYLES.get(tag.name)
        if style is not None and run is self.run:
            run.mark(at, style)

    def _line_break(self, kind: Kind, level: int) -> None:
        if self.run.text.rstrip()[-1:] in (".", "!", "?", ":", ";"):
            self.flush(kind, level)
        else:
            self.run.add(" ")

    def flush(self, kind: Kind, level: int) -> None:
        run, self.run = self.run, Run()
        words = run.text.strip()
        if kind is Kind.PARAGRAPH and _is_bold_heading(words, run):
            kind, level = Kind.HEADING, 6
        self.builder.add(kind, run, level)

    def _table(self, table: Tag) -> None:
        for row in table.find_all("tr"):
            cells = row.cells("td", "th")
            level = 0 if cells and all(cell.name == "th" for cell in cells) else 1
            self.builder.add_row([self._cell(cell) for cell in cells], level)

    def _cell(self, cell: Tag) -> Run:
        inner = _Inline()
        inner.children(cell)
        return inner.run


@dataclass
class _Inline:
    """All the text under a tag as one run, for the cells of tables."""

    run: Run = field(default_factory=Run)

    def children(self, tag: Tag) -> None:
        for child in tag.children:
            if isinstance(child, Tag):
                at = len(self.run.text)
                self.children(child)
                if child.name in _STYLES:
                    self.run.mark(at, _STYLES[child.name])
                if child.name in _BLOCKS or child.name == "br":
                    self.run.add(" ")
            elif not isinstance(child, Aside):
                self.run.add(child)


def _kind_of(tag: Tag, kind: Kind, level: int) -> tuple[Kind, int]:
    if tag.name in _HEADINGS:
        return Kind.HEADING, _HEADINGS[tag.name]
    if tag.name == "summary":
        return Kind.HEADING, 6
    if tag.name == "li":
        return Kind.ITEM, level + 1 if kind is Kind.ITEM else 1
    return _KINDS.get(tag.name, kind), level


def _is_bold_heading(words: str, run: Run) -> bool:
    """Tell whether a paragraph is a short line in bold, as headings often are."""
    if not run.marks or words.endswith((".", ":", ",", ";")):
        return False
    first = run.marks[-1]
    covers = first.start == 0 and first.end >= len(words)
    return covers and first.style is Style.BOLD and len(words.split()) <= _BOLD_HEADING_WORDS
