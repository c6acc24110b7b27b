"""What to show next on a study day: due cards shuffled, siblings apart, new cards mixed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b


@dataclass(frozen=True)
class Waiting:
    """A card that could be shown: its own id, its note's id, and its due day (None for new)."""

    card_id: int
    note_id: int
    due: date | None = None


def shuffled(cards: Iterable[Waiting], seed: str) -> list[Waiting]:
    """Return the cards by due day, and within a day in an order that ``seed`` alone decides.

    A card's place against another never depends on which others are there.
    """
    return sorted(cards, key=lambda card: (card.due or date.max, _lot(seed, card.card_id)))


def likely_first(cards: Iterable[Waiting], recall: Mapping[int, float], seed: str) -> list[Waiting]:
    """Return the cards by their chance of recall, the highest first, in steps of a hundredth."""
    return sorted(
        cards,
        key=lambda card: (-round(recall.get(card.card_id, 0.0), 2), _lot(seed, card.card_id)),
    )


def one_of_each_note(cards: Iterable[Waiting], without: Iterable[int] = ()) -> list[Waiting]:
    """Return the cards with the first of each note alone, and none of the notes ``without``."""
    seen = set(without)
    kept = []
    for card in cards:
        if card.note_id not in seen:
            seen.add(card.note_id)
            kept.append(card)
    return kept


def apart(cards: Iterable[Waiting]) -> list[Waiting]:
    """Return all cards in their order, but the second of a note after the first of every other."""
    met: Counter[int] = Counter()
    rounds = []
    for card in cards:
        rounds.append((met[card.note_id], card))
        met[card.note_id] += 1
    return [card for _, card in sorted(rounds, key=lambda one: one[0])]


def mixed(due: Sequence[Waiting], new: Sequence[Waiting]) -> list[Waiting]:
    """Return both in their own order, the new ones spread evenly among the due ones."""
    places = [((index + 0.5) / len(due), 0, index) for index in range(len(due))]
    places += [((index + 0.5) / len(new), 1, index) for index in range(len(new))]
    return [(due, new)[kind][index] for _, kind, index in sorted(places)]


def _lot(seed: str, card_id: int) -> bytes:
    return blake2b(f"{seed}/{card_id}".encode(), digest_size=8).digest()
