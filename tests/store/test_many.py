"""Many rows at once are stored as single ones are, with what their columns hold by default."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError

from flashcards.services.library import decks
from flashcards.store import many
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.base import Base
from flashcards.store.models.content import Deck, Note
from flashcards.store.models.learning import Fit, Holiday
from tests.conftest import NOW

ODD = "100 % {odd} :word %s %(name)s ? “ü” \U0001f600"
"""What a statement must not take for its own."""


@pytest.fixture
def deck(database: Database) -> Deck:
    """Return a learner's deck without anything in it."""
    with database.write() as session:
        user = User(email="a@b.org", password_hash="x", created_at=NOW, zone="UTC", rollover=4)
        session.add(user)
        session.flush()
        return decks.add(session, user.id, "Deck", "", NOW)


def kept(row: Base, *but: str) -> dict[str, Any]:
    """Return what the columns of a row hold, but for some."""
    names = [column.key for column in inspect(type(row)).column_attrs]
    return {name: getattr(row, name) for name in names if name not in but}


def note(deck: Deck, number: int) -> dict[str, Any]:
    """Return what is said of a note: most of its columns are left out."""
    return {
        "deck_id": deck.id,
        "guid": f"guid-{number}",
        "type": "imported",
        "front": ODD,
        "position": number,
        "fields": [ODD, ""] if number else None,
        "created_at": NOW + timedelta(days=number, microseconds=number),
        "modified_at": NOW,
    }


def test_rows_are_stored_as_if_each_came_alone(database: Database, deck: Deck) -> None:
    with database.write() as session:
        keys = many.add_numbered(session, Note, [note(deck, number) for number in range(3)])
    for number, key in enumerate(keys):
        with database.write() as session:
            alone = Note(**note(deck, number) | {"guid": "alone"})
            session.add(alone)
            session.flush()
            session.refresh(alone)
            stored = session.get_one(Note, key)
            assert stored.guid == f"guid-{number}"
            assert kept(stored, "id", "guid") == kept(alone, "id", "guid")
            session.delete(alone)


def test_numbers_and_days_come_back_as_they_were(database: Database, deck: Deck) -> None:
    weights = {"reviews": 7, "usual_loss": 0.1 + 0.2, "own_loss": 1e-9, "fitted_at": NOW}
    first, last = date(2026, 3, 29), date(9999, 12, 31)
    with database.write() as session:
        own = {"user_id": deck.owner_id}
        fit = {**own, "parameters": [0.1, 2.5], "adopted": True, **weights}
        many.add_numbered(session, Fit, [fit])
        many.add(session, Holiday, [{**own, "first_day": first, "last_day": last}])
    with database.read() as session:
        stored = session.scalars(select(Fit)).one()
        assert kept(stored, "id") == fit
        holiday = session.scalars(select(Holiday)).one()
        assert (holiday.first_day, holiday.last_day) == (first, last)


def test_rows_that_cannot_be_are_refused_all_together(database: Database, deck: Deck) -> None:
    wrong = note(deck, 1) | {"deck_id": deck.id + 1}
    with pytest.raises(IntegrityError), database.write() as session:
        many.add_numbered(session, Note, [note(deck, 0), wrong])
    with database.read() as session:
        assert session.scalars(select(Note)).all() == []


def test_no_rows_are_no_fault(database: Database) -> None:
    with database.write() as session:
        many.add(session, Holiday, [])
        assert many.add_numbered(session, Note, []) == []
