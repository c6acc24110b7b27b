"""PDFs, written by hand and read: order, headings, running heads, parted words, pages."""

from __future__ import annotations

import subprocess

import pytest

from flashcards.core.errors import Unreadable
from flashcards.making.document import Document, Kind, Style
from flashcards.making.make import make
from flashcards.making.reading.pdf import pieces
from flashcards.making.reading.read import read
from tests.making.reading.pdf_files import BOLD, ITALIC, Sheet, pdf

FIRST = (
    "Rapport is the ease that grows between two people who work",
    "together. Counsellors build it with warmth, patience and small",
    "talk, and they lose it when they hurry or inter-",
    "rupt somebody who has not finished.",
)
SECOND = (
    "Repair is the work of winning rapport back after it was lost, and",
    "it asks for a well-",
    "timed word. It begins when somebody says what went wrong, and it",
    "ends when both can go on.",
)
FIRST_READ = (
    "Rapport is the ease that grows between two people who work together. Counsellors build it"
    " with warmth, patience and small talk, and they lose it when they hurry or interrupt somebody"
    " who has not finished."
)
SECOND_READ = (
    "Repair is the work of winning rapport back after it was lost, and it asks for a well-timed"
    " word. It begins when somebody says what went wrong, and it ends when both can go on."
)
NARROW = (
    "Rapport is the ease that",
    "grows between two people",
    "who work together. They",
    "build it with warmth, pa-",
    "tience and small talk. A",
    "counsellor loses it when",
    "she hurries, interrupts or",
    "judges somebody in need.",
)


def blocks(document: Document) -> list[tuple[Kind, int, str]]:
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def of_kind(document: Document, kind: Kind) -> list[str]:
    return [words for found, _, words in blocks(document) if found is kind]


def one_column() -> bytes:
    sheet = Sheet().write(72, 720, "On Rapport", 18, BOLD).write(72, 690, "What it is", 13)
    sheet.lines(72, 670, FIRST).write(72, 600, "How it is won back", 13).lines(72, 580, SECOND)
    return pdf([sheet])


def two_columns(*, by_rows: bool) -> bytes:
    sheet = Sheet().write(72, 720, "On Rapport and Its Repair in Short Courses", 18, BOLD)
    left = [(72, 690 - 12 * index, line) for index, line in enumerate(NARROW)]
    other = [line.replace("Rapport", "Empathy") for line in NARROW]
    right = [(220, 690 - 12 * index, line) for index, line in enumerate(other)]
    rows = [place for pair in zip(left, right, strict=True) for place in pair]
    for x, y, line in rows if by_rows else left + right:
        sheet.write(x, y, line)
    return pdf([sheet.lines(72, 570, ["Both columns are short, and this line runs over them."])])


def pages() -> bytes:
    sheets = []
    for number in range(1, 7):
        sheet = Sheet().write(72, 760, "On Rapport", 9).write(300, 30, str(number), 9)
        sheet.write(72, 720, f"Lesson {number} of the course", 14)
        sheet.lines(72, 690, FIRST).lines(72, 630, SECOND[:3])
        sheets.append(sheet.write(72, 594, f"ends when both of the {number} can go"))
    sheets[1].operators.insert(0, Sheet().write(72, 740, "on with their work.").operators[0])
    return pdf(sheets)


def test_one_column_gives_headings_by_size_and_whole_words() -> None:
    assert blocks(read(one_column(), "r.pdf")) == [
        (Kind.HEADING, 1, "On Rapport"),
        (Kind.HEADING, 2, "What it is"),
        (Kind.PARAGRAPH, 0, FIRST_READ),
        (Kind.HEADING, 2, "How it is won back"),
        (Kind.PARAGRAPH, 0, SECOND_READ),
    ]


@pytest.mark.parametrize("by_rows", [False, True])
def test_two_columns_are_read_one_after_the_other(by_rows: bool) -> None:
    read_left = " ".join(NARROW).replace("pa- tience", "patience")
    assert blocks(read(two_columns(by_rows=by_rows), "r.txt")) == [
        (Kind.HEADING, 1, "On Rapport and Its Repair in Short Courses"),
        (Kind.PARAGRAPH, 0, read_left),
        (Kind.PARAGRAPH, 0, read_left.replace("Rapport", "Empathy")),
        (Kind.PARAGRAPH, 0, "Both columns are short, and this line runs over them."),
    ]


def test_running_heads_and_page_numbers_are_gone_and_pages_are_known() -> None:
    document = read(pages(), "r.pdf")
    headings = of_kind(document, Kind.HEADING)
    assert headings == [f"Lesson {number} of the course" for number in range(1, 7)]
    for number, heading in enumerate(headings, 1):
        assert document.page_at(document.text.index(heading)) == number
    assert "On Rapport" not in document.text
    assert not any(words.strip().isdigit() for words in document.text.split("\n"))


