"""Cards as they are shown: both sides, where they come from, and what each grade would do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core import grades
from flashcards.core.grades import Grade, Scale
from flashcards.core.notes import Note
from flashcards.core.reviews import Answer, Kind, advance
from flashcards.core.scheduling import fsrs, sm2
from flashcards.core.scheduling.schedule import Schedule
from flashcards.making.checking.evidence import is_carried
from flashcards.making.checking.giveaway import gives_away
from flashcards.services import foreign, rendering
from flashcards.services.media.shown import Files, of_notes
from flashcards.services.study import fits
from flashcards.services.study.spreading import Spread, spread_of
from flashcards.services.wording import note_of, wordings
from flashcards.store.models import content
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card, Document
from flashcards.store.models.learning import Enrolment, ScheduleRow

LIKELY = Grade(4)
"""The grade that most answers get, in both scales."""


@dataclass(frozen=True)
class Choice:
    """A button: its grade and name, in how many days the card would be due, and whether it
    would come back today before that; ``shift`` of the days are for the sake of a less busy day."""

    grade: Grade
    name: str
    days: int
    again: bool
    shift: int = 0


@dataclass(frozen=True)
class ShownCard:
    """A card ready to be shown."""

    card_id: int
    note_id: int
    deck_id: int
    note: Note
    face: rendering.Face
    extra: str
    section: str
    """Where in its document it comes from, unless that names the answer."""
    state: str
    drilling: bool
    choices: tuple[Choice, ...]
    document_id: int | None
    document_title: str | None
    carried: bool
    """Whether its quote, if it has one, still carries the answer."""
    asks: bool = False
    """Whether its template in Anki has the answer typed."""


def shown(
    session: Session, learner: User, settings: Enrolment, card_ids: Sequence[int], today: date
) -> list[ShownCard]:
    """Return the given cards in the given order, in a few selects however many they are."""
    found = [one for one in _found(session, learner.id, card_ids) if one.in_deck(settings)]
    ways = ways_of(session, learner, settings, today)
    return [_scheduling(one, ways) for one in found]


def practised(
    session: Session, learner: User, card_ids: Sequence[int], back: Collection[int] = ()
) -> list[ShownCard]:
    """Return cards of any decks with buttons that move nothing; those of ``back`` came before."""
    choices = tuple(
        Choice(grade, name, 0, again=grade < grades.DRILL_BELOW)
        for grade, name in grades.BUTTONS[Scale(learner.scale)]
    )
    found = _found(session, learner.id, card_ids)
    return [_shown(one, choices, one.card.id in back) for one in found]


@dataclass(frozen=True)
class _Found:
    """A card as it is stored, worded as the learner words it."""

    card: Card
    note: Note
    schedule: Schedule | None
    document_id: int | None
    title: str | None
    files: Files = field(default_factory=dict)

    def in_deck(self, settings: Enrolment) -> bool:
        """Say whether it is a card of the deck of ``settings``."""
        return self.card.deck_id == settings.deck_id


def _found(session: Session, user_id: int, card_ids: Sequence[int]) -> list[_Found]:
    """Return the given cards in the given order."""
    rows = session.execute(
        select(Card, content.Note, ScheduleRow, Document.title)
        .join(content.Note, content.Note.id == Card.note_id)
        .outerjoin(ScheduleRow, (ScheduleRow.card_id == Card.id) & (ScheduleRow.user_id == user_id))
        .outerjoin(Document, Document.id == content.Note.document_id)
        .where(Card.id.in_(card_ids))
    ).all()
    own = wordings(session, user_id, {note.id for _, note, _, _ in rows})
    found = {
        card.id: _Found(
            card,
            note_of(row, own.get(row.id)),
            schedule.schedule if schedule else None,
            row.document_id,
            title,
        )
        for card, row, schedule, title in rows
    }
    files = of_notes(session, user_id, (one.note for one in found.values()))
    return [replace(found[card_id], files=files) for card_id in card_ids if card_id in found]


@dataclass(frozen=True)
class Ways:
    """How answers are scheduled in one deck today."""

    settings: Enrolment
    scale: Scale
    by_fsrs: fsrs.Settings | None
    spread: Spread

    @property
    def today(self) -> date:
        """Return the study day."""
        return self.spread.day

    def answer(self, grade: Grade) -> Answer:
        """Return an answer as it would be given now."""
        variant = sm2.EASE_FALLS if self.settings.ease_falls_on_lapse else sm2.PUBLISHED
        below = self.settings.drill_below
        return Answer("", 0, grade, self.today, variant, below, fsrs=self.by_fsrs)


def ways_of(session: Session, learner: User, settings: Enrolment, today: date) -> Ways:
    """Return how the learner's answers in a deck are scheduled today."""
    by_fsrs = fits.settings_of(session, settings)
    return Ways(settings, Scale(learner.scale), by_fsrs, spread_of(session, learner, today))


def choices(card_id: int, schedule: Schedule | None, ways: Ways) -> tuple[Choice, ...]:
    """Return what each button would do to a card with ``schedule``, if pressed today."""
    return tuple(
        choice(card_id, schedule, grade, name, ways) for grade, name in grades.BUTTONS[ways.scale]
    )


def choice(card_id: int, schedule: Schedule | None, grade: Grade, name: str, ways: Ways) -> Choice:
    """Return what one button would do to a card with ``schedule``, if pressed today."""
    today = ways.today
    outcome = advance(schedule, ways.answer(grade))
    again = outcome.schedule.drilling_on(today) and outcome.kind is not Kind.EARLY
    days = (outcome.schedule.due - today).days
    shift = 0
    if outcome.kind is Kind.SCHEDULED:
        shift = ways.spread.shift(card_id, outcome.schedule.reviews, days)
    return Choice(grade, name, days + shift, again, shift)


def _scheduling(one: _Found, ways: Ways) -> ShownCard:
    """Return a card with what each button would do to it today."""
    offered = choices(one.card.id, one.schedule, ways)
    likely = next(choice for choice in offered if choice.grade == LIKELY)
    ways.spread.expect(likely.days)
    drilling = one.schedule is not None and one.schedule.drilling_on(ways.today)
    return _shown(one, offered, drilling)


def _shown(one: _Found, offered: tuple[Choice, ...], drilling: bool = False) -> ShownCard:
    note, ordinal = one.note, one.card.ordinal
    return ShownCard(
        card_id=one.card.id,
        note_id=one.card.note_id,
        deck_id=one.card.deck_id,
        note=note,
        face=rendering.face(note, ordinal, one.files),
        extra=rendering.field(note.extra, one.files) if note.extra else "",
        section="" if gives_away(note.section, note, ordinal) else note.section,
        state=one.schedule.state if one.schedule else "new",
        drilling=drilling,
        choices=offered,
        document_id=one.document_id,
        document_title=one.title,
        carried=is_carried(note),
        asks=foreign.asks_to_type(note, ordinal),
    )
