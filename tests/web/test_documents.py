"""Making cards: a document is taken or refused as a whole, and a person decides on each draft."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import select

from flashcards.store.engine import Database
from flashcards.store.models.content import Document, Draft, Note
from tests.web.conftest import MakeApp
from tests.web.library import ARTICLE, Library, add_deck, add_document, documents_of, drafts_of
from tests.web.visitor import (
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

TEXT = ARTICLE.format(title="Ruptures and repair")
HTML = """<!doctype html><html><head><title>Ruptures</title><script>track()</script></head><body>
<nav><a href="/">Home</a></nav><article><h1>Ruptures and repair</h1>
<h2>What is a rupture?</h2><p>A rupture is a strain in the bond between a therapist and a client.
It can be quiet or loud.</p>
<h2>What are the kinds of ruptures?</h2><p>The main kinds of ruptures include withdrawal,
confrontation, and mixed forms. Withdrawal is movement away from the therapist.</p>
</article><footer>All rights reserved.</footer></body></html>"""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("article.html", HTML.encode()),
        ("ARTICLE.HTM", HTML.encode("utf-16")),
        ("article.md", TEXT.encode()),
        ("article.txt", TEXT.replace("#", "").encode()),
        ("article.txt", TEXT.encode("utf-8-sig")),
        ("article.md", TEXT.replace("quiet", "quiet – naïve").encode("cp1252")),
        ("no ending", TEXT.encode("utf-16-le")),
        ("windows.txt", TEXT.replace("\n", "\r\n").encode()),
    ],
)
@sqlite_only
def test_a_file_becomes_a_document_with_drafts(
    ana: Visitor, stored: Database, name: str, data: bytes
) -> None:
    response = ana.upload(data, name)
    assert response.status_code == 302
    (document,) = _documents(stored)
    assert response.location == f"/documents/{document.id}"
    assert "rupture is a strain" in document.text
    assert len(drafts_of(stored, document.id)) >= 2
    assert not _notes(stored)


def test_pasted_text_becomes_a_document_with_drafts(ana: Visitor, stored: Database) -> None:
    document = add_document(ana)
    page = ana.page(f"/documents/{document}")
    assert text_of(one(page, "h1")) == "Ruptures"
    assert len(page.select("[data-draft]")) == len(drafts_of(stored, document)) >= 3


BAD = [
    (b"", "empty.txt"),
    (b" \n\t ", "blank.txt"),
    (b"%PDF-1.7 \x00\x01", "paper.pdf"),
    (b"PK\x03\x04" + b"\x00" * 40 + b"word/document.xml", "paper.docx"),
    (b"PK\x03\x04" + b"\x00" * 400, "archive.txt"),
    (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "picture.html"),
    (bytes(range(256)) * 20, "binary.txt"),
    (b"\x00" * 5000, "zeros.txt"),
    (b"\xff\xfe\xff" * 500, "broken.txt"),
    (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "menu.html"),
    (b"<!doctype html><html><body></body></html>", "nothing.html"),
    (b"<html>" + b"<div>" * 3000 + b"</html>", "deep.html"),
    (b"Five words are too few.", "short.txt"),
    (b"# A heading\n\n## Another\n", "headings.md"),
    (b'<meta charset="nonsense">' + b"\xff" * 900, "charset.html"),
]


@pytest.mark.parametrize(("data", "name"), BAD, ids=[name for _, name in BAD])
@sqlite_only
def test_what_cannot_be_read_is_told_by_its_name_and_nothing_is_kept(
    ana: Visitor, stored: Database, data: bytes, name: str
) -> None:
    before = dump(stored)
    response = ana.upload(data, name)
    assert response.status_code == 422
    told = " ".join(wrong(parsed(response)).values())
    assert name in told
    assert dump(stored) == before


@sqlite_only
def test_a_file_over_the_limit_is_refused_before_it_is_read(make_app: MakeApp) -> None:
    visitor = Visitor(make_app(max_upload=1024 * 1024))
    visitor.sign_up("ana@example.org")
    before = dump(visitor.app.extensions["flashcards.database"])
    response = visitor.upload(b"words " * (1024 * 1024 // 6), "book.txt")
    assert response.status_code == 413
    assert "Too large" in text_of(one(parsed(response), "h1"))
    assert dump(visitor.app.extensions["flashcards.database"]) == before


@sqlite_only
def test_a_file_under_the_limit_that_is_too_long_is_told(ana: Visitor, stored: Database) -> None:
    before = dump(stored)
    response = ana.upload(b"words " * (6 * 1024 * 1024 // 6), "book.txt")
    assert response.status_code == 422
    assert "book.txt" in " ".join(wrong(parsed(response)).values())
    assert dump(stored) == before


def test_nothing_chosen_and_nothing_pasted_is_told(ana: Visitor, stored: Database) -> None:
    before = dump(stored)
    for fields in ({}, {"text": ""}, {"text": " \n "}, {"deck": "new"}):
        response = ana.post("/make", fields)
        assert response.status_code == 422
        assert "paste" in wrong(parsed(response))["text"]
    assert dump(stored) == before


def test_what_was_pasted_stays_when_it_is_refused(ana: Visitor, hers: Library) -> None:
    typed = "Too few words,\n  with <b>marks</b> & quotes \"'."
    page = parsed(ana.post("/make", {"text": typed, "deck": str(hers.deck)}))
    assert one(page, "textarea[name=text]").get_text().lstrip("\r\n") == typed
    assert form_of(page, "/make")["deck"] == str(hers.deck)


@sqlite_only
@pytest.mark.parametrize("name", ["../../x.html", "<script>alert(1)</script>.txt", "é\u202e.txt"])
def test_the_name_of_a_file_is_only_words(ana: Visitor, name: str) -> None:
    page = parsed(ana.upload(b"too few words", name))
    assert not page.select("main script")
    assert wrong(page)
    assert ana.upload(TEXT.encode(), name).status_code == 302


def test_the_same_text_given_twice_is_one_document(ana: Visitor, stored: Database) -> None:
    first, second = add_document(ana), add_document(ana)
    assert first == second
    assert len(_documents(stored)) == 1


def test_two_learners_who_give_the_same_text_have_a_document_each(
    ana: Visitor, ben: Visitor, stored: Database
) -> None:
    hers, his = add_document(ana), add_document(ben)
    assert hers != his
    assert ben.get(f"/documents/{hers}").status_code == 404
    for who, document in ((ana, hers), (ben, his)):
        assert who.post(f"/documents/{document}/accept").status_code == 302
    assert len({note.guid for note in _notes(stored)}) * 2 == len(_notes(stored))


def test_a_draft_is_no_note_until_it_is_accepted(ana: Visitor, stored: Database) -> None:
    document = add_document(ana)
    assert not _notes(stored)
    assert "rupture is a strain" not in ana.get("/browse?q=strain").get_data(as_text=True)
    first, second, *_ = drafts_of(stored, document)
    accepted = ana.post(f"/drafts/{first}/accept")
    assert accepted.location == f"/documents/{document}#draft-{first}"
    (note,) = _notes(stored)
    assert note.document_id == document
    assert note.quote in _documents(stored)[0].text
    assert _states(stored, document)[:2] == ["accepted", "pending"]
    ana.post(f"/drafts/{second}/reject")
    assert _states(stored, document)[:2] == ["accepted", "rejected"]
    assert len(_notes(stored)) == 1


def test_accepting_twice_makes_one_note(ana: Visitor, stored: Database) -> None:
    first = drafts_of(stored, add_document(ana))[0]
    for _ in range(3):
        assert ana.post(f"/drafts/{first}/accept").status_code == 302
    assert len(_notes(stored)) == 1


def test_accepted_notes_go_into_the_deck_that_was_chosen(ana: Visitor, stored: Database) -> None:
    other, deck = add_deck(ana, "Other"), add_deck(ana, "Chosen")
    document = add_document(ana, deck=str(deck))
    assert ana.post(f"/documents/{document}/accept").location == f"/decks/{deck}"
    assert {note.deck_id for note in _notes(stored)} == {deck}
    assert other != deck


def test_without_a_deck_chosen_a_new_one_has_the_title_of_the_document(
    ana: Visitor, stored: Database
) -> None:
    document = add_document(ana, "On repair")
    location = ana.post(f"/documents/{document}/accept").location
    assert text_of(one(ana.page(location), "h1")) == "On repair"
    assert len(_notes(stored)) == len(drafts_of(stored, document))


def test_accepting_all_leaves_the_decided_ones_as_they_are(ana: Visitor, stored: Database) -> None:
    document = add_document(ana)
    drafts = drafts_of(stored, document)
    ana.post(f"/drafts/{drafts[0]}/accept")
    ana.post(f"/drafts/{drafts[1]}/reject")
    assert ana.say(ana.post(f"/documents/{document}/accept"))
    states = _states(stored, document)
    assert states == ["accepted", "rejected", *["accepted"] * (len(drafts) - 2)]
    assert len(_notes(stored)) == len(drafts) - 1
    page = ana.page(f"/documents/{document}")
    assert not page.select("[data-accept-all]:not([hidden])")


def test_a_decision_can_be_taken_back_and_made_again(ana: Visitor, stored: Database) -> None:
    document = add_document(ana)
    first = drafts_of(stored, document)[0]
    for _ in range(3):
        ana.post(f"/drafts/{first}/accept")
        assert _states(stored, document)[0] == "accepted"
        assert ana.post(f"/drafts/{first}/undecide").status_code == 302
        assert _states(stored, document)[0] == "pending"
        assert not [note for note in _notes(stored) if note.deleted_at is None]
    ana.post(f"/drafts/{first}/reject")
    ana.post(f"/drafts/{first}/undecide")
    assert _states(stored, document)[0] == "pending"


def test_a_note_that_was_thrown_away_can_be_made_of_its_draft_again(
    ana: Visitor, stored: Database
) -> None:
    document = add_document(ana)
    first = drafts_of(stored, document)[0]
    ana.post(f"/drafts/{first}/accept")
    (note,) = _notes(stored)
    ana.post(f"/notes/{note.id}/delete")
    assert ana.post(f"/drafts/{first}/undecide").status_code == 302
    assert ana.post(f"/drafts/{first}/accept").status_code == 302
    assert len([note for note in _notes(stored) if note.deleted_at is None]) == 1


def test_an_accepted_draft_is_not_rejected_over_its_note(ana: Visitor, stored: Database) -> None:
    document = add_document(ana)
    first = drafts_of(stored, document)[0]
    ana.post(f"/drafts/{first}/accept")
    assert ana.post(f"/drafts/{first}/reject").status_code == 403
    assert _states(stored, document)[0] == "accepted"


def test_a_draft_can_be_edited_into_a_note(ana: Visitor, stored: Database) -> None:
    document = add_document(ana)
    first, second, *_ = drafts_of(stored, document)
    page = ana.page(f"/drafts/{first}")
    with stored.read() as session:
        draft = session.get_one(Draft, first)
    assert text_of(one(page, "blockquote")) == " ".join(draft.quote.split())
    words = {"type": "basic", "front": "My question?", "back": "My answer", "tags": "mine, own"}
    response = ana.submit(page, f"/drafts/{first}", **words)
    assert response.location == f"/documents/{document}#draft-{first}"
    (note,) = _notes(stored)
    assert (note.front, note.back, note.tags) == ("My question?", "My answer", "mine own")
    assert (note.quote, note.start, note.end) == (draft.quote, draft.start, draft.end)
    assert _states(stored, document)[:2] == ["accepted", "pending"]
    assert second


def test_an_edit_that_makes_no_card_keeps_what_was_typed(ana: Visitor, stored: Database) -> None:
    document = add_document(ana)
    first = drafts_of(stored, document)[0]
    before = dump(stored)
    typed = {"type": "cloze", "text": "Nothing hidden", "extra": "An extra", "tags": "a b"}
    response = ana.post(f"/drafts/{first}", typed)
    assert response.status_code == 422
    page = parsed(response)
    assert "{{c1::" in wrong(page)["text"]
    kept = form_of(page, f"/drafts/{first}")
    assert {name: kept[name] for name in typed} == typed
    assert dump(stored) == before


def test_a_script_gets_the_decision_as_json(ana: Visitor, stored: Database) -> None:
    first = drafts_of(stored, add_document(ana))[0]
    asked = {"headers": {"Accept": "application/json"}}
    accepted = ana.post(f"/drafts/{first}/accept", **asked).json
    assert accepted is not None
    assert accepted["state"] == "accepted"
    assert accepted["note"] == _notes(stored)[0].id
    undone = ana.post(f"/drafts/{first}/undecide", **asked).json
    assert undone is not None
    assert (undone["state"], undone["note"]) == ("pending", None)


def test_the_marks_of_the_page_hold_exactly_the_quotes(ana: Visitor, stored: Database) -> None:
    document = add_document(ana)
    response = ana.get(f"/documents/{document}")
    page = BeautifulSoup(response.data, "lxml", preserve_whitespace_tags={"section"})
    source = one(page, "[data-source]")
    (row,) = _documents(stored)
    for line in source.select("[data-at]"):
        at = int(attribute(line, "data-at"))
        assert row.text[at : at + len(line.get_text())] == line.get_text()
    marked: dict[str, str] = {}
    for mark in source.select("mark"):
        for draft in attribute(mark, "data-of").split():
            marked[draft] = marked.get(draft, "") + mark.get_text()
    with stored.read() as session:
        quotes = {str(d.id): d.quote for d in session.scalars(select(Draft))}
    assert _packed(marked) == _packed(quotes)
    assert {attribute(link, "data-to") for link in source.select("a.to")} == set(quotes)
    _links_lead_to_marks(page.select("a[href^='#q']"), source)


@sqlite_only
def test_a_text_in_which_nothing_can_be_asked_is_kept_and_says_so(
    ana: Visitor, stored: Database
) -> None:
    words = "and then they went on and on along the river until it was late. " * 8
    response = ana.post("/make", {"text": words, "deck": "new"})
    assert response.status_code == 302
    if not drafts_of(stored, _documents(stored)[0].id):
        page = ana.page(response.location)
        assert "No card could be made" in text_of(one(page, "main"))


def test_documents_are_listed_for_their_owner_alone(
    ana: Visitor, ben: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    page = text_of(one(ana.page("/documents"), "main"))
    assert "Document of ana@example.org" in page
    assert "Document of ben@example.org" not in page
    assert len(documents_of(stored, hers.user)) == 1


def _packed(texts: dict[str, str]) -> dict[str, str]:
    return {name: "".join(text.split()) for name, text in texts.items()}


def _links_lead_to_marks(links: list[Tag], source: Tag) -> None:
    assert links
    ids = {attribute(mark, "id") for mark in source.select("mark")}
    assert {attribute(link, "href").removeprefix("#") for link in links} <= ids


def _documents(database: Database) -> list[Document]:
    with database.read() as session:
        return list(session.scalars(select(Document)))


def _notes(database: Database) -> list[Note]:
    """Return the notes that were made of drafts."""
    with database.read() as session:
        return list(session.scalars(select(Note).where(Note.document_id.is_not(None))))


def _states(database: Database, document: int) -> list[str]:
    with database.read() as session:
        chosen = select(Draft.state).where(Draft.document_id == document).order_by(Draft.position)
        return list(session.scalars(chosen))
