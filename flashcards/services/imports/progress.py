"""The reviews and schedules of a package come in for the cards that it gave, or found here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from flashcards.anki.package.foreign import ForeignReview
from flashcards.core.scheduling import day
from flashcards.services.imports.running import Running
from flashcards.services.imports.schedules import Place, brought
from flashcards.services.study import bringing
from flashcards.services.study.bringing import Brought
from flashcards.store import log, queries
from flashcards.store.models.content import Deck


def take(running: Running, decks: Iterable[Deck]) -> None:
    """Take in what is known of each card; ``decks`` are those that something came into."""
    running.session.flush()
    place = Place(running.row.id, day.zone(running.learner.zone), running.learner.rollover)
    count = bringing.bring(running.session, running.learner, _brought(running, place), running.now)
    running.done.reviews = count
    for deck in decks:
        queries.look_again_from(running.session, deck.id, 0)


def _brought(running: Running, place: Place) -> Iterator[Brought]:
    ours = [card_id for card_id, _ in running.cards.values()]
    times = log.answer_times(running.session, running.learner.id, ours)
    scheduled = log.schedules_of_cards(running.session, running.learner.id, ours).keys()
    answered = set()
    for key, some in groupby(_reviews(running), key=lambda review: review.card_id):
        reviews = list(some)
        running.step(len(reviews))
        if key in running.cards:
            answered.add(key)
            yield from _of_card(running, key, reviews, times, place)
    for key, (card_id, _) in running.cards.items():
        if key not in answered and card_id not in scheduled:
            yield from _of_card(running, key, [], times, place)


def _of_card(
    running: Running,
    key: int,
    reviews: Sequence[ForeignReview],
    times: Mapping[int, Sequence[int]],
    place: Place,
) -> Iterator[Brought]:
    card_id, card = running.cards[key]
    found = brought(card_id, card, reviews, times.get(card_id, ()), place)
    if found is not None:
        running.done.scheduled += found.placed is not None
        yield found


def _reviews(running: Running) -> Iterator[ForeignReview]:
    for batch in running.package.reviews_by_card():
        yield from batch
