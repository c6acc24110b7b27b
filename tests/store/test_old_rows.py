"""Rows of every table, kept at an earlier revision, are all there, and right, at the last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from alembic import command
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    insert,
    select,
    text,
)
from sqlalchemy.orm import Session

from flashcards.services.editions.undo import earlier, latest, undo
from flashcards.services.making import bookmarks, documents, drafting, drafts, shelf
from flashcards.store import migrate
from flashcards.store.engine import Database
from flashcards.store.models.content import Document, Note
from tests.conftest import NOW
from tests.store.test_migrate import SCRIPTS, revisions

OLD = "A rupture is a strain.\n\nIt\u00a0mends  again.\n"
NEW = "A rupture is a strain. It is repaired."
TEXTS = {2: NEW, 1: OLD, 3: ""}
WORDS = {1: 8, 2: 8, 3: 0}
BLOCKS = [["paragraph", 0, 22, 0, [], []]]
NEVER = dict.fromkeys(("decided_at", "proposed", "aside"))
QUOTE = "A rupture is a strain."
ROWS: dict[str, list[dict[str, Any]]] = {
    "documents": [
        {"id": id_, "owner_id": 1 + (id_ == 3), "text": words, "blocks": BLOCKS, "pages": [[0, 1]],
         "chapters": [["All", 0, 1]], "deck_id": 1, "later_id": 2 if id_ == 1 else None,
         "left_out": [{"quote": "End", "why": "a line"}], "headings": [], "words": WORDS[id_]}
        for id_, words in TEXTS.items()
    ],
    "drafts": [
        {"id": 1, "document_id": 2, "state": "pending", "note_id": None, **NEVER, "type": "basic"},
        {"id": 2, "document_id": 1, "state": "rejected", "note_id": None, **NEVER, "type": "basic"},
        {"id": 3, "document_id": 1, "state": "accepted", "note_id": 2, **NEVER, "type": "basic"},
    ],
    "notes": [
        {"id": 1, "document_id": 2, "type": "basic"},
        {"id": 2, "document_id": 1, "type": "basic"},
        {"id": 3, "document_id": None, "deck_id": 1, "type": "basic"},
    ],
    "disclaimers": [{"version": "first"}, {"version": "second"}],
    "acceptances": [{"version": "first"}, {"version": "second"}],
    "draftings": [{"document_id": 2, "waiting": [0], "state": "stopped", "owner_id": 1}],
    "editions": [{
        "document_id": 2, "earlier_id": 1, "whole": True, "made": True, "covered": [[0, 5]],
        "counts": {"untouched": 1, "changed": 0, "lost": 1},
        "before": {
            "notes": [[1, {"document_id": 1, "source": "Before", "quote": QUOTE},
                       {"document_id": 2, "front": "x", "back": "x", "text": "x"}]],
            "drafts": [[1, {"document_id": 1, "quote": QUOTE, "chapter": 0}]],
            "suspended": [], "deleted": [],
        },
    }],
    "bookmarks": [{"user_id": 1, "document_id": 2, "volume": "thorough", "ordered": "text",
                   "shown": "pending", "chapter": 0, "draft_id": 1}],
    "askings": [{"document_id": 2, "state": "done"}],
    "media": [{"sha256": "a"}, {"sha256": "b"}],
    "media_names": [{"sha256": "a", "owner_id": 1}, {"sha256": "b", "owner_id": None}],
}  # fmt: skip
"""What is told of certain rows; the rest is filled in by the kind of each column."""
SPECIAL = {"alembic_version"}


def at_revision(database: Database, revision: str) -> dict[str, list[dict[str, Any]]]:
    """Migrate to a revision, put rows into every table, and return them all."""
    migrate.upgrade(database, SCRIPTS, revision)
    with database.write() as session:
        for table in _tables(database).sorted_tables:
            if table.name not in SPECIAL:
                for row in _rows(table):
                    session.execute(insert(table).values(**row))
    return dump(database)


def dump(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table that there is, whatever the models say."""
    with database.read() as session:
        return {
            table.name: sorted(
                (dict(row) for row in session.execute(select(table)).mappings()), key=repr
            )
            for table in _tables(database).sorted_tables
            if table.name not in SPECIAL
        }


@pytest.mark.parametrize("revision", revisions())
def test_every_row_of_every_table_is_there_with_all_that_it_said(
    empty: Database, revision: str
) -> None:
    before = at_revision(empty, revision)
    assert all(before.values())
    migrate.upgrade(empty, SCRIPTS)
    after = dump(empty)
    for name, rows in before.items():
        stays = set(after[name][0]) & set(rows[0])
        assert len(stays) >= len(rows[0]) - 1, name
        assert _only(after[name], stays) == _only(rows, stays), name
    assert {name for name in after if after[name] and name not in before} == set()
    assert migrate.differences(empty) == []


