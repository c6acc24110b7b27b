"""A deck goes to Anki: a real package, under a name that no file system trips over."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from anki.collection import Collection
from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest
from werkzeug.http import parse_options_header

from tests.services.exports.told import told
from tests.web.library import Library, add_deck
from tests.web.visitor import Visitor, attribute, sqlite_only

pytestmark = sqlite_only


def test_a_real_anki_takes_the_package_with_the_own_words_in_it(
    ana: Visitor, hers: Library, his: Library, tmp_path: Path
) -> None:
    mine = "My words: {{c1::bond}} and {{c2::goals}}."
    ana.post(f"/notes/{hers.shared_note}", {"type": "cloze", "text": mine})
    package = tmp_path / "shared.apkg"
    package.write_bytes(ana.get(f"/decks/{hers.shared}/export.apkg").data)
    collection = Collection(str(tmp_path / "collection.anki2"))
    try:
        request = ImportAnkiPackageRequest(
            package_path=str(package), options=ImportAnkiPackageOptions()
        )
        log = collection.import_anki_package(request).log
        assert len(log.new) == 3
        assert collection.find_notes('"My words"')
        assert len(collection.find_cards('deck:"Shared deck"')) == 5
    finally:
        collection.close()


def test_others_own_words_stay_out_of_a_package(
    ana: Visitor, ben: Visitor, hers: Library, his: Library
) -> None:
    mine = "Only mine: {{c1::bond}} and {{c2::goals}}."
    ana.post(f"/notes/{hers.shared_note}", {"type": "cloze", "text": mine})
    packages = [who.get(f"/decks/{hers.shared}/export.apkg").data for who in (ana, ben)]
    assert packages[0] != packages[1]


def test_the_download_is_a_package_for_its_owner_alone(
    ana: Visitor, ben: Visitor, visitor: Visitor, hers: Library, tmp_path: Path
) -> None:
    path = f"/decks/{hers.deck}/export.apkg"
    response = ana.get(path)
    assert response.data.startswith(b"PK")
    assert response.mimetype == "application/apkg"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    (tmp_path / "deck.apkg").write_bytes(response.data)
    with ZipFile(tmp_path / "deck.apkg") as package:
        assert package.testzip() is None
    assert ben.get(path).status_code == 404
    assert visitor.get(path).status_code == 302


TITLES = [
    "Plain",
    'Double "quotes"',
    "Semicolon; filename=evil.exe",
    "Größe — 共感 😀",
    "Back\\slash and /slash",
    "Line\r\nX-Injected: yes",
    "Tab\tand more",
    "../../etc/passwd",
    "right\u202eto left",
    "%0d%0aX-Injected: yes",
    "x" * 200,
    "😀" * 200,
    ".",
    "con",
]


@pytest.mark.parametrize("title", TITLES)
def test_the_name_of_the_download_is_the_title_and_no_header_more(ana: Visitor, title: str) -> None:
    deck = add_deck(ana, title)
    response = ana.get(f"/decks/{deck}/export.apkg")
    assert response.status_code == 200
    assert "X-Injected" not in response.headers
    disposition = response.headers["Content-Disposition"]
    assert disposition.isascii()
    assert disposition.isprintable()
    kind, options = parse_options_header(disposition)
    assert kind == "attachment"
    assert unquote(options["filename"]) == unquote(" ".join(title.split()) + ".apkg")


def test_an_empty_deck_can_be_taken_along_too(ana: Visitor) -> None:
    deck = add_deck(ana, "Empty")
    assert ana.get(f"/decks/{deck}/export.apkg").data.startswith(b"PK")


def test_what_is_in_the_bin_stays_out_of_a_package(
    ana: Visitor, hers: Library, tmp_path: Path
) -> None:
    (tmp_path / "deck.apkg").write_bytes(ana.get(f"/decks/{hers.deck}/export.apkg").data)
    with ZipFile(tmp_path / "deck.apkg") as package:
        inside = b"".join(package.read(name) for name in package.namelist())
    assert b"Front of ana" in inside
    assert b"Thrown away" not in inside


def test_the_disclaimer_goes_with_the_deck(ana: Visitor, hers: Library, tmp_path: Path) -> None:
    (tmp_path / "deck.apkg").write_bytes(ana.get(f"/decks/{hers.deck}/export.apkg").data)
    with ZipFile(tmp_path / "deck.apkg") as package:
        inside = b"".join(package.read(name) for name in package.namelist())
    assert b"informational purposes only" in inside


def chosen(ana: Visitor, folder: Path, **fields: object) -> list[Any]:
    """Return the fronts of the notes in a package of some decks, and how many reviews it has."""
    response = ana.post("/export", fields)
    assert response.status_code == 200
    assert response.content_length == len(response.data)
    (folder / "deck.apkg").write_bytes(response.data)
    with ZipFile(folder / "deck.apkg") as package:
        (folder / "deck.db").write_bytes(package.read("collection.anki2"))
    with closing(sqlite3.connect(folder / "deck.db")) as connection:
        notes = [row[0] for row in connection.execute("SELECT flds FROM notes")]
        return [*notes, *connection.execute("SELECT count(*) FROM revlog").fetchone()]


def test_decks_of_her_choice_go_with_progress_or_without(
    ana: Visitor, hers: Library, tmp_path: Path
) -> None:
    *_, before = chosen(ana, tmp_path, deck=str(hers.deck), progress="y")
    ana.post(f"/study/{hers.deck}", {"card": str(hers.card), "grade": "4"})
    *notes, reviews = chosen(ana, tmp_path, deck=[str(hers.deck), str(hers.shared)])
    assert reviews == 0
    *fewer, reviews = chosen(ana, tmp_path, deck=str(hers.deck), progress="y")
    assert reviews == before + 1
    assert 0 < len(fewer) < len(notes)


def test_the_page_chooses_the_deck_that_she_came_from(ana: Visitor, hers: Library) -> None:
    page = ana.page(f"/export?deck={hers.deck}")
    ticked = [attribute(box, "value") for box in page.select("input[name=deck][checked]")]
    assert ticked == [str(hers.deck)]
    assert not page.select("input[name=progress][checked]")
    assert len(ana.page("/export").select("input[name=deck][checked]")) > 1
    assert ana.get("/export?deck=none").status_code == 200


def test_the_page_says_what_anki_does_with_progress(ana: Visitor, hers: Library) -> None:
    said = ana.page("/export").get_text(" ", strip=True)
    for words in ("only cards that Anki does not have yet", "empty profile", "six grades"):
        assert words in said


def test_nothing_is_sent_without_a_deck_or_before_she_is_sure(ana: Visitor, hers: Library) -> None:
    response = ana.post("/export", {})
    assert response.status_code == 422
    assert "Choose at least one deck." in response.get_data(as_text=True)
    response = ana.post("/export/collection", {})
    assert response.status_code == 422
    assert "Tick this first" in response.get_data(as_text=True)


def test_a_collection_holds_all_that_she_studies(
    ana: Visitor, hers: Library, tmp_path: Path
) -> None:
    response = ana.post("/export/collection", {"sure": "y"})
    assert response.mimetype == "application/colpkg"
    (tmp_path / "all.colpkg").write_bytes(response.data)
    found = told(tmp_path / "all.colpkg")
    assert {"Shared deck"} < set(found["decks"])


def test_no_file_is_left_on_the_disk(ana: Visitor, hers: Library) -> None:
    ana.post("/export", {"deck": str(hers.deck)})
    folder = ana.app.extensions["flashcards.settings"].instance / "exports"
    assert list(folder.iterdir()) == []
