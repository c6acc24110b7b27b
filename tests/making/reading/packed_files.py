"""Packs Word documents, e-books and presentations by hand, for the tests to read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
    "</w:style>"
    for name in ("Title", "heading 1", "heading 2")
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="bullet"/></w:lvl>' for level in range(3))
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def paragraph(text: str, style: str = "", *, bold: bool = False, item: int = -1) -> str:
    """Return a paragraph of a Word document; ``item`` is its depth in a list."""
    settings = f'<w:pStyle w:val="{style}"/>' if style else ""
    if item >= 0:
        settings += f'<w:numPr><w:ilvl w:val="{item}"/><w:numId w:val="1"/></w:numPr>'
    return f"<w:p><w:pPr>{settings}</w:pPr>{run(text, bold=bold)}</w:p>"


def run(text: str, *, bold: bool = False, italic: bool = False) -> str:
    """Return a stretch of text of one look."""
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def note(number: int) -> str:
    """Return the sign in the text that leads to a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """Return a table whose first row is bold."""
    lines = (
        "".join(f"<w:tc>{paragraph(cell, bold=index == 0)}</w:tc>" for cell in row)
        for index, row in enumerate(rows)
    )
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


def docx(body: str, notes: str = "", prolog: str = "") -> bytes:
    """Return a Word document; ``notes`` is the text of footnote 2."""
    footnote = f'<w:footnote w:id="2">{paragraph(notes)}</w:footnote>' if notes else ""
    parts = {
        "styles": f'<w:styles xmlns:w="{_WORD}">{_STYLES}</w:styles>',
        "numbering": f'<w:numbering xmlns:w="{_WORD}">{_NUMBERING}</w:numbering>',
        "footnotes": f'<w:footnotes xmlns:w="{_WORD}">{footnote}</w:footnotes>',
    }
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KINDS}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), *((part, part) for part in parts))
    )
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in parts
    )
    root = f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">{root}</Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}'
            "</Relationships>",
            "word/document.xml": f'{prolog}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body>'
            "</w:document>",
            **{f"word/{name}.xml": content for name, content in parts.items()},
        }
    )


def chapter(body: str) -> str:
    """Return a chapter of an e-book."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>x</title></head><body>{body}</body></html>"
    )


def epub(chapters: Mapping[str, str], more: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return an e-book with a cover, a table of contents and ``chapters`` by their labels."""
    files = {f"part {number}.xhtml": label for number, label in enumerate(chapters, 1)}
    items = "".join(
        f'<item id="c{number}" href="part%20{number}.xhtml" media-type="application/xhtml+xml"/>'
        for number in range(1, len(files) + 1)
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(1, len(files) + 1))
    links = "".join(
        f'<li><a href="{file.replace(" ", "%20")}">{label}</a></li>'
        for file, label in files.items()
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>On Rapport</dc:title></metadata>'
        '<manifest><item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f'{items}</manifest><spine><itemref idref="cover"/><itemref idref="n"/>{spine}</spine>'
        "</package>"
    )
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
            'container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
            "OPS/book.opf": package,
            "OPS/cover.xhtml": chapter("<p>A cover with the words of a cover on it.</p>"),
            "OPS/nav.xhtml": chapter(f'<nav epub:type="toc"><ol>{links}</ol></nav>'),
            **{
                f"OPS/{file}": chapter(body)
                for file, body in zip(files, chapters.values(), strict=True)
            },
            **(more or {}),
        }
    )
