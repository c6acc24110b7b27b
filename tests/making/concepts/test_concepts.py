from __future__ import annotations

import pytest

from flashcards.core.notes import NoteType
from flashcards.making.drafting.draft import Draft
from flashcards.making.make import make

FILLER = (
    "The group met on nine evenings in a bright room by the river. Coffee was served at eight and"
    " everybody went home before ten."
)


def drafts(text: str, name: str = "t.md") -> list[Draft]:
    return list(make(f"# Notes\n\n{text}\n\n{FILLER}\n".encode(), name).drafts)


def cards(text: str) -> dict[str, str]:
    return {draft.front: draft.back for draft in drafts(text) if draft.front}


def asked(text: str) -> dict[str, str]:
    """Return what ``cards`` does, with a term that is asked both ways as “What is …?”."""
    both = [draft for draft in drafts(text) if draft.type is NoteType.REVERSED]
    return cards(text) | {
        f"What is {draft.front[:1].lower()}{draft.front[1:]}?": draft.back for draft in both
    }


def texts(text: str) -> list[str]:
    return [draft.text for draft in drafts(text) if draft.text]


@pytest.mark.parametrize(
    ("sentence", "front", "back"),
    [
        (
            "**Grounding** is a technique that brings attention back to the present.",
            "What is grounding?",
            "a technique that brings attention back to the present",
        ),
        (
            "Grounding refers to the practice of bringing attention back to the present.",
            "What is grounding?",
            "the practice of bringing attention back to the present",
        ),
        (
            "**Grounding** is commonly defined as a return to the present moment (Doe, 2001).",
            "What is grounding?",
            "a return to the present moment",
        ),
        (
            "They use **grounding**, a technique that brings attention back to the room.",
            "What is grounding?",
            "a technique that brings attention back to the room",
        ),
        (
            "Safe places (**anchors**) help. **Triggers** are events that bring a memory back.",
            "What are triggers?",
            "events that bring a memory back",
        ),
        (
            "**Eye movement therapy (EMT)** is a treatment that pairs taps with old memories.",
            "What is eye movement therapy (EMT)?",
            "a treatment that pairs taps with old memories",
        ),
        (
            "According to Doe, **grounding** is a way of coming back to the present.",
            "According to Doe, what is grounding?",
            "a way of coming back to the present",
        ),
        (
            "The paced model of Doe holds that change begins with small and safe steps.",
            "What does the paced model of Doe hold?",
            "change begins with small and safe steps",
        ),
    ],
)
def test_a_sentence_that_defines_is_asked_for_its_meaning(
    sentence: str, front: str, back: str
) -> None:
    assert asked(sentence).get(front) == back


@pytest.mark.parametrize(
    "sentence",
    [
        "It is a technique that brings attention back to the present.",
        "This approach is a technique that brings attention back to the present.",
        "Another example is a technique that brings attention back to the present.",
        "People are the ones who bring attention back to the present.",
        "Grounding is important for many people in our town.",
        "The first step is a walk that brings attention back to the present.",
        "There is a technique that brings attention back to the present.",
    ],
)
def test_sentences_without_a_term_of_their_own_make_no_card(sentence: str) -> None:
    assert drafts(sentence) == []


def test_a_term_that_is_named_at_the_end_is_hidden() -> None:
    assert texts("The loss of interest in things once enjoyed is called **anhedonia**.") == [
        "The loss of interest in things once enjoyed is called {{c1::anhedonia}}."
    ]


def test_a_name_given_in_plain_text_is_asked_for() -> None:
    text = "The loss of interest in things that were once enjoyed is called anhedonia."
    made = make(f"Notes\n\n{text} {FILLER}".encode(), "t.txt").drafts
    assert made[0].front == (
        "What is the loss of interest in things that were once enjoyed called?"
    )
    assert made[0].back == "anhedonia"


def test_definition_lists_give_cards_that_work_both_ways() -> None:
    html = (
        f"<h1>Notes</h1><p>{FILLER}</p><dl><dt>Anchor</dt><dd>a safe place in memory</dd>"
        "<dt>Trigger</dt><dd>an event that brings a memory back</dd></dl>"
    )
    made = make(html.encode(), "t.html").drafts
    assert [(d.type, d.front, d.back) for d in made] == [
        (NoteType.REVERSED, "Anchor", "a safe place in memory"),
        (NoteType.REVERSED, "Trigger", "an event that brings a memory back"),
    ]


def test_tables_of_terms_and_meanings_are_read() -> None:
    table = "| Term | Definition |\n|---|---|\n| Anchor | a safe place in memory |\n"
    assert cards(table) == {"Anchor": "a safe place in memory"}


def test_tables_of_other_things_are_not() -> None:
    table = "| Town | People |\n|---|---|\n| Anywhere | twelve thousand souls |\n"
    assert drafts(table) == []


def test_lines_of_a_term_and_its_meaning_are_read() -> None:
    lines = "- **Anchor**: a safe place in memory\n- **Trigger**: an event that wakes a memory\n"
    assert cards(lines) == {
        "Anchor": "a safe place in memory",
        "Trigger": "an event that wakes a memory",
    }


def test_headings_that_are_terms_are_asked_with_the_first_sentence_under_them() -> None:
    text = "\n\n".join(
        f"## {name} Bias\nPeople give more weight to {thing} than to calm reasons. It is common."
        for name, thing in (("Noise", "loud words"), ("Colour", "bright words"), ("Age", "old men"))
    )
    assert cards(text)["Noise Bias"] == (
        "People give more weight to loud words than to calm reasons"
    )


def test_a_list_under_a_sentence_is_one_note() -> None:
    text = "The method has these three clear stages:\n\n- Arrival\n- Contact\n- Farewell\n"
    found = [draft for draft in drafts(text) if draft.type is NoteType.CLOZE]
    assert len(found) == 1
    assert found[0].text == (
        "The method has these three clear stages:\n\n- {{c1::Arrival}}\n- {{c2::Contact}}\n"
        "- {{c3::Farewell}}"
    )
    assert found[0].quote.endswith("Farewell")


def test_a_list_of_examples_or_sentences_is_not_hidden() -> None:
    assert texts("He bought things such as apples, pears, plums, and nuts at the market.") == []
    assert texts("The men were running, she was singing, and they all went home at last.") == []


def test_a_question_without_its_topic_gets_the_title_before_it() -> None:
    text = "## What are the benefits?\n\nRegular practice lowers the pulse within four weeks."
    assert "Notes: what are the benefits?" in cards(text)


def test_a_yes_or_no_answer_gives_its_reason() -> None:
    text = "## Is grounding safe?\n\nYes, grounding is safe for most people when practised daily."
    assert cards(text)["Is grounding safe?"] == (
        "Grounding is safe for most people when practised daily."
    )


def test_what_would_be_formatting_is_shown_as_it_is() -> None:
    text = "## What is grounding?\n\nGrounding is a return to the *here\\_and\\_now* of a room."
    assert "here\\_and\\_now" in cards(text)["What is grounding?"]


def test_an_article_is_not_flooded_with_cards() -> None:
    sentence = "The quiet room of group {n} is a place that helped people number {n} to rest. "
    text = "".join(sentence.format(n=n) for n in range(100))
    made = make(f"Rooms\n\n{text}".encode(), "t.txt")
    assert len(made.drafts) <= len(text.split()) * 8 / 1000 + 1
