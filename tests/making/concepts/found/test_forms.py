"""A sentence that explains a term is recognised, and its explanation is cut where it ends."""

from __future__ import annotations

import pytest

from flashcards.making.concepts.found.form import Form
from flashcards.making.concepts.found.forms import forms
from flashcards.making.concepts.found.meaning import is_nominal
from flashcards.making.tagging.phrases import Parsed


def told(sentence: str, term: str) -> dict[Form, str]:
    """Return how ``sentence`` explains ``term``: each form with the explanation."""
    parsed = Parsed(sentence)
    count = len(Parsed(term).words)
    at = next(k for k in range(len(parsed.words)) if parsed.said(k, k + count) == term)
    return {one.form: one.meaning for one in forms(parsed, at, at + count)}


@pytest.mark.parametrize(
    ("sentence", "term", "form", "meaning"),
    [
        (
            "Empathy is the ability to understand the feelings of another person.",
            "Empathy",
            Form.IS,
            "the ability to understand the feelings of another person",
        ),
        (
            "Splitting (Klein, 1946), or dividing the world, is a defence that keeps good apart.",
            "Splitting",
            Form.IS,
            "a defence that keeps good apart",
        ),
        (
            "Attachment is defined as a lasting bond between two people.",
            "Attachment",
            Form.DEFINED,
            "a lasting bond between two people",
        ),
        (
            "Countertransference refers to the feelings of the therapist towards the client.",
            "Countertransference",
            Form.VERB,
            "the feelings of the therapist towards the client",
        ),
        (
            "Rites such as a round at the end mark the borders of a session.",
            "Rites",
            Form.TELLS,
            "mark the borders of a session",
        ),
        (
            "Clanging, speech led by the sound of words alone, is heard in mania.",
            "Clanging",
            Form.BESIDE,
            "speech led by the sound of words alone",
        ),
        (
            "Journal work: This is a way of writing down what one feels.",
            "Journal work",
            Form.COLON,
            "a way of writing down what one feels",
        ),
        (
            "They speak of rapport, a sense of being in tune, and of trust.",
            "rapport",
            Form.MENTIONED,
            "",
        ),
        (
            "He studied the superego, the part of the mind that judges, in later years.",
            "superego",
            Form.BESIDE,
            "the part of the mind that judges",
        ),
        (
            "The lasting bond between two people is called attachment.",
            "attachment",
            Form.CALLED,
            "The lasting bond between two people",
        ),
        (
            "According to the drive theory, deviations from balance create needs.",
            "drive theory",
            Form.SAYS,
            "deviations from balance create needs",
        ),
        (
            "Rogers developed client-centred therapy in the 1940s.",
            "client-centred therapy",
            Form.NAMED,
            "",
        ),
        (
            "The group learns to bear envy, which refers to the wish to spoil what others have.",
            "envy",
            Form.VERB,
            "the wish to spoil what others have",
        ),
        (
            "The two of them draw a genogram, which maps the ties of a family.",
            "genogram",
            Form.TELLS,
            "maps the ties of a family",
        ),
        (
            "A worry can pass, but rumination is a slow, stubborn return to one thought.",
            "rumination",
            Form.IS,
            "a slow, stubborn return to one thought",
        ),
        (
            "While sadness comes and goes, dysthymia is a low mood that stays for years.",
            "dysthymia",
            Form.IS,
            "a low mood that stays for years",
        ),
        (
            "The society defines supervision as a regular talk about one’s own cases.",
            "supervision",
            Form.DEFINED,
            "a regular talk about one’s own cases",
        ),
        (
            "Sublimation, in a narrow sense, refers to the turning of a drive into work.",
            "Sublimation",
            Form.VERB,
            "the turning of a drive into work",
        ),
        (
            "Home visits, sessions where the family is seen in its rooms, are rare.",
            "Home visits",
            Form.BESIDE,
            "sessions where the family is seen in its rooms",
        ),
        (
            "Signs are loss of appetite (anorexia), poor sleep (insomnia), and tiredness.",
            "insomnia",
            Form.GLOSSED,
            "poor sleep",
        ),
        (
            "Signs are anhedonia (lost interest in things), insomnia (poor sleep), and tiredness.",
            "anhedonia",
            Form.BRACKETED,
            "lost interest in things",
        ),
        (
            "Panic attacks, also known as anxiety attacks, reach their height within minutes.",
            "anxiety attacks",
            Form.ALSO,
            "Panic attacks",
        ),
        (
            "Mirroring, or reflecting, is a way to show the client what was heard.",
            "reflecting",
            Form.IS,
            "a way to show the client what was heard",
        ),
        (
            "This kind of strain, which Selye called eustress, is a good kind that lifts us.",
            "eustress",
            Form.IS,
            "a good kind that lifts us",
        ),
        (
            "Evaluation, the last step of the plan, entails asking whether it has worked.",
            "Evaluation",
            Form.VERB,
            "asking whether it has worked",
        ),
    ],
)
def test_the_form_of_an_explanation_is_known(
    sentence: str, term: str, form: Form, meaning: str
) -> None:
    assert told(sentence, term).get(form) == meaning


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("Privilege is not a matter of name calling between two groups.", "Privilege"),
        ("Clients describe their reasons for coming to the first session.", "Clients"),
        ("Repression and denial are the first defences that a child has.", "Repression"),
        ("Four parts are the frame, rapport, the bond, and the goal.", "rapport"),
        ("He was a confederate (someone acting on behalf) of the researcher.", "confederate"),
    ],
)
def test_what_is_denied_reported_or_shared_is_no_definition(sentence: str, term: str) -> None:
    defining = {Form.IS, Form.DEFINED, Form.VERB, Form.BESIDE, Form.BRACKETED}
    assert not defining & set(told(sentence, term))


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("A hormone acts on the smooth muscle of the womb, which slows its rhythm.", "womb"),
        ("They speak of guilt and of shame, which follows the first lie.", "shame"),
    ],
)
def test_which_may_speak_of_more_than_the_word_before_it(sentence: str, term: str) -> None:
    assert Form.TELLS not in told(sentence, term)


