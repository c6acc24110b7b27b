"""Ids stay the same from export to export and are unique in every package."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flashcards.anki import identity


def test_the_id_of_a_deck_follows_from_its_name() -> None:
    assert identity.deck_id("Therapy::CBT") == 1_489_842_342_078
    assert identity.deck_id("therapy::cbt") == identity.deck_id("Therapy::CBT")
    assert identity.deck_id("Therapy::ACT") != identity.deck_id("Therapy::CBT")


def test_a_deck_without_a_usable_name_still_has_one() -> None:
    assert identity.deck_name(" :: ::\x1f") == "Flashcards"
    assert identity.deck_name("A::::  B \n c ") == "A::B c"


def test_free_ids_are_the_ones_wanted() -> None:
    assert identity.ids([(900, 1), (100, 2)]) == [[900, 900], [100, 100, 101]]


def test_a_taken_id_moves_up_to_the_next_free_one() -> None:
    assert identity.ids([(5, 2), (5, 1), (6, 1)]) == [[6, 6, 7], [5, 5], [7, 8]]


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 3)), max_size=12))
def test_no_id_is_given_twice(wanted: list[tuple[int, int]]) -> None:
    given_out = identity.ids(wanted)
    notes = [note for note, *_ in given_out]
    cards = [card for _, *cards in given_out for card in cards]
    assert len(set(notes)) == len(notes)
    assert len(set(cards)) == len(cards)
    assert [len(cards) for _, *cards in given_out] == [count for _, count in wanted]
    assert all(note >= first for note, (first, _) in zip(notes, wanted, strict=True))


@given(st.lists(st.text(max_size=8), max_size=6))
def test_tags_are_single_words_each_once(names: list[str]) -> None:
    kept = identity.tags(names)
    assert all(tag.split() == [tag] and '"' not in tag for tag in kept)
    assert len({tag.casefold() for tag in kept}) == len(kept)
    assert identity.tags(kept) == kept
