"""Notes: added, worded, searched, left out, thrown away and taken back."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from flashcards.core.notes import FIELD_LIMIT
from flashcards.store.engine import Database
from flashcards.store.models.content import Card, Note
from flashcards.store.models.learning import ScheduleRow, Wording
from tests.web.library import Library, add_deck, add_note, cards_of
from tests.web.visitor import (
    Visitor,
    attribute,
    dump,
    form_of,
    one,
    parsed,
    said,
    sqlite_only,
    text_of,
    wrong,
)


@pytest.fixture
def deck(ana: Visitor) -> int:
    """Return an empty deck of Ana's."""
    return add_deck(ana)


@pytest.mark.parametrize(
    ("fields", "cards"),
    [
        ({"type": "basic", "front": "Q", "back": "A"}, 1),
        ({"type": "reversed", "front": "Q", "back": "A"}, 2),
        ({"type": "cloze", "text": "{{c1::a}} {{c3::b}} {{c1::c}}"}, 2),
    ],
)
def test_a_note_gives_the_cards_of_its_kind(
    ana: Visitor, deck: int, stored: Database, fields: dict[str, str], cards: int
) -> None:
    note = add_note(ana, stored, deck, **fields)
    assert len(cards_of(stored, note)) == cards


def test_the_form_for_the_next_note_keeps_deck_kind_and_tags(
    ana: Visitor, deck: int, stored: Database
) -> None:
    add_deck(ana, "B, to be chosen")
    fields = {"deck": str(deck), "type": "reversed", "front": "Q", "back": "A", "tags": "a b"}
    response = ana.post("/notes/new", fields)
    page = ana.page(response.location)
    assert "The note is in the deck." in said(page)[0]
    kept = form_of(page, "/notes/new")
    assert (kept["deck"], kept["type"], kept["tags"]) == (str(deck), "reversed", "a b")
    assert (kept["front"], kept["back"]) == ("", "")
    with stored.read() as session:
        (note,) = session.scalars(select(Note).where(Note.deck_id == deck))
    edit = attribute(one(page, ".notice a"), "href")
    assert edit == f"/notes/{note.id}"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"type": "basic", "back": "A"}, "front"),
        ({"type": "basic", "front": " ", "back": "A"}, "front"),
        ({"type": "basic", "front": "Q"}, "back"),
        ({"type": "reversed", "front": "Q"}, "back"),
        ({"type": "cloze", "text": "nothing hidden"}, "text"),
        ({"type": "cloze", "front": "Q", "back": "A"}, "text"),
        ({"type": "essay", "front": "Q", "back": "A"}, "type"),
        ({"type": "basic", "front": "x" * (FIELD_LIMIT + 1), "back": "A"}, "front"),
        ({"type": "basic", "front": "Q", "back": "A", "tags": "x" * 1001}, "tags"),
    ],
)
@sqlite_only
def test_a_note_without_a_card_is_not_added_and_what_was_typed_stays(
    ana: Visitor, deck: int, stored: Database, fields: dict[str, str], field: str
) -> None:
    before = dump(stored)
    response = ana.post("/notes/new", {"deck": str(deck), "extra": "Kept", **fields})
    assert response.status_code == 422
    page = parsed(response)
    assert field in wrong(page)
    kept = form_of(page, "/notes/new")
    assert kept["extra"] == "Kept"
    assert all(kept[name] == value for name, value in fields.items() if name != "type")
    assert dump(stored) == before


@pytest.mark.parametrize("chosen", ["", "0", "-1", "abc", "987654", "9" * 40])
@sqlite_only
def test_a_note_goes_into_no_deck_that_is_not_there(
    ana: Visitor, deck: int, stored: Database, chosen: str
) -> None:
    before = dump(stored)
    fields = {"deck": chosen, "type": "basic", "front": "Q", "back": "A"}
    response = ana.post("/notes/new", fields)
    assert response.status_code == 422
    assert "deck" in wrong(parsed(response))
    assert dump(stored) == before


def test_who_has_no_deck_is_sent_to_make_one_first(ana: Visitor) -> None:
    response = ana.get("/notes/new")
    assert response.location == "/decks/new?next=/notes/new"
    page = ana.page(response.location)
    assert "make one first" in said(page)[0]
    assert ana.submit(page, "/decks/new", title="First").location == "/notes/new"


