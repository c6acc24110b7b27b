"""Packages from Anki on the pages: given, planned, decided on, studied, edited and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from flashcards.services.imports import clearing
from flashcards.store.engine import Database
from flashcards.store.models.interchange import Import
from tests.anki.package import spoil
from tests.anki.package.made import REVIEWS, Made, collection_of_every_kind, export
from tests.packages import write
from tests.web.conftest import MakeApp
from tests.web.importing import NOTES, bring, broken, give, imported
from tests.web.visitor import (
    Clock,
    Visitor,
    attribute,
    dump,
    form_of,
    one,
    parsed,
    sqlite_only,
    text_of,
    wrong,
)

ANSWERS = sum(kind < 4 for *_, kind in REVIEWS)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return a package of the real Anki with cards of every kind."""
    collection, made = collection_of_every_kind(tmp_path_factory.mktemp("made"))
    try:
        export(collection, made.folder, "new.apkg")
    finally:
        collection.close()
    return made


def counts(page: BeautifulSoup) -> dict[str, str]:
    """Return the numbers on top of the page of an import."""
    pairs = one(page, "dl.counts").select("div")
    return {text_of(one(pair, "dt")): text_of(one(pair, "dd")) for pair in pairs}


def test_a_package_of_anki_is_planned_then_imported_then_taken_back(
    ana: Visitor, stored: Database, made: Made
) -> None:
    before = dump(stored)
    address = give(ana, made.folder / "new.apkg", "Größe.apkg")
    after = dump(stored)
    assert {name for name in after if after[name] != before[name]} == {"imports"}
    page = ana.page(address)
    assert text_of(one(page, "h1")) == "Größe.apkg"
    assert counts(page)["New notes"] == "15"
    assert counts(page)["New reviews"] == str(ANSWERS)
    assert "2 changes of a due day by hand" in text_of(page)
    assert ana.submit(page, f"{address}/apply").location == address
    done = counts(ana.page(address))
    assert (done["New notes"], done["Reviews"]) == ("15", str(ANSWERS))
    assert "Therapy::CBT" in text_of(ana.page("/"))
    assert ana.post(f"{address}/undo").location == address
    assert "Taken back" in text_of(one(ana.page(address), ".lead"))
    assert "Therapy::CBT" not in text_of(ana.page("/"))
    assert "Größe.apkg Taken back" in text_of(ana.page("/imports"))


def test_without_progress_nothing_is_due(ana: Visitor, stored: Database, made: Made) -> None:
    address = give(ana, made.folder / "new.apkg")
    fields = form_of(ana.page(address), f"{address}/apply")
    del fields["progress"]
    ana.post(f"{address}/apply", fields)
    assert "Reviews" not in counts(ana.page(address))
    assert not dump(stored)["schedules"]


def test_what_is_decided_once_is_not_decided_again(ana: Visitor, tmp_path: Path) -> None:
    address = bring(ana, write(tmp_path / "a.apkg", *NOTES))
    for what, status in (("apply", 422), ("forget", 403)):
        assert ana.post(f"{address}/{what}").status_code == status
    ana.post(f"{address}/undo")
    assert ana.post(f"{address}/undo").status_code == 403


def test_the_plan_names_what_of_a_note_type_is_broken_and_what_cannot_be_shown(
    ana: Visitor, tmp_path: Path
) -> None:
    page = ana.page(give(ana, broken(tmp_path, *NOTES)))
    told = text_of(one(page, "details.issues"))
    assert "4 things in the file cannot be taken as they stand" in told
    assert (
        "It is a template with a mistake; the rest of it is shown: 2 times."
        " collection.anki2: note type “Theory”, front of “Card 1”"
        " (“Unknown”: there is no field of this name)" in told
    )
    assert "“Theory”, front of “Card 2” (“Notes”: this part is never closed)" in told
    assert "text read aloud; here it is not read." in told
    assert "“Theory”, back of “Card 2” (“Answer”: text is not read aloud here)" in told


