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


def test_a_taken_id_moves_up_to_the_next_free_one() -> None:
    ids = identity.Ids()
    assert [ids.take(wanted) for wanted in (900, 5, 5, 6, 5, 100)] == [900, 5, 6, 7, 8, 100]


@given(st.lists(st.integers(1, 9), max_size=12))
def test_no_id_is_given_twice(wanted: list[int]) -> None:
    ids = identity.Ids()
    given_out = [ids.take(each) for each in wanted]
    assert len(set(given_out)) == len(given_out)
    assert all(each >= first for each, first in zip(given_out, wanted, strict=True))


@given(st.lists(st.text(max_size=8), max_size=6).map(tuple))
def test_tags_are_single_words_each_once(names: tuple[str, ...]) -> None:
    kept = identity.tags(names)
    assert all(tag.split() == [tag] and '"' not in tag for tag in kept)
    assert len({tag.casefold() for tag in kept}) == len(kept)
    assert identity.tags(kept) == kept
