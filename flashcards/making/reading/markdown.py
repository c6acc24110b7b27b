"""Markdown becomes a page of blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from flashcards.making.document import Kind, Page, Style
from flashcards.making.reading.builder import Builder, Run

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\s*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]:?")
_OPENED = {"strong_open": Style.BOLD, "em_open": Style.ITALIC}
_DEFINES = re.compile(r"(?m)^:[ \t]+")


def read_markdown(text: str) -> Page:
    """Return the page of a Markdown text; a ``title`` in its front matter is its title."""
    front = _FRONT_MATTER.match(text)
    titled = _TITLE.search(front[1]) if front else None
    body = _COMMENT.sub("", text[front.end() :] if front else text)
    walk = _Walk()
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        walk.token(token)
    return walk.builder.page(titled[1] if titled else "")


@dataclass
class _Walk:
    builder: Builder = field(default_factory=Builder)
    heading: int = 0
    depth: int = 0
    quoted: int = 0
    head: bool = False
    row: list[Run] | None = None

    def token(self, token: Token) -> None:
        if token.type == "inline":
            self._inline(token)
        elif token.type in ("fence", "code_block"):
            self._plain(Kind.CODE, token.content)
        elif token.type == "html_block":
            self._plain(Kind.PARAGRAPH, _TAG.sub(" ", token.content))
        else:
            self._structure(token)

    def _structure(self, token: Token) -> None:
        if token.type == "heading_open":
            self.heading = int(token.tag[1])
        elif token.type == "heading_close":
            self.heading = 0
        elif token.type in ("list_item_open", "list_item_close"):
            self.depth += token.nesting
        elif token.type in ("blockquote_open", "blockquote_close"):
            self.quoted += token.nesting
        else:
            self._table(token)

    def _table(self, token: Token) -> None:
        if token.type in ("thead_open", "thead_close"):
            self.head = token.nesting > 0
        elif token.type == "tr_open":
            self.row = []
        elif token.type == "tr_close" and self.row is not None:
            self.builder.add_row(self.row, 0 if self.head else 1)
            self.row = None

    def _inline(self, token: Token) -> None:
        if self.row is None and not self.heading and _DEFINES.search(token.content):
            self._definition_list(token.content)
            return
        run = inline_run(token)
        if self.row is not None:
            self.row.append(run)
        elif self.heading:
            self.builder.add(Kind.HEADING, run, self.heading)
        else:
            self._block(run)

    def _block(self, run: Run) -> None:
        words = run.text.strip()
        bold = [m for m in run.marks if m.style is Style.BOLD and m.start == 0]
        if self.depth:
            self.builder.add(Kind.ITEM, run, self.depth)
        elif self.quoted:
            self.builder.add(Kind.QUOTE, run)
        elif bold and bold[-1].end >= len(words) and not words.endswith((".", ":", ",")):
            self.builder.add(Kind.HEADING, run, 6)
        else:
            self.builder.add(Kind.PARAGRAPH, run)

    def _definition_list(self, content: str) -> None:
        for line in content.split("\n"):
            defines = _DEFINES.match(line)
            self._plain(
                Kind.DEFINITION if defines else Kind.TERM,
                line[defines.end() :] if defines else line,
            )

    def _plain(self, kind: Kind, content: str) -> None:
        run = Run()
        run.add(content)
        self.builder.add(kind, run)


def inline_run(token: Token) -> Run:
    """Return the text of an inline token: marks become offsets, links their words."""
    run = Run()
    opened: list[int] = []
    for child in token.children or []:
        if child.type in _OPENED:
            opened.append(len(run.text))
        elif child.type in ("strong_close", "em_close") and opened:
            run.mark(opened.pop(), _OPENED[child.type.replace("close", "open")])
        elif child.type == "code_inline":
            at = len(run.text)
            run.add(child.content)
            run.mark(at, Style.CODE)
        elif child.type == "text":
            run.add(_FOOTNOTE.sub("", child.content))
        elif child.type in ("softbreak", "hardbreak"):
            run.add(" ")
    return run