def test_the_plan_counts_the_notes_with_covered_parts_of_pictures(
    ana: Visitor, tmp_path: Path
) -> None:
    covered = "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.1}}<img src='brain.png'>"
    package = write(tmp_path / "a.apkg", (covered,), ("{{c1::a}}",), cloze=True)
    told = text_of(one(ana.page(give(ana, package)), "details.issues"))
    assert "It is a note with covered parts of a picture; here the picture is shown unc" in told
    assert "2 times" not in told.partition("covered parts")[2].partition("It ")[0]


def test_a_plan_can_be_left(ana: Visitor, stored: Database, tmp_path: Path) -> None:
    address = give(ana, write(tmp_path / "a.apkg", *NOTES))
    assert "Nothing of it was imported." in ana.say(ana.post(f"{address}/forget"))[0]
    assert ana.get(address).status_code == 404
    assert not imported(stored)
    assert not list(ana.app.extensions["flashcards.imports"].folder.iterdir())


def test_the_same_file_again_changes_nothing_and_says_so(ana: Visitor, tmp_path: Path) -> None:
    path = write(tmp_path / "a.apkg", *NOTES)
    bring(ana, path)
    page = ana.page(give(ana, path))
    assert "already" in text_of(one(page, ".lead"))
    assert counts(page)["The same"] == "2"


def test_where_both_sides_differ_the_learner_chooses(
    ana: Visitor, stored: Database, tmp_path: Path, clock: Clock
) -> None:
    path = write(tmp_path / "a.apkg", *NOTES)
    bring(ana, path)
    for note in imported(stored):
        clock.on(hours=1)
        own = {"type": "imported", "field-0": f"Mine {note.guid}", "field-1": "here"}
        assert ana.post(f"/notes/{note.id}", own).status_code == 302
    first, second = imported(stored)
    page = ana.page(give(ana, path))
    sides = page.select("fieldset.sides")
    assert len(sides) == 2
    chosen = {
        attribute(each, "name"): attribute(each, "value")
        for each in page.select("fieldset.sides input[checked]")
    }
    assert chosen == {f"side-{first.guid}": "here", f"side-{second.guid}": "here"}
    assert "Mine guid-0" in text_of(sides[0])
    assert "What is a rupture?" in text_of(sides[0])
    bring(ana, path, **{f"side-{second.guid}": "there"})
    assert [note.front for note in imported(stored)] == ["Mine guid-0", "Who?"]
    bring(ana, path, usual="there")
    assert [note.front for note in imported(stored)] == ["What is a rupture?", "Who?"]


