"""Not too long a quote, not too many drafts, not too easy or hard a card (R22, R23, R25)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flashcards.core.notes import Note
from flashcards.making.checking.finding import Finding, Level
from flashcards.making.checking.words import words

QUOTE_WORDS = 40
"""The longest quote that goes to others without a warning."""
DRAFTS_PER_1000_WORDS = 8
FEWEST_REVIEWS = 5
"""Reviews of a card before its answers say something about it."""
TOO_FAST = 2.0
"""Seconds: who always answers sooner does not think any more."""
TOO_HARD = 0.6
"""Cards that are recalled less often than this cost more than they give."""


@dataclass(frozen=True)
class Answers:
    """How one note was answered: how often, the slowest in seconds, and the share recalled."""

    count: int
    slowest: float
    recall: float


def check_shared(note: Note) -> Iterator[Finding]:
    """Yield a finding where the quote of a note that others will see is long."""
    count = len(words(note.quote))
    if count > QUOTE_WORDS:
        message = (
            f"The quote has {count} words. Others will see it: quote {QUOTE_WORDS} words or fewer."
        )
        yield Finding("R22", Level.WARNING, message, "quote", note.guid)


def check_answers(guid: str, answers: Answers) -> Iterator[Finding]:
    """Yield a finding where a note's reviews say that it is too easy or too hard."""
    if answers.count < FEWEST_REVIEWS:
        return
    if answers.recall < TOO_HARD:
        message = (
            f"Recalled in {answers.recall:.0%} of {answers.count} reviews. Ask for less, give it"
            " more context, or let it go."
        )
        yield Finding("R23", Level.WARNING, message, "", guid)
    elif answers.slowest < TOO_FAST:
        message = (
            f"All {answers.count} reviews took less than {TOO_FAST:g} seconds. It asks for no"
            " thinking any more: ask for more, or let it go."
        )
        yield Finding("R23", Level.WARNING, message, "", guid)


def check_number(drafts: int, length: int) -> Iterator[Finding]:
    """Yield a finding if ``drafts`` are many for a document of ``length`` words."""
    most = max(1, round(DRAFTS_PER_1000_WORDS * length / 1000))
    if drafts > most:
        message = (
            f"{drafts} drafts from {length:,} words. Fewer are learned better: keep the best"
            f" {most}."
        )
        yield Finding("R25", Level.INFO, message, "", "")
