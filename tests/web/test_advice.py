"""Advice while one writes a note, and the sentence of a note, one step away."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from flashcards.store.engine import Database
from flashcards.store.models.content import Note
from tests.web.library import Library, add_deck, add_note
from tests.web.visitor import Visitor, dump, form_of, one, parsed, sqlite_only, text_of, wrong

YES_OR_NO = {"front": "Is empathy agreement?", "back": "No: one can follow without sharing."}


@pytest.fixture
def deck(ana: Visitor) -> int:
    return add_deck(ana)


def preview(visitor: Visitor, **fields: str) -> list[dict[str, Any]]:
    response = visitor.send("/api/preview", {"type": "basic", "source": "Own words", **fields})
    assert response.status_code == 200
    advice: list[dict[str, Any]] = json.loads(response.data)["advice"]
    return advice


@sqlite_only
def test_the_editor_gets_each_fault_in_words_with_before_and_after(ana: Visitor) -> None:
    (told,) = preview(ana, **YES_OR_NO)
    assert (told["name"], told["level"], told["levelName"]) == ("No yes or no", "E", "Mend this")
    repair = told["repair"]
    assert repair["what"] == "Ask for the reason."
    assert repair["fields"]["front"] == "Why isn’t empathy agreement?"
    assert repair["changes"][0] == {
        "label": "Front",
        "before": "Is empathy agreement?",
        "after": "Why isn’t empathy agreement?",
    }
    assert repair["also"] == []
    assert preview(ana, front="Who wrote on holding?", back="Winnicott.") == []


@sqlite_only
def test_the_editor_holds_an_answer_against_its_quote(ana: Visitor) -> None:
    quote = "Bordin saw three parts in the alliance."
    fields = {"front": "How many parts has the alliance for Bordin?", "quote": quote}
    assert preview(ana, back="Three.", **fields) == []
    (told,) = preview(ana, back="Five.", **fields)
    assert told["name"] == "Says what its quote says"


@sqlite_only
def test_what_an_advice_shows_never_holds_what_would_run(ana: Visitor) -> None:
    hostile = "<img src=x onerror=x>"
    (told, *_) = preview(ana, front=f"Is it {hostile}?", back=f"No, it {hostile} is of that kind")
    shown = json.dumps(told["repair"]["changes"])
    assert "<img" not in shown
    assert "&lt;img" in shown


def test_without_script_one_is_asked_once_and_may_keep_it(
    ana: Visitor, deck: int, stored: Database
) -> None:
    page = ana.page(f"/notes/new?deck={deck}")
    before = dump(stored)
    asked = ana.submit(page, "/notes/new", deck=str(deck), front="Is it so?", back="No.")
    assert asked.status_code == 422
    assert dump(stored) == before
    told = parsed(asked)
    assert "press the button again" in text_of(one(told, ".notice.problem"))
    assert "No yes or no" in text_of(one(told, "form > section.advice"))
    assert "Keep it as it is" in text_of(told)
    assert ana.submit(told, "/notes/new").status_code == 302
    with stored.read() as session:
        assert session.scalars(select(Note.front).where(Note.deck_id == deck)).all() == [
            "Is it so?"
        ]


@sqlite_only
def test_what_has_a_fault_of_another_kind_is_asked_about_again(ana: Visitor, deck: int) -> None:
    page = ana.page(f"/notes/new?deck={deck}")
    asked = parsed(ana.submit(page, "/notes/new", deck=str(deck), front="Is it so?", back="No."))
    again = ana.submit(asked, "/notes/new", front="Why?", back="A; b; c; d")
    assert again.status_code == 422
    assert form_of(parsed(again), "/notes/new")["advised"] == "R3 R1"


@sqlite_only
def test_a_note_without_a_source_is_kept_without_a_question(ana: Visitor, deck: int) -> None:
    page = ana.page(f"/notes/new?deck={deck}")
    kept = ana.submit(page, "/notes/new", deck=str(deck), front="Who?", back="Winnicott.")
    assert kept.status_code == 302


@sqlite_only
def test_a_fault_that_was_there_before_an_edit_is_not_asked_about(
    ana: Visitor, deck: int, stored: Database
) -> None:
    note = add_note(ana, stored, deck, **YES_OR_NO)
    page = ana.page(f"/notes/{note}")
    assert ana.submit(page, f"/notes/{note}", tags="new").status_code == 302
    assert ana.submit(page, f"/notes/{note}", back="No; a; b; c").status_code == 422


@sqlite_only
def test_an_empty_field_is_told_of_before_anything_else(ana: Visitor, deck: int) -> None:
    page = ana.page(f"/notes/new?deck={deck}")
    refused = parsed(ana.submit(page, "/notes/new", deck=str(deck), front="Is it so?", back=""))
    assert "back" in wrong(refused)
    assert not refused.select("section.advice .finding")


def test_without_script_a_button_lays_the_repair_into_the_form(
    ana: Visitor, deck: int, stored: Database
) -> None:
    page = ana.page(f"/notes/new?deck={deck}")
    asked = parsed(ana.submit(page, "/notes/new", deck=str(deck), **YES_OR_NO))
    before = dump(stored)
    mended = ana.submit(asked, "/notes/new", mend="R3")
    assert mended.status_code == 200
    assert form_of(parsed(mended), "/notes/new")["front"] == "Why isn’t empathy agreement?"
    assert dump(stored) == before
    assert ana.submit(parsed(mended), "/notes/new").status_code == 302


def test_the_other_notes_of_a_split_are_added_with_the_first(
    ana: Visitor, deck: int, stored: Database
) -> None:
    kinds = "- Withdrawal: moving away\n- Confrontation: turning against"
    fields = {"deck": str(deck), "front": "What kinds are there?", "back": kinds}
    sent = {**fields, "type": "basic", "source": "Own words", "tags": "x", "mend": "R1"}
    page = parsed(ana.post("/notes/new", sent))
    assert text_of(one(page, "[name=also_back]")) == "turning against"
    assert ana.submit(page, "/notes/new").status_code == 302
    with stored.read() as session:
        notes = select(Note).where(Note.deck_id == deck).order_by(Note.position)
        first, second = session.scalars(notes).all()
    assert (first.back, second.back) == ("moving away", "turning against")
    assert (second.source, second.tags, second.front[:10]) == ("Own words", "x", "What kinds")


@sqlite_only
def test_a_shared_note_takes_no_notes_beside_it(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    def count() -> int:
        with stored.read() as session:
            return len(session.scalars(select(Note.id)).all())

    before = count()
    page = ana.page(f"/notes/{hers.shared_note}")
    path = f"/notes/{hers.shared_note}"
    sent = {**form_of(page, path), "also_front": "Mine?", "also_back": "Yes."}
    assert ana.post(path, sent).status_code == 302
    assert count() == before


def _accepted(stored: Database, hers: Library) -> Note:
    with stored.read() as session:
        chosen = select(Note).where(Note.document_id == hers.document)
        note = session.scalars(chosen).first()
    assert note is not None
    return note


def test_a_note_leads_to_its_sentence_in_the_document(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    note = _accepted(stored, hers)
    led = ana.get(f"/notes/{note.id}/document")
    assert led.status_code == 302
    address, _, anchor = led.location.partition("#")
    assert anchor == f"q{note.start}"
    mark = one(ana.page(address), f"#{anchor}")
    assert note.quote.startswith(text_of(mark)[:20])
    nowhere = ana.get(f"/notes/{hers.note}/document")
    assert nowhere.location == f"/notes/{hers.note}#evidence"


def test_an_answer_that_its_quote_no_longer_carries_says_so_everywhere(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    note = _accepted(stored, hers)
    path = f"/notes/{note.id}"
    assert not ana.page(path).select("[data-uncarried]")
    wrong_answer = {"back": "Something that Sigmund Freud said in 1910", "text": ""}
    form = {**form_of(ana.page(path), path), **wrong_answer}
    form.pop("advised")
    if note.type == "cloze":
        form |= {"text": f"{note.text} Freud said so in 1910.", "back": ""}
    assert ana.post(path, form).status_code == 302
    assert "1910" in text_of(one(ana.page(path), "[data-uncarried]"))
    studied = ana.page(f"/study/{hers.deck}")
    (card,) = [
        each for each in studied.select("[data-card]") if each.select(f'a[href^="{path}/document"]')
    ]
    assert "no longer carries the answer" in text_of(one(card, "summary"))
    others = [
        each for each in studied.select("[data-card] summary") if each not in card.select("*")
    ]
    assert all("no longer" not in text_of(each) for each in others)


def test_her_own_wording_of_a_shared_note_is_held_against_the_quote(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    with stored.write() as session:
        row = session.get_one(Note, hers.shared_note)
        row.quote = "The alliance joins a bond and agreed goals."
    path = f"/notes/{hers.shared_note}"
    assert not ana.page(path).select("[data-uncarried]")
    worded = "The alliance never joins a {{c1::bond}} and agreed {{c2::goals}}."
    assert ana.post(path, {"type": "cloze", "text": worded}).status_code == 302
    assert one(ana.page(path), "[data-uncarried]")


@sqlite_only
def test_browse_shows_where_each_note_comes_from(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    note = _accepted(stored, hers)
    add_note(ana, stored, hers.deck, front="Sourced?", source="Bordin (1979)")
    page = ana.page("/browse")
    assert page.select(f'[data-document][href="/notes/{note.id}/document"]')
    assert any("Bordin (1979)" in text_of(each) for each in page.select("details[data-evidence]"))
