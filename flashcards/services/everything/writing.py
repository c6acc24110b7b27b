"""Writes all that belongs to a learner: a line of JSON a row, pictures and sounds beside them.

The same rows always give the same bytes: numbers count from one, keys and ties are in order, and
nothing in the file says when it was written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from flashcards.services.everything import names
from flashcards.services.everything.names import Name, Names
from flashcards.services.everything.tables import ALL, Rows
from flashcards.services.everything.values import written
from flashcards.store import media
from flashcards.store.models.learning import ReviewEvent
from flashcards.store.models.media import MediaName

LINES, MEDIA, README = "flashcards.jsonl", "media/", "README.txt"
VERSION = 1
_BEGAN = (1980, 1, 1, 0, 0, 0)
_AT_ONCE = 1000
ABOUT = """All that is yours in Flashcards.

flashcards.jsonl has one row a line, as JSON; “_” says what it is: settings, decks, documents,
notes, cards, drafts, flags, your own wordings, exams, and every review that you ever gave, those
that you took back too. Instants are milliseconds since 1970 in UTC. media/ has your pictures and
sounds, each under the SHA-256 of its bytes; the lines “media” say what your notes call them.

Take it into an empty account with Settings, “Take everything with you”, or with
flashcards import-all. Your address and your password are not in it.
"""


def write(session: Session, user_id: int, to: IO[bytes]) -> None:
    """Write a learner's file; memory holds a number for each of her rows, and one picture."""
    with ZipFile(to, "w", allowZip64=True) as archive:
        archive.writestr(_member(README, ZIP_DEFLATED), ABOUT)
        with archive.open(_member(LINES, ZIP_DEFLATED), "w", force_zip64=True) as out:
            for line in lines(session, user_id):
                out.write(line)
        for sha256 in _files(session, user_id):
            archive.writestr(_member(MEDIA + sha256, ZIP_STORED), media.data_of(session, sha256))


def lines(session: Session, user_id: int) -> Iterator[bytes]:
    """Yield the lines of a learner's file, in their one order."""
    yield _line({"_": "flashcards", "version": VERSION})
    called: Names = {
        kind: {key: name for name, key in known.items()}
        for kind, known in names.shipped(session).items()
    }
    own: Names = {}
    for rows in ALL:
        _number(session, user_id, rows, called, own)
    for rows in ALL:
        for row in _rows(session, user_id, rows, called, own):
            yield _line({"_": rows.kind, **row})


def _number(session: Session, user_id: int, rows: Rows, called: Names, own: Names) -> None:
    """Give the rows of a table their numbers, in the order in which they were made."""
    if not rows.numbered:
        return
    key = rows.table.columns["id"]
    ids = session.scalars(select(key).where(rows.where(user_id)).order_by(key))
    own[rows.kind] = {row_id: number for number, row_id in enumerate(ids, 1)}
    called.setdefault(rows.kind, {}).update(own[rows.kind])


def _rows(
    session: Session, user_id: int, rows: Rows, called: Names, own: Names
) -> Iterator[dict[str, Any]]:
    selected = _select(rows, user_id)
    found = (
        {name: written(value) for name, value in row.items()}
        for row in session.execute(selected, execution_options={"yield_per": _AT_ONCE}).mappings()
    )
    named = (named for row in found if (named := _named(rows, row, called, own)) is not None)
    if rows.numbered:
        yield from named
    elif rows.model is ReviewEvent:
        for _, some in groupby(named, key=lambda row: row["answered_at"]):
            yield from sorted(some, key=lambda row: str(row["id"]))
    else:
        yield from sorted(named, key=lambda row: _order(rows, row))


def _select(rows: Rows, user_id: int) -> Select[Any]:
    table = rows.table
    wanted = [table.columns[name] for name in (["id"] if rows.numbered else []) + rows.columns]
    chosen = select(*wanted).where(rows.where(user_id))
    if rows.numbered:
        return chosen.order_by(table.columns["id"])
    return chosen.order_by(ReviewEvent.answered_at) if rows.model is ReviewEvent else chosen


def _named(rows: Rows, row: dict[str, Any], called: Names, own: Names) -> dict[str, Any] | None:
    """Return a row with names in the place of ids; None for what refers to nothing of hers."""
    if rows.numbered:
        row["id"] = own[rows.kind][row["id"]]
    for name, kind in rows.own.items():
        row[name] = own[kind].get(row[name])
    for name, kind in rows.either.items():
        row[name] = called[kind].get(row[name])
        if row[name] is None:
            return None
    if rows.kind == "import":
        row["before"] = names.of_import(row["before"], called["note"].get)
    elif rows.kind == "edition":
        kinds = (called["note"].get, own["draft"].get, own["document"].get)
        row["before"] = names.of_edition(row["before"], *kinds)
    return row


def _order(rows: Rows, row: dict[str, Any]) -> tuple[Any, ...]:
    referring = [names.in_order(_name(row[name])) for name in (*rows.own, *rows.either)]
    keys = [str(row[column.name]) for column in rows.table.primary_key if column.name in row]
    return (*referring, *keys, str(row.get("name", "")))


def _name(value: Any) -> Name:
    return value if isinstance(value, (int, str)) else 0


def _files(session: Session, user_id: int) -> list[str]:
    mine = select(MediaName.sha256).where(MediaName.owner_id == user_id).distinct()
    return sorted(session.scalars(mine))


def _line(row: dict[str, Any]) -> bytes:
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def _member(name: str, compressed: int) -> ZipInfo:
    info = ZipInfo(name, _BEGAN)
    info.compress_type = compressed
    info.create_system = 3
    info.external_attr = 0o600 << 16
    return info
