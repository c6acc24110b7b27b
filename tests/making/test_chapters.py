"""Long documents fall into chapters that cover them; offsets stay those of the whole text."""

from __future__ import annotations

from itertools import pairwise

from flashcards.making.chapters import ONE_CHAPTER, Chapter, chapters, part
from flashcards.making.document import Document, Kind
from flashcards.making.make import from_document
from flashcards.making.reading.builder import Builder, Run
from flashcards.making.reading.read import read
from tests.making.long_texts import as_epub, as_pdf, book

WORDS = "Warmth is a way of being with another person that does not judge what it hears. "


def document(*parts: tuple[Kind, int, str]) -> Document:
    """Return a document of these blocks."""
    builder = Builder()
    for kind, level, text in parts:
        run = Run()
        run.add(text)
        builder.add(kind, run, level)
    page = builder.page("A book")
    return Document("A book", page.text, page.blocks)


def head(level: int, text: str) -> tuple[Kind, int, str]:
    """Return a heading."""
    return Kind.HEADING, level, text


def prose(words: int, kind: Kind = Kind.PARAGRAPH) -> tuple[Kind, int, str]:
    """Return a paragraph of about so many words."""
    return kind, 1, WORDS * (words // 16)


def titles(found: tuple[Chapter, ...]) -> list[str]:
    """Return what the chapters are called."""
    return [chapter.title for chapter in found]


def covers(read: Document) -> tuple[Chapter, ...]:
    """Return the chapters of a document, having seen that each block is in one of them."""
    found = chapters(read)
    assert found[0].first == 0
    assert found[-1].end == len(read.blocks)
    assert all(before.end == after.first for before, after in pairwise(found))
    assert all(chapter.first < chapter.end for chapter in found)
    return found


def words_of(read: Document, chapter: Chapter) -> int:
    """Return how long a chapter is."""
    blocks = read.blocks[chapter.first : chapter.end]
    return sum(len(read.text[block.start : block.end].split()) for block in blocks)


def test_a_short_document_is_one_chapter_whatever_its_headings() -> None:
    short = document(head(1, "One"), prose(2000), head(1, "Two"), prose(2000))
    assert titles(covers(short)) == ["A book"]
    assert covers(short)[0].end == 4
    assert chapters(Document("Empty", "", ())) == (Chapter("Empty", 0, 0),)


def test_chapters_begin_at_the_highest_headings_of_which_there_are_several() -> None:
    long = document(
        head(1, "The title of it all"),
        *(
            block
            for name in ("Attachment", "Loss", "Repair")
            for block in (head(2, name), prose(1500), head(3, f"On {name}"), prose(1500))
        ),
    )
    assert titles(covers(long)) == ["The title of it all", "Loss", "Repair"]
    several = document(
        *(block for name in "ABCD" for block in (head(1, f"Part {name}"), prose(2500)))
    )
    assert titles(covers(several)) == ["Part A", "Part B", "Part C", "Part D"]


def test_what_is_short_joins_the_next_chapter_and_what_is_last_the_one_before() -> None:
    long = document(
        head(1, "Preface"),
        prose(100),
        head(1, "Attachment"),
        prose(5000),
        head(1, "Loss"),
        prose(5000),
        head(1, "A last word"),
        prose(100),
    )
    assert titles(covers(long)) == ["Preface", "Loss"]


def test_a_long_chapter_is_parted_at_a_heading_or_else_between_paragraphs() -> None:
    headed = document(
        *(block for name in range(6) for block in (head(2, f"Section {name}"), prose(3000)))
    )
    assert len(covers(headed)) == 6
    lower = document(
        head(1, "All"),
        prose(6000),
        head(3, "Below"),
        prose(6000),
        head(1, "More"),
        prose(3000),
    )
    assert titles(covers(lower)) == ["All", "Below", "More"]
    bare = document(*(prose(400) for _ in range(80)))
    found = covers(bare)
    assert titles(found)[:2] == ["A book", "A book (2)"]
    lengths = [words_of(bare, chapter) for chapter in found]
    assert all(7_500 < length < 8_800 for length in lengths[:-1])


def test_a_list_and_a_table_are_not_torn_apart() -> None:
    long = document(
        *(prose(400, Kind.ITEM if number % 30 else Kind.PARAGRAPH) for number in range(90))
    )
    firsts = [chapter.first for chapter in covers(long)]
    assert len(firsts) > 1
    assert all(long.blocks[first].kind is Kind.PARAGRAPH for first in firsts)


def test_the_offsets_of_a_part_are_those_of_the_whole_text() -> None:
    whole = read(as_epub(book(30_000, 5)), "book.epub")
    found = covers(whole)
    assert titles(found) == [f"Part {number} of the work" for number in range(1, 6)]
    made = [from_document(part(whole, chapter)).drafts for chapter in found]
    assert all(len(drafts) >= 3 for drafts in made)
    for chapter, drafts in zip(found, made, strict=True):
        blocks = whole.blocks[chapter.first : chapter.end]
        for draft in drafts:
            assert whole.text[draft.start : draft.end] == draft.quote
            assert blocks[0].start <= draft.start < draft.end <= blocks[-1].end
    guids = [draft.guid for drafts in made for draft in drafts]
    assert len(set(guids)) == len(guids)


def test_the_parts_of_a_pdf_are_chapters_too() -> None:
    whole = read(as_pdf(book(ONE_CHAPTER * 3, 4)), "book.pdf")
    assert titles(covers(whole)) == [f"Part {number} of the work" for number in range(1, 5)]
