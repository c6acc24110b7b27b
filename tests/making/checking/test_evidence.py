"""A note says no more, and nothing surer, than its quote; and the quote stands in its document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flashcards.core.notes import Note, NoteType
from flashcards.making.checking import evidence
from flashcards.making.checking.check import check_note

QUOTE = "Naming a rupture early may heal it in two or three sessions."
NOTE = Note(
    "n", NoteType.BASIC, "What may heal a rupture?", "Naming it early.", source="S (2018)",
    quote=QUOTE, start=10, end=10 + len(QUOTE),
)  # fmt: skip


def rules(note: Note, document: str | None = None) -> list[str]:
    return [f"{each.rule}{each.level}" for each in check_note(note, document=document)]


def test_a_note_that_its_quote_carries_passes() -> None:
    assert rules(NOTE) == []
    assert evidence.is_carried(NOTE)


def test_a_note_without_a_quote_is_not_judged() -> None:
    assert rules(replace(NOTE, quote="", back="Nine sessions with Freud.")) == []


@pytest.mark.parametrize("back", ["Naming it in nine sessions.", "Not naming it early."])
def test_an_answer_against_its_quote_is_an_error(back: str) -> None:
    note = replace(NOTE, back=back)
    assert rules(note) == ["R10E"]
    assert not evidence.is_carried(note)


def test_a_cloze_is_held_against_its_quote_as_a_whole() -> None:
    text = "Naming a rupture early may heal it in {{c1::two or three}} sessions."
    note = replace(NOTE, type=NoteType.CLOZE, front="", back="", text=text)
    assert rules(note) == []
    assert rules(replace(note, text=text.replace("two or three", "five or six"))) == ["R10E"]


def test_an_answer_in_other_words_is_only_warned_of() -> None:
    note = replace(NOTE, back="Speaking openly of tension while everybody still listens.")
    assert rules(note) == ["R10W"]
    assert evidence.is_carried(note)


def test_the_quote_must_stand_in_the_document_where_it_says() -> None:
    assert rules(NOTE, "x" * 10 + QUOTE) == []
    assert rules(NOTE, "x" * 11 + QUOTE) == ["R10E"]
    assert rules(replace(NOTE, start=None, end=None), "another text") == []


HEDGED = [
    ("Naming a rupture may heal it.", "Naming a rupture heals it.", "may"),
    ("Studies suggest that warmth lowers dropout.", "Warmth lowers dropout.", "suggest"),
    ("Supervision appears to lower burnout.", "Supervision lowers burnout.", "appears"),
    ("Most clients tend to trust slowly.", "Clients trust slowly.", "tend"),
    ("Some clients test the frame.", "All clients test the frame.", "some"),
]
KEPT = [
    ("Naming a rupture may heal it.", "Naming a rupture may heal it."),
    ("Naming a rupture may heal it.", "Naming a rupture can heal it."),
    ("A therapist may not promise a cure.", "A therapist does not promise a cure."),
    ("In May the group met for the first time.", "The group met for the first time."),
    ("Warmth is more likely to keep clients.", "Warmth keeps more clients."),
    ("Trust grows slowly; it may break at once.", "Trust grows slowly."),
    ("Some clients test the frame.", "Clients test the frame."),
]


@pytest.mark.parametrize(("quote", "said", "hedge"), HEDGED)
def test_a_hedge_that_got_lost_is_named(quote: str, said: str, hedge: str) -> None:
    assert evidence.lost_hedge(said, quote) == hedge
    assert rules(replace(NOTE, front="What is so?", back=said, quote=quote)) == ["R24W"]


@pytest.mark.parametrize(("quote", "said"), KEPT)
def test_what_is_as_sure_as_its_source_passes(quote: str, said: str) -> None:
    assert evidence.lost_hedge(said, quote) == ""


def test_a_hedge_in_the_question_is_kept() -> None:
    assert evidence.lost_hedge("it heals", "Naming may heal it.", "What may naming do?") == ""
