"""One import while it is done: what it works on, what the learner chose, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from flashcards.anki.package.foreign import ForeignCard
from flashcards.anki.package.package import Package
from flashcards.core.media import marks
from flashcards.services.media.keeping import Limits
from flashcards.store.models.accounts import User
from flashcards.store.models.interchange import Import

HERE, THERE = "here", "there"
Report = Callable[[int], None]
"""Called with how many notes, reviews and files are done."""


@dataclass(frozen=True)
class Choices:
    """What the learner chose: whether her progress comes along; per guid, which side stays."""

    progress: bool = True
    sides: Mapping[str, str] = field(default_factory=dict)
    usual: str = ""
    """Which side stays where none is chosen: the one that was edited later, if nothing is said."""


@dataclass
class Done:
    """What was done: numbers to tell, and what was there before, to undo it."""

    notes: int = 0
    updated: int = 0
    cards: int = 0
    reviews: int = 0
    scheduled: int = 0
    media: int = 0
    left_out: list[str] = field(default_factory=list)
    """Files that could not be kept, each with the reason."""
    before: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Running:
    """What the steps of one import share."""

    session: Session
    learner: User
    row: Import
    package: Package
    limits: Limits
    now: datetime
    report: Report
    done: Done = field(default_factory=Done)
    steps: int = 0
    renamed: dict[str, str] = field(default_factory=dict)
    """The names that files got here, by those that they have there."""
    cards: dict[int, tuple[int, ForeignCard]] = field(default_factory=dict)
    """The card here, and what Anki knows of it, by its id there."""

    def step(self, number: int) -> None:
        """Report that so many more notes, reviews or files are done."""
        self.steps += number
        self.report(self.steps)

    def named(self, html: str) -> str:
        """Return a field with the names that its files have here."""
        return marks.renamed(html, self.renamed) if self.renamed else html
