"""What is worth learning, as it was found: the seed of one note."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """How a concept stands in its document."""

    ANSWER = "answer"
    ENTRY = "entry"
    DEFINITION = "definition"
    NAME = "name"
    LIST = "list"
    ROLE = "role"
    STATEMENT = "statement"
    CONTRAST = "contrast"
    CAUSE = "cause"
    PERSON = "person"
    STAGE = "stage"
    AMOUNT = "amount"


@dataclass(frozen=True)
class Concept:
    """One thing to know and where it stands.

    ``question`` and ``answer`` are set where it can be asked; else ``hidden`` are the words of
    ``text`` to hide, one card each. ``topic`` is what it is about, to tell near-duplicates;
    ``traits`` are what was measured of it where it was found.
    """

    what: What
    topic: str
    start: int
    end: int
    section: str
    score: float
    question: str = ""
    answer: str = ""
    text: str = ""
    hidden: tuple[str, ...] = ()
    structural: bool = False
    both_ways: bool = False
    traits: tuple[float, ...] = ()
    quality: float = 0.0
