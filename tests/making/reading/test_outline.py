"""The outline of a PDF: its entries are found at their headings, and what is broken survived."""

from __future__ import annotations

import pytest

from flashcards.making.document import Document
from flashcards.making.reading.read import read
from tests.making.reading.pdf_files import BOLD, Entry, Sheet, pdf

TITLES = ("Rapport", "Attunement", "Rupture", "Repair")
BODY = (
    "is the ease that grows between two people who work together, and it",
    "takes time. Counsellors build it with warmth, patience and small talk.",
    "They lose it when they hurry or interrupt somebody who is not finished.",
)


def sheets() -> list[Sheet]:
    """Return a page of contents, and a page for each chapter with its number above the title."""
    front = Sheet().write(72, 720, "On Rapport and Its Repair", 20, BOLD).lines(72, 680, BODY)
    made = [front]
    for number, title in enumerate(TITLES, 1):
        sheet = Sheet().write(72, 760, "On Rapport", 8).write(300, 30, str(number + 1), 8)
        sheet.write(72, 720, f"{number} {title}", 16, BOLD)
        sheet.lines(72, 690, [f"{title} {BODY[0]}", *BODY[1:]])
        sheet.lines(72, 620, [f"A further word on {title.lower()}:", *BODY])
        made.append(sheet.lines(72, 550, [f"{title} ends here.", *BODY]))
    return made


def entries(*pages: int | None) -> tuple[Entry, ...]:
    return tuple(Entry(title, page) for title, page in zip(TITLES, pages, strict=True))


def outlined(outline: tuple[Entry, ...], *, looping: bool = False) -> Document:
    return read(pdf(sheets(), outline=outline, looping=looping), "rapport.pdf")


def said(document: Document) -> list[tuple[int, str, str]]:
    """Return level and title of each entry with the first words at its place."""
    return [
        (entry.level, entry.title, document.text[entry.start :].split("\n")[0][:14].strip())
        for entry in document.outline
    ]


RIGHT = [
    (0, "Rapport", "1 Rapport"),
    (0, "Attunement", "2 Attunement"),
    (0, "Rupture", "3 Rupture"),
    (0, "Repair", "4 Repair"),
]


def test_each_entry_is_at_its_heading() -> None:
    assert said(outlined(entries(1, 2, 3, 4))) == RIGHT


def test_a_pdf_without_entries_has_no_outline() -> None:
    assert read(pdf(sheets()), "rapport.pdf").outline == ()


def test_pages_that_are_a_little_off_do_not_matter() -> None:
    assert said(outlined(entries(0, 1, 2, 3))) == RIGHT


@pytest.mark.parametrize("wrong", [None, 400, 0, 4])
def test_an_entry_of_a_wrong_page_is_found_by_its_title(wrong: int | None) -> None:
    assert said(outlined(entries(1, wrong, 3, 4))) == RIGHT


def test_an_entry_that_leads_nowhere_is_left_out() -> None:
    outline = (
        *entries(1, 2, 3, 4)[:2],
        Entry("Nothing of the kind", None),
        *entries(1, 2, 3, 4)[2:],
    )
    assert said(outlined(outline)) == RIGHT


def test_what_goes_backwards_is_left_out_and_the_rest_kept() -> None:
    first, *rest = entries(1, 2, 3, 4)
    assert said(outlined((Entry("The plates", 4), first, *rest))) == RIGHT


def test_an_entry_whose_words_are_not_on_the_page_is_where_the_page_begins() -> None:
    outline = (Entry("Chapter the second", 2), Entry("Chapter the third", 3))
    assert said(outlined(outline)) == [
        (0, "Chapter the second", "2 Attunement"),
        (0, "Chapter the third", "3 Rupture"),
    ]


def test_loops_are_survived() -> None:
    assert said(outlined(entries(1, 2, 3, 4), looping=True)) == RIGHT


def test_deep_nesting_is_survived() -> None:
    deep = Entry("Bottom", 4)
    for _ in range(400):
        deep = Entry("Down", 3, (deep,))
    outline = (*entries(1, 2, 3, 4)[:2], deep)
    found = said(outlined(outline))
    assert found[:2] == RIGHT[:2]


def test_so_many_entries_are_bounded() -> None:
    outline = (*entries(1, 2, 3, 4), *(Entry(f"Row {n}", 4) for n in range(20_000)))
    assert said(outlined(outline))[:3] == RIGHT[:3]


@pytest.mark.parametrize("title", ["", "   ", "\x00\x07", "\ufeff"])
def test_empty_titles_are_left_out_and_what_is_under_them_is_kept(title: str) -> None:
    first, second, third, last = entries(1, 2, 3, 4)
    outline = (first, Entry(title, 2, (second,)), third, last)
    found = said(outlined(outline))
    assert [words for _, words, _ in found] == list(TITLES)


def test_odd_titles_are_made_readable() -> None:
    odd = Entry("  2\u00a0 Attune\x07ment\r\n and\tmore " + "x" * 400, 2)
    title = outlined((entries(1, 2, 3, 4)[0], odd)).outline[1].title
    assert title.startswith("2 Attune ment and more xxx")
    assert len(title) <= 300
    half = (*entries(1, 2, 3, 4)[:2], Entry("Half a letter \ud83d", 3))
    assert said(outlined(half))[:2] == RIGHT[:2]


def test_a_pdf_whose_outline_is_rubbish_is_read_all_the_same() -> None:
    data = pdf(sheets(), outline=entries(1, 2, 3, 4))
    for old, new in (
        (b"/Type /Outlines /First", b"/Type /Outlines /Last1"),
        (b"/Title <", b"/Title ["),
        (b"/Dest [", b"/Dest ("),
    ):
        document = read(data.replace(old, new), "rapport.pdf")
        assert "Attunement" in document.text
