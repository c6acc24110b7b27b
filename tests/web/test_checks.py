"""The check of a deck: what it shows, and that a repair does what was shown and nothing else."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import select

from flashcards.store.engine import Database
from flashcards.store.models.content import Note
from tests.web.library import Library, add_deck, add_note, cards_of
from tests.web.visitor import Visitor, dump, fields_of, one, sqlite_only, text_of

SOURCE = {"source": "Own words"}
YES_OR_NO = {
    "front": "Is trust crucial in therapy?",
    "back": "Yes, because it lets clients open up.",
    **SOURCE,
}
LIST = {
    "front": "What are the three parts of Bordin’s working alliance?",
    "back": "- bond\n- goals\n- tasks",
    **SOURCE,
}
PARTS = {
    "front": "What kinds of rupture are there?",
    "back": "- Withdrawal: moving away\n- Confrontation: turning against",
    **SOURCE,
}


@pytest.fixture
def deck(ana: Visitor, stored: Database) -> int:
    made = add_deck(ana, "To be checked")
    add_note(ana, stored, made, front="Who wrote on holding?", back="Winnicott.", **SOURCE)
    return made


def checked(page: BeautifulSoup, note: int) -> Tag:
    return one(page, f"#note-{note}")


def mend(visitor: Visitor, deck: int, note: int, rule: str) -> list[str]:
    """Press the button of a repair and return what the page says then."""
    page = visitor.page(f"/decks/{deck}/check")
    forms = [fields_of(form) for form in checked(page, note).select("form[action$=repair]")]
    (fields,) = [each for each in forms if each["rule"] == rule]
    return visitor.say(visitor.post(f"/notes/{note}/repair", fields))


def notes_of(stored: Database, deck: int) -> list[Note]:
    with stored.read() as session:
        chosen = select(Note).where(Note.deck_id == deck, Note.deleted_at.is_(None))
        return list(session.scalars(chosen.order_by(Note.position)))


def test_a_deck_without_faults_says_so(ana: Visitor, deck: int) -> None:
    assert "Nothing to mend: 1 note" in text_of(ana.page(f"/decks/{deck}/check"))
    assert "This deck is empty" in text_of(ana.page(f"/decks/{add_deck(ana)}/check"))


def test_a_fault_is_shown_in_words_with_its_repair_before_and_after(
    ana: Visitor, deck: int, stored: Database
) -> None:
    note = add_note(ana, stored, deck, **YES_OR_NO)
    page = ana.page(f"/decks/{deck}/check")
    (article,) = page.select("article")
    assert article is checked(page, note)
    assert "No yes or no" in text_of(article)
    assert "R3" not in text_of(article)
    assert "Is trust crucial" in text_of(article.select(".before")[0])
    assert "Why is trust crucial in therapy?" in text_of(article.select(".after")[0])


def test_a_repair_changes_the_note_and_keeps_its_cards(
    ana: Visitor, deck: int, stored: Database
) -> None:
    note = add_note(ana, stored, deck, **YES_OR_NO)
    cards = cards_of(stored, note)
    assert mend(ana, deck, note, "R3") == ["Done: Ask for the reason."]
    with stored.read() as session:
        row = session.get_one(Note, note)
    assert (row.front, row.back) == (
        "Why is trust crucial in therapy?",
        "It lets clients open up.",
    )
    assert cards_of(stored, note) == cards
    assert "Nothing to mend" in text_of(ana.page(f"/decks/{deck}/check"))


def test_a_list_becomes_a_new_cloze_and_the_old_note_can_be_taken_back(
    ana: Visitor, deck: int, stored: Database
) -> None:
    note = add_note(ana, stored, deck, **LIST)
    mend(ana, deck, note, "R1")
    _, made = notes_of(stored, deck)
    assert (made.type, made.id != note) == ("cloze", True)
    assert "- {{c1::bond}}\n- {{c2::goals}}\n- {{c3::tasks}}" in made.text.replace("\r", "")
    assert made.source == "Own words"
    assert "What are the three parts" in text_of(ana.page("/bin/"))


def test_a_note_of_several_parts_becomes_several_notes(
    ana: Visitor, deck: int, stored: Database
) -> None:
    note = add_note(ana, stored, deck, **PARTS)
    mend(ana, deck, note, "R1")
    _, first, second = notes_of(stored, deck)
    assert (first.id, first.back, second.back) == (note, "moving away", "turning against")
    assert second.guid not in {"", first.guid}
    assert len(cards_of(stored, second.id)) == 1


def test_of_two_copies_one_goes_to_the_bin(ana: Visitor, deck: int, stored: Database) -> None:
    same = {"front": "What is a rupture?", "back": "A strain.", **SOURCE}
    add_note(ana, stored, deck, **same)
    second = add_note(ana, stored, deck, **same)
    assert mend(ana, deck, second, "R14")[0].startswith("The note is in the bin.")
    assert second not in {note.id for note in notes_of(stored, deck)}


@sqlite_only
def test_a_repair_of_what_has_changed_since_does_nothing(
    ana: Visitor, deck: int, stored: Database
) -> None:
    note = add_note(ana, stored, deck, **YES_OR_NO)
    page = ana.page(f"/decks/{deck}/check")
    fields = fields_of(one(checked(page, note), "form[action$=repair]"))
    changed = {**YES_OR_NO, "type": "basic", "back": "No, since it takes time and patience."}
    ana.post(f"/notes/{note}", changed)
    before = dump(stored)
    told = ana.say(ana.post(f"/notes/{note}/repair", fields))
    assert told[-1] == "This note has changed since you looked at it. Look at it again."
    assert dump(stored) == before


@sqlite_only
def test_a_shared_deck_is_shown_without_a_button(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    page = ana.page(f"/decks/{hers.shared}/check")
    assert page.select("article")
    assert not page.select("form[action*=repair]")
    before = dump(stored)
    refused = ana.post(f"/notes/{hers.shared_note}/repair", {"rule": "R11", "seen": "x"})
    assert refused.status_code == 403
    assert dump(stored) == before


def test_reviews_that_are_mostly_failed_are_told_of(
    ana: Visitor, deck: int, stored: Database
) -> None:
    (note,) = notes_of(stored, deck)
    (card,) = cards_of(stored, note.id)
    events = [
        {"id": f"event-{n:04}", "card": card, "at": 1_772_445_000_000 + n, "grade": grade,
         "scale": "four", "took": 5000}
        for n, grade in enumerate([1, 1, 4, 1, 4])
    ]  # fmt: skip
    assert ana.send("/api/reviews", {"events": events}).status_code == 200
    assert "Recalled in 40% of 5 reviews" in text_of(ana.page(f"/decks/{deck}/check"))
    ana.send(
        "/api/reviews",
        {"events": [{"id": "void-0001", "card": card, "at": 1_772_445_000_009,
                     "target": "event-0004"}]},
    )  # fmt: skip
    assert "Recalled" not in text_of(ana.page(f"/decks/{deck}/check"))


@sqlite_only
def test_the_gravest_come_first_and_a_long_check_has_pages(
    ana: Visitor, deck: int, stored: Database
) -> None:
    for number in range(26):
        fields = {"front": f"Which is number {number}?", "back": f"{number + 1} words " * 11}
        add_note(ana, stored, deck, **fields, **SOURCE)
    grave = add_note(ana, stored, deck, **YES_OR_NO)
    page = ana.page(f"/decks/{deck}/check")
    articles = page.select("article")
    assert len(articles) == 25
    assert articles[0] is checked(page, grave)
    assert 0 < len(ana.page(f"/decks/{deck}/check?page=2").select("article")) <= 25
