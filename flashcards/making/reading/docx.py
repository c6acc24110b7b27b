"""Word documents (DOCX) become a page of blocks, by way of HTML."""

from __future__ import annotations

import io
import re
from typing import Any

from flashcards.core.errors import Unreadable
from flashcards.making.document import Page
from flashcards.making.reading.archive import Archive, damaged
from flashcards.making.reading.builder import Builder
from flashcards.making.reading.html import check_depth, walk_into
from flashcards.making.reading.tags import Tag, parsed

_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='caption'] => figcaption:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name^='TOC'] => !
p[style-name^='toc'] => !
"""
_NOTE = re.compile(r"(?:footnote|endnote)-\d+")
_BACK = re.compile(r"#(?:footnote|endnote)-ref-\d+")
_FORWARD = re.compile(r"#(?:footnote|endnote)-\d+")


def read_docx(data: bytes, name: str) -> Page:
    """Return the page of a Word document; raise Unreadable if it is damaged or hostile."""
    Archive.opened(data, name).check_markup()
    tree = parsed(_html(data, name))
    check_depth(tree, name)
    titles = [head for head in tree.find_all("h1") if "title" in head.get("class").split()]
    title = " ".join(titles[0].words(" ").split()) if titles else ""
    _mark_footnotes(tree)
    for table in tree.find_all("table"):
        _mark_head(table)
    builder = Builder()
    walk_into(builder, tree)
    if not builder.blocks:
        raise Unreadable(
            f"“{name}” has no text in it. If it is a picture of a page, run text recognition on it"
            " first and add the text."
        )
    return builder.page(title)


def _html(data: bytes, name: str) -> str:
    import mammoth  # type: ignore[import-untyped]

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(_no_picture),
        )
    except Exception as error:
        raise damaged(name) from error
    return str(result.value)


def _no_picture(image: Any) -> dict[str, str]:
    """Leave pictures unread."""
    return {}


def _mark_footnotes(tree: Tag) -> None:
    """Take the little numbers out of the text and name the notes themselves ``footnote``."""
    for link in tree.find_all("a"):
        if _BACK.search(link.get("href")):
            link.remove()
        elif _FORWARD.search(link.get("href")):
            parent = link.parent
            (parent if parent is not None and parent.name == "sup" else link).remove()
    for note in tree.find_all("li"):
        if _NOTE.search(note.get("id")):
            note.name = "footnote"


def _mark_head(table: Tag) -> None:
    """Make a first row that is all bold the head of its table."""
    row = table.find("tr")
    cells = row.cells("td") if row else []
    if len(cells) > 1 and all(_is_bold(cell) for cell in cells):
        for cell in cells:
            cell.name = "th"


def _is_bold(cell: Tag) -> bool:
    words = cell.stripped()
    bold = "".join(part.stripped() for part in cell.find_all("strong"))
    return bool(words) and bold == words
