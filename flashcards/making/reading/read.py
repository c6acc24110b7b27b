"""The way in: a file or a pasted text becomes a document, whatever its format."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePosixPath

from flashcards.making.document import Document, Page
from flashcards.making.reading.cleaning import cleaned
from flashcards.making.reading.decode import decode, normalised
from flashcards.making.reading.formats import Format, format_of

_READERS = {
    Format.PDF: "pdf.read:read_pdf",
    Format.DOCX: "docx:read_docx",
    Format.EPUB: "epub:read_epub",
    Format.PPTX: "pptx:read_pptx",
}
_HTML, _MARKDOWN_TEXT, _TEXT = "html:read_html", "markdown:read_markdown", "text:read_text_file"
"""Where each reader is: only the one that is needed is loaded, with the libraries it stands on."""
_HTML_NAMES = {".html", ".htm", ".xhtml"}
_MARKDOWN_NAMES = {".md", ".markdown", ".mdown", ".mkd"}
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.I | re.S
)
_HTML_BLOCK = re.compile(r"<(p|div|h[1-6]|ul|ol|li|table|article|section|body|br)\b[^>]*>", re.I)
_MARKDOWN = (
    re.compile(r"(?m)^#{1,6} \S"),
    re.compile(r"\*\*[^\s*][^*\n]*\*\*"),
    re.compile(r"\[[^\]\n]+\]\([^)\s]+\)"),
    re.compile(r"(?m)^\|.*\|\s*\n\|[ :|-]+\|\s*$"),
    re.compile(r"(?m)^\S.*\n(?:={3,}|-{3,})[ \t]*$"),
)


def read(data: bytes, name: str) -> Document:
    """Return the document in a file; raise Unreadable, naming it, if there is nothing to study.

    The bytes tell how it is read, and its name only where they leave it open.
    """
    reader = _READERS.get(format_of(data, name))
    if reader is not None:
        return cleaned(_loaded(reader)(data, name), name)
    return _document(decode(data, name), name)


def read_text(text: str, name: str) -> Document:
    """Return the document in a pasted text; HTML and Markdown are recognised."""
    return _document(normalised(text, name), name)


def _document(text: str, name: str) -> Document:
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    return cleaned(_page(text, name, ending), name)


def _page(text: str, name: str, ending: str) -> Page:
    if ending in _HTML_NAMES or _looks_like_html(text):
        return _loaded(_HTML)(text, name)
    if ending in _MARKDOWN_NAMES or (ending != ".txt" and _looks_like_markdown(text)):
        return _loaded(_MARKDOWN_TEXT)(text)
    return _loaded(_TEXT)(text)


def _loaded(place: str) -> Callable[..., Page]:
    module, _, name = place.partition(":")
    found: Callable[..., Page] = getattr(import_module(f"{__package__}.{module}"), name)
    return found


def _looks_like_html(text: str) -> bool:
    if _HTML_START.match(text):
        return True
    opened = {match[1].lower() for match in _HTML_BLOCK.finditer(text[:50_000])}
    return any(f"</{name}>" in text.lower() for name in opened)


def _looks_like_markdown(text: str) -> bool:
    return any(pattern.search(text) for pattern in _MARKDOWN)