def test_a_sentence_runs_over_the_end_of_a_page() -> None:
    document = read(pages(), "r.pdf")
    over = "ends when both of the 1 can go on with their work."
    at = document.text.index(over)
    assert document.page_at(at) == 1
    assert document.page_at(at + len(over) - 1) == 2


def test_a_number_in_small_raised_letters_is_gone_and_its_footnote_set_apart() -> None:
    sheet = Sheet().lines(72, 700, FIRST).write(239, 668, "1", 6)
    sheet.write(72, 90, "1 Some people call it chemistry.", 7.5)
    document = read(pdf([sheet]), "r.pdf")
    assert blocks(document) == [
        (Kind.PARAGRAPH, 0, FIRST_READ),
        (Kind.FOOTNOTE, 0, "Some people call it chemistry."),
    ]


def test_lists_tables_and_emphasis_survive() -> None:
    sheet = Sheet().write(72, 720, "On Rapport", 18).lines(72, 690, FIRST)
    sheet.write(72, 620, "It").write(83, 620, "grows", 10, ITALIC).write(114, 620, "so:")
    sheet.write(80, 600, "• by listening to").write(88, 588, "what is said").write(
        80, 576, "• by asking"
    )
    sheet.write(72, 540, "Word", 10, BOLD).write(250, 540, "Meaning", 10, BOLD)
    sheet.write(72, 526, "Ease").write(250, 526, "a lack of strain")
    sheet.write(72, 512, "Repair").write(250, 512, "winning it back")
    document = read(pdf([sheet]), "r.pdf")
    assert blocks(document)[2:] == [
        (Kind.PARAGRAPH, 0, "It grows so:"),
        (Kind.ITEM, 1, "by listening to what is said"),
        (Kind.ITEM, 1, "by asking"),
        (Kind.ROW, 0, "Word | Meaning"),
        (Kind.ROW, 1, "Ease | a lack of strain"),
        (Kind.ROW, 1, "Repair | winning it back"),
    ]
    marks = [(document.text[m.start : m.end], m.style) for m in document.blocks[2].marks]
    assert marks == [("grows", Style.ITALIC)]


def test_where_all_letters_are_alike_headings_are_told_by_their_shape() -> None:
    sheet = Sheet().write(72, 720, "On Rapport").lines(72, 690, FIRST)
    sheet.write(72, 610, "What is repair?").lines(72, 580, SECOND)
    document = read(pdf([sheet]), "r.pdf")
    assert of_kind(document, Kind.HEADING) == ["On Rapport", "What is repair?"]


def test_a_page_that_lies_on_its_side_is_read() -> None:
    sheet = Sheet(rotate=90)
    sheet.operators.append(b"q 0 1 -1 0 612 0 cm")
    sheet.lines(72, 500, FIRST).lines(72, 430, SECOND).operators.append(b"Q")
    assert of_kind(read(pdf([sheet]), "r.pdf"), Kind.PARAGRAPH) == [FIRST_READ, SECOND_READ]


@pytest.mark.parametrize("made", [one_column(), pages()])
def test_every_draft_quotes_an_exact_span_that_has_a_page(made: bytes) -> None:
    result = make(made, "r.pdf")
    assert result.drafts
    for draft in result.drafts:
        assert result.document.text[draft.start : draft.end] == draft.quote
        assert result.document.page_at(draft.start) is not None


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf([Sheet().picture(), Sheet().picture()]), "is a scan"),
        (pdf([Sheet()]), "has no text in it"),
        (pdf([Sheet().write(72, 700, "Hello")], locked=True), "password"),
        (one_column()[:500], "damaged"),
        (b"%PDF-1.7\n" + b"x" * 5_000, "damaged"),
        (pdf([Sheet()] * 2_001), "more than 2,000 pages"),
        (pdf([Sheet().write(72, 700, "This is too short.")]), "only 4 words"),
    ],
)
def test_a_pdf_without_text_to_study_is_refused_by_name_and_with_what_to_do(
    data: bytes, says: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data, "notes.pdf")
    assert says in str(caught.value)
    assert str(caught.value).startswith("“notes.pdf” ")


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*args: object, **kwargs: object) -> None:
        raise subprocess.TimeoutExpired("worker", pieces.LONGEST)

    monkeypatch.setattr(subprocess, "run", slow)
    with pytest.raises(Unreadable, match="takes too long"):
        read(one_column(), "notes.pdf")
