"""Documents and drafts come back from JSON as they were."""

from __future__ import annotations

import json

from flashcards.making import plain
from flashcards.making.document import Kind, Style
from flashcards.making.make import from_document
from flashcards.making.reading.read import read
from tests.making.reading.pdf_files import BOLD, Sheet, pdf

TEXT = """# Ruptures

A **rupture** is a *strain* in the bond between a therapist and a client.

- withdrawal
  - silence
- confrontation

| Kind | Sign |
|---|---|
| Withdrawal | silence |
| Confrontation | reproach |

This text is for education only and no substitute for supervision or medical advice.
"""


def test_a_document_comes_back_with_all_its_structure() -> None:
    document = read(TEXT.encode(), "ruptures.md")
    kinds = {block.kind for block in document.blocks}
    assert {Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.ROW} <= kinds
    assert {mark.style for block in document.blocks for mark in block.marks} == {
        Style.BOLD,
        Style.ITALIC,
    }
    assert any(block.cells for block in document.blocks)
    again = plain.document_of(json.loads(json.dumps(plain.document_values(document))))
    assert again == document
    drafts = from_document(document).drafts
    assert drafts
    values = json.loads(json.dumps([plain.draft_values(draft) for draft in drafts]))
    assert tuple(plain.draft_of(each) for each in values) == drafts


def test_the_pages_of_a_pdf_come_back() -> None:
    sheets = []
    for number in range(3):
        sheet = Sheet().write(72, 720, f"Heading {number}", 16, BOLD)
        sheets.append(sheet.lines(72, 690, _lines(number)))
    document = read(pdf(sheets), "paper.pdf")
    assert [leaf.number for leaf in document.leaves] == [1, 2, 3]
    again = plain.document_of(json.loads(json.dumps(plain.document_values(document))))
    assert again.leaves == document.leaves
    assert [again.page_at(leaf.start) for leaf in document.leaves] == [1, 2, 3]


def _lines(number: int) -> list[str]:
    return [f"Rupture {number}{step} is a strain in the bond of two people." for step in "abcd"]


def test_what_was_left_out_knows_its_place() -> None:
    document = read((TEXT + "\nFigure 1. A client and a therapist.\n").encode(), "ruptures.md")
    assert document.left_out
    for left in document.left_out:
        assert document.text[left.start : left.end].startswith(left.quote[:40])