def test_an_edited_note_keeps_its_schedule(
    ana: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    page = ana.page(f"/notes/{hers.note}")
    path = f"/notes/{hers.note}"
    assert form_of(page, path)["front"] == "Front of ana@example.org"
    edited = ana.submit(page, path, front="**Anew**", tags="one #two,one")
    assert edited.location == path
    assert ana.say(edited) == ["Kept."]
    kept = form_of(ana.page(path), path)
    assert (kept["front"], kept["tags"]) == ("**Anew**", "one two")
    with stored.read() as session:
        assert session.get(ScheduleRow, (hers.user, hers.card)) is not None
        assert session.get_one(Note, his.note).front == "Front of ben@example.org"


def test_the_kind_of_a_note_is_fixed(ana: Visitor, hers: Library, stored: Database) -> None:
    before = dump(stored)
    page = ana.page(f"/notes/{hers.note}")
    response = ana.submit(page, f"/notes/{hers.note}", type="cloze", text="{{c1::x}}")
    assert response.status_code == 422
    assert "keeps its kind" in wrong(parsed(response))["type"]
    assert dump(stored) == before


def test_a_mark_that_is_taken_out_rests_and_comes_back(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    path = f"/notes/{hers.cloze}"
    ana.post(path, {"type": "cloze", "text": "{{c1::One}} alone."})
    assert _active(stored, hers.cloze) == {1}
    ana.post(path, {"type": "cloze", "text": "{{c1::One}} and {{c2::two}}."})
    assert _active(stored, hers.cloze) == {1, 2}
    assert len(cards_of(stored, hers.cloze)) == 2


def test_own_words_for_a_shared_note_are_seen_by_their_learner_alone(
    ana: Visitor, ben: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    path = f"/notes/{hers.shared_note}"
    original = form_of(ben.page(path), path)["text"]
    mine = "The alliance, in my words: {{c1::bond}} and {{c2::goals}}."
    page = ana.page(path)
    assert ana.submit(page, path, text=mine).status_code == 302
    assert form_of(ana.page(path), path)["text"] == mine
    assert form_of(ben.page(path), path)["text"] == original
    assert "in my words" in _study(ana, hers.shared)
    assert "in my words" not in _study(ben, hers.shared)
    with stored.read() as session:
        assert session.get_one(Note, hers.shared_note).text == original
    back = ana.post(f"{path}/original")
    assert "This is the deck's own wording again." in ana.say(back)
    assert form_of(ana.page(path), path)["text"] == original


def test_own_words_give_the_cards_that_the_shared_note_has(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    before = dump(stored)
    for text in ("{{c1::bond}} alone", "{{c1::a}} {{c2::b}} {{c3::c}}", "{{c2::a}} {{c3::b}}"):
        response = ana.post(f"/notes/{hers.shared_note}", {"type": "cloze", "text": text})
        assert response.status_code == 422
        assert "shared" in wrong(parsed(response))["text"]
        assert form_of(parsed(response), f"/notes/{hers.shared_note}")["text"] == text
    assert dump(stored) == before


def test_own_words_change_nothing_but_words(ana: Visitor, hers: Library, stored: Database) -> None:
    fields = {
        "type": "cloze",
        "text": "{{c1::a}} {{c2::b}}",
        "source": "A forged source",
        "tags": "forged",
    }
    before = dump(stored)
    assert ana.post(f"/notes/{hers.shared_note}", fields).status_code == 302
    after = dump(stored)
    assert {name for name in after if after[name] != before[name]} == {"wordings"}
    with stored.read() as session:
        assert len(session.scalars(select(Wording)).all()) == 1


def test_a_note_that_is_left_out_does_not_come_up(ana: Visitor, hers: Library) -> None:
    assert "One" in _study(ana, hers.deck)
    page = ana.page(f"/notes/{hers.cloze}")
    path = f"/notes/{hers.cloze}/suspend"
    assert ana.say(ana.submit(page, path)) == ["Left out: it will not come up."]
    assert "two." not in _study(ana, hers.deck)
    again = ana.page(f"/notes/{hers.cloze}")
    assert ana.say(ana.submit(again, path)) == ["It comes up again."]
    assert "two." in _study(ana, hers.deck)


def test_leaving_a_shared_note_out_leaves_it_in_for_others(
    ana: Visitor, ben: Visitor, hers: Library, his: Library
) -> None:
    ana.post(f"/notes/{hers.shared_note}/suspend", {"suspended": "yes"})
    assert "alliance joins" not in _study(ana, hers.shared)
    assert "alliance joins" in _study(ben, his.shared)


def test_a_deleted_note_offers_to_come_back_at_once(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    response = ana.post(f"/notes/{hers.note}/delete")
    assert response.location == f"/decks/{hers.deck}"
    page = parsed(ana.get(response.location))
    assert "The note is in the bin." in said(page)[0]
    assert "Front of ana" not in text_of(one(page, "ul.notes"))
    assert ana.get(f"/notes/{hers.note}").status_code == 404
    assert "Front of ana" not in ana.get("/browse?q=Front").get_data(as_text=True)
    undo = attribute(one(page, ".notice form"), "action")
    assert ana.submit(page, undo).location == f"/decks/{hers.deck}"
    assert "Front of ana" in text_of(one(ana.page(f"/decks/{hers.deck}"), "ul.notes"))
    with stored.read() as session:
        assert session.get(ScheduleRow, (hers.user, hers.card)) is not None


def test_a_note_comes_back_from_the_bin_later(ana: Visitor, hers: Library) -> None:
    path = f"/bin/notes/{hers.thrown_note}"
    assert ana.say(ana.submit(ana.page("/bin/"), path)) == ["The note is back."]
    assert ana.get(f"/notes/{hers.thrown_note}").status_code == 200
    assert not ana.page("/bin/").select(f"form[action='{path}']")


SEARCHED = {
    "percent": "50% of clients",
    "underscore": "a_b under_score",
    "quotes": 'the "good" one\'s',
    "slash": "back\\slash",
    "bracket": "[a-z]* (a+)+",
    "unicode": "Größe naïve 共感",
    "noise": "nothing of that",
}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("%", ["percent"]),
        ("50%", ["percent"]),
        ("_", ["underscore"]),
        ("a_b", ["underscore"]),
        ('"good"', ["quotes"]),
        ("one's", ["quotes"]),
        ("'", ["quotes"]),
        ("\\", ["slash"]),
        ("(a+)+", ["bracket"]),
        ("[a-z]*", ["bracket"]),
        ("CLIENTS", ["percent"]),
        ("Größe", ["unicode"]),
        ("共感", ["unicode"]),
        ("clients 50%", ["percent"]),
        ("clients good", []),
        ("%%", []),
        ("tag:UNICODE", ["unicode"]),
        ("tag:uni", []),
        ("tag:%", []),
        ("tag:_oise", []),
        ("tag:noise of", ["noise"]),
        ("'; DROP TABLE notes; --", []),
        ("x" * 200, []),
        ("nothing " + "x" * 300, []),
        (" nothing \n of\tthat ", ["noise"]),
    ],
)
@sqlite_only
def test_words_are_searched_for_as_they_are_written(
    ana: Visitor, deck: int, stored: Database, words: str, found: list[str]
) -> None:
    for tag, front in SEARCHED.items():
        add_note(ana, stored, deck, front=front, tags=tag)
    response = ana.get("/browse", query_string={"q": words})
    assert response.status_code == 200
    page = parsed(response)
    tags = [text_of(link) for link in page.select("ul.notes .meta a")]
    assert sorted(tags) == sorted(found)
    assert attribute(one(page, "input[name=q]"), "value") == words[:200]


def test_a_search_finds_the_same_on_every_database(
    ana: Visitor, deck: int, stored: Database
) -> None:
    for tag, front in SEARCHED.items():
        add_note(ana, stored, deck, front=front, tags=tag)
    for words, tag in (("50%", "percent"), ("A_B", "underscore"), ("\\", "slash")):
        page = ana.page(f"/browse?q={words.replace('%', '%25')}")
        assert [text_of(link) for link in page.select("ul.notes .meta a")] == [tag]


def test_every_field_of_a_note_is_searched(ana: Visitor, deck: int, stored: Database) -> None:
    add_note(ana, stored, deck, front="alpha", back="beta", extra="gamma", tags="delta")
    add_note(ana, stored, deck, text="{{c1::epsilon}}")
    for words in ("alpha", "beta", "gamma", "delta", "epsilon", "alpha gamma"):
        assert len(ana.page(f"/browse?q={words}").select("ul.notes li")) == 1, words


def test_searching_stays_inside_the_chosen_deck(ana: Visitor, hers: Library, his: Library) -> None:
    for deck, count in ((hers.shared, 3), (hers.deck, 4), (his.deck, 0), (987_654, 0)):
        assert len(ana.page(f"/browse?deck={deck}").select("ul.notes li")) == count
    chosen = one(ana.page(f"/browse?deck={hers.shared}"), "select[name=deck] option[selected]")
    assert text_of(chosen) == "Shared deck"


def test_what_was_found_is_shown_in_pages_that_keep_the_search(
    ana: Visitor, deck: int, stored: Database
) -> None:
    for number in range(51):
        add_note(ana, stored, deck, front=f"Number {number}", tags="a&b")
    add_note(ana, stored, deck, front="noise")
    page = ana.page(f"/browse?q=Number+tag:a%26b&deck={deck}")
    assert "51 notes" in text_of(one(page, "main"))
    later = ana.page(attribute(one(page, "a[rel=next]"), "href"))
    assert len(page.select("ul.notes li")) == 50
    assert len(later.select("ul.notes li")) == 1
    assert not ana.page("/browse?page=99").select("ul.notes li")


def test_the_way_back_to_studying_is_kept(ana: Visitor, hers: Library) -> None:
    back = f"/study/{hers.deck}?card={hers.card}"
    page = ana.page(f"/notes/{hers.note}?next={back}")
    path = f"/notes/{hers.note}"
    assert ana.submit(page, path).location == back
    for elsewhere in ("https://evil.org", "//evil.org", "javascript:alert(1)"):
        page = ana.page(f"/notes/{hers.note}?next={elsewhere}")
        assert not page.select("a[href*=evil], a[href^=javascript]")
        assert ana.submit(page, path).location == path


def _active(database: Database, note: int) -> set[int]:
    with database.read() as session:
        chosen = select(Card.ordinal).where(Card.note_id == note, Card.active)
        return set(session.scalars(chosen))


def _study(visitor: Visitor, deck: int) -> str:
    page: BeautifulSoup = visitor.page(f"/study/{deck}")
    return text_of(one(page, "main"))
