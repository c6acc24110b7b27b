"""Editing a deck file changes the lines of one note and no other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.deckfile.editing import with_note, without_note
from flashcards.core.deckfile.reading import parse
from flashcards.core.deckfile.writing import render, write
from flashcards.core.errors import NotFound
from flashcards.core.notes import Note, NoteType

DECK = """\
---
title: T
language: en
licence: CC0
sources:
  book: A book (2001)
---


# One

Id: first
Source:   book,  p. 1
A: 1
Q:   First?



# Two
Id: second
Q: Second?
A: 2
Source: book
"""
FIRST = parse(DECK, "x.md").find("first").note
NEW = Note("third", NoteType.BASIC, "Third?", "3", source="A book (2001) [p. 3]", section="One")


def edited(note: Note, text: str = DECK) -> str:
    return write(with_note(parse(text, "x.md"), note))


def test_a_note_that_did_not_change_keeps_its_lines() -> None:
    assert edited(FIRST) == DECK


def test_a_changed_note_is_written_anew_and_all_other_lines_stay() -> None:
    own = "Id: first\nSource:   book,  p. 1\nA: 1\nQ:   First?\n"
    fresh = "Id: first\nQ: First?\nA: one\nSource: book, p. 1\n"
    assert edited(replace(FIRST, back="one")) == DECK.replace(own, fresh)


def test_a_new_note_goes_to_the_end_of_its_section() -> None:
    lines = "Id: third\nQ: Third?\nA: 3\nSource: book, p. 3\n"
    assert edited(NEW) == DECK.replace("Q:   First?\n", "Q:   First?\n\n" + lines)


def test_a_new_section_goes_to_the_end_of_the_file() -> None:
    lines = "\n# Three\n\nId: third\nQ: Third?\nA: 3\nSource: book, p. 3\n"
    assert edited(replace(NEW, section="Three")) == DECK + lines


def test_a_note_without_a_section_goes_before_the_sections() -> None:
    lines = "Id: third\nQ: Third?\nA: 3\nSource: book, p. 3\n"
    assert edited(replace(NEW, section="")) == DECK.replace("---\n\n", f"---\n\n{lines}\n", 1)


def test_a_new_source_gets_a_line_of_its_own() -> None:
    lines = "Id: third\nQ: Third?\nA: 3\nSource: s1\n"
    expected = DECK.replace("(2001)\n", "(2001)\n  s1: B (2002)\n")
    expected = expected.replace("Q:   First?\n", "Q:   First?\n\n" + lines)
    assert edited(replace(NEW, source="B (2002)")) == expected


def test_the_first_source_of_a_deck_opens_the_list() -> None:
    text = edited(replace(NEW, source="B"), "---\ntitle: T\nlanguage: en\nlicence: CC0\n---\n")
    assert "licence: CC0\nsources:\n  s1: B\n---\n" in text


def test_a_file_without_a_last_newline_gets_one_before_a_new_note() -> None:
    text = edited(replace(NEW, section="Two"), DECK.rstrip("\n"))
    assert text.startswith(DECK)


def test_a_file_of_windows_keeps_its_line_endings() -> None:
    windows = DECK.replace("\n", "\r\n")
    changed = replace(FIRST, extra="two\nlines")
    assert edited(changed, windows) == edited(changed).replace("\n", "\r\n")


def test_a_removed_note_takes_the_blank_lines_behind_it_along() -> None:
    own = "Id: first\nSource:   book,  p. 1\nA: 1\nQ:   First?\n\n\n\n"
    assert write(without_note(parse(DECK, "x.md"), "first")) == DECK.replace(own, "")


def test_a_note_moves_to_the_section_that_it_names() -> None:
    deck = with_note(parse(DECK, "x.md"), replace(FIRST, section="Two"))
    assert [(e.note.guid, e.note.section) for e in deck.notes] == [
        ("second", "Two"),
        ("first", "Two"),
    ]


def test_a_note_that_is_not_there_cannot_be_removed() -> None:
    with pytest.raises(NotFound):
        without_note(parse(DECK, "x.md"), "third")


names = st.sampled_from(["", "One", "Two", '"', "x\ny"])
contents = st.text(max_size=12) | st.sampled_from(["\nId: x", "# y", "A: \n\n", "\\", "\r"])


@st.composite
def notes(draw: st.DrawFn) -> Note:
    return Note(
        guid=draw(st.sampled_from(["note-1", "note-2", "note-3", "note-4"])),
        type=NoteType.BASIC,
        front="Q " + draw(contents),
        back="A " + draw(contents),
        extra=draw(contents),
        source=draw(st.sampled_from(["", "B (1)", "B (1) [p. 2]", "C\nD"])),
        section=draw(names),
    )


@given(st.lists(notes(), max_size=4, unique_by=lambda n: n.guid), notes(), st.booleans())
def test_the_edited_note_is_as_given_and_the_others_as_they_were(
    made: list[Note], note: Note, crlf: bool
) -> None:
    text = render("T", made)
    deck = parse(text.replace("\n", "\r\n") if crlf else text, "x.md")
    before = {entry.note.guid: entry.note for entry in deck.notes}
    after = with_note(deck, note)
    assert {e.note.guid: e.note for e in after.notes} == {**before, note.guid: note}
    assert (
        without_note(after, note.guid).notes
        == without_note(with_note(after, replace(note, extra="else")), note.guid).notes
    )
