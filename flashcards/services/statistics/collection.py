"""The cards that statistics are about: those of all decks, of one deck, or with one tag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.errors import NotFound
from flashcards.core.scheduling import fsrs
from flashcards.core.statistics.history import History
from flashcards.services.library import decks as library
from flashcards.services.study import fits
from flashcards.store import tally
from flashcards.store.models.content import Deck
from flashcards.store.models.learning import Enrolment
from flashcards.store.tally import Kept


@dataclass(frozen=True)
class Chosen:
    """One deck, one tag, both, or neither: then all cards."""

    deck_id: int | None = None
    tag: str = ""

    @property
    def everything(self) -> bool:
        """Say whether nothing narrows the statistics."""
        return self.deck_id is None and not self.tag


@dataclass(frozen=True)
class Collection:
    """All cards of a learner's decks, and those ``chosen``; ``weights`` are FSRS's in use."""

    decks: Sequence[Deck]
    enrolments: Mapping[int, Enrolment]
    weights: fsrs.Parameters
    tags: tuple[str, ...]
    cards: tuple[Kept, ...]
    chosen: Chosen

    def histories(self, of_all: Mapping[int, History]) -> list[History]:
        """Return the histories of the chosen cards; of everything also those of past decks."""
        if self.chosen.everything:
            return list(of_all.values())
        return [of_all[card.card_id] for card in self.cards if card.card_id in of_all]

    def recall(self, card: Kept, of_all: Mapping[int, History], today: date) -> float | None:
        """Return the chance that a card is recalled today, or None where it was never met.

        By the weights in use where FSRS schedules it, else by FSRS's usual ones.
        """
        if card.last_day is None:
            return None
        if card.stability is not None and card.difficulty is not None:
            memory = fsrs.Memory(card.stability, card.difficulty)
            return fsrs.retrievability(memory, card.last_day, today, self.weights)
        found = of_all.get(card.card_id)
        if found is None or found.memory is None or found.last_day is None:
            return None
        return fsrs.retrievability(found.memory, found.last_day, today)


def of(session: Session, user_id: int, chosen: Chosen) -> Collection:
    """Return a learner's cards; raises NotFound for a deck or a tag that is not among them."""
    decks = library.studied(session, user_id)
    if chosen.deck_id is not None and chosen.deck_id not in {deck.id for deck in decks}:
        raise NotFound("There is no such deck among yours.")
    cards = tally.cards(session, user_id, [deck.id for deck in decks])
    tags = {tag for each in {card.tags for card in cards} for tag in each.split()}
    if chosen.tag and chosen.tag not in tags:
        raise NotFound("There is no such tag in your decks.")
    enrolments = session.scalars(select(Enrolment).where(Enrolment.user_id == user_id))
    return Collection(
        decks=decks,
        enrolments={row.deck_id: row for row in enrolments},
        weights=fits.weights(fits.in_use(session, user_id)),
        tags=tuple(sorted(tags, key=str.casefold)),
        cards=tuple(card for card in cards if _is_chosen(card, chosen)),
        chosen=chosen,
    )


def _is_chosen(card: Kept, chosen: Chosen) -> bool:
    in_deck = chosen.deck_id is None or card.deck_id == chosen.deck_id
    return in_deck and (not chosen.tag or chosen.tag in card.tags.split())
