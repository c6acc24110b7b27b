"""Nothing is asked that its sentence does not answer; what it says enough of is asked for."""

from __future__ import annotations

import pytest

from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.find import candidates
from flashcards.making.concepts.outline import outline
from flashcards.making.reading.read import read

STORY = (
    "# Notes on groups\n\nA group needs a frame. {} The members of a group meet each week in the"
    " same room, and nobody outside hears what they say to each other there. Groups end as they"
    " began, with a round in which all may speak."
)


def made_of(sentence: str, name: str = "groups.md") -> list[Concept]:
    """Return all that a text with ``sentence`` in it offers."""
    document = read(STORY.format(sentence).encode(), name)
    return candidates(document, outline(document))[0]


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("The group dropout rate was 12 percent, which was higher than before.", "rate"),
        ("According to the phase model, the average quarrel starts in week 3 of a group.", "model"),
        ("Empty chairs, doubling, and mirrors are considered warm-up exercises.", "called"),
        ("Groups heal by letting out the anger (*cathartic*) or by holding it.", "called"),
        (
            (
                "When a newcomer joins the *in-group*, the older ones (also known as the veterans)"
                " come into play to test him."
            ),
            "in-group",
        ),
        (
            (
                "Role reversal is a part of the psychodrama family that was discussed in Methods of"
                " Action."
            ),
            "role reversal",
        ),
        ("Group supervision promotes and protects the safety of all members.", "promote"),
        ("*Sharing rounds* are the mainstay of group therapy.", "sharing"),
        ("*Acute psychosis* is a contraindication because groups that are open frighten.", "acute"),
    ],
)
def test_no_question_where_the_sentence_has_no_answer(sentence: str, asked: str) -> None:
    assert [one for one in made_of(sentence) if asked in one.question.lower()] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "*Scapegoating*, another common danger, drives the weakest members out of their group.",
        "*Prolonged silence*, when nobody breaks it, can cause much fear and anger in members.",
        "The *Group Climate Scale* (GCS) form asks each of the members how close they feel.",
        "Many rules come from the Handbook on *Closed Groups* and its authors of long ago.",
    ],
)
def test_nothing_is_hidden_that_many_fit_or_that_is_a_part(sentence: str) -> None:
    plain = sentence.replace("*", "")
    assert [one.hidden for one in made_of(sentence) if one.text == plain] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Common types of abuse in groups include physical, sexual, or emotional abuse.",
        "Create a plan for the group that includes roles, rules, aims, and a closing round.",
    ],
)
def test_a_list_is_none_where_its_elements_wait_for_a_noun_or_it_is_an_order(sentence: str) -> None:
    assert [one for one in made_of(sentence) if one.what is What.LIST] == []


def test_a_sum_is_no_card() -> None:
    assert made_of("The attendance rate of the group is 42 of 50 × 100 = 84 in all.") == made_of("")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Group cohesion involves warmth, trust, belonging, and acceptance.", "Group cohesion"),
        (
            "The third phase is the working phase, which lasts from week four to week nine.",
            "working phase",
        ),
    ],
)
def test_an_unmarked_name_is_hidden_where_its_sentence_says_which_it_is(
    sentence: str, name: str
) -> None:
    assert (name,) in [one.hidden for one in made_of(sentence, "groups.txt")]


@pytest.mark.parametrize(
    ("sentence", "name", "hides"),
    [
        (
            "Usual models include the closed group, the open group, and the marathon.",
            "models",
            False,
        ),
        ("Group life involves meals, songs, walks, and the work of the house.", "life", True),
    ],
)
def test_a_name_is_hidden_beside_its_list_unless_it_only_says_what_is_listed(
    sentence: str, name: str, hides: bool
) -> None:
    hidden = [words for one in made_of(sentence) for words in one.hidden]
    assert any(name in words for words in hidden) is hides
