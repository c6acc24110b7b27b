"""Giving a document: nothing of it is kept that the guard stops, and long ones are worked on."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select

from flashcards.services.making import drafting
from flashcards.store.engine import Database
from flashcards.store.models.content import Document, Draft, Drafting
from flashcards.web import progress as progress_pages
from tests.making.long_texts import as_epub, book
from tests.services.making.test_reading import NOTES
from tests.web.library import ARTICLE, Library, add_document, drafts_of
from tests.web.visitor import (
    Visitor,
    attribute,
    dump,
    fields_of,
    form_of,
    one,
    parsed,
    sqlite_only,
    text_of,
    wrong,
)

BOOK = as_epub(book(12_000, 3))
ASKED = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def idle(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody work on long documents."""
    monkeypatch.setattr(app.extensions["flashcards.background"], "wake", lambda: None)


def work(app: Flask) -> None:
    """Work on all that is open."""
    app.extensions["flashcards.background"].work()


def documents(database: Database) -> list[Document]:
    with database.read() as session:
        return list(session.scalars(select(Document).order_by(Document.id)))


def give(visitor: Visitor, data: bytes = BOOK, name: str = "book.epub") -> int:
    """Give a long document and return its id."""
    response = visitor.upload(data, name)
    assert response.status_code == 302, parsed(response).get_text(" ")
    assert response.location.endswith("/progress")
    return int(response.location.split("/")[2])


def stopped(visitor: Visitor, text: str = NOTES) -> BeautifulSoup:
    """Paste notes about a client, and return the page that stops them."""
    response = visitor.post("/make", {"text": text, "deck": "new"})
    assert response.status_code == 422
    page = parsed(response)
    assert "client" in text_of(one(page, "h1"))
    return page


