"""What a deck file says, and that writing it gives the same bytes."""

from __future__ import annotations

import pytest

from flashcards.core.deckfile.deck import Kept
from flashcards.core.deckfile.reading import parse
from flashcards.core.deckfile.writing import render, write
from flashcards.core.errors import Invalid, NotFound
from flashcards.core.notes import Note, NoteType

DECK = """\
---
title: The alliance
description: A deck of three notes
language: en
licence: CC BY 4.0
disclaimer: yes
sources:
  bordin1979: Bordin, E. S. (1979). The working alliance.
  rogers1957: Rogers, C. R. (1957). The conditions.
---

Id: before-any-section
Q: What comes first?
A: This.
Source: -

# Parts

Id: tr-parts
C: The alliance has a {{c1::bond}}, tasks and goals.
Extra: It takes

two paragraphs.
\\Note: a word that looks like a key
\\# and a line that looks like a section
## a heading of the text
Source: bordin1979, p. 253
Tags: alliance bordin


Id: tr-regard
Type: reversed
Q: unconditional positive regard
A:
- acceptance
- without conditions
Source: rogers1957
Quote: positive  regard
Span: 10..26
"""


def test_the_front_matter_is_read() -> None:
    deck = parse(DECK, "x.md")
    assert (deck.title, deck.description) == ("The alliance", "A deck of three notes")
    assert (deck.language, deck.licence) == ("en", "CC BY 4.0")
    assert deck.extras == {"disclaimer": "yes"}
    assert deck.sources == {
        "bordin1979": "Bordin, E. S. (1979). The working alliance.",
        "rogers1957": "Rogers, C. R. (1957). The conditions.",
    }


def test_a_cloze_note_is_read_with_its_extra_and_its_source() -> None:
    entry = parse(DECK, "x.md").find("tr-parts")
    assert entry.note == Note(
        guid="tr-parts",
        type=NoteType.CLOZE,
        text="The alliance has a {{c1::bond}}, tasks and goals.",
        extra=(
            "It takes\n\ntwo paragraphs.\nNote: a word that looks like a key\n"
            "# and a line that looks like a section\n## a heading of the text"
        ),
        source="Bordin, E. S. (1979). The working alliance. [p. 253]",
        section="Parts",
        tags=("alliance", "bordin"),
    )
    assert (entry.source_key, entry.place) == ("bordin1979", "p. 253")
    assert DECK.split("\n")[entry.line - 1] == "Id: tr-parts"
    assert DECK.split("\n")[entry.end - 2] == "Tags: alliance bordin"


def test_a_reversed_note_is_read_with_its_quote() -> None:
    note = parse(DECK, "x.md").find("tr-regard").note
    assert note.type is NoteType.REVERSED
    assert note.back == "- acceptance\n- without conditions"
    assert (note.quote, note.start, note.end) == ("positive  regard", 10, 26)


def test_a_note_may_say_that_it_has_no_source() -> None:
    entry = parse(DECK, "x.md").find("before-any-section")
    assert (entry.note.source, entry.source_key, entry.note.section) == ("", "", "")


def test_an_id_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound, match="no-such-note"):
        parse(DECK, "x.md").find("no-such-note")


@pytest.mark.parametrize(
    "text",
    [
        DECK,
        DECK.replace("\n", "\r\n"),
        "\ufeff" + DECK,
        DECK.rstrip("\n"),
        DECK + "\n\n \n",
        DECK.replace("Q: What", "Q:\tWhat").replace("title: ", "title:   "),
        DECK.replace("A: This.", "A: This.\u2028Not a new line.\x0cNor this."),
    ],
    ids=["plain", "crlf", "bom", "no last newline", "blank end", "tabs", "odd separators"],
)
def test_a_deck_is_written_back_byte_for_byte(text: str) -> None:
    assert write(parse(text, "x.md")) == text


def test_carriage_returns_of_the_file_are_no_part_of_the_notes() -> None:
    with_returns = parse(DECK.replace("\n", "\r\n"), "x.md")
    assert [e.note for e in with_returns.notes] == [e.note for e in parse(DECK, "x.md").notes]


def test_backslashes_of_mathematics_and_markdown_stay_as_they_are() -> None:
    text = DECK.replace("A: This.", "A: This.\n\\(x\\)\n\\*star\\*\n\\\\Note: one stays")
    back = parse(text, "x.md").find("before-any-section").note.back
    assert back == "This.\n\\(x\\)\n\\*star\\*\n\\Note: one stays"


def test_a_fresh_deck_groups_its_notes_by_section_and_collects_their_sources() -> None:
    notes = [
        Note("note-1", NoteType.BASIC, front="One?", back="1", source="A book", section="First"),
        Note("note-2", NoteType.BASIC, front="Two?", back="2", source="A book", section="First"),
        Note("note-3", NoteType.BASIC, front="Three?", back="3", source="B (2001) [p. 4]"),
    ]
    text = render("Fresh", notes, licence="CC0", sources={"b2001": "B (2001)"})
    assert text == (
        "---\ntitle: Fresh\nlanguage: en\nlicence: CC0\nsources:\n  b2001: B (2001)\n"
        "  s1: A book\n---\n\n# First\n\nId: note-1\nQ: One?\nA: 1\nSource: s1\n\n"
        "Id: note-2\nQ: Two?\nA: 2\nSource: s1\n\n#\n\nId: note-3\nQ: Three?\nA: 3\n"
        "Source: b2001, p. 4\n"
    )
    assert [entry.note for entry in parse(text, "x.md").notes] == notes


@pytest.mark.parametrize(
    ("note", "field"),
    [
        (Note("x", NoteType.BASIC, front="f", back="b"), "guid"),
        (Note("note", NoteType.BASIC, front="f", back="b", text="t"), "text"),
        (Note("note", NoteType.CLOZE, text="{{c1::t}}", front="f"), "front"),
        (Note("note", NoteType.BASIC, front=" ", back="b"), "front"),
        (Note("note", NoteType.BASIC, front="f", back="b", start=-1), "start"),
    ],
)
def test_a_note_that_the_format_cannot_hold_is_refused(note: Note, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        render("Title", [note])
    assert caught.value.field == field


def test_a_deck_without_a_title_is_refused() -> None:
    with pytest.raises(Invalid, match="title"):
        render(" ", [])


def test_why_a_note_keeps_no_rule_stands_beside_it_and_stays() -> None:
    head = "---\ntitle: T\nlanguage: en\nlicence: CC0\n---\n\n"
    text = f"{head}Id: note\nQ: W\nA: T\nWhy: R8 It is the law.\n\n  R12  It holds.\nSource: -\n\n"
    deck = parse(text, "t.md")
    kept = (Kept("R8", "It is the law.", 10), Kept("R12", "It holds.", 12))
    assert deck.notes[0].kept == kept
    assert write(deck) == text
