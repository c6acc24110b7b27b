"""Leave it as it is: what a learner chose is remembered, can be seen, and can be taken back."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from flashcards.store.engine import Database
from tests.web.library import Library, add_deck, add_note
from tests.web.test_checks import YES_OR_NO
from tests.web.visitor import Visitor, dump, fields_of, one, said, sqlite_only, text_of

SOURCE = {"source": "Own words"}
LONG = {"front": "What is a rupture?", "back": "word " * 60, **SOURCE}


@pytest.fixture
def deck(ana: Visitor) -> int:
    return add_deck(ana, "To be checked")


def of_note(page: BeautifulSoup, note: int) -> list[str]:
    """Return the names of what is found in a note."""
    return [text_of(name) for name in page.select(f"#note-{note} .what strong")]


def button(page: BeautifulSoup, note: int, rule: str, does: str = "leave") -> Tag:
    (form,) = [
        form
        for form in page.select(f"#note-{note} form[action$='/{does}']")
        if fields_of(form)["rule"] == rule
    ]
    return form


def leave(visitor: Visitor, deck: int, note: int, rule: str) -> BeautifulSoup:
    """Leave what a rule finds as it is and return the page that follows."""
    form = button(visitor.page(f"/decks/{deck}/check"), note, rule)
    response = visitor.post(f"/notes/{note}/leave", fields_of(form), follow_redirects=True)
    return BeautifulSoup(response.get_data(as_text=True), "lxml")


def test_what_is_left_as_it_is_is_not_found_again(
    ana: Visitor, deck: int, stored: Database
) -> None:
    note = add_note(ana, stored, deck, **YES_OR_NO)
    other = add_note(ana, stored, deck, **{**YES_OR_NO, "front": "Is grief an illness?"})
    before = of_note(ana.page(f"/decks/{deck}/check"), other)
    page = leave(ana, deck, note, "R3")
    assert said(page)[0].startswith("Left as it is.")
    assert "No yes or no" not in of_note(page, note)
    assert of_note(page, other) == before


def test_when_all_is_left_the_page_does_not_say_that_all_rules_are_kept(
    ana: Visitor, deck: int, stored: Database
) -> None:
    note = add_note(ana, stored, deck, **LONG)
    page = leave(ana, deck, note, "R8")
    assert "keep all rules" not in text_of(one(page, "main"))
    assert "Nothing more to mend: 1 finding is left as it is" in text_of(one(page, "main"))


def test_the_rule_is_left_for_this_note_alone_and_no_other_rule(
    ana: Visitor, deck: int, stored: Database
) -> None:
    note = add_note(ana, stored, deck, **{**LONG, "back": "Yes, because " + "word " * 60})
    add_note(ana, stored, deck, front="Is trust crucial?", back="No.", **SOURCE)
    note = add_note(ana, stored, deck, front="Is this study good?", back="Yes.", **SOURCE)
    found = of_note(ana.page(f"/decks/{deck}/check"), note)
    assert {"No yes or no", "Stands alone"} <= set(found)
    found.remove("No yes or no")
    assert of_note(leave(ana, deck, note, "R3"), note) == found


def test_a_note_that_is_reworded_is_looked_at_anew(
    ana: Visitor, deck: int, stored: Database
) -> None:
    note = add_note(ana, stored, deck, **YES_OR_NO)
    leave(ana, deck, note, "R3")
    ana.post(f"/notes/{note}", {**YES_OR_NO, "type": "basic", "tags": "alliance"})
    assert of_note(ana.page(f"/decks/{deck}/check"), note) == []
    ana.post(f"/notes/{note}", {**YES_OR_NO, "type": "basic", "back": "Yes, since it helps so."})
    assert "No yes or no" in of_note(ana.page(f"/decks/{deck}/check"), note)
    assert ana.page(f"/decks/{deck}/check?left=1").select("article") == []


def test_what_was_left_is_shown_and_can_be_taken_back(
    ana: Visitor, deck: int, stored: Database
) -> None:
    note = add_note(ana, stored, deck, **YES_OR_NO)
    add_note(ana, stored, deck, **LONG)
    page = leave(ana, deck, note, "R3")
    link = one(page, "a[href*='left=1']")
    assert text_of(link) == "1 left as it is"
    left = ana.page(str(link["href"]))
    assert [text_of(each) for each in left.select("article .what strong")] == ["No yes or no"]
    assert not left.select("form[action$='/repair']")
    form = button(left, note, "R3", "take-up")
    ana.post(f"/notes/{note}/take-up", fields_of(form))
    assert "No yes or no" in of_note(ana.page(f"/decks/{deck}/check"), note)
    assert not ana.page(f"/decks/{deck}/check").select("a[href*='left=1']")


def test_it_is_undone_at_once_by_the_message(ana: Visitor, deck: int, stored: Database) -> None:
    note = add_note(ana, stored, deck, **YES_OR_NO)
    page = leave(ana, deck, note, "R3")
    undo = one(page, ".notice.undo form")
    ana.post(str(undo["action"]))
    assert "No yes or no" in of_note(ana.page(f"/decks/{deck}/check"), note)


@sqlite_only
def test_nothing_is_left_that_was_not_seen(ana: Visitor, deck: int, stored: Database) -> None:
    note = add_note(ana, stored, deck, **YES_OR_NO)
    fields = fields_of(button(ana.page(f"/decks/{deck}/check"), note, "R3"))
    ana.post(f"/notes/{note}", {**YES_OR_NO, "type": "basic", "back": "No, since it takes time."})
    before = dump(stored)
    for sent in (fields, {**fields, "rule": "R99"}, {**fields, "rule": "R7"}):
        told = ana.say(ana.post(f"/notes/{note}/leave", sent))
        assert told[-1] == "This note has changed since you looked at it. Look at it again."
    assert dump(stored) == before


def test_a_pair_is_left_only_as_long_as_it_is_the_same_pair(
    ana: Visitor, deck: int, stored: Database
) -> None:
    same = {"front": "What is an early rupture?", "back": "A strain.", **SOURCE}
    first = add_note(ana, stored, deck, **same)
    note = add_note(ana, stored, deck, **same)
    assert "Not twice" in of_note(ana.page(f"/decks/{deck}/check"), note)
    assert of_note(leave(ana, deck, note, "R14"), note) == []
    other = {**same, "type": "basic", "front": "What is an *early* rupture?"}
    ana.post(f"/notes/{first}", {**other, "back": "A strain!"})
    assert of_note(ana.page(f"/decks/{deck}/check"), note) == []
    ana.post(f"/notes/{first}", {**other, "front": "So, what is an early rupture?"})
    assert "Not twice" in of_note(ana.page(f"/decks/{deck}/check"), note)


def test_several_findings_of_a_rule_are_left_by_one_button(
    ana: Visitor, deck: int, stored: Database
) -> None:
    fields = {"front": "What does this study say?", "back": "What the above says.", **SOURCE}
    note = add_note(ana, stored, deck, **fields)
    page = ana.page(f"/decks/{deck}/check")
    assert of_note(page, note).count("Stands alone") == 2
    assert "Leave all 2 as they are" in text_of(button(page, note, "R5"))
    assert "Stands alone" not in of_note(leave(ana, deck, note, "R5"), note)


def test_in_a_shared_deck_each_leaves_for_herself(
    ana: Visitor, ben: Visitor, hers: Library, stored: Database
) -> None:
    page = ana.page(f"/decks/{hers.shared}/check")
    form = page.select("form[action$='/leave']")[0]
    fields = fields_of(form)
    number = int(str(form["action"]).split("/")[-2])
    theirs = of_note(ben.page(f"/decks/{hers.shared}/check"), number)
    found = of_note(page, number)
    ana.post(f"/notes/{number}/leave", fields)
    assert len(of_note(ana.page(f"/decks/{hers.shared}/check"), number)) < len(found)
    assert of_note(ben.page(f"/decks/{hers.shared}/check"), number) == theirs


@sqlite_only
def test_another_learner_leaves_and_takes_up_nothing(
    ana: Visitor, ben: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    note = add_note(ana, stored, hers.deck, **YES_OR_NO)
    fields = fields_of(button(ana.page(f"/decks/{hers.deck}/check"), note, "R3"))
    fields.pop("csrf_token")
    before = dump(stored)
    assert ben.post(f"/notes/{note}/leave", fields).status_code == 404
    ana.post(f"/notes/{note}/leave", fields)
    after = dump(stored)
    assert {name for name in after if after[name] != before[name]} == {"left_as_is"}
    assert ben.post(f"/notes/{note}/take-up", {"rule": "R3"}).status_code == 404
    assert dump(stored) == after


@sqlite_only
def test_when_the_last_of_a_page_is_left_the_page_before_is_shown(
    ana: Visitor, deck: int, stored: Database
) -> None:
    for number in range(26):
        words = {"front": f"Is number {number} a lucky one?", "back": f"Yes, {number}."}
        add_note(ana, stored, deck, **words, **SOURCE)
    (last,) = ana.page(f"/decks/{deck}/check?page=2").select("article")
    fields = fields_of(last.select("form[action$='/leave']")[0])
    note = str(last["id"]).removeprefix("note-")
    response = ana.post(f"/notes/{note}/leave", fields)
    assert len(ana.page(response.location).select("article")) == 25
