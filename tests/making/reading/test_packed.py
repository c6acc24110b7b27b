"""Word documents, e-books and presentations, read from files made for the purpose."""

from __future__ import annotations

import io
import zipfile

import pytest
from pptx import Presentation
from pptx.util import Inches

from flashcards.core.errors import Unreadable
from flashcards.making.document import Document, Kind, Style
from flashcards.making.make import make
from flashcards.making.reading.read import read
from tests.making.reading.packed_files import (
    chapter,
    docx,
    epub,
    note,
    packed,
    paragraph,
    run,
    table,
)  # fmt: skip

PROSE = (
    "Rapport is the ease that grows between two people who work together. Counsellors build it"
    " with warmth, patience and small talk, and they lose it when they hurry or interrupt."
)
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


def blocks(document: Document) -> list[tuple[Kind, int, str]]:
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def word_file() -> bytes:
    emphasised = (
        run("The word ") + run("rapport", bold=True) + run(" is ") + run("old", italic=True)
    )
    return docx(
        paragraph("On Rapport", "Title")
        + paragraph("What it is", "heading1")
        + f"<w:p>{run(PROSE)}{note(2)}</w:p>"
        + f"<w:p>{emphasised}{run('.')}</w:p>"
        + paragraph("How it grows", bold=True)
        + paragraph("It grows in these ways:")
        + paragraph("by listening", item=0)
        + paragraph("by asking again", item=1)
        + table(("Word", "Meaning"), ("Ease", "a lack of strain")),
        notes="Some people call it chemistry.",
    )


