"""Which rows are a learner's own, in which order they stand in the file, and what they refer to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Table, select

from flashcards.core.grades import Scale
from flashcards.core.notes import NoteType
from flashcards.core.scheduling import day
from flashcards.store.models.accounts import User
from flashcards.store.models.base import Base
from flashcards.store.models.content import Card, Deck, Document, Draft, Drafting, Edition, Note
from flashcards.store.models.interchange import ForeignNoteType, Import
from flashcards.store.models.learning import (
    Bookmark,
    CardFlag,
    Enrolment,
    Exam,
    ExamDeck,
    Fit,
    Holiday,
    LeftAsIs,
    ReviewEvent,
    Wording,
)
from flashcards.store.models.media import MediaName

Where = Callable[[int], ColumnElement[bool]]


@dataclass(frozen=True)
class Rows:
    """The rows of one table in the file.

    ``own`` are the columns that refer to rows of the file itself, ``either`` those that may also
    refer to a deck that ships, its notes and its cards; ``later`` are columns of ``own`` that are
    filled in when all rows are there. ``left_out`` columns are caches, or belong to the account.
    ``allowed`` are the values that a column may have, where not all of its type are.
    """

    kind: str
    model: type[Base]
    where: Where
    own: Mapping[str, str] = field(default_factory=dict)
    either: Mapping[str, str] = field(default_factory=dict)
    later: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    allowed: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    numbered: bool = False

    @property
    def table(self) -> Table:
        """Return the table."""
        table = self.model.__table__
        if not isinstance(table, Table):
            raise TypeError(f"{self.kind} has no table of its own")
        return table

    @property
    def columns(self) -> list[str]:
        """Return the names of the columns that stand in the file, but for the number."""
        owner = {"user_id", "owner_id"}
        skipped = self.left_out | owner | ({"id"} if self.numbered else set())
        return [column.name for column in self.table.columns if column.name not in skipped]


def _owner(model: Any) -> Where:
    return lambda user_id: model.owner_id == user_id


def _user(model: Any) -> Where:
    return lambda user_id: model.user_id == user_id


def _in_deck(model: Any) -> Where:
    return lambda user_id: model.deck_id.in_(select(Deck.id).where(Deck.owner_id == user_id))


def _of_document(model: Any) -> Where:
    return lambda user_id: model.document_id.in_(
        select(Document.id).where(Document.owner_id == user_id)
    )


def _of_exam(user_id: int) -> ColumnElement[bool]:
    return ExamDeck.exam_id.in_(select(Exam.id).where(Exam.user_id == user_id))


def _finished(user_id: int) -> ColumnElement[bool]:
    return (Import.owner_id == user_id) & Import.state.in_(("done", "undone"))


_TYPES = tuple(kind.value for kind in NoteType)
_SCALES = tuple(scale.value for scale in Scale)
_DECK, _DOCUMENT, _NOTE = {"deck_id": "deck"}, {"document_id": "document"}, {"note_id": "note"}

ALL = (
    Rows(
        "settings",
        User,
        lambda user_id: User.id == user_id,
        left_out=frozenset(("id", "email", "password_hash", "created_at")),
        allowed={
            "scale": _SCALES,
            "hand": ("right", "left"),
            "rollover": tuple(day.ROLLOVER_HOURS),
        },
    ),
    Rows("holiday", Holiday, _user(Holiday)),
    Rows(
        "import",
        Import,
        _finished,
        numbered=True,
        later=frozenset(("before",)),
        allowed={"state": ("done", "undone")},
    ),
    Rows("note_type", ForeignNoteType, _owner(ForeignNoteType), numbered=True),
    Rows(
        "deck",
        Deck,
        _owner(Deck),
        own={"import_id": "import"},
        left_out=frozenset(("shipped", "shipped_hash")),
        numbered=True,
    ),
    Rows(
        "document",
        Document,
        _owner(Document),
        own={"deck_id": "deck", "later_id": "document"},
        later=frozenset(("later_id",)),
        numbered=True,
    ),
    Rows(
        "note",
        Note,
        _in_deck(Note),
        own={**_DECK, **_DOCUMENT, "note_type_id": "note_type", "import_id": "import"},
        allowed={"type": _TYPES},
        numbered=True,
    ),
    Rows("card", Card, _in_deck(Card), own={**_NOTE, **_DECK}, numbered=True),
    Rows(
        "draft",
        Draft,
        _of_document(Draft),
        own={**_DOCUMENT, **_NOTE},
        allowed={"type": _TYPES, "state": ("pending", "accepted", "rejected")},
        numbered=True,
    ),
    Rows(
        "edition",
        Edition,
        _of_document(Edition),
        own={**_DOCUMENT, "earlier_id": "document"},
    ),
    Rows(
        "drafting",
        Drafting,
        _of_document(Drafting),
        own=_DOCUMENT,
        left_out=frozenset(("holder", "held_until")),
    ),
    Rows("bookmark", Bookmark, _user(Bookmark), own={**_DOCUMENT, "draft_id": "draft"}),
    Rows(
        "enrolment",
        Enrolment,
        _user(Enrolment),
        either=_DECK,
        left_out=frozenset(("new_from",)),
        allowed={"scheduler": ("sm2", "fsrs"), "backlog": ("due", "likely")},
    ),
    Rows("fit", Fit, _user(Fit), numbered=True),
    Rows("exam", Exam, _user(Exam), numbered=True),
    Rows("exam_deck", ExamDeck, _of_exam, own={"exam_id": "exam"}, either=_DECK),
    Rows("flag", CardFlag, _user(CardFlag), either={"card_id": "card"}),
    Rows("wording", Wording, _user(Wording), either=_NOTE),
    Rows("left_as_is", LeftAsIs, _user(LeftAsIs), either=_NOTE),
    Rows(
        "review",
        ReviewEvent,
        _user(ReviewEvent),
        own={"fit_id": "fit"},
        either={"card_id": "card", **_DECK},
        allowed={
            "kind": ("answer", "move", "void", "carried", "placed"),
            "grade": (None, 0, 1, 2, 3, 4, 5),
            "scale": (None, *_SCALES),
        },
    ),
    Rows("media", MediaName, _owner(MediaName), left_out=frozenset(("id",))),
)
"""In the order of the file: what is referred to comes before what refers to it."""

BY_KIND = {rows.kind: rows for rows in ALL}

NOT_THERE = {
    "logins": "browsers that are logged in",
    "failed_tries": "the throttle of the login",
    "password_resets": "links to a new password",
    "disclaimers": "the texts of this installation",
    "acceptances": "given to this installation alone",
    "askings": "how far a model is that is being asked",
    "schedules": "worked out again from the reviews",
    "media": "the bytes lie beside the lines",
}
"""The tables that are not in the file, and why."""
