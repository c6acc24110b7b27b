"""The queue: due days in order, chance that can be repeated, siblings apart, new cards mixed in."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.queue import Waiting, mixed, one_of_each_note, shuffled

MONDAY = date(2026, 3, 2)


@st.composite
def cards(draw: st.DrawFn) -> list[Waiting]:
    """Draw cards with ids of their own, of few notes, due on few days or new."""
    ids = draw(st.lists(st.integers(1, 500), unique=True, max_size=30))
    due = st.none() | st.integers(0, 3).map(lambda days: MONDAY + timedelta(days=days))
    return [Waiting(number, draw(st.integers(1, 8)), draw(due)) for number in ids]


@given(cards(), st.text(max_size=8))
def test_the_longest_overdue_comes_first_and_new_cards_last(
    found: list[Waiting], seed: str
) -> None:
    days = [card.due or date.max for card in shuffled(found, seed)]
    assert days == sorted(days)
    assert sorted(card.card_id for card in shuffled(found, seed)) == sorted(
        card.card_id for card in found
    )


@given(cards(), st.data(), st.text(max_size=8))
def test_two_cards_keep_their_order_whichever_others_are_there(
    found: list[Waiting], data: st.DataObject, seed: str
) -> None:
    kept = [card for card in found if data.draw(st.booleans())]
    among_all = [card for card in shuffled(found, seed) if card in kept]
    assert shuffled(reversed(kept), seed) == among_all


def test_another_seed_gives_another_order() -> None:
    found = [Waiting(number, number, MONDAY) for number in range(30)]
    orders = {tuple(card.card_id for card in shuffled(found, str(seed))) for seed in range(5)}
    assert len(orders) == 5
    assert tuple(range(30)) not in orders


@given(cards(), st.sets(st.integers(1, 8), max_size=3))
def test_of_each_note_the_first_card_stays_and_none_of_those_left_out(
    found: list[Waiting], without: set[int]
) -> None:
    kept = one_of_each_note(found, without)
    notes = [card.note_id for card in kept]
    assert len(set(notes)) == len(notes)
    assert set(notes) == {card.note_id for card in found} - without
    firsts = {card.note_id: card for card in reversed(found)}
    assert all(firsts[card.note_id] is card for card in kept)


@given(st.integers(0, 30), st.integers(0, 30))
def test_new_cards_are_spread_evenly_and_both_keep_their_order(due: int, new: int) -> None:
    known = [Waiting(number, number, MONDAY) for number in range(due)]
    fresh = [Waiting(1000 + number, number) for number in range(new)]
    order = mixed(known, fresh)
    assert [card for card in order if card.due] == known
    assert [card for card in order if not card.due] == fresh
    for length in range(len(order) + 1):
        met = sum(card.due is None for card in order[:length])
        assert abs(met - length * new / max(1, due + new)) <= 1
