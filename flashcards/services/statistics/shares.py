"""What share of each deck and of each tag a learner knows today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flashcards.core.statistics import share
from flashcards.core.statistics.history import History
from flashcards.core.statistics.share import Share
from flashcards.services.statistics.collection import Collection


@dataclass(frozen=True)
class Named:
    """A deck (with its id) or a tag, and its share."""

    name: str
    deck_id: int | None
    share: Share


def of(
    found: Collection, of_all: Mapping[int, History], today: date
) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """Return the shares of the decks by title, and of the tags, the largest first."""
    decks: defaultdict[int, Share] = defaultdict(Share)
    tags: defaultdict[str, Share] = defaultdict(Share)
    for card in found.cards:
        its = share.of_card(found.recall(card, of_all, today))
        decks[card.deck_id] += its
        for tag in card.tags.split():
            tags[tag] += its
    by_size = sorted(tags.items(), key=lambda each: (-each[1].cards, each[0].casefold()))
    titled = ((deck.title, deck.id) for deck in found.decks if deck.id in decks)
    return (
        tuple(Named(title, deck_id, decks[deck_id]) for title, deck_id in titled),
        tuple(Named(tag, None, its) for tag, its in by_size),
    )


def together(named: Iterable[Named]) -> Share:
    """Return the share of all of them as one."""
    return sum((each.share for each in named), Share())