@pytest.mark.parametrize("revision", revisions())
def test_there_and_back_again_loses_no_row(empty: Database, revision: str) -> None:
    before = at_revision(empty, revision)
    migrate.upgrade(empty, SCRIPTS)
    with (
        empty.engine.connect() as connection,
        migrate._references_unguarded(connection),
        connection.begin(),
    ):
        command.downgrade(migrate._config(SCRIPTS, connection), revision)
        migrate._check_references(connection)
    assert dump(empty) == before


@pytest.mark.parametrize("revision", ["0002", "0003"])
def test_documents_know_their_words_and_nothing_is_said_that_was_not_known(
    empty: Database, revision: str
) -> None:
    at_revision(empty, revision)
    migrate.upgrade(empty, SCRIPTS)
    with empty.read() as session:
        for id_, count in WORDS.items():
            row = session.get_one(Document, id_)
            assert (row.words, row.text) == (count, TEXTS[id_])
            assert row.later_id == (2 if (id_, revision) == (1, "0003") else None)
        for draft in [*drafts.drafts(session, 1), *drafts.drafts(session, 2)]:
            assert (draft.decided_at, draft.proposed, draft.aside) == (None, None, None)
        assert bookmarks.place(session, 1, 2) == bookmarks.Place()


@pytest.mark.parametrize("revision", ["0002", "0003", "0004"])
def test_the_program_goes_on_with_what_was_kept(empty: Database, revision: str) -> None:
    at_revision(empty, revision)
    migrate.upgrade(empty, SCRIPTS)
    with empty.write() as session:
        assert {each.document.id for each in shelf.shelf(session, 1)} == {1, 2}
        progress = drafting.progress(session, 1, 2)
        assert progress is not None
        assert (progress.state, progress.waiting) == (drafting.STOPPED, (0,))
        undone = drafts.undo(session, 1, 2, NOW)
        assert list(undone) == []
        assert drafts.reject(session, 1, 1, NOW).decided_at == NOW
        if revision == "0002":
            assert drafts.undecide(session, 1, 2, NOW).state == documents.PENDING
            return
        assert latest(session, session.get_one(Document, 1)) == 2
        assert [id_ for id_, _, _ in earlier(session, 2)] == [1]
        assert undo(session, 1, 2, NOW) == 1
        assert session.get_one(Document, 1).later_id is None
        assert (_note(session, 1).document_id, _note(session, 1).source) == (1, "Before")
        assert {row.id for row in drafts.drafts(session, 1)} == {1, 2, 3}


@pytest.mark.parametrize("revision", ["0002", "0003"])
def test_what_belongs_together_still_goes_together(empty: Database, revision: str) -> None:
    at_revision(empty, revision)
    migrate.upgrade(empty, SCRIPTS)
    with empty.write() as session:
        session.execute(text("DELETE FROM documents WHERE id = 2"))
    left = dump(empty)
    assert [row["later_id"] for row in left["documents"]] == [None, None]
    assert {row["document_id"] for row in left["drafts"]} == {1}
    assert [row["document_id"] for row in left["notes"]] == [None, 1, None]
    for name in ("draftings", "editions", "bookmarks", "askings"):
        assert left[name] == [], name


def _note(session: Session, id_: int) -> Note:
    return session.get_one(Note, id_)


def _only(rows: list[dict[str, Any]], names: set[str]) -> list[str]:
    return sorted(repr([(name, row[name]) for name in sorted(names)]) for row in rows)


def _tables(database: Database) -> MetaData:
    found = MetaData()
    found.reflect(database.engine)
    return found


def _rows(table: Table) -> Iterator[dict[str, Any]]:
    """Yield the rows told of above, else two, with the rest filled in; unknown columns left out."""
    told = ROWS.get(table.name) or [{}, {}]
    for number, row in enumerate(told, 1):
        values = {name: value for name, value in row.items() if name in table.c}
        yield {column.name: _value(column, number) for column in table.c} | values


def _value(column: Column[Any], number: int) -> Any:
    """Return something to keep in a column: of a reference the row with that number."""
    if column.foreign_keys:
        return number if column.primary_key or not column.nullable else 1
    return _plain(column, number)


def _plain(column: Column[Any], number: int) -> Any:
    kinds: Mapping[type, Any] = {
        Boolean: True,
        JSON: [],
        Date: date(2026, 3, number),
        Float: 0.25 * number,
        LargeBinary: bytes([0, number, 255]),
        Integer: number,
    }
    found = next((value for kind, value in kinds.items() if isinstance(column.type, kind)), None)
    if found is not None:
        return found
    length = getattr(column.type, "length", None)
    return f"{column.name} {number} “é”"[-(length or 99) :]
