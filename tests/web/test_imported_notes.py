"""Notes from Anki on the pages: studied with their templates and style sheets, and edited."""

from __future__ import annotations

from pathlib import Path

from flashcards.store.engine import Database
from tests.media_files import png, wav
from tests.packages import write
from tests.web.importing import NOTES, bring, broken, imported, study
from tests.web.library import cards_of
from tests.web.visitor import Visitor, attribute, form_of, one, parsed, sqlite_only, text_of, wrong


def test_an_imported_card_shows_its_answer_in_place_of_its_question(
    ana: Visitor, stored: Database, tmp_path: Path
) -> None:
    bring(ana, write(tmp_path / "a.apkg", *NOTES))
    note, _ = imported(stored)
    card = study(ana, stored, note).select("article.card")[0]
    assert {"whole", "turned"} <= set(attribute(card, "class").split())
    answer = one(card, "[data-answer]")
    assert text_of(answer) == "What is a rupture ? A strain in the bond"
    assert one(answer, "hr.answer-begins").find_next_sibling(string=True) == "A strain"
    assert "rupture" in text_of(ana.page(f"/decks/{note.deck_id}"))
    assert "rupture" in text_of(ana.page("/browse?q=strain"))
    (number, *_) = cards_of(stored, note.id)
    assert text_of(one(ana.page(f"/cards/{number}"), "h1")) == "What is a rupture?"


def test_a_style_sheet_is_bound_to_its_cards_and_kept_by_browsers(
    ana: Visitor, stored: Database, tmp_path: Path
) -> None:
    css = ".card { background: url(_paper.png) } body, .x { color: red } .nightMode { color: blue }"
    files = {"_paper.png": png()}
    bring(ana, write(tmp_path / "a.apkg", *NOTES, css=css, media=files))
    note, _ = imported(stored)
    (card, *_) = cards_of(stored, note.id)
    pages = (
        f"/study/{note.deck_id}",
        f"/notes/{note.id}",
        f"/cards/{card}",
        "/practice/cards?order=deck&deck=",
    )
    addresses = {attribute(one(ana.page(path), "link[data-note-type]"), "href") for path in pages}
    (address,) = addresses
    sheet = ana.get(address)
    assert sheet.mimetype == "text/css"
    assert sheet.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    name = f".foreign-{note.note_type_id}"
    said = sheet.get_data(as_text=True)
    assert f'{name} {{ background: url("/media/' in said
    assert f"{name}, {name} .x" in said
    assert f":root {name} {{ color: blue; }}" in said
    question = one(study(ana, stored, note), "article.card:not([hidden]) [data-question]")
    assert one(question, f".foreign > {name}") is not None


def test_a_note_says_what_of_it_cannot_be_shown(
    ana: Visitor, stored: Database, tmp_path: Path
) -> None:
    bring(ana, broken(tmp_path, ("What?", "This", "More"), ("Alone?", "Yes")))
    note, alone = imported(stored)
    first, second, third = (
        "Front of “Card 1”: “Unknown”: there is no field of this name",
        "Front of “Card 2”: “Notes”: this part is never closed",
        "Back of “Card 2”: “Answer”: text is not read aloud here",
    )
    told = one(ana.page(f"/notes/{note.id}"), "[data-faults]")
    assert [text_of(each) for each in told.select("li")] == [first, second, third]
    told = one(ana.page(f"/notes/{alone.id}"), "[data-faults]")
    assert [text_of(each) for each in told.select("li")] == [first]


def test_a_note_from_anki_is_edited_field_by_field(
    ana: Visitor, stored: Database, tmp_path: Path
) -> None:
    two = (("{{Question}}", "{{Answer}}"), ("{{#Notes}}{{Notes}}{{/Notes}}", "{{Answer}}"))
    bring(ana, write(tmp_path / "a.apkg", *NOTES, templates=two))
    note, _ = imported(stored)
    page = ana.page(f"/notes/{note.id}")
    labels = [text_of(each) for each in page.select(".fields label[for^=field-]")]
    assert labels == ["Question", "Answer", "Notes"]
    fields = form_of(page, f"/notes/{note.id}")
    assert fields["field-0"] == "What is a <b>rupture</b>?"
    first, second = cards_of(stored, note.id)
    changed = {**fields, "field-0": "<i>New</i>", "field-2": "", "tags": "one two"}
    assert ana.post(f"/notes/{note.id}", changed).status_code == 302
    after, _ = imported(stored)
    assert (after.fields, after.front, after.tags) == (
        ["<i>New</i>", "A strain", ""],
        "New",
        "one two",
    )
    assert (after.guid, after.note_type_id, after.anki_id) == (
        note.guid, note.note_type_id, note.anki_id
    )  # fmt: skip
    assert ana.get(f"/cards/{first}").status_code == 200
    assert ana.get(f"/cards/{second}").status_code == 404
    empty = ana.post(f"/notes/{note.id}", {**changed, "field-0": " ", "field-1": ""})
    assert empty.status_code == 422
    assert "All fields are empty" in wrong(parsed(empty))["field-0"]


