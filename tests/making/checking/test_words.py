"""Words, stems and sentences of a field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.making.checking import words
from flashcards.making.checking.overlap import jaccard, similar_pairs


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One thing", 1),
        ("One thing.", 1),
        ("One. Two!", 2),
        ("See e.g. Bordin (1979), p. 3.", 1),
        ("Bordin, E. S. wrote it. Others followed", 2),
        ("“Stop.” She means it?", 2),
        ("r = .278 in all", 1),
        ("Well... Perhaps.", 2),
    ],
)
def test_sentences_are_counted_without_abbreviations(text: str, count: int) -> None:
    assert words.sentences(text) == count


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("therapists", "therapist"),
        ("therapist’s", "therapist"),
        ("bonded", "bonding"),
        ("theories", "theory"),
        ("expressed", "expresses"),
        ("naming", "name"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert words.stem(one) == words.stem(other)


def test_different_words_keep_different_stems() -> None:
    kept = [
        words.stem(word) for word in ("transference", "countertransference", "process", "thing")
    ]
    assert kept == ["transferenc", "countertransferenc", "process", "thing"]


def test_markdown_is_no_part_of_the_words() -> None:
    text = "## The *working* **alliance** ([Bordin](https://example.org/x_y), 1979)"
    assert words.words(text) == ["The", "working", "alliance", "Bordin", "1979"]
    assert words.list_items("- a\n* b\n1. c\nd") == 3


sets = st.lists(st.frozensets(st.sampled_from("abcdefgh"), min_size=1), max_size=12)


@given(sets, st.sampled_from([0.5, 0.8, 0.9]))
def test_the_pairs_found_are_those_of_comparing_each_with_each(
    each: list[frozenset[str]], above: float
) -> None:
    expected = {
        (first, second)
        for second in range(len(each))
        for first in range(second)
        if jaccard(each[first], each[second]) > above and _counts(each, first, second)
    }
    pairs = list(similar_pairs(each, above))
    assert set(pairs) == expected
    assert len(pairs) == len(expected)


def _counts(each: list[frozenset[str]], first: int, second: int) -> bool:
    """Tell whether a pair is told: of equal sets, only the first stands for all."""
    copies = each.index(each[second]) != second
    return each.index(each[first]) == first and (not copies or each[first] == each[second])


@given(st.text())
def test_no_text_breaks_the_counting(text: str) -> None:
    assert words.sentences(text) >= 0
    assert words.content_stems(text) <= set(words.stems(text))
