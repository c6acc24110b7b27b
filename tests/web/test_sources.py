"""The decks that ship, as a learner meets them: offered in order, with contents and sources."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from flashcards import config
from flashcards.services import shipped
from flashcards.services.published import contents
from flashcards.store.engine import Database
from flashcards.store.models.content import Deck
from tests.web.visitor import NOW, Visitor, one, sqlite_only, text_of

pytestmark = sqlite_only
SHIPPED = config.shipped
FOLDER = SHIPPED("decks")
STEM, FIRST = contents.in_order(FOLDER)[0]


@pytest.fixture
def ready(stored: Database, monkeypatch: pytest.MonkeyPatch) -> int:
    """Load the decks that ship, not those of the tests; return the id of the first to learn."""
    monkeypatch.setattr(config, "shipped", lambda name: SHIPPED(name))
    with stored.write() as session:
        shipped.load(session, FOLDER, NOW)
        return session.scalars(select(Deck.id).where(Deck.shipped == STEM)).one()


def test_everybody_can_read_how_the_decks_were_made(app: Flask, ready: int) -> None:
    page = Visitor(app).page("/sources")
    rows = [text_of(row) for row in page.select("table tbody th")]
    assert rows == [deck.title for _, deck in contents.in_order(FOLDER)]
    assert page.select("table tbody th a") == []
    works = {text_of(each) for each in page.select(".works li")}
    for work in contents.published(FOLDER).works:
        start = work.reference.split("(", 1)[0].strip()
        assert any(each.startswith(start) for each in works), start
    links = [str(link["href"]) for link in page.select(".works a")]
    dois = [w.doi for w in contents.published(FOLDER).works if w.doi]
    assert links == [f"https://doi.org/{doi}" for doi in dois]
    assert "What was left out" in text_of(one(page, "main"))


def test_a_learner_finds_the_page_from_her_first_page_and_from_a_deck(
    ana: Visitor, ready: int
) -> None:
    for path in ("/", f"/decks/{ready}"):
        assert ana.page(path).select("main a[href='/sources']")
    rows = ana.page("/sources").select("table tbody th a")
    assert str(rows[0]["href"]) == f"/decks/{ready}"


def test_the_decks_are_offered_in_the_order_of_learning(ana: Visitor, ready: int) -> None:
    page = ana.page("/")
    titles = [text_of(each) for each in page.select(".ready h3")]
    assert titles[: len(contents.in_order(FOLDER))] == [
        deck.title for _, deck in contents.in_order(FOLDER)
    ]
    assert ana.submit(page, f"/decks/{ready}/study").status_code == 302
    assert FIRST.title not in [text_of(each) for each in ana.page("/").select(".ready h3")]


def test_a_deck_tells_its_contents_kinds_sources_and_time(ana: Visitor, ready: int) -> None:
    page = ana.page(f"/decks/{ready}")
    sections = [title for _, title in FIRST.headings]
    assert [text_of(each) for each in page.select(".toc a")] == sections
    counts = [int(text_of(each).split()[0]) for each in page.select(".toc .meta")]
    assert sum(counts) == len(FIRST.notes)
    kinds = [int(text_of(each)) for each in page.select(".kinds b")]
    assert kinds == list(contents.kinds_of(FIRST).values())
    assert len(page.select(".sources li")) == len(FIRST.sources)
    assert "our assumption" in text_of(one(page, ".overview"))
    for link in page.select(".toc a"):
        path, _, anchor = str(link["href"]).partition("#")
        assert ana.page(path).select(f"li#{anchor}"), link


def test_a_deck_of_ones_own_has_no_such_overview(ana: Visitor, ready: int) -> None:
    assert ana.post("/decks/new", {"title": "Mine"}).status_code == 302
    mine = ana.page("/").select_one(".deck h2 a")
    assert mine is not None
    assert ana.page(str(mine["href"])).select(".overview") == []