def test_what_stands_beside_another_name_is_not_what_the_sentence_is_about() -> None:
    assert Form.IS not in told("Rites, small habits of a group, are a frame.", "small habits")
    assert Form.IS in told("In a group, small habits are a frame for all.", "small habits")


@pytest.mark.parametrize(
    ("sentence", "meaning"),
    [
        ("Denial is a defence, and it is common in children.", "a defence"),
        ("Denial is a defence against pain; others follow later.", "a defence against pain"),
        (
            "Denial is a refusal to see a painful fact, repression is a way to forget it.",
            "a refusal to see a painful fact",
        ),
    ],
)
def test_a_second_statement_is_cut_off(sentence: str, meaning: str) -> None:
    assert told(sentence, "Denial").get(Form.IS, "a defence") == meaning


@pytest.mark.parametrize(
    "sentence",
    [
        "He spoke of shame, which",
        "He spoke of shame, which is",
        "He spoke of shame (",
        "Guilt, or shame,",
        "Guilt, also known as shame",
        "He defines shame as",
        "It passes, but shame",
        "shame, in short,",
        "shame:",
        "shame: This",
        "shame such as",
        "shame, guilt",
    ],
)
def test_a_sentence_that_breaks_off_explains_nothing_and_harms_nothing(sentence: str) -> None:
    assert not {Form.IS, Form.DEFINED, Form.VERB, Form.TELLS} & set(told(sentence, "shame"))


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("a lasting bond between two people", True),
        ("when the client avoids a topic", True),
        ("composed of several parts", False),
        ("often used to calm a client", False),
        ("clients learn to name what they feel", False),
    ],
)
def test_only_what_names_a_thing_answers_what_it_is(answer: str, names: bool) -> None:
    assert is_nominal(answer) is names
