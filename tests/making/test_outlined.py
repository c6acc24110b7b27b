"""Long PDFs fall into the chapters that their outline names, whatever their headings look like."""

from __future__ import annotations

from itertools import pairwise

import pytest

from flashcards.making.chapters import chapters
from flashcards.making.document import Document, Kind, Outlined
from flashcards.making.reading.read import read
from tests.making.long_texts import as_pdf, book, first_pages
from tests.making.reading.pdf_files import Entry
from tests.making.test_chapters import covers, document, head, prose, titles

NAMES = ("1 Attachment", "2 Loss", "3 Repair", "4 Endings", "5 Supervision")


def outlined(read_: Document, *entries: tuple[int, str, int]) -> Document:
    """Return a document with an outline: level, title and number of the block."""
    outline = tuple(Outlined(level, title, read_.blocks[at].start) for level, title, at in entries)
    return Document(read_.title, read_.text, read_.blocks, outline=outline)


def plain(*lengths: int) -> Document:
    """Return a document of paragraphs alone."""
    return document(*(prose(length) for length in lengths))


def test_a_long_pdf_falls_into_its_real_chapters() -> None:
    written = book(30_000, 5)
    pages = first_pages(written)
    outline = tuple(Entry(name, page) for name, page in zip(NAMES, pages, strict=True))
    whole = read(as_pdf(written, outline=outline), "book.pdf")
    found = covers(whole)
    assert titles(found) == list(NAMES)
    for number, chapter in enumerate(found, 1):
        first = whole.blocks[chapter.first]
        assert whole.text[first.start : first.end] == f"Part {number} of the work"
        assert whole.page_at(first.start) == pages[number - 1] + 1


def test_parts_of_a_book_give_their_chapters() -> None:
    written = book(60_000, 6)
    pages = first_pages(written)
    below = [Entry(f"Chapter {number}", page) for number, page in enumerate(pages, 1)]
    outline = (
        Entry("The book", 0, (
            Entry("Part I", pages[0], tuple(below[:3])),
            Entry("Part II", pages[3], tuple(below[3:])),
        )),
    )  # fmt: skip
    found = titles(covers(read(as_pdf(written, outline=outline), "book.pdf")))
    whole = [title for title in found if not title.endswith(")")]
    assert whole == [f"Chapter {number}" for number in range(1, 7)]


def test_headings_do_not_matter_where_there_are_entries() -> None:
    shown = document(
        *(block for n in range(12) for block in (head(1, f"Heading {n}"), prose(1200)))
    )
    found = covers(outlined(shown, (0, "One", 0), (0, "Two", 8), (0, "Three", 16)))
    assert titles(found) == ["One", "Two", "Three"]
    assert [chapter.first for chapter in found] == [0, 8, 16]


def test_what_is_before_the_first_entry_is_a_chapter_or_joins_it() -> None:
    long = outlined(plain(3000, 5000, 5000), (0, "One", 1), (0, "Two", 2))
    assert titles(covers(long)) == ["A book", "One", "Two"]
    short = outlined(plain(200, 5000, 5000), (0, "One", 1), (0, "Two", 2))
    assert titles(covers(short)) == ["One", "Two"]


def test_short_entries_join_and_the_longest_gives_the_name() -> None:
    shown = outlined(
        plain(100, 200, 6000, 100, 5000),
        (0, "Cover", 0), (0, "Preface", 1), (0, "One", 2), (0, "Interlude", 3), (0, "Two", 4),
    )  # fmt: skip
    assert titles(covers(shown)) == ["One", "Two"]


def test_a_very_long_chapter_is_parted_and_keeps_its_name() -> None:
    shown = outlined(plain(*[500] * 60), (0, "One", 0), (0, "Two", 40))
    found = titles(covers(shown))
    assert found[:3] == ["One", "One (2)", "One (3)"]
    assert found[-2:] == ["Two", "Two (2)"]


def test_a_chapter_is_parted_where_its_sections_begin() -> None:
    shown = outlined(
        plain(*[500] * 30),
        (0, "One", 0), (1, "A", 2), (1, "B", 13), (1, "C", 25), (0, "Two", 28),
    )  # fmt: skip
    found = covers(shown)
    assert titles(found) == ["One", "One (2)", "Two"]
    assert found[1].first == 13


def test_two_chapters_of_one_name_are_told_apart() -> None:
    shown = outlined(plain(5000, 5000), (0, "Notes", 0), (0, "Notes", 1))
    assert titles(covers(shown)) == ["Notes", "Notes (2)"]


@pytest.mark.parametrize("entries", [[], [(0, "All", 0)], [(0, "All", 0), (1, "Within", 0)]])
def test_entries_that_part_nothing_leave_it_to_the_headings(
    entries: list[tuple[int, str, int]],
) -> None:
    shown = document(
        *(block for name in "ABCD" for block in (head(1, f"Part {name}"), prose(2500)))
    )
    assert titles(covers(outlined(shown, *entries))) == ["Part A", "Part B", "Part C", "Part D"]


def test_a_short_document_is_one_chapter_whatever_its_entries() -> None:
    shown = outlined(plain(2000, 2000), (0, "One", 0), (0, "Two", 1))
    assert titles(covers(shown)) == ["A book"]


def test_entries_into_what_was_left_out_are_survived() -> None:
    shown = plain(5000, 5000)
    beyond = Outlined(0, "Index", len(shown.text) + 5)
    outline = (Outlined(0, "One", 0), Outlined(0, "Two", shown.blocks[1].start), beyond)
    with_end = Document(shown.title, shown.text, shown.blocks, outline=outline)
    assert titles(covers(with_end)) == ["One", "Two"]
    assert all(one.end == two.first for one, two in pairwise(chapters(with_end)))
    assert all(block.kind is Kind.PARAGRAPH for block in shown.blocks)
