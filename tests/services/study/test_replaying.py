"""The kept vectors of SM-2 come out exactly; what is no vector is refused with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flashcards.core.errors import Unreadable
from flashcards.services.study.replaying import replayed

KEPT = json.loads((Path(__file__).parents[2] / "data" / "sm2_vectors.json").read_text("utf-8"))
VECTORS: list[dict[str, Any]] = KEPT["vectors"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["id"]))
def test_a_kept_vector_comes_out_exactly(vector: dict[str, Any]) -> None:
    states = replayed({key: value for key, value in vector.items() if key != "expected"})
    assert len(states) == len(vector["expected"])
    for state, expected in zip(states, vector["expected"], strict=True):
        assert {**state, "ef": None} == {**state, **expected, "ef": None}
        assert abs(state["ef"] - expected["ef"]) < 1e-9


@pytest.mark.parametrize("value", KEPT["invalid_grades"], ids=repr)
def test_a_value_that_is_no_grade_is_refused_and_told_which_answer_it_was(value: object) -> None:
    with pytest.raises(Unreadable, match="answer 2"):
        replayed({"grades": [4, value]})
    with pytest.raises(Unreadable, match="answer 2"):
        replayed({"events": [_at(1, 4), {"at": "2026-03-03T10:00:00+00:00", "grade": value}]})


def test_voids_take_answers_and_voids_back() -> None:
    answer = {**_at(1, 1), "id": "a"}
    undo = {"at": "2026-03-01T11:00:00+00:00", "void": "a", "id": "u"}
    redo = {"at": "2026-03-01T12:00:00+00:00", "void": "u"}
    assert replayed({"events": [answer, undo]}) == []
    assert replayed({"events": [redo, undo, answer]}) == replayed({"events": [answer]})


def test_the_order_of_the_events_in_the_file_does_not_matter() -> None:
    events = [{**_at(day, 4), "id": str(day)} for day in (1, 2, 9, 30)]
    assert replayed({"events": events[::-1]}) == replayed({"events": events})


@pytest.mark.parametrize(
    ("vector", "place"),
    [
        (None, "object"),
        ([4], "object"),
        ({}, "neither"),
        ({"grades": 4}, "grades"),
        ({"events": {}}, "events"),
        ({"events": [4]}, "event 1"),
        ({"events": [{"grade": 4}]}, "event 1"),
        ({"events": [{"at": "2026-03-02T10:00:00", "grade": 4}]}, "offset"),
        ({"events": [{"at": "yesterday", "grade": 4}]}, "yesterday"),
        ({"events": [{"at": "0001-01-01T00:00:00+14:00", "grade": 4}]}, "calendar"),
        ({"events": [{"at": "9999-12-31T23:00:00+00:00", "grade": 4}]}, "calendar"),
        ({"events": [], "tz": "Mars/Olympus"}, "Mars"),
        ({"events": [], "tz": 5}, "5"),
        ({"events": [], "rollover_hour": 24}, "rollover_hour"),
        ({"events": [], "rollover_hour": "4"}, "rollover_hour"),
        ({"events": [], "early": "count"}, "early"),
        ({"grades": [], "profile": "anki"}, "profile"),
        ({"grades": [], "profile": ["published"]}, "profile"),
        ({"grades": [], "max_interval": 0}, "max_interval"),
        ({"grades": [], "max_interval": 2.5}, "max_interval"),
    ],
)
def test_what_is_no_vector_is_refused_with_the_place(vector: object, place: str) -> None:
    with pytest.raises(Unreadable, match=place):
        replayed(vector)


def test_without_grades_there_is_no_state() -> None:
    assert replayed({"grades": []}) == []
    assert replayed({"events": []}) == []


def _at(day: int, grade: int) -> dict[str, Any]:
    return {"at": f"2026-03-{day:02}T10:00:00+00:00", "grade": grade}
