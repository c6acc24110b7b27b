"""Pictures and sounds arrive in the real Anki under the names that fields give them, each once."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.anki.export import write_package
from flashcards.anki.outgoing import PackageDeck, PackageNote
from flashcards.core.media import kinds, marks, names
from flashcards.services import rendering
from flashcards.services.media import placing
from tests.anki.conftest import NOW, Anki
from tests.media_files import png, wav

ODD = (
    "rose.png",
    "a rose (1).png",
    "100% & 'more' #1.png",
    "50%25.png",
    "größe 日本.png",
    "con_.png",
    "_kept.png",
    "a`b~c!.png",
    "a,b;c=d@e+f$g.png",
)


def media_of(anki: Anki) -> dict[str, bytes]:
    """Return the files in the folder of a collection."""
    folder = Path(anki.collection.media.dir())
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def note_with(note: PackageNote, files: dict[str, bytes]) -> PackageNote:
    """Return a note that shows all files, the sounds on its back."""
    found = {name: kinds.of(data) or kinds.OTHER for name, data in files.items()}
    front = " ".join(marks.mark(name, kind) for name, kind in found.items() if kind is kinds.PNG)
    back = " ".join(marks.mark(name, kind) for name, kind in found.items() if kind is kinds.WAV)
    return note._replace(front=rendering.for_anki(front), back=rendering.for_anki(back))


def test_files_arrive_under_their_names_and_nothing_is_missing_or_unused(
    anki: Anki, basic: PackageNote
) -> None:
    files = {name: png(3 + place) for place, name in enumerate(ODD)} | {"a hum & b.wav": wav()}
    package = write_package([PackageDeck("A", "", [note_with(basic, files)])], NOW, files.items())
    assert anki.imports_file(package) == {"new": 1}
    assert media_of(anki) == files
    check = anki.collection.media.check()
    assert (list(check.missing), list(check.unused)) == ([], [])
    note = anki.note("basic-guid")
    assert "[sound:a hum &amp; b.wav]" in note["Back"]
    assert note.cards()[0].answer_av_tags()[0].filename == "a hum & b.wav"  # type: ignore[union-attr]


@given(st.text(max_size=150))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_every_safe_name_is_one_that_anki_keeps(anki: Anki, name: str) -> None:
    safe = names.fitting(name, kinds.PNG)
    kept = anki.collection.media.write_data(safe, png())
    assert kept.casefold() == safe.casefold()  # one it has in other letters, with this content


def test_a_package_holds_each_file_once_and_the_same_bytes_again(basic: PackageNote) -> None:
    files = {"a.png": png(), "b.wav": wav()}
    decks = [PackageDeck("A", "", [note_with(basic, files)])]
    written = write_package(decks, NOW, files.items())
    assert written == write_package(decks, NOW, files.items())
    package = zipfile.ZipFile(BytesIO(written))
    assert package.namelist() == ["collection.anki2", "0", "1", "media"]
    assert json.loads(package.read("media")) == {"0": "a.png", "1": "b.wav"}
    assert package.read("0") == png()


@pytest.mark.parametrize("name", ODD)
def test_a_name_goes_to_anki_and_comes_back_the_same(name: str) -> None:
    html = rendering.for_anki(marks.mark(name, kinds.PNG, "A rose"))
    assert placing.names(html) == {name}
    assert name in marks.names(html)
