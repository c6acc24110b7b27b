"""What a text tells of two things at once is asked for: contrasts, causes, people, stages…"""

from __future__ import annotations

import pytest

from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.outline import outline
from flashcards.making.concepts.relations.relations import relations
from flashcards.making.document import Document
from flashcards.making.reading.read import read

FILLER = (
    "The group met on nine evenings in a bright room by the river. Coffee was served at eight and"
    " everybody went home before ten, in the rain or under the stars."
)


def text_of(words: str) -> Document:
    return read(f"# Notes\n\n{FILLER}\n\n{words}\n".encode(), "t.md")


def told(words: str) -> list[Concept]:
    """Return what ``words`` tell of two things."""
    return list(relations(outline(text_of(words))))


def asked(words: str) -> dict[str, str]:
    return {concept.question: concept.answer for concept in told(words)}


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        (
            "Unlike guilt, shame concerns the whole person.",
            "How does shame differ from guilt?",
            "[It] concerns the whole person",
        ),
        (
            "Guided imagery differs from hypnosis in that the client stays fully awake.",
            "How does guided imagery differ from hypnosis?",
            "in that the client stays fully awake",
        ),
        (
            (
                "The main difference between empathy and sympathy is that empathy keeps apart whose"
                " feeling it is."
            ),
            "What is the main difference between empathy and sympathy?",
            "empathy keeps apart whose feeling it is",
        ),
        (
            (
                "Manifest content is what a dreamer tells, whereas latent content is what a dream"
                " hides."
            ),
            "What is the difference between manifest content and latent content?",
            (
                "Manifest content is what a dreamer tells, whereas latent content is what a dream"
                " hides"
            ),
        ),
        (
            (
                "Positive reinforcement is the addition of something pleasant. Negative"
                " reinforcement is the removal of something unpleasant."
            ),
            "What is the difference between positive reinforcement and negative reinforcement?",
            (
                "Positive reinforcement is the addition of something pleasant. Negative"
                " reinforcement is the removal of something unpleasant."
            ),
        ),
    ],
)
def test_a_contrast_is_asked_for_in_the_words_of_the_text(
    sentence: str, question: str, answer: str
) -> None:
    assert asked(sentence) == {question: answer}
    assert told(sentence)[0].what is What.CONTRAST


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        (
            "Avoidance is reinforced by the relief that follows it, and it grows with time.",
            "What is avoidance reinforced by?",
            "the relief that follows it",
        ),
        (
            "Panic attacks are often caused by a misreading of bodily signs.",
            "What often causes panic attacks?",
            "a misreading of bodily signs",
        ),
        (
            "Learned helplessness results from repeated failure to control events.",
            "What does learned helplessness result from?",
            "repeated failure to control events",
        ),
        (
            "Exposure works because it lets the fear fade.",
            "Why does exposure work?",
            "[exposure] lets the fear fade",
        ),
        (
            "Boundaries are important in therapy because clients need to know what to expect.",
            "Why are boundaries important in therapy?",
            "clients need to know what to expect",
        ),
    ],
)
def test_a_cause_is_asked_for(sentence: str, question: str, answer: str) -> None:
    assert asked(sentence).get(question) == answer


@pytest.mark.parametrize(
    ("sentence", "cards"),
    [
        (
            "In 1957, the psychologist Carl Rogers proposed six necessary conditions.",
            {},  # “necessary conditions” are counted: nobody could tell which six are meant
        ),
        (
            "Attachment theory was developed by John Bowlby.",
            {"Who developed attachment theory?": "John Bowlby"},
        ),
        (
            "In 1943, Abraham Maslow introduced the hierarchy of needs.",
            {
                "Who introduced the hierarchy of needs?": "Abraham Maslow",
                "When was the hierarchy of needs introduced?": "1943",
            },
        ),
        (
            "Donald Winnicott argued that a good enough mother adapts to her infant less and less.",
            {
                "Who argued that a good enough mother adapts to her infant less and less?": (
                    "Donald Winnicott"
                )
            },
        ),
    ],
)
def test_who_made_or_held_something_is_asked_for_and_when(
    sentence: str, cards: dict[str, str]
) -> None:
    assert asked(sentence) == cards


def test_stages_are_asked_for_by_their_number() -> None:
    words = (
        "The first stage of grief is denial. The second stage of grief, anger, follows.\n\n"
        "## Stages of change\n\nThe first stage is precontemplation."
    )
    assert asked(words) == {
        "What is the first stage of grief?": "denial",
        "What is the second stage of grief?": "anger",
        "What is the first stage of change?": "precontemplation",
    }


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        (
            "About 20 percent of clients leave therapy before its agreed end.",
            "What percentage of clients leave therapy before its agreed end?",
            "About 20 percent",
        ),
        (
            "The correlation between alliance and outcome is r = .28.",
            "What is the correlation between alliance and outcome?",
            "r = .28",
        ),
        (
            "A panic attack usually lasts 10 to 20 minutes.",
            "How long does a panic attack usually last?",
            "10 to 20 minutes",
        ),
    ],
)
def test_a_number_is_asked_for_with_what_it_counts(
    sentence: str, question: str, answer: str
) -> None:
    assert asked(sentence) == {question: answer}


@pytest.mark.parametrize(
    "sentence",
    [
        "While the vaccine has decreased its incidence, immunity diminishes over the years.",
        "It is caused by a loss of trust in others.",
        "Unlike this approach, the other one asks for patience and time.",
        "We avoid the topic because it frightens us.",
        "He proposed that the mind has three parts.",
        "The first step is regardless of the model that was chosen.",
    ],
)
def test_what_points_elsewhere_or_yields_is_no_relation(sentence: str) -> None:
    assert told(sentence) == []


def test_every_answer_stands_in_its_quote() -> None:
    words = (
        "Unlike guilt, shame concerns the whole person. Panic attacks are caused by a misreading"
        " of bodily signs. Attachment theory was developed by John Bowlby. About 20 percent of"
        " clients leave therapy early. Manifest content is what the dreamer tells, whereas latent"
        " content is what the dream hides."
    )
    document = text_of(words)
    found = list(relations(outline(document)))
    assert len(found) == 5
    for concept in found:
        quote = document.text[concept.start : concept.end]
        assert concept.answer.replace("[It] ", "") in quote
