"""False cards are kept out and true ones let in, by their quotes alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.making.checking.grounding import carried, uncarried

PAIRS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "grounding.tsv").read_text("utf-8").splitlines()
]
"""What was changed, a quote, an answer that it carries, and the answer changed against it."""


def test_there_are_more_than_a_hundred_planted_cards_of_four_kinds() -> None:
    kinds = Counter(kind for kind, *_ in PAIRS)
    assert sum(kinds.values()) > 100
    assert set(kinds) == {"number", "name", "negation", "direction"}
    assert min(kinds.values()) >= 20
    assert all(answer != planted for _, _, answer, planted in PAIRS)


def test_of_a_hundred_planted_false_cards_ninety_five_are_kept_out() -> None:
    let_in = [planted for _, quote, _, planted in PAIRS if not uncarried(planted, quote).wrong]
    assert len(let_in) <= 0.05 * len(PAIRS), let_in


def test_of_a_hundred_true_cards_ninety_eight_are_let_in() -> None:
    kept_out = [answer for _, quote, answer, _ in PAIRS if uncarried(answer, quote).wrong]
    assert len(kept_out) <= 0.02 * len(PAIRS), kept_out


QUOTE = "Bordin (1979) saw three parts in the alliance; a rupture may strain 20% of the bonds."

CARRIED = [
    "three parts",
    "3 parts in the alliance, for Bordin",
    "[In 1985 Freud thought that] a rupture may strain 20 percent of the bonds",
    "",
]
NOT_CARRIED = [
    ("four parts", ["four"]),
    ("Bordin saw it in 1980", ["1980"]),
    ("Greenson’s three parts", ["Greenson’s"]),
    ("A rupture may not strain bonds", ["not strain bonds"]),
    ("A rupture may strain 30% of the bonds", ["30 %"]),
]


@pytest.mark.parametrize("answer", CARRIED)
def test_what_the_quote_says_in_other_writing_is_carried(answer: str) -> None:
    assert carried(answer, QUOTE) == []


@pytest.mark.parametrize(("answer", "said"), NOT_CARRIED)
def test_what_the_quote_does_not_say_is_named(answer: str, said: list[str]) -> None:
    assert carried(answer, QUOTE) == said


def test_one_in_five_is_twenty_percent() -> None:
    assert carried("20% of them left", "One in five of them left.") == []
    assert carried("30% of them left", "One in five of them left.") == ["30 %"]


def test_the_question_and_the_source_may_name_what_the_quote_does_not() -> None:
    said, quote = "For Bordin, three parts", "The alliance has three parts."
    assert uncarried(said, quote).wrong == ("Bordin",)
    assert uncarried(said, quote, "What is the alliance for Bordin?").wrong == ()
    assert uncarried(said, quote, given="Bordin, E. S. (1979).").wrong == ()


def test_an_answer_that_was_cut_off_its_not_is_no_answer_unless_asked_so() -> None:
    quote = "Empathy is not agreement with the client."
    assert uncarried("agreement with the client", quote, "What is empathy?").wrong
    assert not uncarried("agreement with the client", quote, "What is empathy not?").wrong


def test_words_of_ones_own_are_named_when_they_are_many() -> None:
    quote = "A rupture is a strain in the bond between client and therapist."
    assert uncarried("a tension in the bond", quote).own_words == ()
    own = uncarried("a passing quarrel that colours every meeting", quote)
    assert (own.wrong, set(own.own_words)) == (
        (),
        {"passing", "quarrel", "colours", "meeting"},
    )


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_breaks_it(answer: str, quote: str) -> None:
    assert isinstance(carried(answer, quote), list)


@given(st.sampled_from([quote for _, quote, _, _ in PAIRS]))
def test_a_quote_carries_itself(quote: str) -> None:
    assert carried(quote, quote) == []
