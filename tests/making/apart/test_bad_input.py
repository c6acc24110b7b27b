"""Whatever is given: within its bounds it is read, or refused by its name with what to do."""

from __future__ import annotations

import pytest

from flashcards.making.apart.call import Call
from tests.making.reading.packed_files import chapter, docx, epub, packed, paragraph
from tests.making.reading.pdf_files import Sheet, pdf

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
FEW = [Sheet().write(72, 700, "Words")]
READ = {
    "poem.txt": b"The rain comes down\nupon the town\nand no one knows\nwhere water goes\n\n" * 99,
    "code.txt": b"def f(x):\n    return x + 1\n\n" * 999,
    "right to left.txt": "האמון הוא יסוד הקשר בין המטפל למטופל. ".encode() * 99,
    "mixed.txt": ("Trust is a bond. Vertrauen ist ein Band. " * 9 + "信頼は絆です。" * 9).encode(),
    "unending.txt": b"warmth without judging " * 20_000,
    "brackets.txt": b"(a [b {c " * 9_000,
    "names.txt": b"Anna Berta Carla Dora Emma " * 9_000,
    "items.md": b"- item of a list\n" * 4_000,
    "pages.pdf": pdf([Sheet().write(72, 700, f"Page {n} is about trust.") for n in range(2000)]),
    "renamed.html": docx(paragraph("Warmth is a way of being that does not judge. " * 5)),
    "renamed.pdf": b"Warmth is a way of being that does not judge. " * 9,
}
REFUSED = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" " * 4_000_000, "empty"),
    "letters.txt": (b"a" * 4_000_000, "no text"),
    "brackets.md": (b"[" * 50_000, "no text"),
    "quotes.md": (b">" * 50_000 + b" x", "no text"),
    "deep.html": (b"<b>" * 50_000, "intricately"),
    "links.html": (b"<html><body>" + b"<a href='/x'>Elsewhere</a> " * 5_000, "menus and links"),
    "comment.html": (b"<html><!--" + b"-" * 900_000, "no article"),
    "toomany.pdf": (pdf([Sheet()] * 2001), "more than 2,000 pages"),
    "scan.pdf": (pdf([Sheet().picture()] * 9), "is a scan"),
    "locked.pdf": (pdf(FEW, locked=True), "password"),
    "cut.pdf": (pdf(FEW)[:300], "damaged"),
    "laughs.docx": (docx(paragraph("&i;" * 9), prolog=LAUGHS), "XML entities"),
    "laughs.epub": (
        epub({"One": "x"}, {"OPS/more.xhtml": LAUGHS + chapter("&i;")}),
        "XML entities",
    ),
    "pictures.epub": (epub({"One": "<p><img src='x.png'/></p>"}), "only pictures"),
    "packed.zip": (packed({"a.txt": "words"}), "zip file"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50, "is a picture"),
    "old.doc": (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "older Word"),
}
SECONDS = 45
"""More than enough, on a machine that runs other tests meanwhile."""


@pytest.mark.parametrize("name", sorted(READ))
def test_it_makes_a_poor_document_at_worst(name: str) -> None:
    with Call("read", READ[name], name=name, pasted=False) as asked:
        answer = asked.answer(SECONDS)
    assert answer is not None
    assert "error" not in answer
    text = answer["document"]["text"]
    assert answer["document"]["blocks"]
    assert all(0 <= start < end <= len(text) for _, start, end, *_ in answer["document"]["blocks"])


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_it_is_refused_by_its_name_and_with_the_reason(name: str) -> None:
    data, why = REFUSED[name]
    with Call("read", data, name=name, pasted=False) as asked:
        answer = asked.answer(SECONDS)
    assert answer is not None
    assert answer["error"] == "told"
    assert f"“{name}”" in answer["message"]
    assert why in answer["message"]
