"""Plain words are rendered without Markdown's parser: what comes of them is what it would make."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flashcards.services import rendering


@given(st.from_regex(rendering._PLAIN, fullmatch=True))
@example("a")
@example("Who? (Beck, 1979): “words” - that’s it…")
def test_plain_words_come_out_as_they_would_beside_a_sign(text: str) -> None:
    assert rendering.html(text) == text
    assert rendering.html(f"**x** {text}") == f"<strong>x</strong> {text}"


@pytest.mark.parametrize(
    "text",
    ["a  b", "a ", "1. a", "a\nb", "a*b*", "a_b_", "a`b`", "a & b", "a < b", "a\u00a0b", "", "#"],
)
def test_what_could_mean_something_is_not_plain(text: str) -> None:
    assert not rendering._PLAIN.fullmatch(text)
