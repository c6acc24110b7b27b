"""What goes out beside schedules: decks of her choice, flags, presets, Anki's own note types."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from flashcards.services.library import notes
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Deck
from flashcards.store.models.interchange import ForeignNoteType
from flashcards.store.models.learning import CardFlag
from tests.anki.package.made import Made
from tests.anki.there import There
from tests.services.exports.conftest import Learner
from tests.services.exports.test_progress import cards_of
from tests.services.exports.told import told
from tests.services.imports.conftest import Desk, desk, made
from tests.services.people import answer, basic, send

__all__ = ["desk", "made"]


def test_without_progress_all_cards_are_new_and_no_answer_goes_along(
    learner: Learner, tmp_path: Path
) -> None:
    found = told(learner.takes(tmp_path / "new.apkg", progress=False))
    assert found["reviews"] == []
    assert {row[2] for row in found["cards"]} == {0}
    assert found["presets"]["Alliance"]["name"] == "Default"


def test_only_the_chosen_decks_go_along(learner: Learner, tmp_path: Path) -> None:
    found = told(learner.takes(tmp_path / "one.apkg", chosen=(learner.decks[1],)))
    assert {row[0][0] for row in found["notes"]} == {"f"}
    assert set(found["decks"]) == {"Default", "Therapy", "Therapy::CBT"}
    assert {row[4] for row in found["notes"]} == {f" cbt t{number} " for number in range(3)}


def test_what_was_left_out_flagged_or_buried_today_is_so_in_anki(
    learner: Learner, tmp_path: Path
) -> None:
    found = cards_of(told(learner.takes(tmp_path / "mine.apkg"), "Europe/Berlin"))
    flags = {
        place: learner.session.get(CardFlag, (learner.user.id, card.id))
        for place, card in learner.cards().items()
    }
    for place, flag in flags.items():
        wanted = (flag.colour or 1) if flag and flag.flagged else 0
        assert found[place]["flags"] == wanted
        assert (found[place]["queue"] == -1) == bool(flag and flag.suspended)
        assert (found[place]["queue"] == -3) == bool(flag and flag.buried_on == learner.today)


def test_fsrs_remembers_the_same_and_its_deck_has_a_preset_for_it(
    learner: Learner, tmp_path: Path
) -> None:
    found = told(learner.takes(tmp_path / "mine.apkg"), "Europe/Berlin")
    there, known = cards_of(found), learner.schedules()
    remembered = 0
    for place, card in learner.cards().items():
        row = known.get(card.id)
        if row is None or not place[0].startswith("f"):
            continue
        data = json.loads(there[place]["data"])
        assert data["s"] == pytest.approx(row.stability, abs=1e-4)
        assert data["d"] == pytest.approx(row.difficulty, abs=1e-3)
        assert data["dr"] == pytest.approx(0.85)
        remembered += 1
    assert remembered
    assert "s" not in "".join(
        key for place, its in there.items() if place[0] == "m" for key in json.loads(its["data"])
    )
    by_fsrs, by_sm2 = found["presets"]["Therapy::CBT"], found["presets"]["Alliance"]
    assert by_fsrs["desiredRetention"] == pytest.approx(0.85)
    assert len(by_fsrs["fsrsParams6"]) == 21
    assert by_sm2["new"]["perDay"] == 10
    assert by_sm2["new"]["ints"][0] == by_sm2["lapse"]["minInt"] == 1
    assert by_sm2["id"] != by_fsrs["id"]


def test_a_collection_replaces_all_with_everything_she_studies(
    learner: Learner, tmp_path: Path
) -> None:
    found = told(learner.takes_all(tmp_path / "all.colpkg"), "Europe/Berlin")
    assert set(found["decks"]) == {"Default", "Alliance", "Shared", "Therapy", "Therapy::CBT"}
    assert len(found["reviews"]) == len(learner.answers()) == found["all"]
    assert found["fsrs"] is False
    checked = {row[0]: row[6:] for row in found["notes"]}
    assert {row[0]: row[1:] for row in found["after"]} == checked
    assert found["problems"][0].startswith("Database rebuilt")


def test_an_imported_note_goes_back_as_what_it_was_in_anki(
    desk: Desk, made: Made, tmp_path: Path
) -> None:
    before = told(made.folder / "new.apkg", "Europe/Berlin")
    desk.imports(made.folder / "new.apkg")
    home = Learner(desk.session, desk.learner, desk.now, [])
    imported = [row.id for row in desk.session.query(Deck).where(Deck.import_id.is_not(None))]
    after = told(home.takes(tmp_path / "back.apkg", chosen=tuple(imported)), "Europe/Berlin")
    assert sorted(after["notes"]) == sorted(before["notes"])
    assert after["media"] == before["media"]
    ours, theirs = cards_of(after), cards_of(before)
    assert ours.keys() == theirs.keys()
    assert {row[11]: row[12] for row in after["cards"]} == {
        row[11]: row[12] for row in before["cards"]
    }
    for place, its in theirs.items():
        if its["type"] == 2 and its["queue"] != -2 and its["queue"] != -3:
            for name in ("type", "ivl", "lapses", "reps", "flags"):
                assert ours[place][name] == its[name], (place, name)
            assert abs(ours[place]["factor"] - its["factor"]) <= 5
            assert ours[place]["due"] - after["today"] == its["due"] - before["today"]
    assert [row[:6] + row[7:] for row in after["reviews"]] == [
        row[:6] + row[7:] for row in before["reviews"] if row[8] < 4
    ]
    (kind,) = desk.session.query(ForeignNoteType)
    mine, its = (found["types"][str(kind.anki_id)] for found in (after, before))
    assert (mine["name"], mine["css"]) == (its["name"], its["css"])
    for name, keys in (("flds", ("name",)), ("tmpls", ("name", "qfmt", "afmt"))):
        assert [[each[key] for key in keys] for each in mine[name]] == [
            [each[key] for key in keys] for each in its[name]
        ]


def test_answers_of_one_millisecond_go_out_once_each(learner: Learner, tmp_path: Path) -> None:
    cards = [card.id for card in list(learner.cards().values())[:9]]
    at = int((learner.now + timedelta(minutes=1)).timestamp() * 1000)
    for card in cards:
        send(learner.session, learner.user.id, answer(f"at-once-{card}", card, 4, at),
             now=learner.now + timedelta(minutes=2))  # fmt: skip
    times = [row[0] for row in told(learner.takes(tmp_path / "a.apkg"))["reviews"]]
    assert set(range(at, at + 9)) <= set(times)
    assert len(times) == len(learner.answers())


def test_the_same_decks_give_the_same_bytes(learner: Learner, tmp_path: Path) -> None:
    one, other = (learner.takes(tmp_path / f"{name}.apkg").read_bytes() for name in "ab")
    assert one == other


def test_somebody_elses_answers_stay_at_home(learner: Learner, tmp_path: Path) -> None:
    notes.add(learner.session, learner.decks[0], basic("later"), learner.now)
    others = learner.session.query(User).where(User.id != learner.user.id).one()
    theirs = replace(learner, user=others)
    found = told(theirs.takes(tmp_path / "theirs.apkg", chosen=(learner.decks[0],)))
    assert found["reviews"] == []


def test_notes_of_one_guid_and_of_a_long_one_come_and_go_and_none_is_doubled(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "there").mkdir()
    there = There(tmp_path / "there", Random(1))
    try:
        for _ in range(3):
            there.add(desk.now)
        first, second, third = (row[0] for row in there.sql("SELECT id FROM notes ORDER BY id"))
        there.sql("UPDATE notes SET guid = 'same' WHERE id IN (?, ?)", first, second)
        there.sql("UPDATE notes SET guid = ? WHERE id = ?", "long" * 40, third)
        for number in range(2):
            _, done = desk.imports(there.gives(tmp_path / f"{number}.apkg"))
            assert done.notes == (3 if number == 0 else 0)
        home = Learner(desk.session, desk.learner, desk.now, [])
        imported = [row.id for row in desk.session.query(Deck).where(Deck.import_id.is_not(None))]
        path = home.takes(tmp_path / "back.apkg", chosen=tuple(imported))
        there.takes(path, progress=True)
        assert there.sql("SELECT count(*) FROM notes") == [[3]]
        assert len(told(path)["notes"]) == 3
    finally:
        there.collection.close()
