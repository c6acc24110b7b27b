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
            "The out-group refers to those who are kept away from what the others share.",
            "What is the out-group?",
            "those who are kept away from what the others share",
        ),
        (
            "The out-group, on the other hand, refers to people who are kept away from the others.",
            "What is the out-group?",
            "people who are kept away from the others",
        ),
        (
            "It is known as the Zeigarnik rule, which holds that open tasks are remembered best.",
            "What does the Zeigarnik rule hold?",
            "open tasks are remembered best",
        ),
        (
            "Scapegoating occurs during the sessions that follow a quarrel in the group.",
            "When does scapegoating occur?",
            "during the sessions that follow a quarrel in the group",
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
        (
            "Panic attacks, also known as anxiety attacks, reach their height within minutes.",
            "What is another name for panic attacks?",
            "anxiety attacks",
        ),
        (
            "Poor sleep (**insomnia**) is what most of them complain of at first.",
            "What is poor sleep called?",
            "insomnia",
        ),
        (
            (
                "Hypervigilance occurs when the alarm of the body stays above the usual line and"
                " the mind looks for danger where there is none to be found."
            ),
            "When does hypervigilance occur?",
            "when the alarm of the body stays above the usual line",
        ),
        (
            "Sedatives reduce the alarm of the body and act directly on the centre of sleep.",
            "What do sedatives reduce?",
            "the alarm of the body",
        ),
        (
            "**Journal work**: a way of writing down what one feels.",
            "What is journal work?",
            "a way of writing down what one feels",
        ),
        (
            "The James theory of emotion asserts that a feeling follows what the body does.",
            "What does the James theory of emotion assert?",
            "a feeling follows what the body does",
        ),
        (
            "Groups teach empathy, the ability to see and share the fears and needs of others.",
            "What is empathy?",
            "the ability to see and share the fears and needs of others",
        ),
        (
            "**Empathy**, the ability to see and share hopes, fears, and needs of others, grows.",
            "What is empathy?",
            "the ability to see and share hopes, fears, and needs of others",
        ),
        (
            "Closed groups are those groups that take in nobody once they have begun.",
            "What are closed groups?",
            "those groups that take in nobody once they have begun",
        ),
        (
            "Gradualism views growth as a slow process without any leaps.",
            "How does gradualism view growth?",
            "as a slow process without any leaps",
        ),
        (
            "Chronic grief typically lasts longer than 12 months.",
            "How long does chronic grief typically last?",
            "longer than 12 months",
        ),
    ],
)
def test_questions_are_worded_as_one_asks(sentence: str, question: str, answer: str) -> None:
    assert questions(sentence).get(question) == answer


@pytest.mark.parametrize(
    "sentence",
    [
        "Open rounds are those that have no end and no beginning for the members.",
        "It changes trust and warmth (the faith in others and the liking of them, respectively).",
    ],
)
def test_what_defines_by_the_term_itself_or_by_two_is_not_asked(sentence: str) -> None:
    assert not any("those that" in a or "respectively" in a for a in questions(sentence).values())


def test_an_article_that_comes_of_what_follows_is_not_asked_for() -> None:
    asked = questions(
        "The warmth of a leader counts, and the warmth of the members, and the warmth of the room."
        " Warmth refers to the kindness that one person lets another feel."
    )
    assert "What is warmth?" in asked
    assert "What is the warmth?" not in asked


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


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("In some cases, grief goes on for years, which is known as delayed mourning.", "delayed"),
        ("When the level of anger rises above the usual, it is called a flare-up.", "flare-up"),
    ],
)
def test_a_name_is_hidden_where_its_sentence_says_what_has_it(sentence: str, name: str) -> None:
    document = read(STORY.format(sentence).encode(), "groups.md")
    hidden = [c.hidden for c in candidates(document, outline(document))[0] if c.text == sentence]
    assert any(name in words[0] for words in hidden)


def test_what_is_considered_something_has_no_name() -> None:
    sentence = (
        "Due to the fear of silence, closing rounds are usually considered warm-up exercises."
    )
    document = read(STORY.format(sentence).encode(), "groups.md")
    found = [c.hidden for c in candidates(document, outline(document))[0] if c.text == sentence]
    assert found == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The first phase is the *orientation phase*, which lasts for three weeks.", "orientation"),
        ("The first phase is the *orientation* phase, which lasts for three weeks.", "orientation"),
        (
            "Rounds can be *closed* (each speaks in turn) or open (whoever likes to speaks).",
            "closed",
        ),
        ("If a quarrel goes on, the group is in the *stage of denial*, where few speak.", "denial"),
    ],
)
def test_a_marked_name_is_hidden_where_its_sentence_gives_it_its_place(
    sentence: str, name: str
) -> None:
    assert any(name in words for words in hidden_in(sentence))


def test_a_name_is_hidden_whole_though_only_a_part_is_marked() -> None:
    sentence = "The first phase is the *orientation* phase, which lasts for three weeks."
    assert "orientation phase" in hidden_in(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Members can meet *backlash* if they speak of what was said outside.",
        "*Confidentiality* could be strengthened with a signed paper for all members.",
        "*Catharsis* does not heal the quarrels of a group, the wounds or the losses.",
        "At the *group level*, Robin’s friends like to sing with each other on weekends.",
        "New rules protect the members by making *backlash* a reason to leave the group.",
        "A *group leader* might watch how the members greet each other at the door.",
        "*Support groups (SG)* have no leader and no plan for what is said in them.",
    ],
)
def test_nothing_is_hidden_where_the_sentence_tells_little_of_it(sentence: str) -> None:
    assert hidden_in(sentence) == set()


def hidden_in(sentence: str) -> set[str]:
    """Return what is hidden in a sentence of a text, its marks taken off."""
    plain = sentence.replace("*", "")
    document = read(STORY.format(sentence).encode(), "groups.md")
    found = candidates(document, outline(document))[0]
    return {words for c in found if c.text == plain for words in c.hidden}
