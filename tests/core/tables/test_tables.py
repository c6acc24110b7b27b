"""Tables are read as they were written, whatever separates their cells."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.tables import finding, headlines
from flashcards.core.tables.cells import meant, protected
from flashcards.core.tables.rows import Shape, rows


def read(text: str) -> list[list[str]]:
    """Return the cells of a table as it seems to be written."""
    found = finding.find(text)
    return [cells for _, cells in rows(headlines.read(text)[1], found.shape)]


@pytest.mark.parametrize("separator", finding.CANDIDATES)
def test_what_separates_cells_is_found(separator: str) -> None:
    text = "\n".join(
        f"What, then; is {number}?{separator}It is {number}."
        if separator == "\t"
        else f"What is {number}?{separator}It is {number}."
        for number in range(9)
    )
    assert finding.find(text).shape.separator == separator


def test_commas_of_a_text_separate_nothing() -> None:
    text = "{{c1::Bond}}, goals and tasks\n{{c1::Rupture}}\n{{c1::Repair}}\n"
    found = finding.find(text)
    assert found.shape.separator == "\t"
    assert found.columns == ("text",)


def test_quotation_marks_that_hold_nothing_together_are_letters() -> None:
    text = 'Who said "yes"?\tHe\n"Yes" is what?\tA word\nOne " mark\tis left\n'
    found = finding.find(text)
    assert not found.shape.quoted
    assert read(text)[1] == ['"Yes" is what?', "A word"]


def test_a_quoted_cell_holds_lines_and_rows_keep_their_line() -> None:
    text = 'question,answer\n"a\nb","c, d"\n\ne,f\n'
    assert list(rows(text, Shape(","))) == [
        (1, ["question", "answer"]),
        (2, ["a\nb", "c, d"]),
        (5, ["e", "f"]),
    ]


def test_own_signs_between_cells_and_rows_are_taken() -> None:
    text = "Bond - tie;\nGoals - wishes;"
    assert list(rows(text, Shape(" - ", ";"))) == [(1, ["Bond", "tie"]), (2, ["Goals", "wishes"])]


def test_the_lines_of_anki_say_what_is_where() -> None:
    text = (
        "#separator:pipe\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n"
        "#tags column:6\nabc|Basic|Therapy|What?<br>|That|a b\n"
    )
    found = finding.find(text)
    assert found.columns == ("guid", "type", "deck", "front", "back", "tags")
    assert found.html
    assert not found.header
    assert next(iter(rows(headlines.read(text)[1], found.shape, found.lines.count + 1)))[0] == 7


def test_columns_that_anki_names_are_known_by_their_names() -> None:
    found = finding.find("#columns:Front\tBack\tTags\n#separator:tab\na\tb\tc\n")
    assert (found.columns, found.lines.names) == (
        ("front", "back", "tags"),
        ("Front", "Back", "Tags"),
    )


def test_a_first_line_with_a_hash_is_a_question_where_it_is_none_of_ankis() -> None:
    assert read("#tag means?\tA word\nb\tc\n")[0] == ["#tag means?", "A word"]


@pytest.mark.parametrize(
    ("first", "columns"),
    [
        ("Term,Definition", ("front", "back")),
        ("Frage,Antwort,Quelle", ("front", "back", "source")),
        ("id,question,answer,deck,labels", ("guid", "front", "back", "deck", "tags")),
        ("Text,Extra", ("text", "extra")),
    ],
)
def test_a_row_of_names_is_found(first: str, columns: tuple[str, ...]) -> None:
    found = finding.find(first + "\n" + ",".join("x" * len(columns)) + "\n")
    assert found.header
    assert found.columns == columns


@given(st.text())
def test_a_protected_cell_is_no_formula_and_comes_back(text: str) -> None:
    assert protected(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"} or not text
    assert meant(protected(text)) == text


_cells = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), min_size=1).map(str.strip)


@given(st.lists(st.lists(_cells.filter(bool), min_size=2, max_size=2), min_size=1, max_size=9))
def test_what_a_table_holds_is_read_again(table: list[list[str]]) -> None:
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(table)
    assert [cells for _, cells in rows(out.getvalue(), Shape(","))] == table


@given(st.text(max_size=300))
def test_whatever_stands_there_is_looked_at_without_an_error(text: str) -> None:
    found = finding.find(text)
    assert set(found.columns) <= set(finding.ROLES)
    list(rows(headlines.read(text)[1], found.shape))
