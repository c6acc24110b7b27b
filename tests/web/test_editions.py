"""A new edition is given, compared, decided on and undone; nothing is written before that."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from flashcards.services.making import drafting
from flashcards.store.engine import Database
from flashcards.store.models.content import Document, Draft, Drafting, Note
from tests.making.long_texts import Chapter, as_epub, book
from tests.services.editions.revised import NEW, NEW_TEXT, OLD_TEXT, Kept, keep
from tests.services.making.test_reading import NOTES
from tests.web.library import Library
from tests.web.visitor import (
    Visitor,
    attribute,
    dump,
    fields_of,
    one,
    parsed,
    said,
    sqlite_only,
    text_of,
    wrong,
)

LEAVES = "# Leaves\n\n" + "Photosynthesis turns light, water and air into sugar for the leaf. " * 8
FORM = "form.edition"


@pytest.fixture
def kept(stored: Database, hers: Library, his: Library) -> Kept:
    """Give a document of hers with notes and drafts; he keeps the same one."""
    with stored.write() as session:
        keep(session, his.user, his.deck)
        return keep(session, hers.user, hers.deck)


def give(
    visitor: Visitor, kept: Kept, text: str = NEW_TEXT, fields: Mapping[str, str] | None = None
) -> TestResponse:
    """Paste a new edition."""
    return visitor.post(f"/documents/{kept.document}/editions", {"text": text, **(fields or {})})


def upload(visitor: Visitor, document: int, data: bytes, name: str) -> TestResponse:
    """Give a file as a new edition."""
    file = FileStorage(BytesIO(data), filename=name)
    boundary, body = encode_multipart({"file": file, "csrf_token": visitor.token()})
    return visitor.client.post(
        f"/documents/{document}/editions",
        data=body,
        content_type=f"multipart/form-data; boundary={boundary}",
        base_url=visitor.base_url,
    )


def plan(visitor: Visitor, kept: Kept, text: str = NEW_TEXT) -> BeautifulSoup:
    """Return the page that shows what a new edition would do."""
    response = give(visitor, kept, text)
    assert response.status_code == 200, response.get_data(as_text=True)
    return parsed(response)


def apply(visitor: Visitor, kept: Kept, page: BeautifulSoup, **choices: str) -> TestResponse:
    """Press the button of the plan with choices for the notes by their names."""
    chosen = {f"note-{kept.notes[name]}": choice for name, choice in choices.items()}
    fields = {**fields_of(one(page, FORM)), **chosen}
    return visitor.post(attribute(one(page, FORM), "action"), fields)


def note(stored: Database, kept: Kept, name: str) -> Note:
    with stored.read() as session:
        return session.get_one(Note, kept.notes[name])


def article(page: BeautifulSoup, kept: Kept, name: str) -> str:
    return text_of(one(page, f"[data-note='{kept.notes[name]}']"))


def test_the_plan_shows_old_beside_new_and_nothing_is_written(
    ana: Visitor, kept: Kept, stored: Database
) -> None:
    before = dump(stored)
    page = plan(ana, kept)
    assert dump(stored) == before
    assert "Of 4 notes, 1 is untouched, 2 have a changed sentence and 1 lost its sentence." in (
        text_of(one(page, ".lead"))
    )
    order = [attribute(each, "data-note") for each in page.select("[data-note]")]
    assert order == [str(kept.notes[name]) for name in ("numbered", "reworded", "gone")]
    numbered = one(page, f"[data-note='{kept.notes['numbered']}']")
    assert "A number changed: “36” is now “12”." in text_of(numbered)
    assert "does not carry the answer any more" in text_of(numbered)
    assert [each.get_text() for each in numbered.select("del")] == [" [taken out: 36] "]
    assert [each.get_text() for each in numbered.select("ins")] == [" [put in: 12] "]
    assert one(numbered, "textarea[name^=back]").get_text().strip() == (
        "a questionnaire of 12 items about bonds and goals"
    )
    checked = [attribute(each, "value") for each in page.select("input[checked]")]
    assert checked == ["keep", "follow", "keep"]
    assert "follow" not in [attribute(each, "value") for each in numbered.select("input")]
    assert one(page, "section[aria-labelledby=new]").select(".draft .question, p")


def test_what_is_not_chosen_is_done_so_that_nothing_is_lost(
    ana: Visitor, kept: Kept, stored: Database
) -> None:
    page = plan(ana, kept)
    before = dump(stored)
    response = apply(ana, kept, page)
    new = int(response.location.split("/")[2])
    told = ana.say(response)[0]
    assert told.startswith("The new edition is in its place. Of 4 notes, 1 is untouched")
    after = dump(stored)
    for table in ("cards", "schedules", "review_events", "card_flags", "decks"):
        assert after[table] == before[table]
    assert len(after["notes"]) == len(before["notes"])
    places = {name: note(stored, kept, name).document_id for name in kept.notes}
    assert places == {
        "stands": new,
        "reworded": new,
        "numbered": kept.document,
        "gone": kept.document,
    }
    where = ana.get(f"/notes/{kept.notes['gone']}/document").location
    assert where.startswith(f"/documents/{kept.document}")
    earlier = text_of(ana.page(f"/documents/{kept.document}"))
    assert "This is an earlier edition" in earlier


def test_what_is_chosen_is_done(ana: Visitor, kept: Kept, stored: Database) -> None:
    page = plan(ana, kept)
    fields = {f"front-{kept.notes['numbered']}": "What is the inventory?"}
    chosen = {f"note-{kept.notes[n]}": c for n, c in (("numbered", "take"), ("gone", "delete"))}
    sent = {**fields_of(one(page, FORM)), **fields, **chosen}
    assert ana.post(f"/documents/{kept.document}/editions/apply", sent).status_code == 302
    taken = note(stored, kept, "numbered")
    assert (taken.front, taken.back) == (
        "What is the inventory?",
        "a questionnaire of 12 items about bonds and goals",
    )
    assert note(stored, kept, "gone").deleted_at is not None


def test_a_wording_that_cannot_be_kept_is_shown_again_as_it_was_typed(
    ana: Visitor, kept: Kept, stored: Database
) -> None:
    page = plan(ana, kept)
    before = dump(stored)
    number = kept.notes["numbered"]
    sent = {
        **fields_of(one(page, FORM)),
        f"note-{number}": "take",
        f"front-{number}": "",
        f"back-{number}": "Typed by her",
        f"note-{kept.notes['gone']}": "suspend",
    }
    response = ana.post(f"/documents/{kept.document}/editions/apply", sent)
    again = parsed(response)
    assert response.status_code == 422
    assert "The front is empty" in article(again, kept, "numbered")
    assert one(again, f"[name=back-{number}]").get_text().strip() == "Typed by her"
    checked = [attribute(each, "value") for each in again.select("input[checked]")]
    assert checked == ["take", "follow", "suspend"]
    assert dump(stored) == before


def test_the_whole_can_be_undone(ana: Visitor, kept: Kept, stored: Database) -> None:
    before = dump(stored)
    response = apply(ana, kept, plan(ana, kept), gone="delete", numbered="take")
    new = int(response.location.split("/")[2])
    page = ana.page(f"/documents/{new}/editions")
    assert "2 notes" not in text_of(page)
    assert f"/documents/{kept.document}" in str(one(page, "ul.notes"))
    told = ana.say(ana.submit(page, f"/documents/{new}/editions/undo"))
    assert told[0] == "The earlier edition is in its place again, and its notes are as they were."
    after = dump(stored)
    assert {name for name in after if after[name] != before[name]} <= {"notes", "decks"}
    for name in kept.notes:
        row = note(stored, kept, name)
        assert (row.document_id, row.deleted_at) == (kept.document, None)
    assert "36 items" in note(stored, kept, "numbered").back


def test_the_guard_looks_at_a_new_edition_as_at_any_document(
    ana: Visitor, kept: Kept, stored: Database
) -> None:
    before = dump(stored)
    response = give(ana, kept, f"{NEW_TEXT}\n\n{NOTES}")
    page = parsed(response)
    assert response.status_code == 422
    assert "client" in text_of(one(page, "h1"))
    actions = {attribute(form, "action") for form in page.select("main form")}
    assert actions == {f"/documents/{kept.document}/editions"}
    assert dump(stored) == before
    sent = fields_of(one(page, "form#as-it-is"))
    shown = parsed(ana.post(f"/documents/{kept.document}/editions", sent))
    assert text_of(one(shown, "h1")) == "What the new edition changes"
    without = fields_of(one(page, "form#without"))
    shown = parsed(ana.post(f"/documents/{kept.document}/editions", without))
    assert "Marlene" not in shown.get_text()
    assert dump(stored) == before


def test_another_document_is_offered_to_be_added_as_a_new_one(
    ana: Visitor, kept: Kept, stored: Database
) -> None:
    before = dump(stored)
    response = give(ana, kept, LEAVES)
    page = parsed(response)
    assert response.status_code == 422
    assert "“Leaves” shares almost nothing with “On ruptures”." in text_of(one(page, ".lead"))
    assert dump(stored) == before
    anyway = fields_of(one(page, "form#anyway"))
    shown = parsed(ana.post(f"/documents/{kept.document}/editions", anyway))
    assert "Of 4 notes, 4 lost their sentence." in text_of(shown)
    assert ana.post("/make", fields_of(one(page, "form#new"))).status_code == 302
    with stored.read() as session:
        made = session.scalars(select(Document).order_by(Document.id.desc())).first()
        assert made is not None
        assert (made.title, made.later_id) == ("Leaves", None)
        assert session.get_one(Document, kept.document).later_id is None


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (OLD_TEXT.encode(), "old.md", "the same text, letter by letter"),
        (b"", "empty.md", "empty"),
        (b"%PDF-1.7 broken", "broken.pdf", "broken.pdf"),
        (b"PK\x03\x04 broken", "broken.docx", "broken.docx"),
    ],
)
@sqlite_only
def test_what_cannot_be_compared_is_said(
    ana: Visitor, kept: Kept, stored: Database, data: bytes, name: str, told: str
) -> None:
    before = dump(stored)
    response = upload(ana, kept.document, data, name)
    assert response.status_code == 422
    assert told in " ".join(wrong(parsed(response)).values())
    assert dump(stored) == before


@sqlite_only
def test_nothing_given_is_asked_for(ana: Visitor, kept: Kept) -> None:
    assert wrong(parsed(give(ana, kept, "  "))) == {
        "file": "Choose the file of the new edition, or paste its text."
    }


def test_drafts_not_decided_on_come_along_or_are_set_aside(
    ana: Visitor, kept: Kept, stored: Database
) -> None:
    for name in ("numbered", "gone"):
        ana.post(f"/drafts/{kept.drafts[name]}/undecide")
    page = plan(ana, kept)
    told = "1 draft to decide comes along, 2 drafts are set aside."
    section = one(page, "section[aria-labelledby=undecided]")
    assert told in text_of(section)
    assert "Its sentence was changed in the later edition." in text_of(section)
    new = int((response := apply(ana, kept, page)).location.split("/")[2])
    assert told in ana.say(response)[0]
    came = ana.page(f"/documents/{new}")
    assert one(came, f"#draft-{kept.drafts['waits']}.pending").select("form[action$='/accept']")
    earlier = ana.page(f"/documents/{kept.document}")
    for name, why in (("numbered", "was changed"), ("gone", "is not in the later edition")):
        draft = one(earlier, f"#draft-{kept.drafts[name]}.aside")
        assert "Set aside" in text_of(draft)
        assert why in text_of(draft)
        assert not draft.select("form, a[data-edit]")
    assert "2 set aside" in text_of(one(earlier, "[data-bar]"))
    assert not earlier.select("[data-undo]:not([hidden]), [data-bring-back]")
    listed = text_of(ana.page(f"/documents/{new}/editions"))
    assert "2 drafts set aside" in listed
    assert ana.post(f"/drafts/{kept.drafts['gone']}/accept").status_code == 403
    undone = ana.post(f"/documents/{new}/editions/undo")
    back = ana.page(undone.location)
    assert one(back, f"#draft-{kept.drafts['gone']}.pending").select("form[action$='/accept']")


@sqlite_only
def test_an_earlier_edition_takes_no_new_one(ana: Visitor, kept: Kept, stored: Database) -> None:
    page = plan(ana, kept)
    apply(ana, kept, page)
    before = dump(stored)
    response = give(ana, kept, NEW_TEXT + "More of it.")
    assert response.status_code == 422
    assert "This is an earlier edition" in wrong(parsed(response))[""]
    assert apply(ana, kept, page).status_code == 422
    assert "Go to the edition of today" in text_of(parsed(response))
    assert dump(stored) == before


@sqlite_only
def test_a_document_that_the_page_did_not_carry_is_not_taken(
    ana: Visitor, ben: Visitor, kept: Kept, stored: Database
) -> None:
    fields = fields_of(one(plan(ana, kept), FORM))
    before = dump(stored)
    forged = {**fields, "carried": fields["carried"][:-4] + "AAAA"}
    address = f"/documents/{kept.document}/editions/apply"
    assert ana.post(address, forged).status_code == 422
    assert ana.post(address, {"carried": ""}).status_code == 422
    assert ben.post(address, {**fields, "csrf_token": ben.token()}).status_code == 404
    assert dump(stored) == before


@sqlite_only
def test_editions_are_told_apart_in_the_library(ana: Visitor, kept: Kept) -> None:
    assert "earlier edition" not in text_of(ana.page("/documents"))
    apply(ana, kept, plan(ana, kept))
    assert "earlier edition" in text_of(ana.page("/documents")).lower()


@sqlite_only
def test_the_new_chapters_of_a_long_document_are_drafted_beside_the_pages(
    app: Flask, ana: Visitor, stored: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    chapters = book(12_000, 3)
    document = int(ana.upload(as_epub(chapters), "book.epub").location.split("/")[2])
    with stored.read() as session:
        old = session.scalars(select(Draft).where(Draft.document_id == document)).all()
        accepted = next(row for row in old if row.chapter == 0)
    ana.post(f"/drafts/{accepted.id}/accept")
    last = chapters[-1]
    new = f"Tidal pacing is a habit in which the group waits for the slowest. {NEW}"
    revised = (*chapters[:-1], Chapter(last.title, (*last.sections, ("Pacing", (new,) * 1))))
    page = parsed(upload(ana, document, as_epub(revised), "revised.epub"))
    assert "1 chapter has something new" in text_of(page)
    background = app.extensions["flashcards.background"]
    with monkeypatch.context() as patch:
        patch.setattr(background, "wake", lambda: None)
        action = f"/documents/{document}/editions/apply"
        response = ana.post(action, fields_of(one(page, FORM)))
    assert response.location.endswith("/progress")
    later = int(response.location.split("/")[2])
    with stored.read() as session:
        work = session.get_one(Drafting, later)
        assert (work.state, work.waiting) == (drafting.WORKING, [2])
        moved = {row.id for row in old}
        rows = session.scalars(select(Draft).where(Draft.document_id == later)).all()
        assert {row.id for row in rows} == moved
        text = session.get_one(Document, later).text
        assert all(text[row.start : row.end] == row.quote for row in rows)
    assert "Undo" in text_of(parsed(ana.get(response.location)))
    background.work()
    with stored.read() as session:
        assert session.get_one(Drafting, later).state == drafting.DONE
        rows = session.scalars(select(Draft).where(Draft.document_id == later)).all()
        fresh = [row for row in rows if row.id not in moved]
        assert fresh
        assert all(row.quote in new and row.chapter == 2 for row in fresh)
        assert session.get_one(Draft, accepted.id).state == "accepted"


def test_the_form_says_whose_edition_it_takes(ana: Visitor, kept: Kept) -> None:
    page = ana.page(f"/documents/{kept.document}/editions")
    assert said(page) == []
    assert "every card keeps its schedule" in text_of(page)
    assert not page.select("form[action$=undo]")
