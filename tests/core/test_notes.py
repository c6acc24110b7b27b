"""Notes: which cards they give, what makes them whole, and how their tags are written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.errors import Invalid
from flashcards.core.notes import (
    FIELD_LIMIT,
    Note,
    NoteType,
    keepable,
    ordinals,
    tags_from,
    validated,
)

BASIC = Note("g", NoteType.BASIC, front="Who?", back="Bordin")
CLOZE = Note("g", NoteType.CLOZE, text="{{c2::bond}} and {{c1,3::goals}}")


def test_a_basic_note_gives_one_card_and_a_reversed_one_two() -> None:
    assert ordinals(BASIC) == (1,)
    assert ordinals(replace(BASIC, type=NoteType.REVERSED)) == (1, 2)


def test_a_cloze_note_gives_a_card_for_each_number() -> None:
    assert ordinals(CLOZE) == (1, 2, 3)


@pytest.mark.parametrize("note", [BASIC, CLOZE, replace(BASIC, type=NoteType.REVERSED)])
def test_a_whole_note_is_returned_as_it_is(note: Note) -> None:
    assert validated(note) is note


@pytest.mark.parametrize(
    ("note", "field"),
    [
        (replace(BASIC, front=" \n"), "front"),
        (replace(BASIC, back="\t"), "back"),
        (replace(BASIC, type=NoteType.REVERSED, back=""), "back"),
        (replace(CLOZE, text="nothing hidden"), "text"),
        (replace(CLOZE, text="{{c0::x}} {{c501::y}}"), "text"),
        (replace(BASIC, extra="x" * (FIELD_LIMIT + 1)), "extra"),
        (replace(BASIC, back="x" * (FIELD_LIMIT + 1)), "back"),
        (replace(CLOZE, text=CLOZE.text + "x" * FIELD_LIMIT), "text"),
    ],
)
def test_a_note_that_cannot_be_kept_is_refused_by_the_name_of_its_field(
    note: Note, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        validated(note)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("", ()),
        (" , # ", ()),
        ("alliance, bond", ("alliance", "bond")),
        ("#alliance  #bond\nalliance", ("alliance", "bond")),
        ("a,b\tc", ("a", "b", "c")),
        ("Bond bond", ("Bond", "bond")),
    ],
)
def test_tags_are_split_at_commas_and_white_space_each_once(
    text: str, tags: tuple[str, ...]
) -> None:
    assert tags_from(text) == tags


@given(st.text())
def test_tags_written_out_again_are_the_same_tags(text: str) -> None:
    tags = tags_from(text)
    assert tags_from(" ".join(tags)) == tags
    assert tuple(" ".join(tags).split()) == tags


def test_characters_that_no_database_keeps_are_left_out_and_no_others() -> None:
    assert keepable("a\0b\ud800c\udfffd") == "abcd"
    assert keepable("ü\t\n\x01\U0001f600") == "ü\t\n\x01\U0001f600"
