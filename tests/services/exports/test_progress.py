"""What a learner knows goes to an empty Anki: due days, intervals, eases and every answer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from flashcards.core.scheduling.schedule import State
from flashcards.store.engine import Database
from flashcards.store.models.learning import CardFlag
from tests.services.exports.conftest import Learner, studied
from tests.services.exports.told import told

BUTTONS = {0: 1, 1: 1, 2: 1, 3: 2, 4: 3, 5: 4}
TYPES = {State.LEARNING: 1, State.REVIEW: 2, State.RELEARNING: 3}
PLACES = [
    ("Pacific/Kiritimati", 4),
    ("Asia/Tokyo", 5),
    ("Asia/Kolkata", 6),
    ("Europe/Berlin", 4),
    ("Atlantic/Azores", 6),
    ("America/New_York", 5),
    ("America/Los_Angeles", 4),
    ("Pacific/Pago_Pago", 6),
]


def cards_of(found: dict[str, Any]) -> dict[tuple[str, int], dict[str, Any]]:
    names = ("type", "queue", "due", "ivl", "factor", "reps", "lapses", "flags", "data")
    return {(row[0], row[1]): dict(zip(names, row[2:11], strict=True)) for row in found["cards"]}


def check(learner: Learner, found: dict[str, Any]) -> None:
    """Compare all that Anki shows with what is shown here."""
    known, there = learner.schedules(), cards_of(found)
    assert there.keys() == learner.cards().keys()
    for place, card in learner.cards().items():
        row, its = known.get(card.id), there[place]
        if row is None:
            assert (its["type"], its["ivl"], its["factor"], its["reps"]) == (0, 0, 0, 0)
            continue
        assert its["type"] == TYPES[row.schedule.state]
        assert its["due"] - found["today"] == (row.due - learner.today).days
        assert (its["factor"], its["reps"]) == (row.ease * 10, row.reviews)
        assert its["lapses"] == row.lapses
    due = {int(each): count for each, count in found["due"].items()}
    assert Counter({max(0, each): 0 for each in due}) + sum_overdue(due) == month(learner)
    reviews = [tuple(row) for row in found["reviews"]]
    ours = learner.answers()
    at_home = {card.id: place for place, card in learner.cards().items()}
    assert sorted((row[1], row[2], row[3]) for row in reviews) == sorted(
        (*at_home[row.card_id], BUTTONS[row.grade or 0]) for row in ours
    )
    days = Counter((row.study_day - learner.today).days for row in ours)
    assert {int(each): count for each, count in found["days"].items()} == dict(days)
    assert found["problems"][0].startswith("Database rebuilt")


def sum_overdue(due: dict[int, int]) -> Counter[int]:
    counts: Counter[int] = Counter()
    for each, count in due.items():
        counts[max(0, each)] += count
    return counts


def month(learner: Learner) -> Counter[int]:
    """Return what comes due, without what is buried today: Anki's picture leaves it out."""
    coming = learner.coming()
    rows = learner.session.query(CardFlag).filter_by(user_id=learner.user.id)
    for flag in rows:
        row = learner.schedules().get(flag.card_id)
        if flag.buried_on == learner.today and row and row.due <= learner.today:
            coming[0] -= 1
    return +coming


def test_all_of_it_is_in_anki_as_it_is_here(learner: Learner, tmp_path: Path) -> None:
    found = told(learner.takes(tmp_path / "mine.apkg"), "Europe/Berlin")
    assert found["new"] == len({guid for guid, _ in learner.cards()})
    check(learner, found)


@pytest.mark.long
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("zone", "rollover"), PLACES)
@pytest.mark.parametrize("name", ["mine.apkg", "mine.colpkg"])
def test_days_are_the_same_wherever_she_lives(
    database: Database, tmp_path: Path, zone: str, rollover: int, name: str
) -> None:
    with database.write() as session:
        learner = studied(session, rollover, zone, rollover)
        if name.endswith(".apkg"):
            check(learner, told(learner.takes(tmp_path / name), zone, rollover))
            return
        found = told(learner.takes_all(tmp_path / name), zone)
        assert found["rollover"] == rollover
        check(learner, found)
