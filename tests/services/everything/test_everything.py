"""A learner's file, read into an empty account, is written again byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from flashcards.core.errors import Refused, Unreadable
from flashcards.services.everything import keeping, reading, writing
from flashcards.services.everything.archive import Archive
from flashcards.services.everything.tables import ALL, NOT_THERE
from flashcards.services.everything.writing import LINES
from flashcards.services.library import decks
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.base import Base
from flashcards.store.models.content import Card, Deck, Note
from flashcards.store.models.learning import ReviewEvent, ScheduleRow
from tests.conftest import NOW
from tests.services.everything.accounts import LIMITS, SHIPPED, empty, furnished, ship
from tests.services.people import answer, cards_of, make_class, send

some_accounts = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def written(session: Session, user_id: int) -> bytes:
    """Return the file of a learner."""
    out = BytesIO()
    writing.write(session, user_id, out)
    return out.getvalue()


@contextmanager
def opened(tmp_path: Path, file: bytes) -> Iterator[Archive]:
    """Yield a file as it is opened from a disk."""
    path = tmp_path / "everything.zip"
    path.write_bytes(file)
    with Archive(path, LIMITS.file) as archive:
        yield archive


def read_into(session: Session, learner: User, tmp_path: Path, file: bytes) -> dict[str, int]:
    """Take a file into an account."""
    with opened(tmp_path, file) as archive:
        return reading.read(session, learner, archive, LIMITS, NOW)


def schedules(session: Session, user_id: int) -> list[Any]:
    """Return a learner's schedules by what her cards are called everywhere."""
    rows = session.execute(
        select(Deck.title, Note.guid, Card.ordinal, ScheduleRow)
        .join(Card, Card.id == ScheduleRow.card_id)
        .join(Note, Note.id == Card.note_id)
        .join(Deck, Deck.id == ScheduleRow.deck_id)
        .where(ScheduleRow.user_id == user_id)
    )
    return sorted(
        ((title, guid, ordinal, row.first_day, row.schedule) for title, guid, ordinal, row in rows),
        key=repr,
    )


def lines_of(file: bytes) -> list[dict[str, Any]]:
    """Return the lines of a file."""
    with ZipFile(BytesIO(file)) as archive:
        return [json.loads(line) for line in archive.read(LINES).splitlines()]


