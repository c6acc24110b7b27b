"""Anki's day numbers are the study days that Anki itself shows, in every zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from anki._backend import RustBackend
from anki.collection import Collection
from anki.decks import DeckId

from flashcards.anki.package.calendar import calendar
from flashcards.anki.package.package import open_package
from flashcards.core.scheduling.day import study_day
from tests.anki.package.made import begin, export

ZONES = ("UTC", "America/Los_Angeles", "Pacific/Auckland", "Asia/Kolkata")
BEGINNINGS = ("2024-01-15 04:00", "2024-07-01 00:00", "2023-10-29 23:30")


@pytest.fixture
def collection_path(tmp_path: Path) -> Path:
    """Give a closed collection with one card."""
    path = tmp_path / "collection.anki2"
    collection = Collection(str(path))
    note = collection.new_note(collection.models.by_name("Basic") or {})
    note["Front"] = "front"
    collection.add_note(note, DeckId(1))
    collection.close()
    return path


@pytest.mark.parametrize("name", ZONES)
def test_a_card_is_due_on_the_day_on_which_anki_asks_it(
    collection_path: Path, name: str, tmp_path: Path
) -> None:
    zone = ZoneInfo(name)
    for beginning, rollover in zip(
        map(datetime.fromisoformat, BEGINNINGS), (4, 11, 20), strict=True
    ):
        begin(collection_path, name, beginning, rollover, _minutes_west(zone))
        collection = Collection(str(collection_path), backend=RustBackend(server=True))
        today = study_day(datetime.now(UTC), zone, rollover)
        assert collection.db is not None
        collection.db.execute(
            "UPDATE cards SET type = 2, queue = 2, ivl = 9, factor = 2500, due = ?",
            collection.sched.today + 3,
        )
        export(collection, tmp_path, "old.apkg", "new.apkg")
        collection.close()
        if today != study_day(datetime.now(UTC), zone, rollover):
            pytest.skip("the day turned meanwhile")
        for package_name in ("old.apkg", "new.apkg"):
            with open_package(tmp_path / package_name) as package:
                ((card,),) = package.cards()
                assert card.due == today + timedelta(3), (beginning, rollover, package_name)
                assert not package.calendar.guessed


def _minutes_west(zone: ZoneInfo) -> int:
    offset = datetime.now(zone).utcoffset()
    assert offset is not None
    return -int(offset.total_seconds()) // 60


def test_a_collection_that_names_no_zone_began_where_the_learner_lives() -> None:
    created = int(datetime(2020, 5, 4, 4, tzinfo=ZoneInfo("Asia/Tokyo")).timestamp())
    there = calendar(created, None, ZoneInfo("Asia/Tokyo"))
    assert there is not None
    assert there.guessed
    assert there.day(0) == date(2020, 5, 4)
    elsewhere = calendar(created, -540, ZoneInfo("America/Lima"))
    assert elsewhere is not None
    assert not elsewhere.guessed
    assert elsewhere.day(3) == date(2020, 5, 7)
    unknown = calendar(created, None, None)
    assert unknown is not None
    assert unknown.day(0) == date(2020, 5, 3)  # of Greenwich


@pytest.mark.parametrize("created", [None, 0, -5, 10**15, 4_102_444_800 * 4])
def test_a_beginning_that_cannot_be_gives_no_days(created: int | None) -> None:
    assert calendar(created, 0, None) is None


@pytest.mark.parametrize("offset", ["60", 99_999, None, True, 1.5])
def test_an_offset_that_cannot_be_is_as_good_as_none(offset: object) -> None:
    found = calendar(1_600_000_000, offset, timezone(timedelta(hours=1)))
    assert found is not None
    assert found.guessed


@pytest.mark.parametrize("number", [10**6, -(10**6), 10**18])
def test_a_day_a_century_away_is_none(number: int) -> None:
    found = calendar(1_600_000_000, 0, None)
    assert found is not None
    assert found.day(number) is None
