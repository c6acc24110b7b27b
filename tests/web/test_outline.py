"""A long PDF is drafted by the chapters that its own outline names."""

from __future__ import annotations

from tests.making.long_texts import as_pdf, book, first_pages
from tests.making.reading.pdf_files import Entry
from tests.web.visitor import Visitor, one, sqlite_only, text_of

NAMES = ("1 Attachment", "2 Loss", "3 Repair")


@sqlite_only
def test_progress_and_drafts_go_by_the_real_chapters(ana: Visitor) -> None:
    written = book(12_000, 3)
    outline = tuple(
        Entry(name, page) for name, page in zip(NAMES, first_pages(written), strict=True)
    )
    response = ana.upload(as_pdf(written, outline=outline), "book.pdf")
    document = int(response.location.split("/")[2])
    progress = ana.page(f"/documents/{document}/progress")
    assert [text_of(each) for each in progress.select("[data-chapters] a")] == list(NAMES)
    page = ana.page(f"/documents/{document}?chapter=1")
    assert "Chapter 2 of 3: 2 Loss" in text_of(one(page, ".chapter-nav summary"))
    assert text_of(page.select("[data-source] h2, [data-source] h3")[0]) == "Part 2 of the work"