def test_a_note_from_anki_is_edited_in_a_sitting_and_shown_before_it_is_kept(
    ana: Visitor, stored: Database, tmp_path: Path
) -> None:
    bring(ana, write(tmp_path / "a.apkg", *NOTES))
    note, _ = imported(stored)
    (card, *_) = cards_of(stored, note.id)
    sent = {"type": "imported", "note": str(note.id), "field-1": "<b>Else</b><script>x</script>"}
    shown = ana.send("/api/preview", sent).json or {}
    assert "<b>Else</b></div>" not in shown["cards"][0]["question"]
    assert "<b>Else</b>" in shown["cards"][0]["answer"]
    assert "script" not in shown["cards"][0]["answer"]
    assert ana.send("/api/preview", {**sent, "note": "987654"}).status_code == 404
    panel = ana.page(f"/cards/{card}")
    fields = form_of(panel, f"/cards/{card}/note")
    assert fields["field-1"] == "A strain"
    script = {"Accept": "application/json"}
    kept = ana.post(f"/cards/{card}/note", {**fields, "field-1": "Else"}, headers=script).json or {}
    assert "Else" in kept["cards"][str(card)]["answer"]
    assert imported(stored)[0].fields == ["What is a <b>rupture</b>?", "Else", "in the bond"]


@sqlite_only
def test_a_picture_is_put_into_a_field_without_script(
    ana: Visitor, stored: Database, tmp_path: Path
) -> None:
    bring(ana, write(tmp_path / "a.apkg", *NOTES))
    note, _ = imported(stored)
    fields = form_of(ana.page(f"/notes/{note.id}"), f"/notes/{note.id}")
    fields |= {"into": "field-2", "words": 'A "rose"'}
    sent = ana.upload_as("picture", png(), "rose & thorn.png", f"/notes/{note.id}", fields)
    assert sent.status_code == 302
    (field,) = (imported(stored)[0].fields or [])[2:]
    assert field == 'in the bond <img src="rose &amp; thorn.png" alt="A &quot;rose&quot;">'
    picture = one(study(ana, stored, note), "article.card:not([hidden]) [data-answer] img")
    assert attribute(picture, "alt") == 'A "rose"'
    assert ana.get(attribute(picture, "src")).data == png()


@sqlite_only
def test_the_check_speaks_of_imported_notes_and_writes_nothing_into_them(
    ana: Visitor, stored: Database, tmp_path: Path
) -> None:
    listed = (
        "Name the parts of the alliance.",
        "Bond, goals, tasks, and the repair of all three",
        "",
    )
    bring(
        ana, write(tmp_path / "a.apkg", listed, ("Is it so?", "Yes", ""), ("Is it so?", "Yes", ""))
    )
    note = imported(stored)[0]
    page = ana.page(f"/decks/{note.deck_id}/check")
    assert page.select(".finding")
    assert "No source is given" not in text_of(page)
    offers = {text_of(each) for each in page.select("form[action$='/repair'] button")}
    assert all(words.startswith(("Delete", "Leave")) for words in offers), offers
    assert not page.select("form[action$='/ask']")
    shown = ana.send("/api/preview", {"type": "imported", "note": str(note.id)}).json or {}
    assert all(each["repair"] is None or not each["asks"] for each in shown["advice"])


@sqlite_only
def test_before_a_note_from_anki_gets_worse_its_writer_is_asked_once(
    ana: Visitor, stored: Database, tmp_path: Path
) -> None:
    bring(ana, write(tmp_path / "a.apkg", *NOTES))
    note, _ = imported(stored)
    (card, *_) = cards_of(stored, note.id)
    for address in (f"/notes/{note.id}", f"/cards/{card}/note"):
        shown = ana.page(f"/cards/{card}" if "cards" in address else address)
        worse = {**form_of(shown, address), "field-1": f"{address} word" * 80}
        asked = ana.post(address, worse)
        assert asked.status_code == 422
        page = parsed(asked)
        assert page.select(".finding")
        assert not page.select("button[name=mend]")
        again = {**form_of(page, address), "field-1": worse["field-1"]}
        assert again["advised"]
        assert ana.post(address, again).status_code == 302
        assert (imported(stored)[0].fields or [])[1] == worse["field-1"]
        better = {**again, "field-1": "A strain"}
        assert ana.post(address, better).status_code == 302


def test_a_template_that_has_the_answer_typed_brings_its_box(
    ana: Visitor, stored: Database, tmp_path: Path
) -> None:
    typed = (("{{Question}} {{type:Answer}}", "{{FrontSide}}<hr id=answer>{{type:Answer}}"),)
    sounds = {"hum.wav": wav()}
    notes = (("Who? [sound:hum.wav]", "Bordin", ""),)
    bring(ana, write(tmp_path / "a.apkg", *notes, templates=typed, media=sounds))
    (note,) = imported(stored)
    card = one(study(ana, stored, note), "article.card")
    assert card.select("[data-typed]")
    assert text_of(one(card, "[data-answer] code.typeans")) == "Bordin"
    assert len(card.select("[data-question] audio")) == len(card.select("[data-answer] audio")) == 1
