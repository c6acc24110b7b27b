"""Practice: cards of one's own choice, or those of the next days, while no schedule moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from flashcards.core import queue
from flashcards.core.errors import NotFound
from flashcards.core.grades import DRILL_BELOW, PASS, Grade, passed
from flashcards.core.queue import Waiting
from flashcards.core.scheduling import day
from flashcards.services.library import decks as library
from flashcards.services.study import events
from flashcards.services.study.events import Incoming
from flashcards.services.study.sitting import Done
from flashcards.services.study.today import study_day_of
from flashcards.store import candidates, log
from flashcards.store.candidates import Candidate
from flashcards.store.models.accounts import User
from flashcards.store.models.learning import ReviewEvent

AHEAD = (1, 3, 7)
"""In how many days a card may be due to be studied ahead."""

MOST = 300
"""Cards of one sitting, at the most: all of them are in its page."""


class Order(StrEnum):
    """In which order the cards come; those of one note are far apart in each."""

    SHUFFLED = "shuffled"
    DUE = "due"
    HARDEST = "hardest"
    DECK = "deck"


@dataclass(frozen=True)
class Wanted:
    """Which cards a learner wants to practise; what is empty or None asks for nothing.

    ``failed``: failed in the last so many days. ``ahead``: due in the next so many days.
    """

    deck_id: int | None = None
    tags: tuple[str, ...] = ()
    flagged: bool = False
    met: bool = False
    failed: int | None = None
    ahead: int | None = None
    most: int = MOST
    order: Order = Order.SHUFFLED


@dataclass(frozen=True)
class Left:
    """What is left of a sitting: cards not answered in it yet, and those that come back.

    ``chosen`` is how many cards it has in all.
    """

    chosen: int
    fresh: list[Waiting]
    back: list[Waiting]

    @property
    def queue(self) -> list[Waiting]:
        """Return the cards in the order in which they come."""
        return [*self.fresh, *self.back]


@dataclass(frozen=True)
class Sitting:
    """A sitting of practice: what was wanted, at which instant it began, in milliseconds."""

    wanted: Wanted
    since: int


def chosen(session: Session, learner: User, sitting: Sitting) -> list[Waiting]:
    """Return the cards of a sitting in their order; they stay the same as long as it lasts."""
    wanted = sitting.wanted
    its_day = study_day_of(learner, day.instant(sitting.since))
    found = candidates.of_decks(
        session,
        learner.id,
        _decks(session, learner, wanted.deck_id),
        its_day,
        tags=wanted.tags,
        flagged=wanted.flagged,
        met=wanted.met,
        due=_days_ahead(its_day, wanted.ahead),
    )
    if wanted.failed is not None:
        failed = _failed(session, learner, its_day - timedelta(days=wanted.failed), sitting.since)
        found = [each for each in found if each.card.card_id in failed]
    ordered = _in_order(found, wanted.order, f"{learner.id}/{sitting.since}")
    return queue.apart(ordered)[: min(wanted.most, MOST)]


def left(session: Session, learner: User, sitting: Sitting) -> Left:
    """Return what is left: a card comes back until its answer is good."""
    wanted = chosen(session, learner, sitting)
    latest = {row.card_id: row for row in _answers(session, learner, wanted, sitting.since)}
    in_order = sorted(latest.values(), key=lambda row: (row.answered_at, row.id))
    again = [row.card_id for row in in_order if (row.grade or 0) < DRILL_BELOW]
    known = {card.card_id: card for card in wanted}
    return Left(
        chosen=len(wanted),
        fresh=[card for card in wanted if card.card_id not in latest],
        back=[known[card_id] for card_id in again],
    )


def done(session: Session, learner: User, sitting: Sitting) -> Done:
    """Return what was done in a sitting of practice; answers taken back do not count."""
    rows = _answers(session, learner, chosen(session, learner, sitting), sitting.since)
    return Done(
        answers=len(rows),
        cards=len({row.card_id for row in rows}),
        recalled=sum(passed(Grade(row.grade or 0)) for row in rows),
        minutes=sum(row.took for row in rows) / 60_000,
    )


def last_answer(session: Session, learner: User, sitting: Sitting) -> ReviewEvent | None:
    """Return the newest answer of a sitting that was not taken back."""
    rows = _answers(session, learner, chosen(session, learner, sitting), sitting.since)
    return max(rows, key=lambda row: (row.answered_at, row.id), default=None)


def undo(
    session: Session, learner: User, sitting: Sitting, event_id: str, now: datetime
) -> ReviewEvent | None:
    """Take the newest answer of a sitting back; return it, or None where there is none."""
    last = last_answer(session, learner, sitting)
    if last is not None:
        at = max(day.milliseconds(now), last.answered_at + 1)
        void = Incoming(id=event_id, card_id=last.card_id, at=at, target=last.id)
        events.record(session, learner, [void], now)
    return last


def ahead(session: Session, learner: User, deck_id: int, now: datetime) -> dict[int, int]:
    """Return how many cards of a deck are due in the next days, for each choice of days."""
    its_day = study_day_of(learner, now)
    days = _days_ahead(its_day, AHEAD[-1])
    found = candidates.of_decks(session, learner.id, [deck_id], its_day, due=days)
    dues = [each.card.due for each in found if each.card.due]
    return {wanted: sum((due - its_day).days <= wanted for due in dues) for wanted in AHEAD}


def tags(session: Session, learner: User) -> list[str]:
    """Return the tags of all decks that the learner studies, in the order of the alphabet."""
    return candidates.tags(session, _decks(session, learner, None))


def _decks(session: Session, learner: User, deck_id: int | None) -> list[int]:
    studied = [deck.id for deck in library.studied(session, learner.id)]
    if deck_id is None:
        return studied
    if deck_id not in studied:
        raise NotFound("There is no such deck among yours.")
    return [deck_id]


def _days_ahead(its_day: date, days: int | None) -> tuple[date, date] | None:
    """Return the first and the last of the next ``days`` days."""
    if days is None:
        return None
    return its_day + timedelta(days=1), its_day + timedelta(days=days)


def _failed(session: Session, learner: User, first: date, before: int) -> set[int]:
    """Return the cards that failed from a day on and before an instant."""
    rows = log.fails_between(session, learner.id, first, before, PASS)
    taken_back = events.voided(session, learner.id, rows)
    return {row.card_id for row in rows if row.id not in taken_back}


def _answers(
    session: Session, learner: User, cards: Sequence[Waiting], since: int
) -> list[ReviewEvent]:
    """Return the answers of a sitting to its cards that were not taken back, in order."""
    ids = [card.card_id for card in cards]
    rows = log.practice_since(session, learner.id, ids, since)
    taken_back = events.voided(session, learner.id, rows)
    return [row for row in rows if row.id not in taken_back]


def _in_order(found: Iterable[Candidate], order: Order, seed: str) -> list[Waiting]:
    if order is Order.DECK:
        return [each.card for each in found]
    if order is Order.DUE:
        return queue.shuffled([each.card for each in found], seed)
    known = {each.card.card_id: each for each in found}
    # Without their days the seed alone orders them.
    blind = queue.shuffled([replace(each.card, due=None) for each in known.values()], seed)
    mixed = [known[card.card_id] for card in blind]
    if order is Order.HARDEST:
        mixed.sort(key=lambda each: (-each.lapses, each.ease, each.interval))
    return [each.card for each in mixed]
