"""Packages from enemies: each is refused with a message, at once, and nothing is left behind."""

from __future__ import annotations

import sqlite3
import struct
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from flashcards.anki.package.limits import MEGABYTE, Limits
from flashcards.anki.package.package import open_package
from flashcards.core.errors import Unreadable
from tests.anki.package import spoil
from tests.anki.package.made import Made

NAME = "her deck.apkg"
SMALL = Limits(
    members=50, collection=4 * MEGABYTE, one_media=MEGABYTE, all_media=3 * MEGABYTE, free=MEGABYTE,
    notes=100, cards=100, reviews=100, seconds=1.0,
)  # fmt: skip


@pytest.fixture(params=["old.apkg", "new.apkg"])
def sound(request: pytest.FixtureRequest, made: Made) -> Path:
    """Give a sound package of each format."""
    name: str = request.param
    return made.folder / name


@pytest.fixture(autouse=True)
def clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """See that nothing is left behind."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    with monkeypatch.context() as patched:
        patched.setattr("tempfile.tempdir", str(folder))
        yield
    assert list(folder.iterdir()) == []


def refused(package: BytesIO, limits: Limits = SMALL) -> str:
    """Return why a package is refused; all of it is read."""
    begun = time.monotonic()
    with pytest.raises(Unreadable) as caught:
        _read(package, limits)
    assert time.monotonic() - begun < 3
    message = str(caught.value)
    assert NAME in message
    assert message.endswith(".")
    assert len(message) < 400
    return message


def _read(package: BytesIO, limits: Limits) -> None:
    with open_package(package, limits, name=NAME) as opened:
        for stream in (opened.notes(), opened.cards(), opened.reviews()):
            for _ in stream:
                pass


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"not a zip at all" * 99, b"<html></html>", b"PK\x05\x06" + b"\0" * 18]
)
def test_what_is_no_zip_is_no_package(content: bytes) -> None:
    assert "is not an Anki package" in refused(BytesIO(content))


def test_a_zip_of_other_things_is_no_package() -> None:
    assert "is not an Anki package" in refused(spoil.zipped({"a.txt": b"x"}))


def test_a_truncated_file_is_refused(sound: Path) -> None:
    content = sound.read_bytes()
    for part in (0.2, 0.5, 0.9, 0.999):
        assert "ends too early" in refused(BytesIO(content[: int(len(content) * part)]))


def test_a_truncated_database_is_damaged(sound: Path) -> None:
    parts = spoil.members(sound)
    member = spoil.MEMBERS[sound.stem]
    content = parts[member] if sound.stem == "old" else spoil.unpacked(parts[member])
    for size in (0, 10, 100, 5_000, len(content) // 2, len(content) - 4096):
        message = refused(spoil.with_collection(parts, member, content[:size]))
        assert "is damaged" in message
        assert member in message
    refused(spoil.with_collection(parts, member, b"x" * 10_000))


def test_a_zstd_stream_that_breaks_off_is_damaged(made: Made) -> None:
    parts = spoil.members(made.folder / "new.apkg")
    member = spoil.MEMBERS["new"]
    for content in (parts[member][:-900], b"no zstd", b""):
        assert "is damaged" in refused(spoil.zipped({**parts, member: content}))


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/passwd", "a/b", "..", "a\\b", "folder/", "C:\\x", "media/../../x"]
)
def test_paths_are_refused(sound: Path, name: str) -> None:
    assert "path" in refused(spoil.without(sound, **{name: b"x"}))


def test_a_name_with_a_nul_is_refused(sound: Path) -> None:
    content = spoil.without(sound, evilXname=b"x").getvalue()
    assert "path" in refused(BytesIO(content.replace(b"evilXname", b"evil\0name")))


def test_an_encrypted_zip_is_refused(sound: Path) -> None:
    content = bytearray(sound.read_bytes())
    at = content.index(b"PK\x01\x02") + 8
    content[at] |= 1
    assert "password" in refused(BytesIO(content))


def test_unusual_packing_is_refused(sound: Path) -> None:
    assert "unusual" in refused(spoil.zipped(spoil.members(sound), zipfile.ZIP_LZMA))


@pytest.mark.parametrize("name", ["inner.zip", "inner.apkg", "x.tar", "X.7Z"])
def test_packed_files_inside_are_refused(sound: Path, name: str) -> None:
    assert "another packed file" in refused(spoil.without(sound, **{name: b"PK"}))


def test_a_bomb_by_ratio_is_refused(sound: Path) -> None:
    bomb = spoil.without(sound, **{"77": b"\0" * (3 * MEGABYTE)})
    assert len(bomb.getvalue()) < 100_000
    assert "swells" in refused(bomb)


def test_a_bomb_of_zstd_is_refused_before_it_is_written(made: Made) -> None:
    parts = spoil.members(made.folder / "new.apkg")
    member = spoil.MEMBERS["new"]
    bomb = spoil.packed_up(b"SQLite format 3\0" + b"\0" * (300 * MEGABYTE))
    assert len(bomb) < 40_000
    for limits in (SMALL, Limits()):
        assert "swells" in refused(spoil.zipped({**parts, member: bomb}), limits)
    assert "swells" in refused(spoil.zipped({**parts, "media": bomb}), Limits())


def test_a_bomb_by_count_is_refused(sound: Path) -> None:
    many = spoil.without(sound, **{str(1_000 + number): b"" for number in range(60)})
    assert "more than 50 files" in refused(many)


def test_a_directory_that_is_too_large_is_not_even_read(sound: Path) -> None:
    names = {f"{number:060}": b"" for number in range(11_000)}
    assert "too many files" in refused(spoil.without(sound, **names))


def test_declared_sizes_count_together(sound: Path) -> None:
    noise = bytes(range(256)) * 4000
    package = spoil.zipped(
        {**spoil.members(sound), **{str(500 + n): noise for n in range(8)}}, zipfile.ZIP_STORED
    )
    assert "more than can be held" in refused(package)


def test_members_that_share_bytes_are_refused(sound: Path) -> None:
    parts = {"a": b"A" * 5000, **spoil.members(sound), "b": b"B" * 5000}
    content = bytearray(spoil.zipped(parts, zipfile.ZIP_STORED).getvalue())
    entries = [at for at in range(len(content) - 4) if content[at : at + 4] == b"PK\x01\x02"]
    first, last = entries[0], entries[-1]
    content[last + 42 : last + 46] = content[first + 42 : first + 46]
    assert "overlap" in refused(BytesIO(content))


def test_two_members_of_one_name_are_refused(sound: Path) -> None:
    content = spoil.without(sound, **{"77": b"x", "78": b"y"}).getvalue()
    assert "two parts of one name" in refused(BytesIO(content.replace(b"78", b"77")))


def test_a_lying_size_is_found_out(sound: Path) -> None:
    content = bytearray(spoil.zipped(spoil.members(sound)).getvalue())
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"collection.anki21"))
    content[at + 24 : at + 28] = struct.pack("<I", 100)
    assert "is damaged" in refused(BytesIO(content))


def test_a_package_of_the_future_is_told_to_be_exported_for_older_ankis(sound: Path) -> None:
    assert "Support older Anki" in refused(spoil.without(sound, meta=b"\x08\x04"))
    assert "Support older Anki" in refused(spoil.changed(sound, "UPDATE col SET ver = 19"))
    assert "format" in refused(spoil.changed(sound, "UPDATE col SET ver = 12"))


@pytest.mark.parametrize("meta", [b"\x08", b"\xff" * 30, b"", b"\x08\x00", b"x" * 70_000])
def test_a_meta_that_says_nothing_is_damaged(sound: Path, meta: bytes) -> None:
    refused(spoil.without(sound, meta=meta))


def test_a_package_with_only_the_advice_to_update_is_refused(sound: Path) -> None:
    gone = spoil.MEMBERS[sound.stem]
    assert "Please update" in refused(spoil.without(sound, gone, "meta"))
    assert "is damaged" in refused(spoil.without(sound, gone))
    assert "Please update" in refused(spoil.without(sound, meta=b"\x08\x01"))


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION SELECT x FROM c) SELECT x FROM c",
        "CREATE TRIGGER t AFTER INSERT ON notes BEGIN SELECT 1; END",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
    ],
)
def test_anything_but_tables_and_indexes_is_refused(sound: Path, statement: str) -> None:
    assert "runs by itself" in refused(spoil.changed(sound, statement))


def test_a_view_in_the_place_of_a_table_is_refused(sound: Path) -> None:
    view = "CREATE VIEW notes AS SELECT 1 AS id, 'g' AS guid, 1 AS mid, 1 AS mod, '' AS flds"
    package = spoil.changed(sound, "ALTER TABLE notes RENAME TO other", view)
    assert "runs by itself" in refused(package)


def test_a_collection_without_its_tables_or_keys_is_damaged(sound: Path) -> None:
    assert "is damaged" in refused(spoil.changed(sound, "DROP TABLE revlog"))
    assert "is damaged" in refused(spoil.changed(sound, "DELETE FROM col"))
    assert "is damaged" in refused(spoil.changed(sound, "ALTER TABLE cards DROP COLUMN data"))
    copied = "CREATE TABLE bare AS SELECT * FROM notes"
    bare = (copied, "DROP TABLE notes", "ALTER TABLE bare RENAME TO notes")
    assert "is damaged" in refused(spoil.changed(sound, *bare))


def test_a_column_that_computes_is_no_column(sound: Path) -> None:
    package = spoil.changed(
        sound,
        "ALTER TABLE notes DROP COLUMN tags",
        "ALTER TABLE notes ADD COLUMN tags GENERATED ALWAYS AS (hex(zeroblob(1000000))) VIRTUAL",
    )
    assert "is damaged" in refused(package)


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("notes", "x + 9, 'g' || x, 1, 1, 0, '', 'f', 0, 0, 0, ''"),
        ("cards", "x + 9, 1, 1, x, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ''"),
        ("revlog", "x + 9, 1, 0, 1, 1, 1, 1, 1, 0"),
    ],
)
def test_too_many_rows_are_refused(sound: Path, table: str, columns: str) -> None:
    rows = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 2000)"
    package = spoil.changed(sound, f"INSERT INTO {table} {rows} SELECT {columns} FROM c")
    message = refused(package)
    assert "holds 2,0" in message
    assert "more than 100" in message


def test_a_value_that_is_too_long_is_not_loaded(sound: Path) -> None:
    package = spoil.changed(
        sound, "UPDATE notes SET flds = hex(zeroblob(1000000)) WHERE tags LIKE '% t3 %'"
    )
    limits = Limits(value=MEGABYTE)
    assert "is damaged" in refused(package, limits)


def test_reading_ends_after_the_time_that_is_given(made: Made) -> None:
    rows = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 90000)"
    package = spoil.changed(
        made.folder / "old.apkg",
        f"INSERT INTO notes {rows} SELECT x + 9, 'g' || x, 1, 1, 0, '', 'f', 0, 0, 0, '' FROM c",
    )
    assert "takes too long" in refused(package, Limits(seconds=0.005))


def test_settings_that_are_nested_too_deeply_are_damaged(made: Made) -> None:
    def nest(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE col SET models = ?", ("[" * 100_000,))

    assert "is damaged" in refused(spoil.changed(made.folder / "old.apkg", change=nest))


@pytest.mark.parametrize("listed", [b"", b"[]", b"{", b'{"0": {}', b"\xff\xfe", b"[" * 50_000])
def test_a_media_list_that_is_none_is_damaged(made: Made, listed: bytes) -> None:
    message = refused(spoil.without(made.folder / "old.apkg", media=listed))
    assert "media" in message
    if listed:
        refused(spoil.without(made.folder / "new.apkg", media=listed))
    refused(spoil.without(made.folder / "new.apkg", media=spoil.packed_up(b"\x0a\xff\xff\xff")))
