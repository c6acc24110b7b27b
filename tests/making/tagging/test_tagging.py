"""Words are cut, tagged and gathered into noun phrases well enough to build cards on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.making.tagging.phrases import Parsed
from flashcards.making.tagging.tagger import tag
from flashcards.making.tagging.tokens import tokens


def words(sentence: str) -> list[str]:
    """Return the words and marks of a sentence."""
    return [sentence[start:end] for start, end in tokens(sentence)]


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        ("Well-being isn't a goal.", ["Well-being", "isn't", "a", "goal", "."]),
        ("Freud’s id (1923)", ["Freud", "’s", "id", "(", "1923", ")"]),
        ("In the U.S. 3.5% did", ["In", "the", "U.S.", "3.5%", "did"]),
    ],
)
def test_a_sentence_is_cut_into_words_and_marks(sentence: str, cut: list[str]) -> None:
    assert words(sentence) == cut


@given(st.text(max_size=200))
def test_words_stand_in_order_and_nothing_but_spaces_lies_between(sentence: str) -> None:
    at = 0
    for start, end in tokens(sentence):
        assert at <= start < end <= len(sentence)
        at = end
    assert len(tag(words(sentence))) == len(tokens(sentence))


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("Projection attributes one's own feelings to others.", "attributes"),
        ("The client needs time.", "needs"),
        ("Secure attachments provide a base for exploration.", "provide"),
        ("Empathy is the ability to understand another person.", "is"),
    ],
)
def test_the_verb_of_a_sentence_is_found(sentence: str, verb: str) -> None:
    parsed = Parsed(sentence)
    first = next(at for at, tagged in enumerate(parsed.tags) if tagged in ("VBZ", "VBP", "VBD"))
    assert parsed.words[first] == verb


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        (
            "Unconditional positive regard means that the client is accepted.",
            ["Unconditional positive regard", "client"],
        ),
        ("Fear of open spaces is called agoraphobia.", ["Fear", "open spaces", "agoraphobia"]),
        ("A threatening event raises the stress level.", ["threatening event", "stress level"]),
    ],
)
def test_noun_phrases_are_found_without_their_articles(sentence: str, phrases: list[str]) -> None:
    parsed = Parsed(sentence)
    found = [parsed.said(phrase.start, phrase.end) for phrase in parsed.phrases]
    assert [phrase for phrase in found if phrase in phrases] == phrases
    assert all(not phrase.lower().startswith(("a ", "the ")) for phrase in found)
