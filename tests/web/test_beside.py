"""The page where one decides: what it shows, what it remembers, and what its script is told."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select, update

from flashcards.services.making import drafting
from flashcards.store.engine import Database
from flashcards.store.models.content import Document, Draft, Note
from tests.web.library import add_document, drafts_of
from tests.web.visitor import Clock, Visitor, attribute, form_of, one, sqlite_only, text_of

JSON = {"headers": {"Accept": "application/json"}}
QUALITIES = (0.9, 0.5, 0.3)


@pytest.fixture
def document(ana: Visitor, stored: Database) -> int:
    """Return a document whose first three drafts differ in quality; the others are poor."""
    made = add_document(ana)
    first = drafts_of(stored, made)
    with stored.write() as session:
        session.execute(update(Draft).values(quality=0.1))
        for id_, quality in zip(first, QUALITIES, strict=False):
            session.execute(update(Draft).where(Draft.id == id_).values(quality=quality))
    return made


def choose(ana: Visitor, document: int, **choices: str) -> None:
    """Send the form of choices as it stands on the page, but for some of them."""
    page = ana.page(f"/documents/{document}")
    response = ana.submit(page, f"/documents/{document}/place", **choices)
    assert response.status_code == 302


def shown(ana: Visitor, document: int) -> list[int]:
    """Return the ids of the drafts that are to be seen."""
    page = ana.page(f"/documents/{document}")
    return [
        int(attribute(each, "data-draft")) for each in page.select("[data-draft]:not([hidden])")
    ]


def test_the_slider_shows_as_many_as_are_good_enough(
    ana: Visitor, stored: Database, document: int
) -> None:
    drafts = drafts_of(stored, document)
    for stop, count in (("0", 1), ("1", 2), ("2", 3), ("essentials", 1), ("nonsense", 1), ("9", 1)):
        choose(ana, document, volume=stop)
        assert shown(ana, document) == list(drafts[:count]), stop
        page = ana.page(f"/documents/{document}")
        assert text_of(one(page, "[data-pending]")) == str(count)
    marks = page.select("[data-source] mark.off")
    assert marks
    assert all(str(drafts[0]) not in attribute(mark, "data-of").split() for mark in marks)


def test_what_was_decided_stays_and_can_be_filtered(
    ana: Visitor, stored: Database, document: int
) -> None:
    drafts = drafts_of(stored, document)
    ana.post(f"/drafts/{drafts[2]}/accept")
    ana.post(f"/drafts/{drafts[1]}/reject")
    assert shown(ana, document) == list(drafts[:3])
    for kind, expected in (
        ("accepted", [2]),
        ("rejected", [1]),
        ("pending", [0]),
        ("all", [0, 1, 2]),
    ):
        choose(ana, document, shown=kind)
        assert shown(ana, document) == [drafts[at] for at in expected]


def test_drafts_can_follow_the_text(ana: Visitor, stored: Database, document: int) -> None:
    choose(ana, document, ordered="text", volume="2")
    with stored.read() as session:
        start = {draft.id: draft.start or 0 for draft in session.scalars(select(Draft))}
    found = shown(ana, document)
    assert found == sorted(found, key=lambda id_: start[id_])
    choose(ana, document, ordered="best")
    assert shown(ana, document) == list(drafts_of(stored, document)[:3])


def test_another_device_goes_on_where_one_stopped(
    ana: Visitor, stored: Database, document: int
) -> None:
    second = drafts_of(stored, document)[1]
    page = ana.page(f"/documents/{document}")
    assert "data-stopped" not in one(page, "[data-beside]").attrs
    sent = {"draft": str(second), "chapter": "0"}
    assert ana.post(f"/documents/{document}/place", sent, **JSON).json is not None
    beside = one(ana.page(f"/documents/{document}"), "[data-beside]")
    assert attribute(beside, "data-now") == str(second)
    assert "data-stopped" in beside.attrs


@sqlite_only
def test_a_place_that_is_no_more_is_no_trouble(ana: Visitor, document: int) -> None:
    ana.post(f"/documents/{document}/place", {"draft": "987654", "chapter": "77"})
    assert ana.get(f"/documents/{document}").status_code == 200
    assert ana.get(f"/documents/{document}?chapter=-3").status_code == 200
    assert (
        ana.post(f"/documents/{document}/place", {"draft": "x", "chapter": ""}).status_code == 302
    )


def test_a_script_gets_the_two_halves(ana: Visitor, stored: Database, document: int) -> None:
    reply = ana.get(f"/documents/{document}", **JSON).json
    assert reply is not None
    assert reply["left"] == 2
    assert reply["newest"] == max(drafts_of(stored, document))
    assert 'data-draft="' in reply["drafts"]
    assert 'data-at="' in reply["text"]
    assert "<html" not in reply["drafts"] + reply["text"]


def test_undo_goes_back_step_by_step(
    ana: Visitor, stored: Database, document: int, clock: Clock
) -> None:
    one_, two, *_ = drafts_of(stored, document)
    page = ana.page(f"/documents/{document}")
    assert "disabled" in one(page, "[data-undo] button").attrs
    ana.post(f"/drafts/{two}/reject")
    clock.on(seconds=1)
    ana.post(f"/drafts/{one_}/accept")
    back = ana.post(f"/documents/{document}/undo", **JSON).json
    assert back == {"drafts": [{"id": one_, "state": "pending", "chapter": 0}]}
    response = ana.submit(ana.page(f"/documents/{document}"), f"/documents/{document}/undo")
    assert response.location == f"/documents/{document}#draft-{two}"
    assert ana.post(f"/documents/{document}/undo", **JSON).json == {"drafts": []}
    with stored.read() as session:
        assert set(session.scalars(select(Draft.state))) == {"pending"}


def test_accepting_all_goes_by_the_slider(ana: Visitor, stored: Database, document: int) -> None:
    choose(ana, document, volume="0")
    page = ana.page(f"/documents/{document}")
    response = ana.submit(page, f"/documents/{document}/accept")
    assert response.status_code == 302
    with stored.read() as session:
        assert session.scalars(select(Draft.quality).where(Draft.state == "accepted")).all() == [
            0.9
        ]
    page = ana.page(f"/documents/{document}")
    assert "hidden" not in one(page, "[data-all-decided]").attrs
    assert "All decided" in text_of(one(page, "[data-all-decided]"))


def test_a_fault_is_said_and_mended_by_one_button(
    ana: Visitor, stored: Database, document: int
) -> None:
    first = drafts_of(stored, document)[0]
    with stored.write() as session:
        row = session.get_one(Draft, first)
        row.type, row.text, row.front = "basic", "", "What is a rupture?"
        row.back = "a strain in the bond; a break; a tear; a rift"
    page = ana.page(f"/documents/{document}")
    draft = one(page, f"#draft-{first}")
    assert "Should be mended" in text_of(draft)
    accepted = ana.submit(page, f"/documents/{document}/accept")
    assert accepted.location.startswith(f"/documents/{document}")
    assert "1 should be mended first" in " ".join(ana.say(accepted))
    with stored.read() as session:
        assert session.get_one(Draft, first).state == "pending"
    action = f"/drafts/{first}/mend"
    assert ana.post(action, {"rule": "R1", "seen": "of old"}).status_code == 409
    seen = one(draft, "[data-mend]:has([value=R1]) [name=seen]")["value"]
    sent = {"rule": "R1", "seen": seen}
    assert ana.post(action, sent).location == f"/documents/{document}#draft-{first}"
    with stored.read() as session:
        row = session.get_one(Draft, first)
        assert (row.back, row.state) == ("a strain in the bond", "pending")
        assert "a break" in row.extra
    assert ana.post(action, sent).status_code == 409
    ana.post(f"/drafts/{first}/reject")
    assert ana.post(action, sent).status_code == 403


def test_a_draft_is_given_to_a_script_and_taken_from_it(
    ana: Visitor, stored: Database, document: int
) -> None:
    first = drafts_of(stored, document)[0]
    reply = ana.get(f"/drafts/{first}", **JSON).json
    assert reply is not None
    with stored.read() as session:
        row = session.get_one(Draft, first)
        assert (reply["quote"], reply["fields"]["front"]) == (row.quote, row.front)
    empty = {**reply["fields"], "type": "basic", "front": " ", "back": "x"}
    refused = ana.post(f"/drafts/{first}", empty, **JSON)
    assert refused.status_code == 422
    assert refused.json is not None
    assert "front" in refused.json["fields"]
    taken = ana.post(f"/drafts/{first}", {**empty, "front": "Better?"}, **JSON)
    assert (taken.status_code, taken.json) == (200, {"draft": first})
    with stored.read() as session:
        assert session.scalars(select(Note.front).where(Note.document_id == document)).all() == [
            "Better?"
        ]


def test_new_drafts_are_told_of(ana: Visitor, stored: Database, document: int) -> None:
    newest = max(drafts_of(stored, document))
    assert ana.get(f"/documents/{document}/news?after={newest}").json == {
        "count": 0,
        "chapters": [],
        "working": False,
        "says": "",
    }
    with stored.write() as session:
        row = session.get_one(Document, document)
        drafting.begin(session, row, row.created_at)
        session.get_one(Draft, newest).chapter = 3
    assert ana.get(f"/documents/{document}/news?after={newest - 1}").json == {
        "count": 1,
        "chapters": [3],
        "working": True,
        "says": "",
    }


def test_an_own_card_can_be_made_without_script(
    ana: Visitor, stored: Database, document: int
) -> None:
    page = ana.page(f"/documents/{document}/own")
    words = {"type": "basic", "front": "What is it?", "back": "a strain in the bond"}
    path = f"/documents/{document}/own"
    refused = ana.submit(page, path, **words, quote="nowhere in it")
    assert refused.status_code == 422
    made = ana.submit(page, path, **words, quote="rupture is a   strain in the bon")
    assert made.status_code == 302
    with stored.read() as session:
        (note,) = session.scalars(select(Note).where(Note.document_id == document))
        text = session.get_one(Document, document).text
        assert note.quote == "rupture is a strain in the bond" == text[note.start : note.end]
    assert made.location.startswith(f"/documents/{document}#draft-")
    assert "Your own" in text_of(one(ana.page(f"/documents/{document}"), "[data-draft].accepted"))


def test_a_selection_comes_back_as_whole_words(
    ana: Visitor, stored: Database, document: int
) -> None:
    with stored.read() as session:
        text = session.get_one(Document, document).text
    start = text.index("upture is a str")
    reply = ana.get(f"/documents/{document}/own?start={start}&end={start + 15}", **JSON).json
    assert reply is not None
    assert reply["quote"] == "rupture is a strain"
    assert ana.get(f"/documents/{document}/own?start=5&end=5", **JSON).status_code == 422


def test_what_was_left_out_is_used_by_one_button(
    ana: Visitor, stored: Database, app: Flask, document: int
) -> None:
    with stored.write() as session:
        row = session.get_one(Document, document)
        _, start, end, *_ = row.blocks[-1]
        row.blocks = row.blocks[:-1]
        row.left_out = [{"quote": "x", "why": "An aside.", "start": start, "end": end}]
    page = ana.page(f"/documents/{document}")
    out = one(page, "[data-left-out]")
    assert "An aside." in text_of(out)
    assert "open" not in out.attrs
    assert form_of(page, f"/documents/{document}/bring-back") is not None
    response = ana.submit(page, f"/documents/{document}/bring-back")
    assert response.location == f"/documents/{document}#at-{start}"
    assert not ana.page(f"/documents/{document}").select("[data-left-out]")
    for sent in ({}, {"start": "x", "end": "y"}, {"start": str(start), "end": str(end)}):
        assert ana.post(f"/documents/{document}/bring-back", sent).status_code == 404


def test_the_library_says_how_far_each_is_and_finds_by_title(
    ana: Visitor, stored: Database, document: int
) -> None:
    page = ana.page("/documents")
    assert "2 drafts to decide" in text_of(one(page, ".shelf"))
    assert "words" in text_of(one(page, ".shelf"))
    for id_ in drafts_of(stored, document)[:2]:
        ana.post(f"/drafts/{id_}/accept")
    said = text_of(one(ana.page("/documents?q=RUPT"), ".shelf"))
    assert "Done" in said
    assert "into Ruptures" in said
    assert "No title holds" in text_of(one(ana.page("/documents?q=zebra"), "main"))


def test_a_document_is_deleted_on_purpose_and_its_notes_stay(
    ana: Visitor, stored: Database, document: int
) -> None:
    first = drafts_of(stored, document)[0]
    ana.post(f"/drafts/{first}/accept")
    page = ana.page(f"/documents/{document}/delete")
    assert "1 note made of it stays" in text_of(one(page, "main"))
    response = ana.submit(page, f"/documents/{document}/delete")
    assert response.location == "/documents"
    assert ana.get(f"/documents/{document}").status_code == 404
    with stored.read() as session:
        (note,) = session.scalars(select(Note).where(Note.quote != ""))
    assert ana.get(f"/notes/{note.id}").status_code == 200
    assert "No documents yet" in text_of(one(ana.page("/documents"), "main"))
