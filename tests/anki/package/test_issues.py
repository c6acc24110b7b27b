"""What cannot be taken as it stands is said, with its place, and the rest comes all the same."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from flashcards.anki.package.foreign import ForeignCard, ForeignNote, ForeignReview, State
from flashcards.anki.package.issues import MOST_KEPT, Issue, Trouble
from flashcards.anki.package.limits import Limits
from flashcards.anki.package.package import open_package
from flashcards.core.errors import Unreadable
from tests.anki.package import spoil
from tests.anki.package.made import Made


@dataclass
class Read:
    """All that was read of a package."""

    notes: dict[int, ForeignNote]
    cards: dict[int, ForeignCard]
    reviews: list[ForeignReview]
    issues: list[Issue]
    media: list[str]
    damaged: list[str]

    @property
    def troubles(self) -> list[Trouble]:
        return [issue.trouble for issue in self.issues]


def read(package: BytesIO, limits: Limits | None = None) -> Read:
    """Read a package to its end."""
    damaged = []
    with open_package(package, limits, name="x.apkg") as opened:
        notes = {note.id: note for batch in opened.notes() for note in batch}
        cards = {card.id: card for batch in opened.cards() for card in batch}
        reviews = [review for batch in opened.reviews() for review in batch]
        for name in opened.media:
            try:
                for _ in opened.read_media(name):
                    pass
            except Unreadable:
                damaged.append(name)
        return Read(notes, cards, reviews, list(opened.issues), list(opened.media), damaged)


@pytest.fixture(params=["old.apkg", "new.apkg"])
def sound(request: pytest.FixtureRequest, made: Made) -> Path:
    """Give a sound package of each format."""
    name: str = request.param
    return made.folder / name


def _changed(sound: Path, table: str, key: int, **columns: Any) -> Read:
    def change(connection: sqlite3.Connection) -> None:
        for column, value in columns.items():
            connection.execute(f'UPDATE {table} SET "{column}" = ? WHERE id = ?', (value, key))

    return read(spoil.changed(sound, change=change))


def test_a_sound_package_has_no_issues(sound: Path) -> None:
    assert read(BytesIO(sound.read_bytes())).issues == []


@pytest.mark.parametrize(
    ("value", "fields", "trouble"),
    [
        ("only", ("only", ""), Trouble.FIELDS_MISSING),
        ("a\x1fb\x1fc\x1fd", ("a", "b<br>c<br>d"), Trouble.FIELDS_EXCESS),
        (77, ("77", ""), Trouble.FIELDS_MISSING),
        (b"x\xff\x1fy", ("x\ufffd", "y"), None),
    ],
)
def test_a_note_with_the_wrong_number_of_fields_loses_none(
    sound: Path, made: Made, value: Any, fields: tuple[str, ...], trouble: Trouble | None
) -> None:
    key = made.notes["review"]
    found = _changed(sound, "notes", key, flds=value)
    assert found.notes[key].fields == fields
    assert found.troubles == ([trouble] if trouble else [])
    if trouble:
        (issue,) = found.issues
        assert (issue.table, issue.row, issue.field) == ("notes", key, "flds")
        assert f"notes {key} flds" in str(issue)
    assert len(found.cards) == len(made.cards)


def test_a_note_of_an_unknown_type_is_left_out_with_its_cards(sound: Path, made: Made) -> None:
    for kind in (5, "five"):
        found = _changed(sound, "notes", made.notes["review"], mid=kind)
        assert found.troubles == [Trouble.NOTE_TYPE_UNKNOWN]
        assert made.notes["review"] not in found.notes
        assert made.cards["review"] not in found.cards
        assert len(found.notes) == len(found.cards) == len(made.notes) - 1


def test_the_second_note_of_a_guid_is_marked(sound: Path, made: Made) -> None:
    twice = (
        f"UPDATE notes SET guid = 'same' WHERE id IN ({made.notes['new']}, {made.notes['review']})"
    )
    found = read(spoil.changed(sound, twice))
    assert found.troubles == [Trouble.GUID_TWICE]
    doubled = [note.id for note in found.notes.values() if note.doubled]
    assert doubled == [max(made.notes["new"], made.notes["review"])]


def test_a_note_without_a_guid_or_a_time_is_left_out(sound: Path, made: Made) -> None:
    for columns in ({"guid": ""}, {"mod": "yesterday"}):
        found = _changed(sound, "notes", made.notes["new"], **columns)
        assert found.troubles == [Trouble.NOTE_BROKEN]
        assert made.notes["new"] not in found.notes


@pytest.mark.parametrize(
    ("columns", "trouble"),
    [
        ({"nid": 12}, Trouble.CARD_ORPHAN),
        ({"ord": 1}, Trouble.TEMPLATE_UNKNOWN),
        ({"ord": -1}, Trouble.TEMPLATE_UNKNOWN),
        ({"ord": "x"}, Trouble.TEMPLATE_UNKNOWN),
        ({"reps": "many"}, Trouble.CARD_BROKEN),
        ({"flags": 2.5}, Trouble.CARD_BROKEN),
        ({"mod": 2**60}, Trouble.CARD_BROKEN),
    ],
)
def test_a_card_without_note_or_template_is_left_out(
    sound: Path, made: Made, columns: dict[str, Any], trouble: Trouble
) -> None:
    found = _changed(sound, "cards", made.cards["flagged"], **columns)
    assert found.troubles == [trouble]
    assert made.cards["flagged"] not in found.cards
    assert len(found.cards) == len(made.cards) - 1


@pytest.mark.parametrize(
    ("columns", "trouble", "field", "value"),
    [
        ({"type": 7}, Trouble.STATE_UNKNOWN, "state", State.NEW),
        ({"queue": 9}, Trouble.STATE_UNKNOWN, "state", State.NEW),
        ({"queue": "x"}, Trouble.STATE_UNKNOWN, "state", State.NEW),
        ({"factor": 2500.4}, Trouble.EASE_UNEVEN, "ease", 250),
        ({"factor": 2506.0}, None, "ease", 251),
        ({"factor": 70_000}, Trouble.EASE_IMPOSSIBLE, "ease", None),
        ({"factor": -3}, Trouble.EASE_IMPOSSIBLE, "ease", None),
        ({"factor": "x"}, Trouble.EASE_IMPOSSIBLE, "ease", None),
        ({"left": -1}, Trouble.LEFT_NEGATIVE, "ease", 245),
        ({"ivl": -30}, Trouble.INTERVAL_IMPOSSIBLE, "interval", 1),
        ({"ivl": 10**9}, Trouble.INTERVAL_IMPOSSIBLE, "interval", 36_500),
        ({"ivl": "x"}, Trouble.INTERVAL_IMPOSSIBLE, "interval", 1),
        ({"due": 1_795_000_000}, Trouble.DUE_IMPOSSIBLE, "due", None),
        ({"due": 1_795_000_000_000}, Trouble.DUE_IMPOSSIBLE, "due", None),
        ({"due": "x"}, Trouble.DUE_IMPOSSIBLE, "due", None),
        ({"did": 3}, Trouble.DECK_UNKNOWN, "deck_id", 1),
        ({"odid": 3}, Trouble.DECK_UNKNOWN, "deck_id", 1),
        ({"data": "{"}, Trouble.MEMORY_UNREADABLE, "stability", None),
        ({"data": "[1]"}, Trouble.MEMORY_UNREADABLE, "stability", None),
        ({"data": "[" * 50_000}, Trouble.MEMORY_UNREADABLE, "stability", None),
        ({"data": '{"s": "x", "d": 99, "dr": true}'}, None, "difficulty", None),
    ],
)  # fmt: skip
def test_an_impossible_value_of_a_card_becomes_the_nearest_sense(
    sound: Path,
    made: Made,
    columns: dict[str, Any],
    trouble: Trouble | None,
    field: str,
    value: Any,
) -> None:
    found = _changed(sound, "cards", made.cards["flagged"], **columns)
    assert found.troubles == ([trouble] if trouble else [])
    assert getattr(found.cards[made.cards["flagged"]], field) == value
    assert len(found.cards) == len(made.cards)


def test_a_lapse_of_the_old_scheduler_is_relearning(sound: Path, made: Made) -> None:
    card = _changed(
        sound, "cards", made.cards["review"], queue=1, due=1_795_500_000, odue=40
    ).cards[made.cards["review"]]
    assert (card.state, card.due_at, card.due) == (State.RELEARNING, 1_795_500_000, None)


def test_the_second_card_of_a_template_is_left_out(sound: Path, made: Made) -> None:
    found = _changed(sound, "cards", made.cards["flagged"], nid=made.notes["review"])
    assert found.troubles == [Trouble.CARD_TWICE]
    assert len(found.cards) == len(made.cards) - 1


@pytest.mark.parametrize(
    ("columns", "trouble"),
    [
        ({"cid": 5}, Trouble.REVIEW_ORPHAN),
        ({"ease": 5}, Trouble.REVIEW_BROKEN),
        ({"ease": 2.5}, Trouble.REVIEW_BROKEN),
        ({"type": 6}, Trouble.REVIEW_BROKEN),
        ({"factor": -1}, Trouble.REVIEW_BROKEN),
        ({"ivl": 10**12}, Trouble.REVIEW_BROKEN),
        ({"time": "x"}, Trouble.REVIEW_BROKEN),
        ({"id": -4}, Trouble.REVIEW_BROKEN),
    ],
)
def test_an_impossible_review_is_left_out(
    sound: Path, columns: dict[str, Any], trouble: Trouble
) -> None:
    found = _changed(sound, "revlog", 1_790_000_000_000, **columns)
    assert found.troubles == [trouble]
    assert len(found.reviews) == 7


def test_of_many_issues_the_first_are_kept_and_all_are_counted(sound: Path) -> None:
    rows = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 300)"
    lines = f"INSERT INTO revlog {rows} SELECT x, 1, 0, 1, 1, 1, 1, 1, 0 FROM c"
    with open_package(spoil.changed(sound, lines)) as package:
        list(package.reviews())
        assert package.issues.counts[Trouble.REVIEW_ORPHAN] == 300
        assert len(list(package.issues)) == MOST_KEPT


def test_a_note_type_that_cannot_be_read_is_said(made: Made) -> None:
    new = spoil.changed(made.folder / "new.apkg", "UPDATE notetypes SET config = x'ff'")
    assert Trouble.NOTE_TYPE_BROKEN in read(new).troubles
    gone = read(spoil.changed(made.folder / "new.apkg", "DELETE FROM templates"))
    assert set(gone.troubles) == {Trouble.NOTE_TYPE_BROKEN, Trouble.NOTE_TYPE_UNKNOWN}
    for models in ('{"1": []}', '{"1": {"flds": [], "tmpls": []}}', '{"x": {}}'):
        old = read(spoil.changed(made.folder / "old.apkg", f"UPDATE col SET models = '{models}'"))
        assert old.troubles[0] is Trouble.NOTE_TYPE_BROKEN
        assert not old.notes


def test_a_deck_that_cannot_be_read_is_said(made: Made) -> None:
    new = read(spoil.changed(made.folder / "new.apkg", "UPDATE decks SET kind = x'0aff'"))
    assert {Trouble.DECK_BROKEN, Trouble.DECK_UNKNOWN} == set(new.troubles)
    assert {card.deck_id for card in new.cards.values()} == {1}
    old = read(spoil.changed(made.folder / "old.apkg", """UPDATE col SET decks = '{"a": 1}'"""))
    assert {Trouble.DECK_BROKEN, Trouble.DECK_UNKNOWN} == set(old.troubles)


@pytest.mark.parametrize(
    "name",
    [
        "../x.png",
        "/x.png",
        "a\\b.png",
        "c:x",
        "nul.png",
        "a\x00b",
        "a\nb",
        "",
        "..",
        "x" * 300,
        "a ",
    ],
)
def test_media_with_forbidden_names_are_left_out(made: Made, name: str) -> None:
    import json

    listed = json.dumps({"0": name, "1": "good.png"}).encode()
    found = read(spoil.without(made.folder / "old.apkg", media=listed))
    assert found.media == ["good.png"]
    assert found.issues[0].trouble is Trouble.MEDIA_NAME


def test_media_that_are_empty_missing_large_or_twice_are_left_out(made: Made) -> None:
    listed = b'{"0": "a.png", "1": "a.png", "40": "gone.png", "41": "none.png", "42": "big.png"}'
    package = spoil.without(
        made.folder / "old.apkg", media=listed, **{"41": b"", "42": b"x" * 5000}
    )
    found = read(package, Limits(one_media=4000))
    assert found.media == ["a.png"]
    assert found.troubles[:4] == [
        Trouble.MEDIA_TWICE, Trouble.MEDIA_MISSING, Trouble.MEDIA_EMPTY, Trouble.MEDIA_LARGE,
    ]  # fmt: skip


def test_a_media_file_that_is_not_what_the_list_says_is_damaged(made: Made) -> None:
    package = spoil.without(made.folder / "new.apkg", **{"0": spoil.packed_up(b"bad")})
    found = read(package)
    assert len(found.damaged) == 1
    short = spoil.without(made.folder / "new.apkg", **{"0": spoil.packed_up(b"")})
    assert len(read(short).damaged) == 1


def test_a_media_bomb_inside_is_stopped(made: Made) -> None:
    bomb = spoil.packed_up(b"\0" * 200_000_000)
    found = read(spoil.without(made.folder / "new.apkg", **{"0": bomb}))
    assert len(found.damaged) == 1


def test_notes_that_show_media_which_are_not_there_are_said(made: Made) -> None:
    found = read(spoil.without(made.folder / "old.apkg", media=b'{"0": "a b.png"}'))
    assert set(found.troubles) == {Trouble.MEDIA_NOT_GIVEN}
    assert {issue.detail for issue in found.issues} == {"größe.svg"}


def test_a_collection_that_names_no_zone_is_said(made: Made) -> None:
    removed = "DELETE FROM config WHERE key = 'creationOffset'"
    assert read(spoil.changed(made.folder / "new.apkg", removed)).troubles == [Trouble.ZONE_GUESSED]
    conf = "UPDATE col SET conf = '{}'"
    assert read(spoil.changed(made.folder / "old.apkg", conf)).troubles == [Trouble.ZONE_GUESSED]
