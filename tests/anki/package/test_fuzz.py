"""No package, however it is spoilt, ends in anything but an error that a person understands."""

from __future__ import annotations

import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.anki.css.scope import scope
from flashcards.anki.package import wire
from flashcards.anki.package.limits import MEGABYTE, Limits
from flashcards.anki.package.package import Package, open_package
from flashcards.anki.templates.render import Around, Renderer
from flashcards.core.errors import Unreadable
from tests.anki.package import spoil
from tests.anki.package.made import Made

FUZZED = os.environ.get("FLASHCARDS_TEST_FUZZ_SECONDS", "15")
EXAMPLES = int(os.environ.get("FLASHCARDS_TEST_EXAMPLES", "150"))
LIMITS = Limits(collection=4 * MEGABYTE, all_media=4 * MEGABYTE, seconds=2.0)
SETTINGS = settings(
    max_examples=EXAMPLES // 2,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def survives(package: BytesIO) -> bool:
    """Read and show all of a package; say whether it could be opened."""
    begun = time.monotonic()
    message = "read."
    try:
        with open_package(package, LIMITS) as opened:
            _show(opened)
            deque(chain(opened.cards(), opened.reviews()), maxlen=0)
            for name in opened.media:
                with suppress(Unreadable):
                    deque(opened.read_media(name), maxlen=0)
            assert all(str(issue) for issue in opened.issues)
    except Unreadable as error:
        message = str(error)
    assert message.endswith(".")
    assert time.monotonic() - begun < 10
    return message == "read."


def _show(package: Package) -> None:
    shown = {key: Renderer(kind) for key, kind in package.note_types.items()}
    for kind in package.note_types.values():
        scope(kind.css, "foreign-1", ".dark", lambda name: None)
    for note in chain.from_iterable(package.notes()):
        renderer = shown[note.note_type_id]
        for ordinal in renderer.ordinals(note.fields)[:3]:
            renderer.render(note.fields, ordinal, Around(tags=note.tags))


@pytest.mark.parametrize("name", ["old.apkg", "new.apkg"])
def test_flipped_bits_of_the_collection_end_in_an_error_or_in_nothing(
    made: Made, name: str
) -> None:
    """The flips come from a seed, so that a failure can be seen again."""
    parts = spoil.members(made.folder / name)
    member = spoil.MEMBERS[name.partition(".")[0]]
    content = parts[member] if member.endswith("1") else spoil.unpacked(parts[member])
    opened = 0
    for seed in range(EXAMPLES // 2):
        opened += survives(spoil.with_collection(parts, member, _flipped(content, seed)))
    assert 0 < opened < EXAMPLES // 2  # some flips hit nothing, most are found


@pytest.mark.parametrize("name", ["old.apkg", "new.colpkg"])
def test_flipped_bits_of_the_file_end_in_an_error_or_in_nothing(made: Made, name: str) -> None:
    content = (made.folder / name).read_bytes()
    for seed in range(EXAMPLES // 2):
        survives(BytesIO(_flipped(content, seed)))


def _flipped(content: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 4, 32))):
        # Headers are hit as often as all the rest: that is where the structure is.
        at = chance.randrange(chance.choice((200, len(spoilt))))
        spoilt[at] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.binary(max_size=30),
    st.text(max_size=30),
    st.sampled_from(["a\x1fb", "{{c1::x}}\x1f", "{}", '{"s": 1e999}', "\x1f" * 50, "<img src=x>"]),
)
COLUMNS = st.sampled_from(
    [("notes", column) for column in ("guid", "mid", "mod", "flds", "tags")]
    + [("cards", column) for column in ("nid", "did", "ord", "mod", "type", "queue", "due", "ivl",
       "factor", "reps", "lapses", "left", "odue", "odid", "flags", "data")]
    + [("revlog", column) for column in ("cid", "ease", "ivl", "lastIvl", "factor", "time", "type")]
    + [("col", column) for column in ("crt", "ver", "conf", "models", "decks")]
    + [("notetypes", column) for column in ("id", "name", "mtime_secs", "config")]
    + [("templates", column) for column in ("ntid", "ord", "name", "config")]
    + [("fields", column) for column in ("ntid", "ord", "name")]
    + [("decks", column) for column in ("id", "name", "kind")]
    + [("config", column) for column in ("val",)]
)  # fmt: skip


@SETTINGS
@given(st.sampled_from(["old.apkg", "new.apkg"]), st.lists(st.tuples(COLUMNS, VALUES), max_size=4))
def test_any_values_in_any_columns_are_read_or_refused(
    made: Made, name: str, spoilt: list[tuple[tuple[str, str], Any]]
) -> None:
    def change(connection: sqlite3.Connection) -> None:
        for (table, column), value in spoilt:
            try:
                some = f"rowid IN (SELECT rowid FROM {table} LIMIT 3)"
                some = "1" if table in ("config", "fields", "templates") else some
                connection.execute(
                    f'UPDATE OR IGNORE {table} SET "{column}" = ? WHERE {some}', (value,)
                )
            except sqlite3.Error:
                continue

    survives(spoil.changed(made.folder / name, change=change))


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["1", "x", "flds", "tmpls", "name", "qfmt", "afmt", "ord", "css", "mod",
                             "type", "dyn", "desc", "creationOffset", "0", "1795435636435"]),
            inner, max_size=5,
        ),
    ),
    max_leaves=12,
)  # fmt: skip


@SETTINGS
@given(JSON, st.sampled_from(["conf", "models", "decks", "media"]))
def test_any_json_is_read_or_refused(made: Made, found: Any, place: str) -> None:
    text = json.dumps(found)
    path = made.folder / "old.apkg"
    if place == "media":
        survives(spoil.without(path, media=text.encode()))
    else:
        survives(
            spoil.changed(
                path, change=lambda db: db.execute(f"UPDATE col SET {place} = ?", (text,))
            )
        )


@SETTINGS
@given(st.binary(max_size=60))
def test_any_bytes_are_a_message_or_malformed(content: bytes) -> None:
    try:
        found = wire.last(content)
    except wire.Malformed:
        return
    assert sum(len(value) for value in found.values() if isinstance(value, bytes)) <= len(content)


@pytest.mark.long
def test_what_a_fuzzer_makes_up_byte_by_byte_is_read_or_refused(made: Made) -> None:
    pytest.importorskip("atheris")
    run = subprocess.run(
        [sys.executable, "-m", "tests.anki.package.by_bytes", FUZZED, str(made.folder)],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=60 + int(FUZZED),
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    found = dict(re.findall(r"stat::(\w+):\s+(\d+)", run.stderr))
    assert int(found["number_of_executed_units"]) > 100
    assert int(found["new_units_added"]) > 5
