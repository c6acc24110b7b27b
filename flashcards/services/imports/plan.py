"""What an import would do: in numbers, with what differs on both sides, before anything is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.anki.package.foreign import ForeignCard, ForeignNote, State
from flashcards.anki.package.issues import Issue, Trouble
from flashcards.anki.package.package import Package
from flashcards.services import foreign
from flashcards.services.imports import fields, matching, showing
from flashcards.services.imports.matching import Known, Verdict
from flashcards.services.imports.schedules import BY_HAND, apart
from flashcards.services.imports.titles import title_of
from flashcards.store import log
from flashcards.store.models.content import Deck

SHOWN = 200
"""Notes that differ, and issues, which are shown one by one; the rest are counted."""


@dataclass
class Plan:
    """What an import would do; all of it can be kept as JSON."""

    decks: list[dict[str, Any]] = field(default_factory=list)
    """The title of each, whether it is there already, and how many notes it gets or has."""
    notes: dict[str, int] = field(default_factory=dict)
    cards: int = 0
    scheduled: int = 0
    """Cards that have a schedule there."""
    suspended: int = 0
    flagged: int = 0
    reviews: int = 0
    known_reviews: int = 0
    by_hand: int = 0
    """Lines of the review log that are no answers: they are not carried."""
    media: int = 0
    note_types: list[str] = field(default_factory=list)
    differ: list[dict[str, Any]] = field(default_factory=list)
    """Notes whose wording differs: here and there, and which side would stay."""
    issues: list[dict[str, Any]] = field(default_factory=list)


def make(session: Session, user_id: int, package: Package) -> Plan:
    """Return what importing ``package`` would do; nothing is written."""
    plan = Plan(media=len(package.media))
    cards = matching.cards_of_notes(package)
    _count_cards(plan, (card for some in cards.values() for card in some))
    in_deck: Counter[int] = Counter()
    kinds: Counter[int] = Counter()
    verdicts: Counter[str] = Counter()
    known_cards: dict[int, int] = {}
    binned: set[int] = set()
    for some in matching.portions(package.notes()):
        known = matching.known(session, user_id, [note.guid for note in some])
        for note in some:
            if note.id not in cards:
                verdicts["cardless"] += 1
                continue
            here = known.get(note.guid)
            found = matching.verdict(note, here)
            verdicts[found.value] += 1
            in_deck[cards[note.id][0].deck_id] += 1
            kinds[note.note_type_id] += 1
            showing.note(package, note)
            _note_difference(plan, note, here, found)
            _match_cards(known_cards, cards[note.id], here)
            if found is Verdict.BINNED:
                binned.update(card.id for card in cards[note.id])
    plan.notes = {each.value: verdicts[each.value] for each in Verdict}
    plan.notes["cardless"] = verdicts["cardless"]
    plan.decks = _decks(session, user_id, package, in_deck)
    plan.note_types = [package.note_types[key].name for key in kinds if key not in fields.OURS]
    _count_reviews(session, user_id, package, plan, known_cards, binned)
    showing.note_types(package, kinds)
    plan.issues = list(_issues(package.issues, package.issues.counts))
    return plan


def _count_cards(plan: Plan, cards: Iterable[ForeignCard]) -> None:
    for card in cards:
        plan.cards += 1
        plan.scheduled += card.state is not State.NEW
        plan.suspended += card.suspended
        plan.flagged += card.flag > 0


def _note_difference(plan: Plan, there: ForeignNote, here: Known | None, found: Verdict) -> None:
    if here is None or found not in (Verdict.UPDATED, Verdict.KEPT) or here.revived:
        return
    if fields.says_the_same(here.note, there.fields):  # other tags alone: the later edit has them
        return
    if len(plan.differ) < SHOWN:
        plan.differ.append(
            {
                "guid": there.guid,
                "here": [foreign.words(each) for each in fields.in_anki(here.note)],
                "there": [foreign.words(each) for each in there.fields],
                "changed_here": here.modified,
                "changed_there": there.modified,
                "takes": "there" if found is Verdict.UPDATED else "here",
            }
        )


def _match_cards(
    known_cards: dict[int, int], cards: Iterable[ForeignCard], here: Known | None
) -> None:
    if here is None:
        return
    by_ordinal = {card.ordinal: card.id for card in here.row.cards}
    for card in cards:
        if card.ordinal in by_ordinal:
            known_cards[card.id] = by_ordinal[card.ordinal]


def _decks(
    session: Session, user_id: int, package: Package, in_deck: Counter[int]
) -> list[dict[str, Any]]:
    mine = set(
        session.scalars(
            select(Deck.title).where(Deck.owner_id == user_id, Deck.deleted_at.is_(None))
        )
    )
    titles: Counter[str] = Counter()
    for key, count in in_deck.items():
        titles[title_of(package.decks[key].name)] += count
    return [
        {"title": title, "new": title not in mine, "notes": count}
        for title, count in sorted(titles.items())
    ]


def _count_reviews(
    session: Session,
    user_id: int,
    package: Package,
    plan: Plan,
    known_cards: dict[int, int],
    binned: set[int],
) -> None:
    """Count the reviews that would come, and those that are here; none come of binned notes."""
    times = log.answer_times(session, user_id, known_cards.values())
    every = (review for batch in package.reviews_by_card() for review in batch)
    for card, some in groupby(every, key=lambda review: review.card_id):
        if card in binned:
            continue
        reviews = list(some)
        given = [review.id for review in reviews if review.kind not in BY_HAND]
        here = times.get(known_cards[card], ()) if card in known_cards else ()
        fresh = len(apart(given, here)[0]) if here else len(given)
        plan.by_hand += len(reviews) - len(given)
        plan.known_reviews += len(given) - fresh
        plan.reviews += fresh


def _issues(found: Iterable[Issue], counts: Counter[Trouble]) -> Iterable[dict[str, Any]]:
    places: dict[Trouble, list[str]] = {}
    for issue in found:
        places.setdefault(issue.trouble, []).append(str(issue))
    for trouble, count in counts.most_common():
        yield {"what": trouble.value, "count": count, "places": places.get(trouble, [])[:5]}
