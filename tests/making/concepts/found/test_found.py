"""Terms are worded as natural questions; the trees that weigh them say what they were grown to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.making.concepts.find import candidates, concepts
from flashcards.making.concepts.found.forest import forest
from flashcards.making.concepts.found.questions import base_of
from flashcards.making.concepts.outline import outline
from flashcards.making.concepts.quality import quality
from flashcards.making.document import Document
from flashcards.making.reading.read import read
from flashcards.making.volume import Volume

STORY = (
    "# Notes on groups\n\nA group needs a frame. {} The members of a group meet each week in the"
    " same room, and nobody outside hears what they say to each other there. Groups end as they"
    " began, with a round in which all may speak."
)


def questions(sentence: str) -> dict[str, str]:
    """Return what is asked of a text with ``sentence`` in it, and the answers, all that is fair."""
    document = read(STORY.format(sentence).encode(), "groups.md")
    return {c.question: c.answer for c in candidates(document, outline(document))[0] if c.question}


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        (
            "A polygraph measures the arousal of a person who answers questions.",
            "What does a polygraph measure?",
            "the arousal of a person who answers questions",
        ),
        (
            "Scapegoating occurs when a group puts its own faults on one member.",
            "When does scapegoating occur?",
            "when a group puts its own faults on one member",
        ),
        (
            "The lasting bond between two people is called attachment.",
            "What is the lasting bond between two people called?",
            "attachment",
        ),
        (
            "The term catharsis refers to the release of feelings that were held back.",
            "What does the term “catharsis” mean?",
            "the release of feelings that were held back",
        ),
        (
            "Group cohesion involves the wish of the members to stay with each other.",
            "What does group cohesion involve?",
            "the wish of the members to stay with each other",
        ),
    ],
)
def test_questions_are_worded_as_one_asks(sentence: str, question: str, answer: str) -> None:
    assert questions(sentence).get(question) == answer


def test_nothing_that_points_away_from_the_card_is_asked() -> None:
    asked = questions("This approach is a method that helps these groups to find such a frame.")
    assert not any("approach" in question for question in asked)


@pytest.mark.parametrize(
    ("verb", "base"),
    [("carries", "carry"), ("focuses", "focus"), ("reaches", "reach"), ("uses", "use"),
     ("consists", "consist of")],
)  # fmt: skip
def test_a_verb_is_asked_in_its_base_form(verb: str, base: str) -> None:
    assert base_of(verb) == base


def test_a_tree_goes_left_up_to_its_threshold_and_right_above_it() -> None:
    told = {"base": 0.5, "trees": [[1, 2.0, 4, 6, -1, 0.25, -1, -0.75]]}
    grown = forest(told)
    assert grown.value([9.0, 2.0]) == 0.75
    assert grown.value([9.0, 2.5]) == -0.25
    assert 0 < grown.chance([0.0, 0.0]) < 1


ARTICLE = read(
    STORY.format(
        "Cohesion is the bond that holds the members of a group together. Scapegoating refers to"
        " the habit of a group to put its own faults on one member. A boundary is a line that says"
        " who belongs to the group."
    ).encode(),
    "groups.md",
)


def test_each_volume_takes_in_the_smaller_one() -> None:
    made = {volume: concepts(ARTICLE, volume) for volume in Volume}
    spans = {volume: {(c.question, c.text) for c in some} for volume, some in made.items()}
    assert spans[Volume.ESSENTIALS] <= spans[Volume.NORMAL] <= spans[Volume.THOROUGH]
    assert all(c.quality >= Volume.THOROUGH.least for c in made[Volume.THOROUGH])


def test_every_candidate_has_a_quality_from_0_to_1() -> None:
    found, scale = candidates(ARTICLE, outline(ARTICLE))
    assert found
    assert all(0 <= quality(concept, scale) <= 1 for concept in found)


@given(st.lists(st.sampled_from(ARTICLE.text.split()), min_size=30, max_size=80))
def test_any_heap_of_words_is_read_without_a_fault(heap: list[str]) -> None:
    text = " ".join(heap)
    block = ARTICLE.blocks[-1]
    document = Document("Heap", text, (type(block)(0, len(text)),))
    for concept in concepts(document, Volume.THOROUGH):
        assert 0 <= concept.start < concept.end <= len(text)
