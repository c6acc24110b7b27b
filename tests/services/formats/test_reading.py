"""Rows become notes, in whatever encoding and dress they come."""

from __future__ import annotations

import pytest

from flashcards.core.errors import Invalid, TooMany
from flashcards.core.notes import NoteType
from flashcards.core.tables.rows import ROW_LIMIT
from flashcards.services.formats import reading, text
from flashcards.services.formats.incoming import File

GERMAN = "Frage;Antwort\nWas heißt Bündnis?;Die „Allianz“ – für beide\nÜbertragung?;Gefühle\n"


def read(table: str) -> File:
    """Return what a table seems to hold."""
    return reading.read(table, reading.found(table))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_letters_are_read_in_every_usual_encoding(encoding: str) -> None:
    found = read(text.text_of(GERMAN.replace("\n", "\r\n").encode(encoding), "a.csv"))
    assert [each.note.front for each in found.notes] == ["Was heißt Bündnis?", "Übertragung?"]
    assert found.notes[0].note.back == "Die „Allianz“ – für beide"


def test_html_of_anki_becomes_markdown_and_its_notes_keep_their_guid_and_deck() -> None:
    found = read(
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n"
        "#tags column:6\n"
        "g!1\tBasic\tTherapy::Alliance\tWhat is <b>bond</b>?\tA tie<br>of both\ta b\n"
        "g!2\tCloze\tTherapy\t{{c1::Goals}} and tasks\tMore\t\n"
    )
    first, second = found.notes
    assert (first.note.guid, first.deck, first.note.tags) == (
        "g!1",
        "Therapy::Alliance",
        ("a", "b"),
    )
    assert (first.note.front, first.note.back) == ("What is **bond**?", "A tie\nof both")
    assert second.note.type is NoteType.CLOZE
    assert (second.note.text, second.note.extra) == ("{{c1::Goals}} and tasks", "More")


def test_a_row_that_hides_something_is_a_cloze_note_among_others() -> None:
    found = read("question,answer\nWho?,Bordin\n{{c1::Bond}},\n")
    assert [each.note.type for each in found.notes] == [NoteType.BASIC, NoteType.CLOZE]
    assert not found.faults


def test_what_is_wrong_is_named_by_line_and_field() -> None:
    found = read(f"guid,question,answer\n1,a,b\n2,c\n{'x' * 65},e,f\n4,g,{'h' * 20_001}\n")
    assert [(each.line, each.field) for each in found.faults] == [
        (3, "answer"),
        (4, "guid"),
        (5, "answer"),
    ]
    assert "2 columns" in found.faults[0].says
    assert len(found.notes) == 1


def test_without_a_question_there_is_nothing_to_read() -> None:
    way = reading.found("a,b\n")
    with pytest.raises(Invalid, match="question"):
        reading.read("a,b\n", reading.Way(way.shape, False, ("tags", "ignore")))


def test_as_many_rows_as_may_be_are_read_and_not_one_more() -> None:
    most = "one,two\n" * ROW_LIMIT
    assert len(read(most).notes) == ROW_LIMIT
    with pytest.raises(TooMany, match="50,001"):
        read(most + "one,two\n")