def slides() -> bytes:
    deck = Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "On Rapport"
    frame = first.placeholders[1].text_frame
    frame.text = PROSE
    point = frame.add_paragraph()
    point.text, point.level = "It can be learned", 1
    first.notes_slide.notes_text_frame.text = "Repair is the work of winning rapport back."
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "Words"
    grid = second.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    for index, words in enumerate(("Word", "Meaning", "Ease", "a lack of strain")):
        grid.cell(index // 2, index % 2).text = words
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def book() -> bytes:
    noted = (
        f'<h2>What it is</h2><p>{PROSE}<sup><a epub:type="noteref" href="#n">1</a></sup></p>'
        "<dl><dt>Repair</dt><dd>winning rapport back</dd></dl>"
        '<aside epub:type="footnote" id="n"><p>Some people call it chemistry.</p></aside>'
    )
    return epub({"Beginnings": noted, "Endings": f"<p>{PROSE} It ends with a good farewell.</p>"})


@pytest.mark.parametrize("name", ["r.docx", "r.pdf", "r", "r.txt"])
def test_a_word_document_keeps_its_structure_whatever_it_is_called(name: str) -> None:
    document = read(word_file(), name)
    assert document.title == "On Rapport"
    assert blocks(document) == [
        (Kind.HEADING, 1, "On Rapport"),
        (Kind.HEADING, 1, "What it is"),
        (Kind.PARAGRAPH, 0, PROSE),
        (Kind.PARAGRAPH, 0, "The word rapport is old."),
        (Kind.HEADING, 6, "How it grows"),
        (Kind.PARAGRAPH, 0, "It grows in these ways:"),
        (Kind.ITEM, 1, "by listening"),
        (Kind.ITEM, 2, "by asking again"),
        (Kind.ROW, 0, "Word | Meaning"),
        (Kind.ROW, 1, "Ease | a lack of strain"),
        (Kind.FOOTNOTE, 0, "Some people call it chemistry."),
    ]
    marks = [(document.text[m.start : m.end], m.style) for m in document.blocks[3].marks]
    assert marks == [("rapport", Style.BOLD), ("old", Style.ITALIC)]


def test_an_ebook_is_read_along_its_spine_without_cover_and_contents() -> None:
    document = read(book(), "r.zip")
    assert document.title == "On Rapport"
    assert blocks(document) == [
        (Kind.HEADING, 2, "What it is"),
        (Kind.PARAGRAPH, 0, PROSE),
        (Kind.TERM, 0, "Repair"),
        (Kind.DEFINITION, 0, "winning rapport back"),
        (Kind.FOOTNOTE, 0, "Some people call it chemistry."),
        (Kind.HEADING, 1, "Endings"),
        (Kind.PARAGRAPH, 0, f"{PROSE} It ends with a good farewell."),
    ]


def test_a_presentation_gives_titles_points_tables_notes_and_slide_numbers() -> None:
    document = read(slides(), "r.pptx")
    assert blocks(document) == [
        (Kind.HEADING, 1, "On Rapport"),
        (Kind.ITEM, 1, PROSE),
        (Kind.ITEM, 2, "It can be learned"),
        (Kind.PARAGRAPH, 0, "Repair is the work of winning rapport back."),
        (Kind.HEADING, 2, "Words"),
        (Kind.ROW, 0, "Word | Meaning"),
        (Kind.ROW, 1, "Ease | a lack of strain"),
    ]
    assert document.page_at(document.text.index("Repair")) == 1
    assert document.page_at(document.text.index("Ease |")) == 2


@pytest.mark.parametrize("made", [word_file, book, slides])
def test_every_draft_quotes_an_exact_span(made: object) -> None:
    assert callable(made)
    result = make(made(), "upload")
    assert result.drafts
    for draft in result.drafts:
        assert result.document.text[draft.start : draft.end] == draft.quote


def changed(data: bytes, more: dict[str, bytes]) -> bytes:
    """Return an archive with some members exchanged or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members: dict[str, str | bytes] = {n: archive.read(n) for n in archive.namelist()}
    return packed(members | more)


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + stream.encode("utf-16-le")


DRM = (
    '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData>'
    '<e:EncryptionMethod Algorithm="{}"/></e:EncryptedData></encryption>'
)
FONTS = DRM.format("http://www.idpf.org/2008/embedding")
SHOP = DRM.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
DEEP = "<w:x>" * 400 + "</w:x>" * 400


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (word_file()[:-300], "damaged"),
        (book()[:900], "damaged"),
        (changed(word_file(), {"word/document.xml": b"<w:document"}), "damaged"),
        (changed(slides(), {"ppt/presentation.xml": b"<x/>"}), "damaged"),
        (changed(book(), {"OPS/book.opf": b"<package"}), "damaged"),
        (ole("EncryptedPackage"), "password"),
        (ole("WordDocument"), "save it as .docx"),
        (ole("PowerPoint Document"), "save it as .pptx"),
        (docx(paragraph(PROSE), prolog=BOMB), "XML entities"),
        (docx(paragraph(PROSE), prolog=OUTSIDE), "XML entities"),
        (docx(paragraph(PROSE), prolog="<!DOCTYPE x>"), "XML entities"),
        (docx(paragraph(PROSE) + DEEP), "too intricately"),
        (changed(slides(), {"ppt/slides/slide1.xml": BOMB.encode()}), "XML entities"),
        (epub({"One": chapter(PROSE)}, {"OPS/x.xhtml": BOMB.encode("utf-16")}), "XML entities"),
        (changed(book(), {"META-INF/container.xml": OUTSIDE.encode()}), "XML entities"),
        (changed(book(), {"META-INF/encryption.xml": SHOP.encode()}), "DRM"),
        (changed(book(), {"more.zip": b"PK"}), "another packed file"),
        (docx(""), "no text in it"),
        (packed({"xl/workbook.xml": "<x/>"}), "spreadsheet"),
        (packed({"mimetype": "x", "content.xml": "<x/>"}), "OpenDocument"),
        (packed({"a.txt": "hello"}), "zip file"),
    ],
)  # fmt: skip
def test_what_cannot_be_opened_is_refused_by_name_and_with_what_to_do(
    data: bytes, says: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data, "notes")
    assert says in str(caught.value)
    assert str(caught.value).startswith("“notes” ")


def test_scrambled_fonts_are_no_lock() -> None:
    data = changed(book(), {"META-INF/encryption.xml": FONTS.encode()})
    assert read(data, "r.epub").title == "On Rapport"


@pytest.mark.parametrize("inside", ["word/media/x.bin", "word/document.xml", "word/x.dat"])
def test_a_zip_bomb_is_refused_before_anything_is_unpacked(inside: str) -> None:
    bomb = changed(word_file(), {inside: b"<" + b" " * (61 * 1024 * 1024)})
    assert len(bomb) < 100_000
    with pytest.raises(Unreadable, match="unpacks to more"):
        read(bomb, "notes.docx")


def test_too_many_members_are_refused() -> None:
    many = packed({f"word/{number}": "" for number in range(5_001)})
    with pytest.raises(Unreadable, match="unpacks to more"):
        read(many, "notes.docx")


def test_a_lying_size_is_refused() -> None:
    data = bytearray(packed({"word/document.xml": "x" * 5_000}))
    for signature, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.index(signature) + place
        data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(Unreadable, match="damaged"):
        read(bytes(data), "notes.docx")