def test_notes_about_a_client_are_shown_and_nothing_of_them_is_kept(
    ana: Visitor, stored: Database, tmp_path: Path
) -> None:
    before, files = dump(stored), _files(tmp_path)
    page = stopped(ana)
    marked = [text_of(mark) for mark in page.select(".sightings mark")]
    assert "Marlene Okafor" in marked
    assert len(set(marked)) == len(marked)
    redacted = one(page, "textarea[name=text]").get_text()
    assert "Marlene" not in redacted
    assert "behavioural activation" in redacted
    assert ana.upload(NOTES.encode(), "Marlene O.txt").status_code == 422
    assert dump(stored) == before
    assert _files(tmp_path) == files
    assert not any(b"Okafor" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_the_redacted_text_goes_on_when_she_has_read_it(ana: Visitor, stored: Database) -> None:
    page = stopped(ana)
    form, _ = page.select("main form")
    fields = fields_of(form)
    fields["text"] = fields["text"].replace("Session 4", "An hour")
    response = ana.post(attribute(form, "action"), fields)
    assert response.status_code == 302
    (document,) = documents(stored)
    assert "An hour" in document.text
    assert "Marlene" not in repr(dump(stored))


def test_what_she_puts_back_into_the_redacted_text_is_seen_again(
    ana: Visitor, stored: Database
) -> None:
    before = dump(stored)
    form, _ = stopped(ana).select("main form")
    fields = fields_of(form)
    fields["text"] = fields["text"].replace("[client]", "Marlene Okafor", 1)
    assert ana.post("/make", fields).status_code == 422
    assert dump(stored) == before


def test_a_text_that_is_about_nobody_goes_on_as_it_is(ana: Visitor, stored: Database) -> None:
    _, form = stopped(ana).select("main form")
    assert ana.post(attribute(form, "action"), fields_of(form)).status_code == 302
    (document,) = documents(stored)
    assert "Client: Marlene Okafor" in document.text
    assert len(document.blocks) > 3


def test_a_file_goes_on_with_its_structure(ana: Visitor, hers: Library, stored: Database) -> None:
    html = f"<h1>A case</h1><p>{NOTES.replace(chr(10) * 2, '</p><p>')}</p><ul><li>One</ul>"
    response = ana.upload(html.encode(), "case.html", deck=str(hers.deck))
    assert response.status_code == 422
    _, form = parsed(response).select("main form")
    assert ana.post("/make", fields_of(form)).status_code == 302
    document = documents(stored)[-1]
    assert document.title == "A case"
    assert document.deck_id == hers.deck
    assert {block[0] for block in document.blocks} >= {"heading", "paragraph", "item"}


@sqlite_only
def test_a_long_document_can_be_stopped_by_the_guard_too_and_goes_on(
    ana: Visitor, stored: Database, app: Flask
) -> None:
    long = (
        NOTES
        + "\n\n"
        + ("She said that the week had been long and hard for her. " * 12 + "\n\n") * 99
    )
    before = dump(stored)
    page = stopped(ana, long)
    assert dump(stored) == before
    _, form = page.select("main form")
    response = ana.post("/make", fields_of(form))
    assert response.status_code == 302
    (document,) = documents(stored)
    assert "Marlene Okafor" in document.text


def test_a_carried_document_is_hers_alone_and_of_our_own_making(
    ana: Visitor, ben: Visitor, stored: Database
) -> None:
    before = dump(stored)
    _, form = stopped(ana).select("main form")
    sent = fields_of(form)["carried"]
    for visitor, field in ((ben, sent), (ana, sent[:-3] + "abc"), (ana, "x.y"), (ana, "é")):
        response = visitor.post("/make", {"deck": "new", "carried": field})
        assert response.status_code == 422
        assert "too old" in wrong(parsed(response))[""]
    assert dump(stored) == before


def test_a_long_document_leads_to_its_progress(
    ana: Visitor, ben: Visitor, stored: Database, app: Flask, idle: None
) -> None:
    document = give(ana)
    page = ana.page(f"/documents/{document}/progress")
    assert text_of(one(page, "[data-says]")) == "Chapter 1 of 3: Part 1 of the work"
    bar = one(page, "progress")
    assert (attribute(bar, "value"), attribute(bar, "max")) == ("0", "3")
    assert page.select("noscript meta[http-equiv=refresh]")
    assert attribute(one(page, "[data-decide]"), "hidden") == ""
    assert "hidden" in one(page, "[data-decide]").attrs
    assert ana.get(f"/documents/{document}/progress", **ASKED).json == {
        "state": "working",
        "done": 0,
        "says": "Chapter 1 of 3: Part 1 of the work",
        "lines": [
            {"title": "Part 1 of the work", "state": "now", "drafts": 0},
            {"title": "Part 2 of the work", "state": "waiting", "drafts": 0},
            {"title": "Part 3 of the work", "state": "waiting", "drafts": 0},
        ],
    }
    assert "not drafted yet" in text_of(one(ana.page(f"/documents/{document}"), "main"))
    work(app)
    page = ana.page(f"/documents/{document}/progress")
    assert text_of(one(page, "[data-says]")) == "Done."
    assert not page.select("meta[http-equiv=refresh]")
    assert not page.select("main form")
    told = ana.get(f"/documents/{document}/progress", **ASKED).json
    assert told is not None
    assert [line["state"] for line in told["lines"]] == ["done"] * 3
    assert all(line["drafts"] > 3 for line in told["lines"])
    assert ben.get(f"/documents/{document}/progress").status_code == 404


def test_the_first_drafts_are_decided_on_while_later_chapters_wait(
    ana: Visitor, stored: Database, app: Flask, idle: None
) -> None:
    document = give(ana)
    with stored.write() as session:
        session.get_one(Drafting, document).waiting = [0]
    work(app)
    with stored.write() as session:
        row = session.get_one(Drafting, document)
        row.state, row.waiting = "working", [1, 2]
    page = ana.page(f"/documents/{document}")
    first = drafts_of(stored, document)[0]
    assert ana.post(f"/drafts/{first}/accept").status_code == 302
    assert "1 of 3 chapters done" in text_of(one(page, "main .notice"))
    assert "Chapter 1 of 3" in text_of(one(page, "nav summary"))
    progress = ana.page(f"/documents/{document}/progress")
    assert "hidden" not in one(progress, "[data-decide]").attrs
    work(app)
    assert ana.post(f"/drafts/{first}/undecide").status_code == 302


def test_a_long_document_is_shown_and_accepted_chapter_by_chapter(
    ana: Visitor, stored: Database
) -> None:
    document = give(ana)
    (row,) = documents(stored)
    whole = ""
    for chapter in range(3):
        response = ana.get(f"/documents/{document}?chapter={chapter}")
        page = BeautifulSoup(response.data, "lxml", preserve_whitespace_tags={"section"})
        whole += "".join(each.get_text() for each in page.select("[data-source] [data-at]"))
        with stored.read() as session:
            ids = session.scalars(
                select(Draft.id).where(Draft.chapter == chapter).order_by(Draft.position)
            ).all()
        assert [attribute(each, "data-draft") for each in page.select("[data-draft]")] == [
            str(id_) for id_ in ids
        ]
        assert ids
        assert {attribute(a, "rel") for a in page.select("nav a[rel]")} == {
            name for name, there in (("prev", chapter > 0), ("next", chapter < 2)) if there
        }
    assert "".join(whole.split()) == "".join(row.text.split())
    accepted = ana.submit(
        ana.page(f"/documents/{document}?chapter=1"), f"/documents/{document}/accept"
    )
    assert accepted.location == f"/documents/{document}?chapter=1"
    with stored.read() as session:
        states = {
            chapter: set(session.scalars(select(Draft.state).where(Draft.chapter == chapter)))
            for chapter in range(3)
        }
    assert states == {0: {"pending"}, 1: {"accepted"}, 2: {"pending"}}
    with stored.read() as session:
        last = session.scalars(select(Draft.id).where(Draft.chapter == 2)).first()
    assert (
        ana.post(f"/drafts/{last}/reject").location
        == f"/documents/{document}?chapter=2#draft-{last}"
    )
    ana.post(f"/documents/{document}/accept", {"chapter": "0"})
    assert "Chapter 3 of 3" in text_of(one(ana.page(f"/documents/{document}"), "nav summary"))
    for odd in ("3", "-1", "x", ""):
        assert ana.get(f"/documents/{document}?chapter={odd}").status_code == 200


def test_work_is_stopped_and_goes_on_by_the_buttons_of_the_page(
    ana: Visitor, ben: Visitor, stored: Database, app: Flask, idle: None
) -> None:
    document = give(ana)
    page = ana.page(f"/documents/{document}/progress")
    for action in ("stop", "go-on"):
        assert ben.post(f"/documents/{document}/{action}").status_code == 404
    response = ana.submit(page, f"/documents/{document}/stop")
    assert response.location == f"/documents/{document}/progress"
    page = ana.page(response.location)
    assert text_of(one(page, "[data-says]")) == "Stopped after 0 of 3 chapters."
    assert not page.select("meta[http-equiv=refresh]")
    work(app)
    assert not drafts_of(stored, document)
    assert ana.submit(page, f"/documents/{document}/go-on").status_code == 302
    work(app)
    assert drafts_of(stored, document)
    assert ana.post(f"/documents/{document}/stop").status_code == 302
    assert text_of(one(ana.page(f"/documents/{document}/progress"), "[data-says]")) == "Done."


def test_a_chapter_that_failed_is_told_and_tried_again(
    ana: Visitor, stored: Database, app: Flask, idle: None
) -> None:
    document = give(ana)
    with stored.write() as session:
        row = session.get_one(Drafting, document)
        row.waiting, row.failed = [0, 2], [1]
    work(app)
    page = ana.page(f"/documents/{document}/progress")
    assert text_of(one(page, "[data-says]")) == "Done, but for 1 of 3 chapters."
    assert "could not be drafted" in text_of(one(page, ".chapters .failed"))
    chapter = text_of(one(ana.page(f"/documents/{document}?chapter=1"), "main"))
    assert "This chapter could not be drafted" in chapter
    ana.submit(page, f"/documents/{document}/go-on")
    work(app)
    assert text_of(one(ana.page(f"/documents/{document}/progress"), "[data-says]")) == "Done."


def test_a_document_that_was_done_at_once_has_no_progress(ana: Visitor, stored: Database) -> None:
    document = add_document(ana)
    response = ana.get(f"/documents/{document}/progress")
    assert (response.status_code, response.location) == (302, f"/documents/{document}")
    assert ana.post(f"/documents/{document}/stop").status_code == 404
    assert ana.get("/documents/987654/progress").status_code == 404


@sqlite_only
def test_a_learner_cannot_have_any_number_of_books_worked_on(
    ana: Visitor, ben: Visitor, stored: Database, app: Flask, idle: None
) -> None:
    for number in range(drafting.MOST_OPEN):
        give(ana, as_epub(book(15_000 + 3_000 * number, 3)))
    before = dump(stored)
    for refused in (ana.upload(BOOK, "one more.epub"), ana.post("/make", {"text": ARTICLE})):
        assert refused.status_code == 429
        assert "Wait until one of them is done" in wrong(parsed(refused))[""]
    assert dump(stored) == before
    give(ben)
    work(app)
    give(ana)


def test_a_book_given_twice_is_one_and_its_work_is_not_begun_again(
    ana: Visitor, stored: Database
) -> None:
    document = give(ana)
    count = len(drafts_of(stored, document))
    again = ana.upload(BOOK, "again.epub")
    assert again.location == f"/documents/{document}"
    assert len(drafts_of(stored, document)) == count


def test_a_restart_goes_on_with_open_work_at_the_first_request(
    ana: Visitor, stored: Database, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(app.extensions["flashcards.background"], "wake", lambda: None)
        document = give(ana)
    ana.get("/")
    assert not drafts_of(stored, document)
    app.extensions.pop("flashcards.woken")
    ana.get("/")
    assert drafts_of(stored, document)


@sqlite_only
def test_the_form_keeps_what_was_chosen_when_a_book_is_refused(
    ana: Visitor, hers: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "MOST_OPEN", 0)
    response = ana.post("/make", {"text": ARTICLE, "deck": str(hers.deck)})
    assert response.status_code == 429
    assert form_of(parsed(response), "/make")["deck"] == str(hers.deck)


def test_the_sentence_of_every_state_is_said() -> None:
    titles = ("Attachment", "Loss")
    said = [
        progress_pages.says(drafting.Progress(*each))
        for each in (
            ("working", titles, (1,), ()),
            ("stopped", titles, (1,), ()),
            ("done", titles, (), ()),
            ("done", titles, (), (0,)),
        )
    ]
    assert said == [
        "Chapter 2 of 2: Loss",
        "Stopped after 1 of 2 chapters.",
        "Done.",
        "Done, but for 1 of 2 chapters.",
    ]


def _files(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if not path.name.endswith(("-wal", "-shm"))}
