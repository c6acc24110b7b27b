"""Simple words are rendered without Markdown's parser: what comes of them is what it would make."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flashcards.core.notes import FIELD_LIMIT
from flashcards.services import rendering

SIGNS = "ab Z1é_.,;:?!()'\"’‘“”–—…%/+=@$€§{}-*²\u00a0\n"
SIMPLE = [
    "a",
    "a  b",
    "2026 was a year",
    "Who? (Beck, 1979): “words” - that’s it…",
    "What is **rupture**?",
    "It is what Beck called *a schema*.",
    "**Beck** named it (*automatic* thoughts), “*so*”.",
    "{{c1::hope::what?}}",
]
MORE = ["", "#", "a ", "1. a", "1) a", "a\nb", "a*b*", "a_b_", "a`b`", "a & b", "a < b", "a\u00a0b"]


@given(st.text(alphabet=SIGNS, max_size=24))
@example("*a* *b **c***")
@example("a** b**")
@example("***both***")
@example("**a*")
def test_all_words_come_out_as_they_would_by_the_long_way(text: str) -> None:
    assert rendering.html(text) == rendering.rendered(text)


@pytest.mark.parametrize("text", SIMPLE)
def test_simple_words_need_no_long_way(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = rendering.rendered(text)
    monkeypatch.setattr(rendering, "rendered", lambda text: pytest.fail(text))
    rendering.html.cache_clear()
    assert rendering.html(text) == wanted


@pytest.mark.parametrize("text", MORE)
def test_what_could_mean_something_is_not_simple(text: str) -> None:
    assert rendering._simple(text) is None


@pytest.mark.parametrize("end", ["&", "*", "**", " ", "\n"])
@pytest.mark.parametrize("words", ["a word ", "*a* ", "**a", "*a ", "a. "])
def test_the_longest_field_is_no_puzzle(words: str, end: str) -> None:
    text = (words * FIELD_LIMIT)[: FIELD_LIMIT - len(end)] + end
    rendering._simple(text)