@sqlite_only
def test_a_package_may_be_larger_than_what_else_is_sent(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(max_upload=200_000, import_size=1_200_000)
    large = Visitor(app)
    large.sign_up("large@example.org")
    path = write(tmp_path / "a.apkg", *NOTES, padding=900_000)
    address = give(large, path)
    assert counts(large.page(address))["New notes"] == "2"
    beyond = write(tmp_path / "b.apkg", *NOTES, padding=1_400_000).read_bytes()
    refused = large.upload(beyond, "b.apkg", "/imports")
    assert refused.status_code == 413
    assert "Up to 1 MB can be sent" in text_of(parsed(refused))
    assert large.upload(path.read_bytes(), "a.apkg", "/make").status_code == 413
    nobody = Visitor(app)
    assert nobody.upload(path.read_bytes(), "a.apkg", "/imports").status_code == 413
    folder = app.extensions["flashcards.imports"].folder
    assert [each.name for each in folder.iterdir()] == [f"{address.rsplit('/', 1)[1]}.package"]


@sqlite_only
def test_no_file_is_no_import(ana: Visitor) -> None:
    assert "file" in wrong(parsed(ana.post("/imports")))
    assert ana.post("/imports").status_code == 422


def _spoilt(made: Made) -> dict[str, bytes]:
    path = made.folder / "new.apkg"
    whole = path.read_bytes()
    bomb = {f"{number}": b"\0" * 20_000_000 for number in range(30)}
    future = spoil.changed(path, "UPDATE col SET ver = 99").getvalue()
    return {
        "nothing": b"",
        "a text": b"not a package at all" * 99,
        "cut off": whole[: len(whole) // 2],
        "a zip of nulls": spoil.zipped(bomb).getvalue(),
        "from the future": future,
        "no notes": spoil.changed(path, "DROP TABLE notes").getvalue(),
        "paths": spoil.zipped({"../../etc/passwd": b"x", "collection.anki2": b"x"}).getvalue(),
    }


@sqlite_only
@pytest.mark.parametrize(
    "which",
    ["nothing", "a text", "cut off", "a zip of nulls", "from the future", "no notes", "paths"],
)
def test_what_is_no_package_is_refused_with_a_reason(
    ana: Visitor, stored: Database, made: Made, which: str
) -> None:
    before = dump(stored)
    sent = ana.upload(_spoilt(made)[which], "her deck.apkg", "/imports")
    page = ana.page(sent.location)
    (reason,) = (text_of(each) for each in page.select(".notice.problem"))
    assert "her deck.apkg" in reason
    assert "Something went wrong here" not in reason
    assert "Nothing was changed." in text_of(page)
    assert not list(ana.app.extensions["flashcards.imports"].folder.iterdir())
    ana.post(f"{sent.location}/forget")
    assert dump(stored) == before


@sqlite_only
def test_packages_that_nobody_decided_on_go_after_a_week(
    ana: Visitor, stored: Database, tmp_path: Path, clock: Clock, make_app: MakeApp
) -> None:
    give(ana, write(tmp_path / "a.apkg", *NOTES))
    folder = ana.app.extensions["flashcards.imports"].folder
    clock.on(days=6)
    with stored.write() as session:
        assert clearing.clear(session, folder, clock()) == 0
    clock.on(days=2)
    other = give(ana, tmp_path / "a.apkg", "b.apkg")
    with stored.read() as session:
        (left,) = session.scalars(select(Import))
    assert (left.name, other) == ("b.apkg", f"/imports/{left.id}")
    assert [each.name for each in folder.iterdir()] == [f"{left.id}.package"]
    clock.on(days=8)
    make_app()
    with stored.read() as session:
        assert not session.scalars(select(Import)).all()
    assert not list(folder.iterdir())


def test_another_learner_sees_nothing_of_it(
    ana: Visitor, ben: Visitor, stored: Database, tmp_path: Path
) -> None:
    address = bring(ana, write(tmp_path / "a.apkg", *NOTES))
    note, _ = imported(stored)
    sheet = attribute(one(ana.page(f"/notes/{note.id}"), "link[data-note-type]"), "href")
    for path in (address, sheet, f"/notes/{note.id}"):
        assert ben.get(path).status_code == 404
    for what in ("apply", "undo", "forget"):
        assert ben.post(f"{address}/{what}").status_code == 404
    sent = {"type": "imported", "note": str(note.id)}
    assert ben.send("/api/preview", sent).status_code == 404
    assert "a.apkg" not in text_of(ben.page("/imports"))
    bring(ben, tmp_path / "a.apkg")
    assert len(imported(stored)) == 4


@sqlite_only
def test_a_crash_in_the_midst_is_told_and_changes_nothing(
    ana: Visitor, stored: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = give(ana, write(tmp_path / "a.apkg", *NOTES))
    before = dump(stored)["notes"]

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("flashcards.services.study.bringing.bring", breaks)
    ana.submit(ana.page(address), f"{address}/apply")
    assert "Nothing was changed." in text_of(ana.page(address))
    assert dump(stored)["notes"] == before


@sqlite_only
def test_while_it_works_a_script_is_told_how_far_it_is(
    ana: Visitor, stored: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = give(ana, write(tmp_path / "a.apkg", *NOTES))
    monkeypatch.setattr(ana.app.extensions["flashcards.imports"], "wake", lambda: None)
    ana.submit(ana.page(address), f"{address}/apply")
    script = {"Accept": "application/json"}
    assert ana.get(address, headers=script).json == {"state": "applying", "done": 0, "steps": 2}
    page = ana.page(address)
    assert attribute(one(page, "progress"), "max") == "2"
    assert one(page, "noscript meta[http-equiv=refresh]")
    again = ana.upload((tmp_path / "a.apkg").read_bytes(), "b.apkg", "/imports")
    assert again.status_code == 422
    with stored.read() as session:
        assert len(session.scalars(select(Import)).all()) == 1
