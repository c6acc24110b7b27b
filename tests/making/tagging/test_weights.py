"""What is packed is found again, and sums of packed scores choose as plain sums do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.making.tagging import weights
from flashcards.making.tagging.tagger import START, features, tag
from flashcards.making.tagging.tagger import weights as shipped
from flashcards.making.tagging.weights import Weights, read, written

TAGS = ("NN", "VBZ", "IN", "JJ", "DT", "RB", "CD", "MD", "VB")
ROW = st.dictionaries(
    st.integers(0, len(TAGS) - 1), st.integers(-3000, 3000).filter(bool), min_size=1
)
ROWS = st.dictionaries(st.sampled_from([f"{kind}é{n}" for kind in "wlq" for n in range(9)]), ROW)


def model(rows: dict[str, dict[int, int]]) -> Weights:
    """Return the weights that come back from a file of ``rows``."""
    flat = {name: [number for pair in row.items() for number in pair] for name, row in rows.items()}
    return read(written(TAGS, {"the": "DT"}, flat))


@given(ROWS)
def test_sums_of_packed_scores_choose_as_plain_sums_do(rows: dict[str, dict[int, int]]) -> None:
    known = model(rows)
    assert (known.tags, known.known) == (TAGS, {"the": "DT"})
    told = [*rows, "wunheard", "w", "é0", ""]
    sums = [sum(rows.get(name, {}).get(at, 0) for name in told) for at in range(len(TAGS))]
    assert known.best(told) == TAGS[sums.index(max(sums))]


def test_a_part_of_a_name_is_another_feature() -> None:
    known = model({"wcare": {0: 5}, "wcares": {1: 7}, "lcare": {2: 9}})
    assert [bool(known.scores[name]) for name in ("wcare", "care", "wcar", "wcaress", "w")] == [
        True, False, False, False, False,
    ]  # fmt: skip


def test_what_was_looked_up_is_kept_but_not_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "MOST_KEPT", 20)
    known = model({"wcare": {0: 5}})
    score = known.scores["wcare"]
    for number in range(50):
        assert known.scores[f"w{number}"] == 0
        assert len(known.scores) <= 20
    assert known.scores["wcare"] == score != 0


def test_the_words_that_were_learned_have_scores_of_every_kind() -> None:
    words = ["the", "client", "feels", "safe", "with", "her", "therapist"]
    assert tag(words) == ["DT", "NN", "VBZ", "JJ", "IN", "PRP$", "NN"]
    found = features("feels", [START, START, *words, START, START], 4, "NN", "DT")
    assert len(found) == 14
    assert sum(bool(shipped().scores[name]) for name in found) > 10
