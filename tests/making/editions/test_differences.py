"""Two sentences side by side: what differs, what matters most, and the answer cut anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.notes import Note, NoteType
from flashcards.making.editions.differences import Shift, shifts, side_by_side
from flashcards.making.editions.recut import recut

words = st.text(alphabet="ab 12.,é\n", max_size=40)


@given(words, words)
def test_the_stretches_of_a_side_are_the_sentence_as_it_is(before: str, after: str) -> None:
    left, right = side_by_side(before, after)
    assert "".join(each.words for each in left) == before
    assert "".join(each.words for each in right) == after


def test_only_what_differs_is_marked() -> None:
    left, right = side_by_side("The scale has 21 items.", "The scale has 25 new items.")
    assert [each.words for each in left if each.differs] == ["21"]
    assert [each.words for each in right if each.differs] == ["25 new"]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("It has 21 items.", "It has 25 items.", [Shift("number", "21", "25")]),
        ("It has twenty-one items.", "It has 21 items.", []),
        ("It works.", "It works in 40 % of cases.", [Shift("number", "", "40 %")]),
        ("It does not end.", "It does end.", [Shift("negation", "not", "")]),
        ("It helps.", "It never helps.", [Shift("negation", "", "never")]),
        (
            "It increases trust.",
            "It decreases trust.",
            [Shift("direction", "increases", "decreases")],
        ),
        ("A bond is a tie.", "A bond is a strong tie.", []),
    ],
)
def test_numbers_negations_and_directions_are_pointed_out(
    before: str, after: str, told: list[Shift]
) -> None:
    assert list(shifts(before, after)) == told


def basic(back: str) -> Note:
    return Note("g", NoteType.BASIC, front="What?", back=back)


@pytest.mark.parametrize(
    ("back", "before", "after", "cut"),
    [
        ("21 items", "The scale has 21 items.", "The scale has 25 items.", "25 items"),
        (
            "A strain in the bond.",
            "A rupture is a strain in the bond.",
            "A rupture is a strain or break in the alliance.",
            "A strain or break in the alliance.",
        ),
        (
            "bonds, tasks and goals",
            "Its parts are bonds, tasks and goals.",
            "Its parts are bonds, tasks, goals and hope.",
            "bonds, tasks, goals and hope",
        ),
        ("In her own words", "The scale has 21 items.", "It has 25.", "In her own words"),
        ("A 2\\*3 grid", "It is a 2*3 grid.", "It is a 2*4 grid.", "A 2\\*4 grid"),
    ],
)
def test_an_answer_is_cut_anew(back: str, before: str, after: str, cut: str) -> None:
    assert recut(basic(back), before, after).back == cut


@pytest.mark.parametrize(
    ("text", "after", "cut"),
    [
        (
            "The {{c2::scale}} has {{c1::21::how many}} items.",
            "The revised scale has 25 items.",
            "The revised {{c2::scale}} has {{c1::25::how many}} items.",
        ),
        ("Her {{c1::own}} words.", "The scale has 25 items.", "Her {{c1::own}} words."),
        ("{{c1::The {{c2::scale}}}}.", "The scale has 25 items.", "{{c1::The {{c2::scale}}}}."),
        ("It has {{c1::21}} items.", "It has items.", "It has {{c1::21}} items."),
    ],
)
def test_a_cloze_keeps_its_ordinals_and_hints(text: str, after: str, cut: str) -> None:
    note = Note("g", NoteType.CLOZE, text=text)
    assert recut(note, "The scale has 21 items.", after).text == cut
