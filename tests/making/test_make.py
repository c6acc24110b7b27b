from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.core import cloze
from flashcards.core.errors import Unreadable
from flashcards.core.notes import NoteType
from flashcards.making.drafting.draft import Draft
from flashcards.making.made import Made, as_json
from flashcards.making.make import make

DATA = Path(__file__).parent / "data"
FORMATS = ("boundaries.txt", "boundaries.md", "boundaries.html")


def made(name: str) -> Made:
    return make((DATA / name).read_bytes(), name)


def fronts(result: Made) -> list[str]:
    return [draft.front for draft in result.drafts]


def clozes(result: Made) -> list[Draft]:
    return [draft for draft in result.drafts if draft.type is NoteType.CLOZE]


def back_of(result: Made, front: str) -> str:
    return next(draft.back for draft in result.drafts if draft.front == front)


@pytest.mark.parametrize("name", FORMATS)
def test_every_question_of_an_article_has_its_note(name: str) -> None:
    asked = fronts(made(name))
    for question in (
        "What are professional boundaries?",
        "Why do professional boundaries matter?",
        "What are the main kinds of professional boundaries, besides time?",
        "How are professional boundaries set?",
        "What are the benefits of supervision for boundaries?",
    ):
        assert asked.count(question) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_questions_are_answered_by_the_meaning_alone(name: str) -> None:
    answer = back_of(made(name), "What are professional boundaries?")
    assert answer == "the agreed limits that keep the work between a counsellor and a client safe"


@pytest.mark.parametrize("name", FORMATS)
def test_a_list_in_a_sentence_becomes_one_note_with_a_card_an_element(name: str) -> None:
    texts = [draft.text for draft in clozes(made(name))]
    assert (
        "The main kinds of professional boundaries include {{c1::time}}, {{c2::place}},"
        " {{c3::money}}, {{c4::touch}}, and {{c5::self-disclosure}}."
    ) in texts


@pytest.mark.parametrize("name", FORMATS)
def test_no_answer_lists_five_things(name: str) -> None:
    assert all(draft.back.count(",") < 4 for draft in made(name).drafts)


@pytest.mark.parametrize("name", FORMATS)
def test_each_element_of_a_list_is_asked_for_what_it_does(name: str) -> None:
    result = made(name)
    assert (
        back_of(result, "Why is time important in professional boundaries?")
        == "[time] tells the client how long support will last"
    )
    assert (
        back_of(result, "What does place help the client do in professional boundaries?")
        == "feel private and secure"
    )
    assert (
        back_of(result, "What does money involve in professional boundaries?")
        == "agreeing a fee before the first session"
    )


@pytest.mark.parametrize("name", FORMATS)
def test_a_leading_pronoun_is_replaced_in_square_brackets(name: str) -> None:
    texts = [draft.text for draft in clozes(made(name))]
    assert any(text.startswith("[Professional boundaries] require {{c1::") for text in texts)
    assert not any(text.startswith(("It ", "They ")) for text in texts)


@pytest.mark.parametrize("name", FORMATS)
def test_menus_captions_and_disclaimers_make_no_cards(name: str) -> None:
    shown = " ".join(f"{d.front} {d.back} {d.text} {d.quote}" for d in made(name).drafts)
    for words in ("Travel guides", "garden", "Garden", "informational purposes", "own risk"):
        assert words not in shown


@pytest.mark.parametrize("name", FORMATS)
def test_the_disclaimer_is_kept_apart(name: str) -> None:
    disclaimer = made(name).document.disclaimer
    assert disclaimer is not None
    assert disclaimer.startswith("Disclaimer: The content of this page")
    assert disclaimer.endswith("at your own risk.")


@pytest.mark.parametrize("name", FORMATS)
def test_every_quote_is_the_exact_span_of_the_text(name: str) -> None:
    result = made(name)
    for draft in result.drafts:
        assert result.document.text[draft.start : draft.end] == draft.quote


@pytest.mark.parametrize("name", FORMATS)
def test_clozes_hide_one_to_five_words_and_leave_at_least_five(name: str) -> None:
    for draft in clozes(made(name)):
        assert cloze.ordinals(draft.text)
        hidden = [cloze.write(deletion.parts) for deletion in cloze.deletions(draft.text)]
        assert all(1 <= len(words.split()) <= 5 for words in hidden)
        left = len(cloze.plain(draft.text).split()) - sum(len(words.split()) for words in hidden)
        assert left >= 5


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_document_gives_the_same_drafts_and_guids(name: str) -> None:
    first, second = made(name), made(name)
    assert first == second
    guids = [draft.guid for draft in first.drafts]
    assert len(set(guids)) == len(guids)
    assert all(10 <= len(guid) <= 12 and guid.isalnum() for guid in guids)


def test_another_text_gives_other_guids() -> None:
    one = make((DATA / "boundaries.txt").read_bytes(), "one.txt")
    other = make((DATA / "boundaries.txt").read_bytes() + b"\nMore.", "other.txt")
    assert not {d.guid for d in one.drafts} & {d.guid for d in other.drafts}


def test_json_has_exactly_the_fields_that_others_read() -> None:
    result = as_json(made("boundaries.txt"))
    assert set(result) == {"title", "text", "disclaimer", "notes", "left_out"}
    for note in result["notes"]:
        assert set(note) == {
            "guid", "type", "front", "back", "cloze", "tags", "section", "quote", "start", "end",
            "quality",
        }  # fmt: skip
        assert (note["cloze"] is None) == (note["type"] != "cloze")
    assert all(set(left) == {"quote", "why"} for left in result["left_out"])
    assert json.loads(json.dumps(result)) == result


def test_a_draft_names_the_section_it_comes_from() -> None:
    result = made("boundaries.txt")
    sections = {draft.section for draft in result.drafts}
    assert "How are professional boundaries set?" in sections


_SCRAPS = (
    "Grief is a process that people share. It includes shock, anger, and sorrow. # Heading\n"
    "## What is grief?\n Mourning refers to the outward signs of a loss. - item one\n* two\n"
    "**Attachment** Denial: refusing to see what happened. <b>bold</b> {{c1::x}} | cell | e.g."
    " (Miller, 2001) [12] “quoted” Dr. Young\t\n\n They help clients to speak freely."
)
_WORDS = st.sampled_from(_SCRAPS.split(" "))


def made_or_refused(data: bytes, name: str) -> Made | str:
    try:
        return make(data, name)
    except Unreadable as error:
        return str(error)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=120), st.sampled_from(["a.txt", "a.md", "a.html", "pasted"]))
def test_drafts_of_any_text_are_exact_spans_and_valid_notes(words: list[str], name: str) -> None:
    result = made_or_refused(" ".join(words).encode(), name)
    if isinstance(result, str):
        assert name in result
        return
    for draft in result.drafts:
        assert result.document.text[draft.start : draft.end] == draft.quote
        if draft.type is NoteType.CLOZE:
            assert cloze.ordinals(draft.text)
        else:
            assert draft.front.strip()
            assert draft.back.strip()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html", "a.pdf"]))
def test_any_bytes_are_read_or_refused_in_words(data: bytes, name: str) -> None:
    result = made_or_refused(data, name)
    assert not isinstance(result, str) or name in result
