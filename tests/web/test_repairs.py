"""Repairs on a deck's check page that ask, contrast, set apart, shorten or let go."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import select

from flashcards.store.engine import Database
from flashcards.store.models.content import Deck, Note
from flashcards.store.models.learning import CardFlag
from tests.web.library import Library, add_deck, add_note, cards_of
from tests.web.visitor import Clock, Visitor, dump, fields_of, one, parsed, sqlite_only, text_of

SOURCE = {"source": "A handbook (2019)"}
ETHICS = {
    "front": "What does the ethics code ask of a therapist who stops?",
    "back": "To prepare the client.",
    **SOURCE,
}
SAME = {"front": "What is congruence for a therapist?", **SOURCE}
SAYS = {"say-edition": "Code of 2017", "say-place": "Norway", "say-until": "2027-11-23"}


@pytest.fixture
def deck(ana: Visitor) -> int:
    return add_deck(ana, "To be checked")


def notes_of(stored: Database, deck: int) -> list[Note]:
    with stored.read() as session:
        chosen = select(Note).where(Note.deck_id == deck, Note.deleted_at.is_(None))
        return list(session.scalars(chosen.order_by(Note.position)))


def forms(page: BeautifulSoup, note: int, action: str) -> list[Tag]:
    return page.select(f"#note-{note} form[action$='/{action}']")


def labelled(page: BeautifulSoup, note: int, words: str) -> dict[str, str]:
    """Return the fields of the repair whose button says ``words``."""
    (form,) = [each for each in forms(page, note, "repair") if words in text_of(each)]
    return fields_of(form)


def ask(visitor: Visitor, deck: int, note: int, said: Mapping[str, str] = SAYS) -> BeautifulSoup:
    """Answer what a repair asks, and return the page that shows before and after."""
    (form,) = forms(visitor.page(f"/decks/{deck}/check"), note, "ask")
    response = visitor.post(f"/notes/{note}/ask", {**fields_of(form), **said})
    assert response.status_code in (200, 422)
    return parsed(response)


def test_what_changes_with_time_is_dated_by_its_learner(
    ana: Visitor, deck: int, stored: Database
) -> None:
    note = add_note(ana, stored, deck, **ETHICS)
    before = dump(stored)
    page = ask(ana, deck, note)
    assert dump(stored) == before
    after = [text_of(each) for each in page.select(".after")]
    assert after == ["After: Valid for: Code of 2017, Norway", "After: review-by-2027-11-23"]
    accept = one(page, "form[action$='/repair']")
    assert one(accept, "button").has_attr("autofocus")
    assert ana.say(ana.post(f"/notes/{note}/repair", fields_of(accept))) == [
        "Done: Write it into the note."
    ]
    (row,) = notes_of(stored, deck)
    assert (row.extra, row.tags) == ("Valid for: Code of 2017, Norway", "review-by-2027-11-23")
    assert "Nothing to mend" in text_of(ana.page(f"/decks/{deck}/check"))


@sqlite_only
def test_an_answer_that_says_too_little_is_asked_again(
    ana: Visitor, deck: int, stored: Database
) -> None:
    note = add_note(ana, stored, deck, **ETHICS)
    page = ask(ana, deck, note, {"say-place": "Norway"})
    assert "Write the year" in text_of(one(page, ".notice.problem"))
    assert one(page, "input[name=say-place]")["value"] == "Norway"
    assert not page.select("form[action$='/repair']")
    page = ask(ana, deck, note, {**SAYS, "say-until": "soon"})
    assert "This is no day" in text_of(one(page, ".notice.problem"))


@sqlite_only
def test_only_what_was_shown_is_written(ana: Visitor, deck: int, stored: Database) -> None:
    note = add_note(ana, stored, deck, **ETHICS)
    fields = fields_of(one(ask(ana, deck, note), "form[action$='/repair']"))
    before = dump(stored)
    for changed in ({"say-edition": "Code of 2018"}, {"rule": "R6"}, {"rule": "R99"}, {"seen": ""}):
        told = ana.say(ana.post(f"/notes/{note}/repair", {**fields, **changed}))
        assert told == ["This note has changed since you looked at it. Look at it again."]
    ana.post(f"/notes/{note}", {**ETHICS, "type": "basic", "extra": "New."})
    told = ana.say(ana.post(f"/notes/{note}/repair", fields))
    assert told[-1].startswith("This note has changed")
    assert dump(stored)["cards"] == before["cards"]
    assert notes_of(stored, deck)[0].extra == "New."


@sqlite_only
def test_when_its_day_has_come_a_note_is_found_again(
    ana: Visitor, deck: int, stored: Database, clock: Clock
) -> None:
    fields = {**ETHICS, "extra": "Valid for: 2017", "tags": "review-by-2026-03-10"}
    note = add_note(ana, stored, deck, **fields)
    assert "Nothing to mend" in text_of(ana.page(f"/decks/{deck}/check"))
    clock.on(days=9)
    assert "look at this again by 10 March 2026" in text_of(ana.page(f"/decks/{deck}/check"))
    page = ask(ana, deck, note, {"say-until": "2027-01-01"})
    ana.post(f"/notes/{note}/repair", fields_of(one(page, "form[action$='/repair']")))
    (row,) = notes_of(stored, deck)
    assert (row.extra, row.tags) == ("Valid for: 2017", "review-by-2027-01-01")


def test_look_alikes_get_a_contrast_card_of_both(ana: Visitor, deck: int, stored: Database) -> None:
    front = "What is a {} rupture in the course of brief therapy?"
    add_note(ana, stored, deck, front=front.format("withdrawal"), back="Moving away.", **SOURCE)
    note = add_note(
        ana, stored, deck, front=front.format("confrontation"), back="Turning against.", **SOURCE
    )
    page = ana.page(f"/decks/{deck}/check")
    shown = text_of(one(page, f"#note-{note}"))
    assert "What tells a withdrawal rupture" in shown
    stays = [text_of(each) for each in page.select(f"#note-{note} .stays")]
    assert stays[1::2] == ["Moving away.", "Turning against."]
    ana.post(f"/notes/{note}/repair", labelled(page, note, "tells the two apart"))
    first, second, made = notes_of(stored, deck)
    assert (first.back, second.back) == ("Moving away.", "Turning against.")
    assert made.front.startswith("What tells a withdrawal rupture")
    assert "Turning against." in made.back
    assert len(cards_of(stored, made.id)) == 1
    assert "Nothing to mend" in text_of(ana.page(f"/decks/{deck}/check"))


@pytest.fixture
def pair(ana: Visitor, deck: int, stored: Database) -> tuple[int, int]:
    """Give two notes that ask the same and answer otherwise."""
    one = {**SAME, "source": "Rogers, C. R. (1957)"}
    first = add_note(ana, stored, deck, **{**one, "back": "Being genuine with the client."})
    tags = {"tags": "Gestalt-therapy"}
    return first, add_note(ana, stored, deck, **SAME, **tags, back="A match of posture and words.")


@pytest.mark.parametrize(
    ("words", "fronts"),
    [
        ("Begin with “In Gestalt", [SAME["front"], "In Gestalt therapy, what is congruence"]),
        ("In the other note: Begin with “For Rogers", ["For Rogers, what is", SAME["front"]]),
    ],
)
def test_a_contradiction_is_mended_in_either_note(
    ana: Visitor, deck: int, stored: Database, pair: tuple[int, int], words: str, fronts: list[str]
) -> None:
    page = ana.page(f"/decks/{deck}/check")
    ana.post(f"/notes/{pair[1]}/repair", labelled(page, pair[1], words))
    found = notes_of(stored, deck)
    assert [row.id for row in found] == list(pair)
    assert all(row.front.startswith(front) for row, front in zip(found, fronts, strict=True))
    assert "No contradiction" not in text_of(ana.page(f"/decks/{deck}/check"))


@pytest.mark.parametrize(("words", "goes"), [("Delete this one", 1), ("Delete the other", 0)])
def test_either_of_two_that_contradict_each_other_can_go(
    ana: Visitor, deck: int, stored: Database, pair: tuple[int, int], words: str, goes: int
) -> None:
    page = ana.page(f"/decks/{deck}/check")
    shown = [text_of(each) for each in page.select(f"#note-{pair[1]} .before")]
    assert "Before: Being genuine with the client." in shown
    response = ana.post(f"/notes/{pair[1]}/repair", labelled(page, pair[1], words))
    assert [row.id for row in notes_of(stored, deck)] == [pair[1 - goes]]
    undo = one(ana.page(response.location), ".notice.undo form")
    ana.post(str(undo["action"]))
    assert [row.id for row in notes_of(stored, deck)] == list(pair)


def test_whose_it_is_can_be_said_by_hand(
    ana: Visitor, deck: int, stored: Database, pair: tuple[int, int]
) -> None:
    page = ask(ana, deck, pair[1], {"say-whose": "psychoanalysis"})
    ana.post(f"/notes/{pair[1]}/repair", fields_of(one(page, "form[action$='/repair']")))
    assert notes_of(stored, deck)[1].front.startswith("In psychoanalysis, what is congruence")


def test_a_long_quote_of_a_deck_with_a_licence_is_shortened(
    ana: Visitor, deck: int, stored: Database
) -> None:
    sentence = "A rupture is a strain in the bond."
    text = f"{'Others have said a great deal about it all. ' * 5}{sentence}"
    note = add_note(ana, stored, deck, front="What is a rupture?", back="A strain in the bond.",
                    **SOURCE)  # fmt: skip
    with stored.write() as session:
        session.get_one(Deck, deck).licence = "CC BY 4.0"
        row = session.get_one(Note, note)
        row.quote, row.start, row.end = text, 10, 10 + len(text)
    page = ana.page(f"/decks/{deck}/check")
    assert "Quote" in [text_of(each) for each in page.select("dt")]
    ana.post(f"/notes/{note}/repair", labelled(page, note, "Shorten the quote"))
    (row,) = notes_of(stored, deck)
    assert row.start is not None
    assert (row.quote, row.start) == (sentence, 10 + text.index(sentence))
    assert row.end == row.start + len(sentence)


def review(visitor: Visitor, stored: Database, note: int) -> None:
    card = cards_of(stored, note)[0]
    events = [
        {"id": f"ev-{note}-{n:04}", "card": card, "at": 1_772_445_000_000 + n, "grade": grade,
         "scale": "four", "took": 5000}
        for n, grade in enumerate([1, 1, 4, 1, 4])
    ]  # fmt: skip
    assert visitor.send("/api/reviews", {"events": events}).status_code == 200


def test_a_note_that_costs_too_much_is_left_out_of_study_and_taken_back(
    ana: Visitor, deck: int, stored: Database
) -> None:
    note = add_note(ana, stored, deck, front="Who wrote on holding?", back="Winnicott.", **SOURCE)
    review(ana, stored, note)
    page = ana.page(f"/decks/{deck}/check")
    assert "It does not come up any more" in text_of(one(page, f"#note-{note}"))
    editor = one(page, f"#note-{note} a[data-way]")
    assert str(editor["href"]).startswith(f"/notes/{note}")
    response = ana.post(f"/notes/{note}/repair", labelled(page, note, "Leave it out of study"))
    with stored.read() as session:
        assert all(session.scalars(select(CardFlag.suspended)))
    told = ana.page(response.location)
    assert "Recalled in" not in text_of(told)
    ana.post(str(one(told, ".notice.undo form")["action"]))
    assert "Recalled in" in text_of(ana.page(f"/decks/{deck}/check"))


@sqlite_only
def test_in_a_shared_deck_one_can_only_leave_a_note_out(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    review(ana, stored, hers.shared_note)
    page = ana.page(f"/decks/{hers.shared}/check")
    found = forms(page, hers.shared_note, "repair")
    assert [text_of(one(form, "button")).rstrip(" 12") for form in found] == [
        "Leave it out of study."
    ]
    assert not page.select("form[action$='/ask']")
    ana.post(f"/notes/{hers.shared_note}/repair", fields_of(found[0]))
    assert "Recalled in" not in text_of(ana.page(f"/decks/{hers.shared}/check"))


@sqlite_only
def test_another_learner_is_asked_nothing(
    ana: Visitor, ben: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    note = add_note(ana, stored, hers.deck, **ETHICS)
    before = dump(stored)
    sent = {"rule": "R12", **SAYS}
    assert ben.post(f"/notes/{note}/ask", sent).status_code == 404
    assert ben.post(f"/notes/{note}/repair", {**sent, "seen": "x"}).status_code == 404
    assert dump(stored) == before


@sqlite_only
def test_the_editor_shows_what_the_answers_make_of_a_note(ana: Visitor) -> None:
    def preview(**more: Any) -> dict[str, Any]:
        response = ana.send("/api/preview", {"type": "basic", **ETHICS, "tags": "law", **more})
        assert response.status_code == 200
        told: dict[str, Any] = json.loads(response.data)
        return told

    told = preview()
    (advice,) = told["advice"]
    assert [each["name"] for each in advice["asks"]] == ["edition", "place", "until"]
    assert (advice["repair"], told["answered"]) == (None, None)
    answers = {"edition": "Code of 2017", "until": "2027-01-01"}
    repair = preview(asked={"rule": "R12", "answers": answers})["answered"]["repair"]
    assert repair["fields"]["tags"] == "law review-by-2027-01-01"
    assert repair["fields"]["extra"] == "Valid for: Code of 2017"
    assert [each["label"] for each in repair["changes"]] == ["Extra", "Tags"]
    problem = preview(asked={"rule": "R12", "answers": {"place": "Norway"}})["answered"]
    assert "Write the year" in problem["problem"]
    odd: list[Any] = ["x", [], {"rule": 5}, {"rule": [], "answers": {"a": "b"}}]
    for asked in [*odd, {"answers": {"a": 1}}]:
        preview(asked=asked)
