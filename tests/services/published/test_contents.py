"""What ships: in the order of learning, with the decks that cite a work, read again on change."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import select

from flashcards import config
from flashcards.services import shipped
from flashcards.services.library import decks
from flashcards.services.published import contents, offers
from flashcards.store.engine import Database
from flashcards.store.models.content import Deck
from tests.conftest import NOW
from tests.services.people import make_class

NOTE = "Id: {0}-note\nQ: What?\nA: That.\nSource: book1990, throughout\n"
HEAD = (
    "---\ntitle: {0}\nlanguage: en\nlicence: CC0\norder: {1}\n"
    "sources:\n  book1990: B. (1990). Book.\n---\n\n"
)
BIB = "@book{{book1990, author={{B, C}}, year={{1990}}, title={{Book}}, publisher={{P}}{0}}}\n"


def write(folder: Path, stem: str, order: str) -> None:
    text = HEAD.format(stem.title(), order) + NOTE.format(stem)
    (folder / f"{stem}.md").write_text(text, encoding="utf-8")


def test_decks_stand_in_the_order_of_learning_and_are_read_again_when_they_change(
    tmp_path: Path,
) -> None:
    for stem, order in (("apple", "10"), ("berry", "9"), ("cherry", "none")):
        write(tmp_path, stem, order)
    assert contents.places(tmp_path) == {"berry": 0, "apple": 1, "cherry": 2}
    (work,) = contents.published(tmp_path).works
    assert (work.reference, work.doi, work.decks) == (
        "B. (1990). Book.",
        "",
        ("berry", "apple", "cherry"),
    )
    write(tmp_path, "cherry", "1")
    (tmp_path / "sources.bib").write_text(BIB.format(", doi={10.1000/x}"), encoding="utf-8")
    os.utime(tmp_path / "cherry.md", ns=(1, 1))
    assert contents.places(tmp_path) == {"cherry": 0, "berry": 1, "apple": 2}
    assert contents.dois(tmp_path) == {"B. (1990). Book.": "10.1000/x"}


def test_a_learner_is_offered_what_she_does_not_study_with_its_notes_and_cards(
    database: Database,
) -> None:
    folder = config.shipped("decks")
    with database.write() as session:
        people = make_class(session)
        shipped.load(session, folder, NOW)
        found = [o for o in offers.offers(session, people.learner, folder) if o.deck.shipped]
        assert [offer.place for offer in found] == list(range(1, len(found) + 1))
        for offer, (stem, deck) in zip(found, contents.in_order(folder), strict=True):
            assert (offer.deck.shipped, offer.notes) == (stem, len(deck.notes))
            assert offer.cards == contents.cards_of(deck)
        decks.enrol(session, people.learner, found[0].deck.id, NOW)
        left = [o for o in offers.offers(session, people.learner, folder) if o.deck.shipped]
        assert left == found[1:]
        ids = offers.ids(session, folder)
        rows = session.scalars(select(Deck).where(Deck.shipped.in_(ids)))
        assert {deck.shipped: deck.id for deck in rows} == ids
        assert len(ids) == len(found)
