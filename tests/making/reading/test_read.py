from __future__ import annotations

import pytest

from flashcards.core.errors import Unreadable
from flashcards.making.document import Block, Document, Kind, Style
from flashcards.making.reading.decode import SIZE_LIMIT
from flashcards.making.reading.read import read, read_text

PROSE = (
    "Rapport is the ease that grows between two people who work together. Counsellors build it"
    " with warmth, patience and small talk, and they lose it when they hurry or interrupt."
)


def words(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def of_kind(document: Document, kind: Kind) -> list[str]:
    return [words(document, block) for block in document.blocks if block.kind is kind]


def whys(document: Document) -> dict[str, str]:
    return {left.quote: left.why for left in document.left_out}


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "notes.txt", "is empty"),
        (b" \n\t ", "notes.txt", "is empty"),
        (b"%PDF-1.7 ...", "notes.pdf", "is damaged"),
        (b"\x00\x01\x02\x03" * 200, "notes.pdf", "is named like a PDF"),
        (b"\x89PNG\r\n\x1a\n....", "notes.png", "is a picture"),
        (b"\xff\xd8\xff\xe0....", "notes.jpg", "is a picture"),
        (b"{\\rtf1 hello}", "notes.rtf", "rich text"),
        (b"\x00\x01\x02\x03" * 200, "notes.bin", "does not look like text"),
        (b"Only a few words.", "notes.txt", "has only 4 words to study"),
        (b"# Heading\n\n## Another\n", "notes.md", "no text to study under them"),
        (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "x.html", "only menus"),
        (b"<div>" * 300 + b"Some words. " * 30, "x.html", "too intricately"),
        (b"x" * (SIZE_LIMIT + 1), "notes.txt", "larger than 5 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_name_and_what_to_do(
    data: bytes, name: str, says: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    assert says in str(caught.value)
    assert f"“{name}”" in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_text_is_read_in_every_common_encoding(encoding: str) -> None:
    text = f"Café talk\n\n{PROSE} Naïve questions are welcome; façades are not."
    document = read(text.encode(encoding), "talk.txt")
    assert "Naïve questions are welcome; façades are not." in document.text
    assert document.title == "Café talk"


def test_a_declared_encoding_is_followed() -> None:
    page = f'<html><head><meta charset="windows-1250"></head><body><p>{PROSE} Łódź.</p></body>'
    assert "Łódź." in read(page.encode("cp1250"), "page.html").text


def test_line_ends_of_every_system_become_newlines() -> None:
    document = read(f"Rapport\r\n\r\n{PROSE}\r\rMore about it here.".encode(), "r.txt")
    assert "\r" not in document.text


def test_pasted_html_is_recognised_and_shown_without_its_tags() -> None:
    document = read_text(f"<div><h2>What is rapport?</h2><p>{PROSE}</p></div>", "pasted text")
    assert of_kind(document, Kind.HEADING) == ["What is rapport?"]
    assert "<" not in document.text


def test_pasted_markdown_is_recognised() -> None:
    document = read_text(f"# Rapport\n\n**Rapport** matters. {PROSE}", "pasted text")
    assert document.title == "Rapport"
    assert "*" not in document.text


def test_text_with_an_angle_bracket_stays_text() -> None:
    document = read_text(f"Rapport\n\n{PROSE} A score < 5 is low.", "pasted text")
    assert "A score < 5 is low." in document.text


def test_headings_of_plain_text_are_told_by_their_shape() -> None:
    text = (
        f"Rapport\n\nWhy does it matter?\n{PROSE}\n\n2.1 Losing it\n\n{PROSE}\n\n"
        f"Repair\n------\n{PROSE}"
    )
    document = read(text.encode(), "r.txt")
    assert of_kind(document, Kind.HEADING) == [
        "Rapport", "Why does it matter?", "2.1 Losing it", "Repair",
    ]  # fmt: skip


def test_lines_wrapped_by_hand_make_one_paragraph() -> None:
    wrapped = (
        "Rapport\n\nRapport is the ease that grows between two people\nwho work together"
        " and who trust each other enough\nto say what they think and what they feel today."
    )
    document = read(wrapped.encode(), "r.txt")
    assert len(of_kind(document, Kind.PARAGRAPH)) == 1


def test_list_items_of_plain_text_are_parted() -> None:
    document = read(f"Rapport\n\n{PROSE}\n\n- warmth\n* patience\n3. humour".encode(), "r.txt")
    assert of_kind(document, Kind.ITEM) == ["warmth", "patience", "humour"]


def test_emphasis_keeps_its_offsets_in_html_and_markdown() -> None:
    for name, data in (
        ("r.html", f"<p>The word <b>rapport</b> is <i>French</i>. {PROSE}</p>"),
        ("r.md", f"The word **rapport** is *French*. {PROSE}"),
    ):
        document = read(data.encode(), name)
        marks = document.blocks[0].marks
        assert [(document.text[m.start : m.end], m.style) for m in marks] == [
            ("rapport", Style.BOLD),
            ("French", Style.ITALIC),
        ]


def test_tables_become_rows_with_cells() -> None:
    html = (
        f"<p>{PROSE}</p><table><tr><th>Term</th><th>Meaning</th></tr>"
        "<tr><td>Ease</td><td>a lack of strain</td></tr></table>"
    )
    markdown = f"{PROSE}\n\n| Term | Meaning |\n|---|---|\n| Ease | a lack of strain |\n"
    for name, data in (("t.html", html), ("t.md", markdown)):
        document = read(data.encode(), name)
        rows = [block for block in document.blocks if block.kind is Kind.ROW]
        assert [row.level for row in rows] == [0, 1]
        assert [document.text[c.start : c.end] for c in rows[1].cells] == [
            "Ease",
            "a lack of strain",
        ]


def test_front_matter_gives_the_title_and_is_no_text() -> None:
    document = read(f"---\ntitle: On Rapport\nauthor: N. N.\n---\n\n{PROSE}".encode(), "r.md")
    assert document.title == "On Rapport"
    assert "author" not in document.text


def test_a_short_bold_paragraph_is_a_heading() -> None:
    document = read(f"<p><strong>What is rapport?</strong></p><p>{PROSE}</p>".encode(), "r.html")
    assert of_kind(document, Kind.HEADING) == ["What is rapport?"]


def test_a_page_built_of_divisions_alone_is_read() -> None:
    page = f"<html><body><div class='menu'>Home</div><div><div>{PROSE}</div></div></body></html>"
    document = read(page.encode(), "r.html")
    assert of_kind(document, Kind.PARAGRAPH) == [PROSE]


def test_comments_banners_and_related_links_are_not_part_of_the_article() -> None:
    page = (
        "<body><div class='cookie-banner'>We store small files for you and for everybody.</div>"
        f"<article><h1>Rapport</h1><p>{PROSE}</p></article>"
        "<div class='related-posts'><a href='/x'>Ten ways to smile at work every day</a></div>"
        "<div id='comments'><p>What a wonderful article, I have learned so much today!</p></div>"
    )
    document = read(page.encode(), "r.html")
    assert document.text == f"Rapport\n\n{PROSE}"


def test_references_objectives_and_review_questions_are_left_out_with_a_reason() -> None:
    text = (
        "# Rapport\n\n## Learning Objectives\n\n"
        "By the end of this section, you will be able to:\n\n"
        f"- Define rapport\n\n{PROSE}\n\n## Review Questions\n\n1. What is rapport?\n\n"
        "## References\n\nDoe, J. (1999). Ease. Anywhere Press.\n"
    )
    document = read(text.encode(), "r.md")
    assert of_kind(document, Kind.PARAGRAPH) == [PROSE]
    reasons = whys(document)
    assert "objectives" in reasons["Define rapport"]
    assert "Questions" in reasons["What is rapport?"]
    assert "References" in reasons["Doe, J. (1999). Ease. Anywhere Press."]


def test_captions_copyright_and_addresses_are_left_out_with_a_reason() -> None:
    text = (
        f"Rapport\n\n{PROSE}\n\nFigure 2 Two people talking.\n\n"
        "© 2020 Nobody. All rights reserved.\n\nhttps://example.org/rapport"
    )
    reasons = whys(read(text.encode(), "r.txt"))
    assert "caption" in reasons["Figure 2 Two people talking."]
    assert "rights" in reasons["© 2020 Nobody. All rights reserved."]
    assert "address" in reasons["https://example.org/rapport"]


def test_a_sentence_about_a_figure_is_kept() -> None:
    text = f"Rapport\n\n{PROSE}\n\nFigure 2 shows how trust grows over the first five sessions."
    assert "Figure 2 shows" in of_kind(read(text.encode(), "r.txt"), Kind.PARAGRAPH)[-1]


def test_a_disclaimer_under_its_own_heading_is_kept_apart() -> None:
    text = f"# Rapport\n\n{PROSE}\n\n## Medical disclaimer\n\nAsk somebody who knows you.\n"
    document = read(text.encode(), "r.md")
    assert document.disclaimer == "Ask somebody who knows you."
    assert of_kind(document, Kind.HEADING) == ["Rapport"]


def test_a_disclaimer_without_its_name_is_told_by_its_wording() -> None:
    legal = "This text is for educational purposes only and does not constitute medical advice."
    document = read(f"Rapport\n\n{PROSE}\n\n{legal}".encode(), "r.txt")
    assert document.disclaimer == legal


def test_a_text_about_disclaimers_is_no_disclaimer() -> None:
    text = f"Rapport\n\n{PROSE} A written disclaimer is often handed over in the first session."
    assert read(text.encode(), "r.txt").disclaimer is None


def test_a_repeated_title_and_menu_words_stand_once_or_not_at_all() -> None:
    text = f"Rapport at Work\n\nGardening\n\nRapport at Work\n\n{PROSE}\n\nGardening"
    document = read(text.encode(), "r.txt")
    assert of_kind(document, Kind.HEADING) == ["Rapport at Work"]
    assert [left.quote for left in document.left_out] == [
        "Rapport at Work", "Gardening", "Gardening",
    ]  # fmt: skip


def test_a_file_without_a_heading_is_called_by_its_name() -> None:
    assert read(f"{PROSE} {PROSE}".encode(), "my_notes.txt").title == "my notes"
