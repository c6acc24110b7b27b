"""A definition is asked both ways where its meaning leads back to one term alone."""

from __future__ import annotations

import pytest

from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.reversing import both_ways


def definition(question: str, answer: str, quality: float = 0.8) -> Concept:
    return Concept(
        What.DEFINITION, "", 0, 10, "", 0.5, question=question, answer=answer, quality=quality
    )


SPLITTING = definition(
    "What is splitting?", "a defence that keeps good and bad sides of a person apart"
)


def test_a_definition_that_only_one_term_has_is_asked_both_ways() -> None:
    found = both_ways([SPLITTING])
    assert [(one.topic, one.both_ways) for one in found] == [("splitting", True)]


@pytest.mark.parametrize(
    "concept",
    [
        definition("What is a defence?", "a way to keep pain away"),
        definition("What is splitting?", "when good and bad sides of a person are kept apart"),
        definition("What is a split person?", SPLITTING.answer),
        definition("What does splitting involve?", SPLITTING.answer),
        definition("What is splitting?", SPLITTING.answer, quality=0.5),
    ],
    ids=["short", "no thing", "the term is given away", "another question", "weak"],
)
def test_others_are_asked_one_way(concept: Concept) -> None:
    assert both_ways([concept]) == (concept,)


def test_two_that_mean_nearly_the_same_are_asked_one_way() -> None:
    other = definition(
        "What is dissociation?", "a defence that keeps sides of a person and their memories apart"
    )
    assert both_ways([SPLITTING, other]) == (SPLITTING, other)
