"""Lists come in and decks go out, by the pages: looked at first, nothing doubled, all undone."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from flashcards.core.deckfile.reading import parse
from flashcards.store.engine import Database
from flashcards.store.models.content import Card, Deck, Note
from tests.web.library import Library, add_deck, add_note
from tests.web.visitor import Visitor, dump, fields_of, one, parsed, said, text_of, wrong

QUIZLET = "Bond\tThe tie between both\nGoals\tWhat both want\nTasks\tWhat both do\n"


def give(ana: Visitor, data: bytes | str, name: str = "cards.csv") -> str:
    """Give a list and return the address of the page that shows it."""
    raw = data.encode() if isinstance(data, str) else data
    given = ana.upload(raw, name, "/lists")
    assert given.status_code == 302, wrong(parsed(given))
    return str(given.location).partition("?")[0]


def sent(page: BeautifulSoup) -> dict[str, str]:
    """Return what the form of a list would send."""
    return fields_of(one(page, "form[data-list]"))


def take(ana: Visitor, at: str, **chosen: str) -> str:
    """Take a list as the page shows it, with what else is chosen; return the import's address."""
    taken = ana.post(f"{at}/take", {**sent(ana.page(at)), **chosen})
    assert taken.status_code == 302, text_of(one(parsed(taken), ".outcome"))
    return str(taken.location)


def notes_in(stored: Database, title: str) -> list[tuple[str, str, str, str]]:
    """Return the notes of a deck that are not in the bin."""
    with stored.read() as session:
        rows = session.scalars(
            select(Note)
            .join(Deck, Deck.id == Note.deck_id)
            .where(Deck.title == title, Note.deleted_at.is_(None))
            .order_by(Note.position)
        )
        return [(row.type, row.front or row.text, row.back, row.tags) for row in rows]


def test_nothing_is_written_before_it_is_taken(ana: Visitor, stored: Database) -> None:
    ana.page("/lists")
    before = dump(stored)
    at = give(ana, QUIZLET, "alliance.txt")
    page = ana.page(at)
    assert "3 new notes" in text_of(one(page, ".tally"))
    assert "into “alliance”, a new deck" in text_of(one(page, ".outcome"))
    again = ana.post(at, {**sent(page), "column-1": "ignore", "column-0": "text"})
    assert "3 faulty" in text_of(one(parsed(again), ".tally"))
    assert dump(stored) == before


def test_a_list_comes_in_and_goes_again_as_a_whole(ana: Visitor, stored: Database) -> None:
    done = take(ana, give(ana, QUIZLET, "alliance.txt"))
    assert notes_in(stored, "alliance") == [
        ("basic", "Bond", "The tie between both", ""),
        ("basic", "Goals", "What both want", ""),
        ("basic", "Tasks", "What both do", ""),
    ]
    assert ana.post(f"{done}/undo").status_code == 302
    assert notes_in(stored, "alliance") == []
    take(ana, give(ana, QUIZLET, "alliance.txt"))
    assert len(notes_in(stored, "alliance")) == 3


def test_a_pasted_list_needs_no_title(ana: Visitor, stored: Database) -> None:
    for count in (3, 0):
        given = ana.post("/lists", {"text": QUIZLET})
        page = ana.page(at := str(given.location))
        assert f"{count} new notes" in text_of(one(page, ".tally"))
        if count:
            take(ana, at)
    assert len(notes_in(stored, "A list of cards")) == 3


def test_the_same_questions_are_not_doubled_in_the_same_deck(
    ana: Visitor, stored: Database
) -> None:
    take(ana, give(ana, QUIZLET, "alliance.txt"))
    page = ana.page(give(ana, QUIZLET + "Repair\tMending\n bond \tAgain", "alliance.txt"))
    told = text_of(one(page, ".tally"))
    assert "1 new note" in told
    assert "3 here already: not doubled" in told
    assert "1 twice in the file: taken once" in told
    assert "Line 5: the same as line 1" in text_of(one(page, ".outcome"))
    take(ana, give(ana, QUIZLET + "Repair\tMending\n", "alliance.txt"))
    assert len(notes_in(stored, "alliance")) == 4


