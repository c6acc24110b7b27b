"""A deck as it is printed: what is asked on the left, the answer on the right, a line a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from flashcards.core import cloze
from flashcards.core.notes import Note, NoteType
from flashcards.services import rendering
from flashcards.services.formats.writing import notes_of
from flashcards.services.media.shown import Files, of_notes
from flashcards.store.models.content import Deck

AT_ONCE = 500
"""Notes of one printed part."""


@dataclass(frozen=True)
class Line:
    """One note, printed: both sides are safe HTML."""

    question: str
    answer: str
    section: str
    source: str
    extra: str = ""


@dataclass(frozen=True)
class Sheet:
    """A part of a deck, of so many parts; ``page`` counts from 1 on."""

    lines: Sequence[Line]
    total: int
    page: int
    pages: int


def sheet(session: Session, user_id: int, deck: Deck, page: int) -> Sheet:
    """Return a part of a deck, in the learner's own wording."""
    notes = notes_of(session, user_id, deck.id)
    pages = max(1, -(-len(notes) // AT_ONCE))
    some = notes[(page - 1) * AT_ONCE : page * AT_ONCE]
    files = of_notes(session, user_id, some)
    return Sheet([_line(note, files) for note in some], len(notes), page, pages)


def _line(note: Note, files: Files) -> Line:
    if note.type is NoteType.CLOZE:
        question, answer = _gaps(note.text)
        sides = rendering.field(question, files), rendering.field(answer, files)
    else:
        # A note both ways is printed once: the paper can be read from either side.
        once = replace(note, type=NoteType.BASIC) if note.type is NoteType.REVERSED else note
        ordinal = note.cards[0] if note.cards else 1
        face = rendering.face(once, ordinal, files)
        sides = face.question, face.answer_alone
    return Line(
        *sides,
        section=note.section,
        source=rendering.plain(note.source),
        extra=rendering.field(note.extra, files) if note.extra else "",
    )


def _gaps(text: str) -> tuple[str, str]:
    """Return a cloze text with its gaps open, numbered where there are several, and the answers."""
    answers: list[str] = []

    def hide(answer: str) -> str:
        answers.append(answer)
        return f"\ue010{len(answers)}\ue011"

    hidden = cloze.opened(text, hide)
    several = len(answers) > 1
    for number in range(1, len(answers) + 1):
        gap = f"\\_\\_\\_\\_ ({number})" if several else "\\_\\_\\_\\_"
        hidden = hidden.replace(f"\ue010{number}\ue011", gap)
        answers = [each.replace(f"\ue010{number}\ue011", answers[number - 1]) for each in answers]
    told = (f"({at}) {each}" if several else each for at, each in enumerate(answers, 1))
    return hidden, "\n".join(told)
