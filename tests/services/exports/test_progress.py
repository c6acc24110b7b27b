"""What a learner knows goes to an empty Anki: due days, intervals, eases and every answer."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from flashcards.core.scheduling import day
from flashcards.core.scheduling.schedule import State
from flashcards.services.study import events
from flashcards.store.engine import Database
from flashcards.store.models.learning import CardFlag
from tests.services.exports.conftest import Learner, studied
from tests.services.exports.told import told
from tests.services.people import answer

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
        assert days_until(its, found["today"], learner) == (row.due - learner.today).days
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
    days = Counter(day_in_anki(row.answered_at, learner) for row in ours)
    assert {int(each): count for each, count in found["days"].items()} == dict(days)
    assert found["problems"][0].startswith("Database rebuilt")


def days_until(its: dict[str, Any], today: int, learner: Learner) -> int:
    """Return in how many days Anki has a card due: in steps and left out, it keeps seconds."""
    if its["queue"] < 0 and its["type"] != TYPES[State.REVIEW]:
        return (learner.day_of(its["due"] * 1000) - learner.today).days
    days: int = its["due"] - today
    return days


def day_in_anki(answered_at: int, learner: Learner) -> int:
    """Return the day of an answer in Anki's statistics, counted from today.

    Anki counts whole days of 24 hours back from the end of today: the first second of a day
    belongs to the one before, and where the clocks were changed since, an hour does too. All
    other answers are on the day that is shown here.
    """
    where = day.zone(learner.user.zone)
    offset = learner.now.astimezone(where).utcoffset() or timedelta()
    tomorrow = datetime.combine(learner.today + timedelta(days=1), time(learner.user.rollover))
    end = tomorrow.replace(tzinfo=timezone(offset))
    second = day.instant(answered_at // 1000 * 1000)
    found = -((end - second) // timedelta(days=1))
    if second.astimezone(where).utcoffset() == offset:
        here = learner.day_of(answered_at // 1000 * 1000 - 1)
        assert here == learner.today + timedelta(days=found)
    return found


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


def test_cards_in_steps_that_are_left_out_come_back_on_their_day(
    learner: Learner, tmp_path: Path
) -> None:
    known = learner.schedules()
    cards = [card.id for card in learner.cards().values()]
    failed = [key for key in cards if key not in known or known[key].due <= learner.today]
    at = day.milliseconds(learner.now)
    batch = [answer(f"failed{key}", key, 1, at) for key in failed]
    events.record(learner.session, learner.user, batch, learner.now)
    known = learner.schedules()
    at_home = {card.id: place for place, card in learner.cards().items()}
    in_steps = [key for key, row in known.items() if row.schedule.state is not State.REVIEW]
    for number, key in enumerate(in_steps):
        learner.session.query(CardFlag).filter_by(card_id=key).delete()
        flag = {"suspended": True} if number % 2 else {"buried_on": learner.today}
        learner.flag(key, **flag)
    found = told(learner.takes(tmp_path / "mine.apkg"), "Europe/Berlin")
    ids = {(row[0], row[1]): row[11] for row in found["cards"]}
    assert len(in_steps) > 3
    for key in in_steps:
        queue, due = found["back"][str(ids[at_home[key]])]
        assert (queue, learner.day_of(due * 1000)) == (1, known[key].due)


@pytest.mark.parametrize("late", [0, 1, 999])
def test_an_answer_as_the_day_turns_is_there(learner: Learner, tmp_path: Path, late: int) -> None:
    turn = day.begin(learner.today - timedelta(days=3), day.zone(learner.user.zone))
    card_id = min(learner.schedules())
    at = day.milliseconds(turn) + late
    events.record(learner.session, learner.user, [answer("turn", card_id, 4, at)], learner.now)
    check(learner, told(learner.takes(tmp_path / "mine.apkg"), "Europe/Berlin"))


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
