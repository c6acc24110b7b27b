"""Cards as they are shown: both sides, where they come from, and what each grade would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core import grades
from flashcards.core.grades import Grade, Scale
from flashcards.core.notes import Note
from flashcards.core.reviews import Answer, Kind, advance
from flashcards.core.scheduling import sm2
from flashcards.core.scheduling.schedule import Schedule
from flashcards.making.checking.evidence import is_carried
from flashcards.services import rendering
from flashcards.services.wording import note_of, wordings
from flashcards.store.models import content
from flashcards.store.models.content import Card, Document
from flashcards.store.models.learning import Enrolment, ScheduleRow


@dataclass(frozen=True)
class Choice:
    """A button: its grade and name, in how many days the card would be due, and whether it
    would come back today before that."""

    grade: Grade
    name: str
    days: int
    again: bool


@dataclass(frozen=True)
class ShownCard:
    """A card ready to be shown."""

    card_id: int
    note_id: int
    note: Note
    face: rendering.Face
    extra: str
    state: str
    drilling: bool
    choices: tuple[Choice, ...]
    document_id: int | None
    document_title: str | None
    carried: bool
    """Whether its quote, if it has one, still carries the answer."""


def shown(
    session: Session, settings: Enrolment, scale: Scale, card_ids: Sequence[int], today: date
) -> list[ShownCard]:
    """Return the given cards in the given order, in three selects however many they are."""
    rows = session.execute(
        select(Card, content.Note, ScheduleRow, Document.title)
        .join(content.Note, content.Note.id == Card.note_id)
        .outerjoin(
            ScheduleRow,
            (ScheduleRow.card_id == Card.id) & (ScheduleRow.user_id == settings.user_id),
        )
        .outerjoin(Document, Document.id == content.Note.document_id)
        .where(Card.id.in_(card_ids), Card.deck_id == settings.deck_id)
    ).all()
    own = wordings(session, settings.user_id, {note.id for _, note, _, _ in rows})
    found = {
        card.id: _shown(
            card, row, note_of(row, own.get(row.id)), schedule, title, settings, scale, today
        )
        for card, row, schedule, title in rows
    }
    return [found[card_id] for card_id in card_ids if card_id in found]


def choices(
    schedule: Schedule | None, settings: Enrolment, scale: Scale, today: date
) -> tuple[Choice, ...]:
    """Return what each button would do to a card with ``schedule``, if pressed today."""
    variant = sm2.EASE_FALLS if settings.ease_falls_on_lapse else sm2.PUBLISHED
    out = []
    for grade, name in grades.BUTTONS[scale]:
        answer = Answer("", 0, grade, today, variant, settings.drill_below)
        outcome = advance(schedule, answer)
        again = outcome.schedule.drilling_on(today) and outcome.kind is not Kind.EARLY
        out.append(Choice(grade, name, (outcome.schedule.due - today).days, again))
    return tuple(out)


def _shown(
    card: Card,
    row: content.Note,
    note: Note,
    schedule: ScheduleRow | None,
    title: str | None,
    settings: Enrolment,
    scale: Scale,
    today: date,
) -> ShownCard:
    known = schedule.schedule if schedule else None
    return ShownCard(
        card_id=card.id,
        note_id=row.id,
        note=note,
        face=rendering.face(note, card.ordinal),
        extra=rendering.field(note.extra) if note.extra else "",
        state=known.state if known else "new",
        drilling=known is not None and known.drilling_on(today),
        choices=choices(known, settings, scale, today),
        document_id=row.document_id,
        document_title=title,
        carried=is_carried(note),
    )
