"""Compares what is here with what a running Anki has: what would go there, and what is newer there.

Nothing is written, on either side. The side on which a card was answered or moved last has its
schedule; the side on which a note was changed last has its wording; reviews are united.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from flashcards.anki import live
from flashcards.anki.outgoing import PackageCard, PackageNote, PackageReview
from flashcards.anki.package.foreign import ForeignCard, State
from flashcards.services import foreign
from flashcards.services.exports import going
from flashcards.services.exports.going import Wanted
from flashcards.services.imports.matching import Verdict
from flashcards.services.imports.schedules import apart
from flashcards.services.straight.parts import Going, parted
from flashcards.services.straight.there import NoteThere, There
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Deck

_SAID = 70
"""Letters of a question by which a card is named."""
ANOTHER_TYPE = "has another note type in Anki than here: its wording there stays."
ELSEWHERE = "lies in a filtered deck in Anki. Empty that deck there, then look again."


@dataclass(frozen=True)
class CardGoing:
    """What goes to a card that Anki has; ``modified`` is when it was changed there last."""

    card: int
    modified: int
    says: str
    values: dict[str, int]
    reviews: list[list[int]]


@dataclass
class Comparison:
    """What differs, in numbers, and what would go to Anki."""

    counts: Counter[str] = field(default_factory=Counter)
    going: list[Going] = field(default_factory=list)
    cards: list[CardGoing] = field(default_factory=list)
    cannot: list[tuple[str, str]] = field(default_factory=list)
    """Notes that nothing can be done for, by their questions, each with the reason."""


@dataclass(frozen=True)
class Asked:
    """What is compared: ``found`` are the numbers of notes that Anki has, wherever they lie.

    ``since`` is the epoch second in which both sides were the same last, 0 if that is not known.
    """

    decks: Sequence[Deck]
    found: Collection[int] = ()
    since: int = 0


def compare(
    session: Session, learner: User, asked: Asked, there: There, now: datetime
) -> Comparison:
    """Return how the asked decks differ from what Anki has."""
    made = Comparison()
    wanted = Wanted(asked.decks, progress=True)
    for _, deck in going.outgoing(session, learner, wanted, now):
        for note in deck.notes:
            key = f"{note.guid}~{note.note_id}" if note.doubled else note.guid
            found = there.notes.get(key)
            if found is not None:
                _known(made, key, note, found, there, asked.since)
            elif note.note_id in asked.found:
                made.cannot.append((_says(note), ELSEWHERE))
            else:
                made.counts["new"] += 1
                made.going.append(Going.of(key, note, note.modified))
    return made


def parts(session: Session, learner: User, made: Comparison) -> list[dict[str, int]]:
    """Return the notes that go, in parts small enough for one request to Anki."""
    return parted(session, learner.id, made.going)


def _known(
    made: Comparison, key: str, note: PackageNote, found: NoteThere, there: There, since: int
) -> None:
    changes = found.verdict is Verdict.KEPT
    if changes:
        made.going.append(Going.of(key, note, max(note.modified, found.modified + 1)))
    if found.verdict is Verdict.OTHER:
        made.cannot.append((_says(note), ANOTHER_TYPE))
    if found.verdict in (Verdict.KEPT, Verdict.UPDATED):
        both = 0 < since < min(note.modified, found.modified)
        made.counts["both" if both else "here" if changes else "there"] += 1
    for card in note.cards:
        of_it = found.cards.get(card.ordinal)
        if of_it is not None:
            _card(made, note, card, of_it, found, there)
        elif not changes and card.schedule is not None:
            made.cannot.append((_says(note), ELSEWHERE))


def _card(
    made: Comparison,
    note: PackageNote,
    card: PackageCard,
    of_it: ForeignCard,
    found: NoteThere,
    there: There,
) -> None:
    """Compare a card; one in a filtered deck is left alone, for Anki keeps its due day apart."""
    ids = there.reviews[of_it.id]
    only_there, missing = apart(ids, [review.at for review in card.reviews])
    made.counts["reviews_there"] += len(only_there)
    last_here = max((review.at for review in card.reviews), default=0)
    made.counts["schedules_there"] += max(only_there, default=0) > max(last_here, card.own_at or 0)
    values: dict[str, int] = {}
    holds = _holds(card, of_it, ids, only_there, missing) and live.differs(card, of_it)
    if of_it.aside and (holds or missing):
        made.cannot.append((_says(note), ELSEWHERE))
        return
    if holds:
        values = live.card_values(card, of_it, found.begun)
        made.counts["schedules_here"] += 1
    made.counts["reviews_here"] += len(missing)
    rows = _rows(of_it.id, card.reviews, missing, there.taken)
    if values or rows:
        made.cards.append(CardGoing(of_it.id, of_it.modified, _says(note), values, rows))


def _holds(
    card: PackageCard,
    there: ForeignCard,
    ids: Sequence[int],
    only_there: Sequence[int],
    missing: Sequence[int],
) -> bool:
    """Say whether the schedule here is the later one: nothing that happened there is after it."""
    if card.schedule is None:
        return False
    if not ids and there.state is State.NEW:
        return True
    if missing and missing[-1] > max(ids, default=0):
        return True
    came = (review.at for review in card.reviews if review.given and review.at not in missing)
    return (card.own_at or 0) > max([*only_there, *came], default=0)


def _rows(
    card_id: int, reviews: Sequence[PackageReview], missing: Sequence[int], taken: set[int]
) -> list[list[int]]:
    """Return the lines of the missing reviews, each with a number that no other line has."""
    left = Counter(missing)
    rows = []
    for review in reviews:
        if left[review.at]:
            left[review.at] -= 1
            at = review.at
            while at in taken:
                at += 1
            taken.add(at)
            rows.append(live.review_row(card_id, at, review))
    return rows


def _says(note: PackageNote) -> str:
    first = note.fields[0] if note.kind else note.text or note.front
    words = foreign.words(first) or "(no words)"
    return words if len(words) <= _SAID else f"{words[: _SAID - 1]}…"
