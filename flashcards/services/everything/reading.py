"""Reads a learner's file into an empty account, in the one transaction that it is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from flashcards.core.errors import FlashcardsError, Invalid, Refused, Unreadable
from flashcards.core.scheduling import day
from flashcards.services.everything import names, values
from flashcards.services.everything.archive import Archive
from flashcards.services.everything.names import Names
from flashcards.services.everything.tables import ALL, BY_KIND, Rows
from flashcards.services.media.keeping import Keeper, Limits
from flashcards.services.study import events
from flashcards.store import log, many
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card
from flashcards.store.models.learning import ReviewEvent
from flashcards.store.models.media import MediaName

_AT_ONCE = 500
_ORDER = {rows.kind: at for at, rows in enumerate(ALL)}
_CONTRADICTS = "This file contradicts itself: it was changed by hand, or is damaged."


def is_empty(session: Session, user_id: int) -> bool:
    """Say whether an account holds nothing yet that a file could meet."""
    for rows in ALL:
        if rows.kind == "settings":
            continue
        chosen = select(1).select_from(rows.table).where(rows.where(user_id)).limit(1)
        if session.scalar(chosen) is not None:
            return False
    return True


def read(
    session: Session, learner: User, archive: Archive, limits: Limits, now: datetime
) -> dict[str, int]:
    """Take all of a file into an account; return how many rows of each kind there were.

    Raises Refused if the account is not empty, and Unreadable naming the line and the field of
    what cannot be taken: then nothing of it may be kept.
    """
    if not is_empty(session, learner.id):
        raise Refused(
            "This account is not empty. Make a new one and take the file in there, so that nothing"
            " of either is lost."
        )
    work = _Reading(session, learner, archive, Keeper(session, learner.id, limits, now))
    try:
        work.do()
    except (DBAPIError, KeyError, ValueError, TypeError, OverflowError) as error:
        raise Unreadable(_CONTRADICTS) from error
    return work.counts


class _Reading:
    """One file while it is read."""

    def __init__(self, session: Session, learner: User, archive: Archive, keeper: Keeper) -> None:
        self.session, self.learner, self.archive, self.keeper = session, learner, archive, keeper
        self.counts: dict[str, int] = {}
        self.shipped = names.shipped(session)
        self.own: Names = {rows.kind: {} for rows in ALL}
        self.later: list[tuple[Rows, Any, dict[str, Any]]] = []

    def do(self) -> None:
        """Take all rows in, then fill in what refers to later ones, then fold the reviews."""
        for kind, some in groupby(self._checked(), key=lambda one: one[1]["_"]):
            rows = BY_KIND[kind]
            if kind == "settings":
                self._settings(some)
            elif kind == "media":
                self._media(some)
            else:
                self._rows(rows, some)
        for rows, key, row in self.later:
            said = {name: self._later(rows, name, row[name]) for name in rows.later}
            table = rows.table
            self.session.execute(update(table).where(table.columns["id"] == key).values(said))
        self._fold()

    def _checked(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the rows but for the first line, if they are of known kinds and in order."""
        before = -1
        for number, row in self.archive.lines():
            if number == 1:
                continue
            at = _ORDER.get(row["_"], -1)
            if at < before:
                raise Unreadable(f"Line {number}: “{row['_'][:40]}” does not belong here.")
            before = at
            self.counts[row["_"]] = self.counts.get(row["_"], 0) + 1
            yield number, row

    def _settings(self, some: Iterator[tuple[int, dict[str, Any]]]) -> None:
        for number, row in some:
            said = self._values(BY_KIND["settings"], number, row)
            try:
                day.zone(said["zone"])
            except Invalid as error:
                raise Unreadable(f"Line {number}, settings: {error}") from error
            for name, value in said.items():
                setattr(self.learner, name, value)
        self.session.flush()

    def _media(self, some: Iterator[tuple[int, dict[str, Any]]]) -> None:
        for number, row in some:
            said = self._values(BY_KIND["media"], number, row)
            data = self.archive.media(said["sha256"])
            try:
                kept = self.keeper.keep_as_it_is(said["name"], data)
            except FlashcardsError as error:
                raise Unreadable(f"Line {number}: {error}") from error
            if (kept.name, kept.sha256) != (said["name"], said["sha256"]):
                raise Unreadable(f"Line {number}: “{said['name']}” is not what it is said to be.")
            self.session.execute(
                update(MediaName)
                .where(MediaName.owner_id == self.learner.id, MediaName.name == kept.name)
                .values(added_at=said["added_at"])
            )

    def _rows(self, rows: Rows, some: Iterator[tuple[int, dict[str, Any]]]) -> None:
        batch: list[tuple[Any, dict[str, Any], dict[str, Any]]] = []
        for number, row in some:
            batch.append((row.get("id"), self._values(rows, number, row), row))
            if len(batch) == _AT_ONCE:
                self._insert(rows, batch)
                batch = []
        self._insert(rows, batch)

    def _insert(self, rows: Rows, batch: list[tuple[Any, dict[str, Any], dict[str, Any]]]) -> None:
        if not batch:
            return
        said = [values_ for _, values_, _ in batch]
        if not rows.numbered:
            many.add(self.session, rows.table, said)
            return
        ids = many.add_numbered(self.session, rows.table, said)
        known = self.own[rows.kind]
        for row_id, (name, _, row) in zip(ids, batch, strict=True):
            if name != len(known) + 1:
                raise Unreadable(f"The numbers of the rows “{rows.kind}” do not follow each other.")
            known[name] = row_id
            if any(row.get(column) for column in rows.later):
                self.later.append((rows, row_id, row))

    def _values(self, rows: Rows, number: int, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return a row as its table has it; raises Unreadable naming line and field."""
        unknown = row.keys() - {*rows.columns, "_", "id" if rows.numbered else "_"}
        missing = rows.columns - row.keys()
        if unknown or missing:
            field = sorted(unknown or missing)[0]
            what = "is not known here" if unknown else "is missing"
            raise Unreadable(f"Line {number}, {rows.kind}: “{field[:40]}” {what}.")
        try:
            said = {name: self._value(rows, name, row[name]) for name in rows.columns}
        except Invalid as error:
            raise Unreadable(f"Line {number}, {rows.kind}: {error}") from error
        for owner in ("user_id", "owner_id"):
            if owner in rows.table.columns:
                said[owner] = self.learner.id
        return said

    def _value(self, rows: Rows, name: str, value: Any) -> Any:
        if name in rows.later:
            return {} if name == "before" else None
        if name in rows.own:
            return self._own(rows.own[name], name, value)
        if name in rows.either and isinstance(value, str):
            return self._shipped(rows.either[name], value)
        if name in rows.either:
            return self._own(rows.either[name], name, value)
        if rows.kind == "edition" and name == "before":
            return self._before(value)
        return values.read(rows, name, value)

    def _own(self, kind: str, name: str, value: Any) -> int | None:
        if value is None:
            return None
        found = self.own[kind].get(value) if type(value) is int else None
        if found is None:
            raise Invalid(f"“{name}” refers to a {kind} that is not in the file.", name)
        return int(found)

    def _shipped(self, kind: str, name: str) -> int:
        found = self.shipped[kind].get(name)
        if found is None:
            raise Invalid(
                f"the {kind} “{name[:80]}” of a deck that ships is not in this installation.", name
            )
        return found

    def _later(self, rows: Rows, name: str, value: Any) -> Any:
        if name == "before":
            return names.of_import(values.read(rows, name, value), self._note)
        return self._own(rows.own[name], name, value)

    def _before(self, value: Any) -> Any:
        said = values.read(BY_KIND["edition"], "before", value)
        own = self.own
        return names.of_edition(said, self._note, own["draft"].get, own["document"].get)

    def _note(self, name: Any) -> int | None:
        found = self.own["note"].get(name) or self.shipped["note"].get(name)
        return int(found) if found is not None else None

    def _fold(self) -> None:
        """Work the schedules out from the reviews, as they were where the file was written."""
        studied = log.locked_enrolments(self.session, self.learner.id)
        answered = self.session.scalars(
            select(ReviewEvent.card_id).where(ReviewEvent.user_id == self.learner.id).distinct()
        ).all()
        for first in range(0, len(answered), _AT_ONCE):
            some = answered[first : first + _AT_ONCE]
            cards = self.session.scalars(select(Card).where(Card.id.in_(some))).all()
            known = [card for card in cards if card.deck_id in studied]
            events.refold(self.session, self.learner.id, known, studied)
            self.session.flush()
