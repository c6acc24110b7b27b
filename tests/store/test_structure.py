"""The second migration: documents that were kept before it have blocks and one chapter."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text

from flashcards import config
from flashcards.making.document import Kind
from flashcards.making.plain import document_of
from flashcards.services.making import article, documents, drafts
from flashcards.store import migrate
from flashcards.store.engine import Database

SCRIPTS = config.shipped("migrations")
TEXT = "Ruptures\n\nA rupture is a strain.\n\nIt mends.\n\nRepair\n\nRepair is work.\n\n\n\nEnd"
HEADS = [[0, 8, 1], [45, 51, 2]]
INSERT = """
INSERT INTO documents (id, owner_id, title, text, text_hash, left_out, headings, pages, created_at)
VALUES (:id, 1, :title, :text, :hash, :left_out, :headings, '[[0, 1]]', 0)
"""
DRAFT = """
INSERT INTO drafts (id, document_id, state, guid, type, front, back, text, extra, quote, section,
                    start, "end", tags, position)
VALUES (:id, :document, 'pending', :guid, 'basic', 'What is a rupture?', 'A strain.', '', '',
        'A rupture is a strain.', 'Ruptures', 10, 32, '', :id)
"""


@pytest.fixture
def before(empty: Database) -> Database:
    """Return a database of the first revision, with documents and drafts in it."""
    database = empty
    migrate.upgrade(database, SCRIPTS, "0001")
    with database.write() as session:
        session.execute(
            text(
                "INSERT INTO users (id, email, password_hash, created_at, zone, rollover, scale)"
                " VALUES (1, 'a@b.org', 'x', 0, 'UTC', 4, 'four')"
            )
        )
        left_out = json.dumps([{"quote": "End", "why": "a line"}])
        for id_, words, heads in ((1, TEXT, HEADS), (2, "Bare words.", []), (3, "", [])):
            values = {"id": id_, "title": f"Paper {id_}", "text": words, "hash": str(id_)}
            headings = {"left_out": left_out, "headings": json.dumps(heads)}
            session.execute(text(INSERT), {**values, **headings})
        for id_ in (1, 2):
            session.execute(text(DRAFT), {"id": id_, "document": 1, "guid": f"g{id_}"})
    return database


def test_documents_get_the_blocks_that_their_text_shows(before: Database) -> None:
    migrate.upgrade(before, SCRIPTS)
    assert migrate.differences(before) == []
    with before.read() as session:
        row = documents.document(session, 1, 1)
        read = document_of(documents.as_read(row))
        said = [(block.kind, row.text[block.start : block.end]) for block in read.blocks]
        assert said == [
            (Kind.HEADING, "Ruptures"),
            (Kind.PARAGRAPH, "A rupture is a strain."),
            (Kind.PARAGRAPH, "It mends."),
            (Kind.HEADING, "Repair"),
            (Kind.PARAGRAPH, "Repair is work."),
            (Kind.PARAGRAPH, "End"),
        ]
        assert [block.level for block in read.blocks] == [1, 0, 0, 2, 0, 0]
        assert row.chapters == [["Paper 1", 0, 6]]
        assert article.elsewhere(row, 0) == [{"quote": "End", "why": "a line"}]
        bare, empty = (documents.document(session, 1, id_) for id_ in (2, 3))
        assert bare.blocks == [["paragraph", 0, 11, 0, [], []]]
        assert empty.blocks == []
        for each in (row, bare, empty):
            parts = article.article(each, drafts.drafts(session, each.id))
            shown = [run.text for part in parts for line in part.lines for run in line.runs]
            assert "".join("".join(shown).split()) == "".join(each.text.split())
        found = drafts.drafts(session, 1)
        assert [(draft.guid, draft.chapter, draft.quality) for draft in found] == [
            ("g1", 0, 0.5),
            ("g2", 0, 0.5),
        ]


def test_the_way_back_keeps_the_headings(before: Database) -> None:
    from alembic import command

    migrate.upgrade(before, SCRIPTS)
    with before.engine.connect() as connection:
        with migrate._references_unguarded(connection), connection.begin():
            command.downgrade(migrate._config(SCRIPTS, connection), "0001")
        rows = connection.execute(text("SELECT headings FROM documents ORDER BY id")).scalars()
        found = [json.loads(row) if isinstance(row, str) else row for row in rows]
    assert found == [HEADS, [], []]
    migrate.upgrade(before, SCRIPTS)
    assert migrate.differences(before) == []
