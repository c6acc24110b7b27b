"""The scheduler of a deck and how work is spread: shown, changed, taken back, each for herself."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.learning import Enrolment, Holiday, ReviewEvent, ScheduleRow
from tests.web.library import Library
from tests.web.visitor import Visitor, dump, form_of, one, parsed, sqlite_only, text_of, wrong


def scheduler_of(stored: Database, library: Library) -> tuple[str, int]:
    with stored.read() as session:
        row = session.get_one(Enrolment, (library.user, library.deck))
        return row.scheduler, row.retention


def test_a_deck_changes_its_scheduler_and_goes_back(
    ana: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    path = f"/decks/{hers.deck}/scheduler"
    ana.post(f"/study/{hers.deck}", {"card": str(hers.card), "grade": "4"})
    assert "SM-2" in text_of(one(ana.page(f"/decks/{hers.deck}/settings"), ".aside"))
    fields = {"scheduler": "fsrs", "retention": "85", "days": "5"}
    response = ana.post(path, fields)
    assert response.status_code == 302
    assert scheduler_of(stored, hers) == ("fsrs", 85)
    assert scheduler_of(stored, his) == ("sm2", 90)
    page = ana.page(path)
    undo = one(page, ".notice form")
    assert ana.post(str(undo["action"])).status_code == 302
    assert scheduler_of(stored, hers) == ("sm2", 90)
    with stored.read() as session:
        rows = session.scalars(select(ScheduleRow).where(ScheduleRow.user_id == hers.user)).all()
        assert all(row.stability is None for row in rows)
        kinds = session.scalars(select(ReviewEvent.kind).where(ReviewEvent.user_id == hers.user))
        assert "answer" in set(kinds)


def test_what_would_change_is_shown_before_and_changes_nothing(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    ana.post(f"/study/{hers.deck}", {"card": str(hers.card), "grade": "4"})
    before = dump(stored)
    page = ana.page(f"/decks/{hers.deck}/scheduler?scheduler=fsrs&retention=90&days=0")
    shown = text_of(one(page, ".preview"))
    assert "keep their due days" in shown
    assert form_of(page, f"/decks/{hers.deck}/scheduler")["scheduler"] == "fsrs"
    assert dump(stored) == before


def test_the_price_of_each_retention_is_told(ana: Visitor, hers: Library) -> None:
    page = ana.page(f"/decks/{hers.deck}/scheduler")
    rows = [text_of(row) for row in page.select("table.figures tbody tr")]
    assert [row.split(" %")[0] for row in rows[1:]] == [f"FSRS at {n}" for n in (80, 85, 90, 95)]
    reviews = [float(row.split()[-4]) for row in rows[1:]]
    assert reviews == sorted(reviews)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"scheduler": "sm5", "retention": "90", "days": "0"}, "scheduler"),
        ({"scheduler": "fsrs", "retention": "99", "days": "0"}, "retention"),
        ({"scheduler": "fsrs", "retention": "", "days": "0"}, "retention"),
        ({"scheduler": "fsrs", "retention": "90", "days": "61"}, "days"),
        ({"scheduler": "fsrs", "retention": "90", "days": "x"}, "days"),
    ],
)
@sqlite_only
def test_a_scheduler_that_cannot_be_is_told_and_not_kept(
    ana: Visitor, hers: Library, stored: Database, fields: dict[str, str], field: str
) -> None:
    before = dump(stored)
    path = f"/decks/{hers.deck}/scheduler"
    response = ana.post(path, fields)
    assert response.status_code == 422
    assert list(wrong(parsed(response))) == [field]
    asked = ana.get(f"{path}?{'&'.join(f'{name}={value}' for name, value in fields.items())}")
    assert asked.status_code == 200
    assert not parsed(asked).select(".preview")
    assert dump(stored) == before


def test_too_few_reviews_for_weights_of_ones_own_are_told(ana: Visitor, hers: Library) -> None:
    path = f"/decks/{hers.deck}/scheduler"
    assert ana.post(f"{path}/fit").status_code == 302
    assert "need 400 reviews" in text_of(one(ana.page(path), ".notice.problem"))


def test_how_work_is_spread_is_kept_for_her_alone(
    ana: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    page = ana.page("/settings")
    fields = {"saturday": "1", "sunday": "0", "new_per_day": "12", "reviews_per_day": "90"}
    assert ana.submit(page, "/settings/spread", **fields).status_code == 302
    with stored.read() as session:
        mine, other = session.get_one(User, hers.user), session.get_one(User, his.user)
        assert (mine.balanced, mine.weekdays) == (True, "2222210")
        assert (mine.new_per_day, mine.reviews_per_day) == (12, 90)
        assert (other.weekdays, other.new_per_day, other.reviews_per_day) == ("2222222", None, None)
    kept = form_of(ana.page("/settings"), "/settings/spread")
    assert (kept["saturday"], kept["sunday"], kept["new_per_day"]) == ("1", "0", "12")


def test_a_week_without_any_day_to_study_is_refused(ana: Visitor, hers: Library) -> None:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    response = ana.post("/settings/spread", dict.fromkeys(days, "0"))
    assert response.status_code == 422
    assert "Leave at least one day" in text_of(one(parsed(response), "main"))


def test_a_holiday_is_added_and_removed(
    ana: Visitor, ben: Visitor, hers: Library, stored: Database
) -> None:
    fields = {"first_day": "2026-12-20", "last_day": "2027-01-03"}
    assert ana.post("/settings/holidays", fields).status_code == 302
    assert "20 December 2026 to 3 January 2027" in text_of(one(ana.page("/settings"), ".notes"))
    assert ben.post("/settings/holidays/2026-12-20/remove").status_code == 302
    with stored.read() as session:
        assert session.get(Holiday, (hers.user, date(2026, 12, 20))) is not None
    ana.post("/settings/holidays/2026-12-20/remove")
    with stored.read() as session:
        assert session.get(Holiday, (hers.user, date(2026, 12, 20))) is None
    assert ana.post("/settings/holidays/never/remove").status_code == 404


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        ("2026-12-20", "2026-12-19", "last_day"),
        ("2026-12-20", "2029-12-19", "last_day"),
        ("soon", "2026-12-19", "first_day"),
        ("", "", "first_day"),
    ],
)
@sqlite_only
def test_a_holiday_that_cannot_be_is_told(
    ana: Visitor, hers: Library, stored: Database, first: str, last: str, field: str
) -> None:
    before = dump(stored)
    response = ana.post("/settings/holidays", {"first_day": first, "last_day": last})
    assert response.status_code == 422
    assert field in wrong(parsed(response))
    assert dump(stored) == before
