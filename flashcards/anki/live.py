"""What a running Anki is told of cards that it has: values of their columns, lines of its log.

AnkiConnect's actions take Anki's own columns; days are counted as that collection counts them.
"""

from __future__ import annotations

from datetime import date

from flashcards.anki import columns
from flashcards.anki.outgoing import PackageCard, PackageReview
from flashcards.anki.package.foreign import ForeignCard, State

_FIRST_INSTANT = 1_000_000_000
"""A due number as large as this is an instant in epoch seconds, a smaller one a day."""
_STATES = {0: State.NEW, 1: State.LEARNING, 2: State.REVIEW, 3: State.RELEARNING}


def card_values(card: PackageCard, there: ForeignCard, begun: date) -> dict[str, int]:
    """Return what ``setSpecificValueOfCard`` is given to make a card there what it is here.

    Whether it is left out there stays; ``begun`` is the day that the collection counts from.
    """
    made = columns.of_card(card._replace(suspended=there.suspended, buried=False), 0)
    due = made.due if made.due >= _FIRST_INSTANT else made.due - (begun - columns.BEGUN).days
    values = {
        "type": made.type,
        "queue": made.queue,
        "due": due,
        "ivl": made.ivl,
        "factor": made.factor,
        "reps": made.reps,
        "lapses": made.lapses,
        "left": made.left,
    }
    if card.last_at is not None:
        values["last_review_time"] = card.last_at // 1000
    return values


def differs(card: PackageCard, there: ForeignCard) -> bool:
    """Say whether the schedule that a card has here is another one than it has there."""
    made = columns.of_card(card._replace(suspended=False, buried=False), 0)
    state = _STATES[made.type]
    if card.schedule is None or state is not there.state:
        return card.schedule is not None
    if (made.reps, made.lapses) != (there.answered, there.lapses):
        return True
    if there.due != card.schedule.due and not _begins(card, there):
        return True
    if state is State.LEARNING:
        return False
    return (made.ivl, made.factor // 10) != (there.interval, there.ease)


def _begins(card: PackageCard, there: ForeignCard) -> bool:
    """Say whether a card that is left out in steps comes back there on its day here."""
    return there.due_at is not None and there.due_at == card.due_at // 1000


def review_row(card_id: int, at: int, review: PackageReview) -> list[int]:
    """Return what ``insertReviews`` is given: a line of Anki's review log."""
    said = columns.of_review(review)
    return [at, card_id, -1, said.ease, said.ivl, said.last_ivl, said.factor, said.time, said.type]
