"""Cloze marks: read as Anki reads them, written back without losing a character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core import cloze
from flashcards.core.cloze import Deletion

PIECES = st.sampled_from(
    [
        *("{{c1::", "{{c2::", "{{c1,2::", "{{c01::", "{{c0::", "{{c,::", "{{c999::", "{{c١::"),
        *(
            "}}",
            "}",
            "{",
            "{{",
            "::",
            ":",
            "a",
            "b c",
            "\n",
            "{{c3",
            "ü",
            "{{c12,3,::",
            "\\",
            "{{c::",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=24).map("".join))


def shown(text: str, ordinal: int) -> str:
    """Return the card with every gap written as [hint|answer]."""
    return cloze.render(text, ordinal, lambda hint, answer: f"[{hint or ''}|{answer}]")


@given(TEXTS)
def test_what_is_parsed_is_written_back_to_the_letter(text: str) -> None:
    assert cloze.write(cloze.parse(text)) == text


@given(TEXTS)
def test_parsing_twice_gives_the_same_tree(text: str) -> None:
    tree = cloze.parse(text)
    assert cloze.parse(cloze.write(tree)) == tree


@given(TEXTS)
def test_every_ordinal_hides_something_and_no_other_number_does(text: str) -> None:
    found = cloze.ordinals(text)
    assert list(found) == sorted(set(found))
    assert all(1 <= ordinal <= cloze.MOST_CARDS for ordinal in found)
    for ordinal in (*found, 77):
        hides = shown(text, ordinal) != cloze.plain(text)
        assert hides == (ordinal in found)


@given(TEXTS)
def test_showing_the_answers_in_place_of_the_gaps_gives_the_plain_text(text: str) -> None:
    for ordinal in (*cloze.ordinals(text), 77):
        assert cloze.render(text, ordinal, lambda _hint, answer: answer) == cloze.plain(text)


@given(TEXTS.filter(lambda text: "}}" not in text))
def test_a_text_that_closes_nothing_has_no_cards(text: str) -> None:
    assert cloze.ordinals(text) == ()
    assert cloze.plain(text) == text


def test_a_mark_gives_its_answer_its_ordinal_and_its_hint() -> None:
    assert cloze.parse("The {{c2::bond::of three}} holds") == (
        "The ",
        Deletion("2", ("bond",), "of three"),
        " holds",
    )


def test_one_card_hides_its_own_gaps_and_shows_the_others() -> None:
    text = "{{c1::bond}}, {{c2::goals::what for}} and {{c1::tasks}}"
    assert shown(text, 1) == "[|bond], goals and [|tasks]"
    assert shown(text, 2) == "bond, [what for|goals] and tasks"


def test_a_gap_inside_another_is_hidden_with_it_and_alone_on_its_own_card() -> None:
    text = "{{c1::inhibitory {{c2::learning}} lasts}}"
    assert shown(text, 1) == "[|inhibitory learning lasts]"
    assert shown(text, 2) == "inhibitory [|learning] lasts"
    assert [deletion.number for deletion in cloze.deletions(text)] == ["1", "2"]


def test_an_inner_gap_of_the_same_number_hides_once() -> None:
    assert shown("{{c1::a {{c1::b}} c}}", 1) == "[|a b c]"


def test_a_mark_of_two_numbers_belongs_to_both_cards_as_in_anki() -> None:
    text = "{{c1,3::bond::hint}} and {{c2::goals}}"
    assert cloze.ordinals(text) == (1, 2, 3)
    assert shown(text, 1) == shown(text, 3) == "[hint|bond] and goals"
    assert shown(text, 2) == "bond and [|goals]"
    (first, _) = cloze.deletions(text)
    assert first.ordinals == (1, 3)


@pytest.mark.parametrize(
    ("mark", "ordinals"),
    [
        ("{{c2,1::x}}", (1, 2)),
        ("{{c1,1::x}}", (1,)),
        ("{{c01::x}}", (1,)),
        ("{{c,1::x}}", (1,)),
        ("{{c1,::x}}", (1,)),
        ("{{c1,0::x}}", (1,)),
        ("{{c500::x}}", (500,)),
        ("{{c501::x}}", ()),
        ("{{c0::x}}", ()),
        ("{{c,::x}}", ()),
        ("{{c::x}}", ()),
        ("{{c1, 2::x}}", ()),
        ("{{c-1::x}}", ()),
        ("{{c١::x}}", ()),
        ("{{C1::x}}", ()),
        ("{{c" + "9" * 5000 + "::x}}", ()),
    ],
)
def test_numbers_are_read_as_anki_reads_them(mark: str, ordinals: tuple[int, ...]) -> None:
    assert cloze.ordinals(mark) == ordinals
    assert cloze.write(cloze.parse(mark)) == mark


@pytest.mark.parametrize("text", ["{{c1::open", "a }} b", "{{c1::}", "{c1::x}", "{{c1:x}}"])
def test_broken_marks_stay_plain_text(text: str) -> None:
    assert cloze.parse(text) == (text,)
    assert shown(text, 1) == text


def test_an_unclosed_mark_keeps_the_closed_one_behind_it() -> None:
    assert shown("{{c1::open {{c2::x}}", 2) == "{{c1::open [|x]"


def test_an_empty_answer_and_an_empty_hint_are_kept_apart_from_none() -> None:
    assert cloze.parse("{{c1::}}") == (Deletion("1", ()),)
    assert cloze.parse("{{c1::::}}") == (Deletion("1", (), ""),)
    assert cloze.parse("{{c1::a::b::c}}") == (Deletion("1", ("a",), "b::c"),)


def test_the_plain_text_holds_every_answer_and_no_mark_or_hint() -> None:
    assert cloze.plain("A {{c1::b {{c2::c::hint}}}} d {{c3::e}}") == "A b c d e"


def test_the_opened_text_marks_every_answer_and_no_hint() -> None:
    text = "A {{c1::b {{c2::c::hint}}}} }} d"
    assert cloze.opened(text, lambda answer: f"<{answer}>") == "A <b <c>> }} d"


def test_marks_nested_too_deep_for_anki_are_text_and_break_nothing() -> None:
    deep = "{{c1::" * 2000 + "x" + "}}" * 2000
    assert cloze.write(cloze.parse(deep)) == deep
    assert cloze.ordinals(deep) == (1,)
    assert len(list(cloze.deletions(deep))) == cloze.DEEPEST
    assert shown(deep, 1).startswith("[")


def test_a_long_text_of_marks_is_read_without_delay() -> None:
    text = "{{c1::a}} b " * 1600 + "{{c2::" * 100
    assert len(list(cloze.deletions(text))) == 1600
