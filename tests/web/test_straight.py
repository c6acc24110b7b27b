"""Straight into a running Anki: what the browser is told, and what it is given to send."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select

from flashcards.anki.package.package import open_package
from flashcards.store.engine import Database
from flashcards.store.models.content import Note
from flashcards.store.models.interchange import Import
from tests.web.conftest import MakeApp
from tests.web.library import Library
from tests.web.visitor import Visitor, one, parsed, sqlite_only, text_of

pytestmark = sqlite_only


def compare(ana: Visitor, deck: int, *imports: int, **more: str) -> Any:
    fields = {"deck": str(deck), "import": " ".join(map(str, imports)), **more}
    answer = ana.post("/anki/compare", fields)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.json


def part(ana: Visitor, deck: int, notes: dict[str, int]) -> bytes:
    answer = ana.post("/anki/package", {"deck": str(deck), "notes": json.dumps(notes)})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return bytes(answer.data)


def gives(ana: Visitor, package: bytes, name: str = "Deck of ana") -> int:
    """Give what Anki has of a deck, as the browser does."""
    answer = ana.upload_as("file", package, "there.apkg", "/anki/there", {"name": name})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return int((answer.json or {})["id"])


def test_the_page_speaks_to_the_port_that_is_asked_for_and_names_its_decks(
    ana: Visitor, hers: Library
) -> None:
    for asked, port in (("", 8765), ("?port=8766", 8766), ("?port=0", 8765), ("?port=x", 8765)):
        answer = ana.get(f"/anki{asked}")
        rules = answer.headers["Content-Security-Policy"].split("; ")
        addresses = f"http://127.0.0.1:{port} http://localhost:{port}"
        assert [rule for rule in rules if rule.startswith("connect-src")] == [
            f"connect-src 'self' {addresses}"
        ]
        assert one(parsed(answer), "[data-anki]")["data-addresses"] == addresses
    page = ana.page(f"/anki?deck={hers.deck}")
    chosen = [box["value"] for box in page.select("input[name=deck][checked]")]
    assert chosen == [str(hers.deck)]


def test_every_page_of_decks_leads_there(ana: Visitor, hers: Library) -> None:
    for path in ("/export", f"/decks/{hers.deck}"):
        assert ana.page(path).select('a[href^="/anki"]'), path


def test_what_anki_lacks_is_handed_out_and_nothing_is_written(
    ana: Visitor, hers: Library, stored: Database, tmp_path: Path
) -> None:
    found = compare(ana, hers.deck)
    (notes,) = found["parts"]
    assert found["counts"] == {"new": len(notes)}
    assert not found["cards"]
    assert not found["same"]
    some = dict(list(notes.items())[:2])
    path = tmp_path / "part.apkg"
    path.write_bytes(part(ana, hers.deck, some))
    with open_package(path) as package:
        assert {note.guid for batch in package.notes() for note in batch} == set(some)
    with stored.read() as session:
        assert session.scalars(select(Import).where(Import.owner_id == hers.user)).all() == [
            session.get(Import, hers.planned)
        ]


def test_what_anki_has_is_kept_until_it_is_compared_and_waits_if_something_comes_of_it(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    (notes,) = compare(ana, hers.deck)["parts"]
    package = part(ana, hers.deck, notes)
    first, second = gives(ana, package), gives(ana, package)
    title = "Deck of ana, straight from Anki"
    assert text_of(one(ana.page(f"/imports/{second}"), "h1")) == title
    with stored.read() as session:
        names = session.scalars(select(Import.name).where(Import.owner_id == hers.user)).all()
    assert names.count(title) == 1, "the second look takes the place of the first one"
    found = compare(ana, hers.deck, second)
    assert found["same"]
    assert "Nothing." in found["html"]
    for number in {first, second}:
        assert ana.get(f"/imports/{number}").status_code == 404


def test_what_was_read_and_imported_is_looked_at_no_more(ana: Visitor, hers: Library) -> None:
    (notes,) = compare(ana, hers.deck)["parts"]
    number = gives(ana, part(ana, hers.deck, notes))
    done = ana.post(f"/imports/{number}/apply", {"progress": "y"})
    assert done.status_code == 302
    told = ana.get(f"/imports/{number}", headers={"Accept": "application/json"}).json
    assert told is not None
    assert (told["state"], told["counts"]["notes"]) == ("done", 0)
    late = ana.post("/anki/compare", {"deck": str(hers.deck), "import": str(number)})
    assert late.status_code == 422
    assert late.json == {"message": "What Anki has was read some time ago. Look again."}


def test_what_brings_something_waits(
    ana: Visitor, ben: Visitor, hers: Library, his: Library
) -> None:
    (notes,) = compare(ben, his.deck)["parts"]
    number = gives(ana, part(ben, his.deck, notes), "Deck of ben")
    html = compare(ana, hers.deck, number)["html"]
    assert f'data-back="/imports/{number}"' in html
    assert ana.get(f"/imports/{number}").status_code == 200
    assert compare(ana, hers.deck, number)["html"] == html


def test_only_notes_of_decks_she_can_read_go(
    ben: Visitor, hers: Library, his: Library, stored: Database, tmp_path: Path
) -> None:
    with stored.read() as session:
        hidden = session.get_one(Note, hers.note).guid
    path = tmp_path / "part.apkg"
    path.write_bytes(part(ben, his.deck, {hidden: 1}))
    with open_package(path) as package:
        assert not [note for batch in package.notes() for note in batch]


def test_nonsense_is_refused_in_words(ana: Visitor, hers: Library) -> None:
    deck = str(hers.deck)
    for path, fields in (
        ("notes", {}),
        ("notes", {"deck": "x"}),
        ("compare", {"deck": deck, "import": "1e9"}),
        ("compare", {"deck": deck, "found": "9" * 40}),
        ("compare", {"deck": deck, "since": "-"}),
        ("package", {"deck": deck}),
        ("package", {"deck": deck, "notes": "[]"}),
        ("package", {"deck": deck, "notes": '{"a": "1"}'}),
        ("package", {"deck": deck, "notes": '{"a": true}'}),
        ("package", {"deck": deck, "notes": '{"a": 99999999999999999999}'}),
        ("package", {"deck": deck, "notes": "[" * 100_000}),
        ("there", {}),
    ):
        answer = ana.post(f"/anki/{path}", fields)
        assert answer.status_code == 422, (path, fields)
        assert (answer.json or {})["message"], (path, fields)


def test_a_file_that_is_no_package_is_told_so(ana: Visitor, hers: Library) -> None:
    number = gives(ana, b"no package at all")
    told = ana.get(f"/imports/{number}", headers={"Accept": "application/json"}).json
    assert told is not None
    assert told["state"] == "failed"
    assert told["says"]


def test_what_is_larger_than_a_form_may_come_from_anki(make_app: MakeApp) -> None:
    app = make_app(max_upload=1 << 20, import_size=2 << 20)
    ana = Visitor(app)
    ana.sign_up("ana@example.org")
    assert gives(ana, b"x" * 1_500_000)
    assert ana.upload(b"x" * 2_500_000, "there.apkg", "/anki/there").status_code == 413