def changed(file: bytes, lines: list[Any]) -> bytes:
    """Return a file with other lines."""
    out = BytesIO()
    with ZipFile(BytesIO(file)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != LINES:
                new.writestr(name, old.read(name))
        new.writestr(LINES, "\n".join(json.dumps(line) for line in lines))
    return out.getvalue()


@some_accounts
@given(data=st.data())
def test_a_file_read_into_an_empty_account_is_written_the_same(
    database: Database, tmp_path: Path, data: st.DataObject
) -> None:
    with Session(database.engine) as session, session.begin() as whole:
        shared = ship(session)
        learner = furnished(session, shared, data)
        noise = furnished(session, shared, data)
        file, others = written(session, learner.id), written(session, noise.id)
        new = empty(session)
        read_into(session, new, tmp_path, file)
        session.expire_all()
        assert written(session, new.id) == file
        assert written(session, noise.id) == others
        assert schedules(session, new.id) == schedules(session, learner.id)
        whole.rollback()


def test_a_file_goes_from_one_kind_of_database_to_another(
    database: Database, sqlite_template: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "other.db"
    copy.write_bytes(sqlite_template.read_bytes())
    other = Database(f"sqlite:///{copy.as_posix()}")
    path, again = tmp_path / "one.zip", BytesIO()
    with database.write() as session:
        made = make_class(session)
        send(session, made.learner, answer("a", made.cards[0], 4), answer("b", made.cards[1], 1))
        send(session, made.learner, answer("c", made.shared_cards[0], 5))
    with path.open("wb") as file:
        keeping.keep(database, made.learner, file)
    with other.write() as session:
        make_class(session)
        new = empty(session).id
    counts = keeping.take(other, new, path, LIMITS, NOW)
    keeping.keep(other, new, again)
    assert (counts["note"], counts["review"]) == (5, 3)
    assert again.getvalue() == path.read_bytes()
    with database.read() as here, other.read() as there:
        assert schedules(there, new) == schedules(here, made.learner)
    other.close()


def test_every_table_is_in_the_file_or_left_out_for_a_reason() -> None:
    there = {rows.table.name for rows in ALL}
    assert there | NOT_THERE.keys() == set(Base.metadata.tables)
    assert not there & (NOT_THERE.keys() - {"media"})
    for rows in ALL:
        for name in (*rows.own, *rows.either, *rows.later, *rows.left_out, *rows.allowed):
            assert name in rows.table.columns, (rows.kind, name)
        keys = {key.parent.name for key in rows.table.foreign_keys} - {"user_id", "owner_id"}
        assert keys <= {*rows.own, *rows.either, "sha256"}, rows.kind


def test_nothing_of_anybody_else_is_in_it(database: Database) -> None:
    with database.write() as session:
        made = make_class(session)
        file = lines_of(written(session, made.learner))
        mine = session.scalar(
            select(func.count()).select_from(ReviewEvent).where(ReviewEvent.user_id == made.learner)
        )
    text = json.dumps(file)
    assert "bob" not in text
    assert "ann@" not in text
    assert sum(line["_"] == "deck" for line in file) == 1
    assert sum(line["_"] == "review" for line in file) == mine


def test_an_account_that_is_not_empty_takes_nothing(database: Database, tmp_path: Path) -> None:
    with database.write() as session:
        made = make_class(session)
        file = written(session, made.learner)
        other = session.get_one(User, made.other)
        with pytest.raises(Refused):
            read_into(session, other, tmp_path, file)


@pytest.fixture
def file(database: Database) -> bytes:
    """Return the file of a learner of the class."""
    with database.write() as session:
        made = make_class(session)
        send(session, made.learner, answer("a", made.cards[0], 4))
        return written(session, made.learner)


def spoilt(file: bytes, kind: str, **values: Any) -> bytes:
    """Return a file in whose first line of a kind something else stands."""
    lines = lines_of(file)
    at = next(number for number, line in enumerate(lines) if line["_"] == kind)
    lines[at] = {**lines[at], **values}
    return changed(file, lines)


SPOILT = [
    ("note", {"front": 5}, "“front” holds"),
    ("note", {"front": "a\0b"}, "“front” holds"),
    ("note", {"type": "strange"}, "“type” cannot be"),
    ("note", {"deck_id": 99}, "“deck_id” refers to a deck"),
    ("note", {"deck_id": "shared"}, "“deck_id” refers to a deck"),
    ("note", {"deck_id": None}, "contradicts itself"),
    ("note", {"id": 7}, "do not follow each other"),
    ("note", {"owner_id": 1}, "“owner_id” is not known here"),
    ("card", {"note_id": "shared/n0"}, "“note_id” refers to a note"),
    ("review", {"card_id": "shared/n0/9"}, "is not in this installation"),
    ("review", {"study_day": "soon"}, "“study_day” holds"),
    ("review", {"answered_at": 2**70}, "“answered_at” holds"),
    ("review", {"carried": {"stage": "x"}}, "contradicts itself"),
    ("settings", {"zone": "Nowhere"}, "time zone"),
    ("settings", {"rollover": 12}, "“rollover” cannot be"),
    ("deck", {"sources": [1]}, "“sources” holds"),
    ("deck", {"title": "x" * 300}, "“title” holds"),
    ("flashcards", {"version": 9}, "newer"),
    ("enrolment", {"_": "strange"}, "does not belong here"),
]


@pytest.mark.parametrize(("kind", "values", "says"), SPOILT)
def test_a_line_that_cannot_be_taken_is_named(
    database: Database, tmp_path: Path, file: bytes, kind: str, values: dict[str, Any], says: str
) -> None:
    with database.write() as session:
        new = empty(session).id
    path = tmp_path / "spoilt.zip"
    path.write_bytes(spoilt(file, kind, **values))
    with pytest.raises(Exception, match=says) as found:
        keeping.take(database, new, path, LIMITS, NOW)
    assert isinstance(found.value, Unreadable)
    with database.read() as session:
        assert reading.is_empty(session, new)


@pytest.mark.parametrize("cut", [0, 3, 200, -30])
def test_a_file_that_is_cut_off_or_is_none_is_told(
    database: Database, tmp_path: Path, file: bytes, cut: int
) -> None:
    with pytest.raises(Unreadable, match="Choose the file"), opened(tmp_path, file[:cut]):
        pass


def test_another_zip_is_told_by_what_it_holds(tmp_path: Path) -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("../../etc/passwd", "x")
    with pytest.raises(Unreadable, match="passwd"), opened(tmp_path, out.getvalue()):
        pass


def test_a_deck_that_ships_is_named_and_not_copied(database: Database) -> None:
    with database.write() as session:
        shared = ship(session)
        learner = empty(session)
        decks.enrol(session, learner.id, shared, NOW)
        send(session, learner.id, answer("a", cards_of(session, shared)[0], 4))
        lines = lines_of(written(session, learner.id))
    assert [line["deck_id"] for line in lines if line["_"] == "enrolment"] == [SHIPPED]
    assert [line["card_id"] for line in lines if line["_"] == "review"] == [f"{SHIPPED}/ship-0/1"]
    assert not [line for line in lines if line["_"] in {"deck", "note", "card"}]
