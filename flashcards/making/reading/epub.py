"""E-books (EPUB) become a page of blocks: the chapters of the spine, one after another."""

from __future__ import annotations

import re

from flashcards.core.errors import Unreadable
from flashcards.making.document import Kind, Page
from flashcards.making.reading.archive import Archive
from flashcards.making.reading.book import Book, Chapter, book_of
from flashcards.making.reading.builder import Builder, Run
from flashcards.making.reading.html import check_depth, walk_into
from flashcards.making.reading.tags import Tag, parsed

_LONGEST = 5_000_000
"""The most letters of a book that are read."""
_NEVER = (
    "script", "style", "noscript", "template", "svg", "nav", "form", "button", "iframe", "object",
    "video", "audio", "canvas", "head", "math",
)  # fmt: skip
_SKIPPED = re.compile(
    r"\b(?:cover|titlepage|halftitlepage|copyright-page|toc|landmarks|loi|lot|dedication"
    r"|colophon|index|pagebreak)\b"
)
_NOTE = re.compile(r"\b(?:footnote|endnote|rearnote)\b|doc-(?:footnote|endnote)\b")
_NOTEREF = re.compile(r"\bnoteref\b|doc-noteref\b")
_DECLARATION = re.compile(r"\A\s*<\?xml[^<>]*>?", re.IGNORECASE)
_CHARSET = re.compile(rb"encoding\s*=\s*[\"']([A-Za-z0-9_.-]+)")


def read_epub(data: bytes, name: str) -> Page:
    """Return the page of an e-book; raise Unreadable if it is damaged, locked or hostile."""
    archive = Archive.opened(data, name)
    archive.check_markup()
    book = book_of(archive)
    builder = Builder()
    for chapter in book.chapters:
        _add(builder, archive, chapter, book)
        if builder.length > _LONGEST:
            raise Unreadable(f"“{name}” is too long. Cut it into parts, and add them one by one.")
    if not builder.blocks:
        raise Unreadable(
            f"“{name}” has no text in it, only pictures of pages."
            " Run text recognition on it first and add the text."
        )
    return builder.page(book.title)


def _add(builder: Builder, archive: Archive, chapter: Chapter, book: Book) -> None:
    tree = parsed(_text(archive.read(chapter.path)))
    check_depth(tree, archive.name)
    body = tree.body
    if body is None or _SKIPPED.search(_types(body)):
        return
    _clear(body)
    titled = body.find("h1", "h2", "h3", "h4", "h5", "h6") is not None
    if chapter.label and not titled and body.stripped() and chapter.label != book.title:
        run = Run()
        run.add(chapter.label)
        builder.add(Kind.HEADING, run, 1)
    walk_into(builder, body)


def _clear(body: Tag) -> None:
    for tag in body.find_all(*_NEVER):
        tag.remove()
    for tag in body.find_all():
        if tag.gone:
            continue
        kinds = _types(tag)
        if _NOTEREF.search(kinds) or _SKIPPED.search(kinds) or _is_reference(tag):
            tag.remove()
        elif _NOTE.search(kinds) and not kinds.startswith("footnotes"):
            tag.name = "footnote"
            for item in tag.find_all("li"):
                item.name = "div"


def _is_reference(tag: Tag) -> bool:
    """Tell whether a tag is the little raised number of a note, linked to it."""
    words = tag.stripped()
    if tag.name != "sup" or not re.fullmatch(r"[\[(]?(?:\d{1,3}|[*†‡§])[\])]?", words):
        return False
    return tag.find("a") is not None or tag.is_under("a")


def _types(tag: Tag) -> str:
    return " ".join(filter(None, (tag.get("epub:type"), tag.get("role")))).lower()


def _text(data: bytes) -> str:
    """Return a chapter as text; what is neither declared nor marked is UTF-8."""
    declared = _CHARSET.search(data[:200])
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    try:
        text = data.decode(encoding, errors="replace")
    except LookupError:
        text = data.decode("utf-8", errors="replace")
    return _DECLARATION.sub("", text.lstrip("\ufeff"))