def test_a_deck_that_went_out_as_a_table_comes_back_changed_and_not_doubled(
    ana: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    table = ana.get(f"/decks/{hers.deck}/export.csv").data.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(table, newline="")))
    same = ana.page(give(ana, table))
    assert f"{len(rows)} here already" in text_of(one(same, ".tally"))
    assert "nothing new" in text_of(one(same, ".outcome"))
    changed = table.replace("Front of ana@example.org", "Another front")
    at = give(ana, changed)
    assert "1 changed" in text_of(one(ana.page(at), ".tally"))
    before = notes_in(stored, f"Deck of {ana.email}")
    done = take(ana, at)
    after = notes_in(stored, f"Deck of {ana.email}")
    assert [row for row in after if row not in before] == [("basic", "Another front", "A back", "")]
    assert len(after) == len(before)
    ana.post(f"{done}/undo")
    assert notes_in(stored, f"Deck of {ana.email}") == before


def test_a_list_of_somebody_else_is_not_there(ana: Visitor, ben: Visitor) -> None:
    at = give(ana, QUIZLET)
    assert ben.get(at).status_code == 404
    assert ben.post(f"{at}/take", {}).status_code == 404
    ben.post(f"{at}/forget")
    assert ana.get(at).status_code == 200


def test_a_guid_of_somebody_else_changes_nothing_of_hers(
    ana: Visitor, ben: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    table = ana.get(f"/decks/{hers.deck}/export.csv").data.decode("utf-8-sig")
    with stored.read() as session:
        mine = select(Note).where(Note.deck_id == hers.deck).order_by(Note.id)
        before = [(row.id, row.front, row.modified_at) for row in session.scalars(mine)]
        take(ben, give(ben, table.replace("Front of ana@example.org", "Stolen")))
        session.expire_all()
        assert [(row.id, row.front, row.modified_at) for row in session.scalars(mine)] == before
        assert len(notes_in(stored, f"Deck of {ana.email}")) > len(before)


def test_a_deck_of_somebody_else_takes_no_list(
    ana: Visitor, ben: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    at = give(ben, QUIZLET)
    before = dump(stored)
    taken = ben.post(f"{at}/take", {**sent(ben.page(at)), "to-deck": str(hers.deck)})
    assert taken.status_code == 422
    assert dump(stored) == before


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.csv", "is empty"),
        (b"\x00\x01\x02\x03" * 500, "a.csv", "does not look like text"),
        (b"PK\x03\x04" + b"x" * 100, "a.xlsx", "is a workbook"),
        (b"PK\x03\x04" + b"x" * 100, "a.apkg", "is a package from Anki"),
        (b"\x89PNG....", "a.csv", "is a picture"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_is(
    ana: Visitor, data: bytes, name: str, says: str
) -> None:
    answer = ana.upload(data, name, "/lists")
    assert answer.status_code == 422
    assert says in wrong(parsed(answer))["file"]


def test_two_million_rows_are_refused_with_their_number(ana: Visitor, stored: Database) -> None:
    at = give(ana, "q,a\n" * 2_000_000)
    before = dump(stored)
    page = ana.page(at)
    assert "about 2,000,000 rows" in said(page)[0]
    assert ana.post(f"{at}/take", sent(page)).status_code == 422
    assert dump(stored) == before


def test_a_faulty_row_is_named_and_the_others_come(ana: Visitor, stored: Database) -> None:
    page = ana.page(at := give(ana, "question,answer,tags\nOne,1,a\nTwo\n,3,c\nFour,4,d\n"))
    told = text_of(one(page, ".outcome"))
    assert "Line 3, answer: This row has 1 column: the answer is missing." in told
    assert "Line 4, question: The front is empty" in told
    take(ana, at, **{"to-title": "Numbers"})
    assert notes_in(stored, "Numbers") == [("basic", "One", "1", "a"), ("basic", "Four", "4", "d")]


def test_a_deck_goes_out_as_a_deck_file_and_comes_into_another_account(
    ana: Visitor, ben: Visitor, stored: Database
) -> None:
    deck = add_deck(ana, "Alliance", description="What it is.")
    add_note(ana, stored, deck, front="What is\n# it?", back="A bond", source="Bordin, 1979")
    add_note(ana, stored, deck, text="{{c1::Goals}} and {{c2::tasks}}", tags="a b")
    add_note(ana, stored, deck, type="reversed", front="Term", back="Meaning")
    text = ana.get(f"/decks/{deck}/export.md").data.decode()
    assert len(parse(text, "Alliance.md").notes) == 3
    before = notes_in(stored, "Alliance")
    page = ben.page(at := give(ben, text, "Alliance.md"))
    assert "3 new notes" in text_of(one(page, ".tally"))
    take(ben, at)
    assert notes_in(stored, "Alliance") == sorted(before * 2, key=before.index)
    with stored.read() as session:
        his = session.scalars(select(Deck).where(Deck.title == "Alliance")).all()[-1]
        cards = session.scalars(select(Card).where(Card.deck_id == his.id)).all()
        assert (his.description, his.sources, len(cards)) == ("What it is.", ["Bordin, 1979"], 5)
    told = ana.page(give(ana, text, "Alliance.md"))
    assert "3 here already" in text_of(one(told, ".tally"))


def test_what_is_wrong_with_a_deck_file_is_told_with_its_lines(ana: Visitor) -> None:
    text = "---\ntitle: T\nlanguage: en\nlicence: L\n---\n\nId: good\nQ: a\nSource: -\n\nId: x\n"
    told = text_of(one(ana.page(give(ana, text, "deck.md")), ".outcome"))
    assert "Line 7: This note has no A:" in told
    assert "Line 11" in told


def test_no_cell_of_a_table_runs_in_a_spreadsheet(ana: Visitor, stored: Database) -> None:
    deck = add_deck(ana, "=1+1")
    for front in ("=HYPERLINK(1)", "+1", "-1", "@a", "'=1", "''-1", "a"):
        add_note(ana, stored, deck, front=front, back=front)
    table = ana.get(f"/decks/{deck}/export.csv?separator=semicolon").data
    assert table.startswith(b"\xef\xbb\xbfguid;deck;type;front")
    rows = list(csv.DictReader(StringIO(table.decode("utf-8-sig"), newline=""), delimiter=";"))
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@"}]
    before = notes_in(stored, "=1+1")
    page = ana.page(give(ana, table))
    assert "7 here already" in text_of(one(page, ".tally"))
    assert notes_in(stored, "=1+1") == before


def test_a_deck_is_printed_question_beside_answer_with_its_sources(
    ana: Visitor, stored: Database
) -> None:
    deck = add_deck(ana, "Alliance")
    add_note(ana, stored, deck, front="Who?", back="**Bordin**", source="Bordin, 1979, p. 253")
    add_note(ana, stored, deck, text="{{c1::Bonds}} and {{c2::goals}}.")
    page = ana.page(f"/decks/{deck}/print")
    rows = [[text_of(cell) for cell in row.select("td")] for row in page.select(".cards tr")][1:]
    assert rows == [
        ["Who?", "Bordin Bordin, 1979, p. 253"],
        ["____ (1) and ____ (2).", "(1) Bonds (2) goals"],
    ]
    assert ana.get(f"/decks/{deck}/print?page=2").status_code == 404


def test_everything_comes_into_an_empty_account_and_goes_out_the_same(
    ana: Visitor, visitor: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    ana.get("/everything")
    file = ana.get("/everything.zip").data
    before = dump(stored)
    refused = ana.upload(file, "everything.zip", "/everything")
    assert refused.status_code == 422
    assert "not empty" in said(parsed(refused))[0]
    assert dump(stored) == before
    visitor.sign_up("new@example.org")
    taken = visitor.upload(file, "everything.zip", "/everything")
    assert taken.status_code == 302, wrong(parsed(taken))
    assert visitor.get("/everything.zip").data == file
    assert b"ben@" not in file
