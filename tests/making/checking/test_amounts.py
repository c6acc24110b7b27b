"""Long quotes that others see, too many drafts, and reviews that speak of a card."""

from __future__ import annotations

from dataclasses import replace

from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.amounts import Answers, check_answers, check_number
from flashcards.making.checking.check import check_note
from flashcards.making.checking.finding import Finding, Level

LONG = "The bond is strained. " * 11
NOTE = Note("n", NoteType.BASIC, "What is strained?", "The bond.", source="S (2018)", quote=LONG)


def test_a_long_quote_is_warned_of_where_others_see_it() -> None:
    assert [f"{f.rule}{f.level}" for f in check_note(NOTE, shared=True)] == ["R22W"]
    assert check_note(NOTE) == []
    assert check_note(replace(NOTE, quote=LONG[: len(LONG) // 11 * 10]), shared=True) == []


def judged(count: int, slowest: float, recall: float) -> list[Finding]:
    return list(check_answers("n", Answers(count, slowest, recall)))


def test_a_card_that_is_always_answered_at_once_asks_for_too_little() -> None:
    (found,) = judged(5, 1.9, 1.0)
    assert (found.rule, found.level) == ("R23", Level.WARNING)
    assert "5 reviews took less than 2 seconds" in found.message
    assert judged(4, 1.9, 1.0) == []
    assert judged(5, 2.0, 1.0) == []


def test_a_card_that_is_mostly_forgotten_asks_for_too_much() -> None:
    (found,) = judged(10, 9.0, 0.5)
    assert "Recalled in 50% of 10 reviews" in found.message
    assert judged(10, 9.0, 0.6) == []


def test_more_than_eight_drafts_in_a_thousand_words_are_too_many() -> None:
    assert list(check_number(16, 2_000)) == []
    (found,) = check_number(17, 2_000)
    assert (found.rule, found.level) == ("R25", Level.INFO)
    assert "keep the best 16" in found.message
