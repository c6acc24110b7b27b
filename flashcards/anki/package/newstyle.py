"""Note types, decks and settings as newer collections keep them: in tables, with protobuf in them.

Names and order stand in columns. Orphan rows of ``fields`` and ``templates`` occur in sound
collections and are passed over.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any, TypeVar

from flashcards.anki.package import wire
from flashcards.anki.package.database import Database
from flashcards.anki.package.foreign import ForeignDeck, ForeignNoteType, ForeignTemplate
from flashcards.anki.package.issues import Issues, Trouble
from flashcards.anki.package.refusals import damaged, too_large
from flashcards.anki.package.values import text, whole

_T = TypeVar("_T")
_KIND, _CSS, _CLOZE = 1, 3, 1
_QUESTION, _ANSWER = 1, 2
_NORMAL, _FILTERED, _DESCRIPTION = 1, 2, 4
_MOST = 100_000
"""So many fields, templates or decks are read; more are no collection of a person's."""
_NEEDED = {
    "notetypes": ("id", "name", "mtime_secs", "config"),
    "fields": ("ntid", "ord", "name"),
    "templates": ("ntid", "ord", "name", "config"),
    "decks": ("id", "name", "kind"),
    "config": ("key", "val"),
}


def check(database: Database) -> None:
    """Raise Unreadable if a table is missing."""
    if not all(database.has(table, *columns) for table, columns in _NEEDED.items()):
        raise damaged(database.name, database.member)


def settings(database: Database) -> dict[str, Any]:
    """Return those settings of the collection that tell its days."""
    found = database.rows("SELECT key, val FROM config WHERE key = 'creationOffset'")
    try:
        return {text(key): json.loads(text(value)) for key, value in found}
    except (ValueError, RecursionError) as error:
        raise damaged(database.name, database.member) from error


def note_types(database: Database, issues: Issues) -> dict[int, ForeignNoteType]:
    """Return the note types by id; those that cannot be read become issues."""
    fields: dict[int, list[str]] = defaultdict(list)
    for key, name in _rows(database, "SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields[key].append(text(name))
    templates: dict[int, list[ForeignTemplate]] = defaultdict(list)
    for key, name, config in _rows(
        database, "SELECT ntid, name, config FROM templates ORDER BY ntid, ord"
    ):
        found = _message(config, issues, "templates", key)
        templates[key].append(
            ForeignTemplate(text(name), wire.text(found, _QUESTION), wire.text(found, _ANSWER))
        )
    kinds = {}
    for key, name, modified, config in _rows(
        database, "SELECT id, name, mtime_secs, config FROM notetypes"
    ):
        found = _message(config, issues, "notetypes", key)
        if not fields[key] or not templates[key]:
            issues.add(Trouble.NOTE_TYPE_BROKEN, "notetypes", key, detail=text(name))
            continue
        kinds[key] = ForeignNoteType(
            id=key,
            name=text(name),
            fields=tuple(fields[key]),
            templates=tuple(templates[key]),
            css=wire.text(found, _CSS),
            cloze=wire.number(found, _KIND) == _CLOZE,
            modified=whole(modified) or 0,
        )
    return kinds


def decks(database: Database, issues: Issues) -> dict[int, ForeignDeck]:
    """Return the decks by id; those that cannot be read become issues."""
    found = {}
    for key, name, kind in _rows(database, "SELECT id, name, kind FROM decks"):
        try:
            described = wire.last(kind if isinstance(kind, bytes) else b"")
            normal = wire.last(wire.blob(described, _NORMAL))
        except wire.Malformed as error:
            issues.add(Trouble.DECK_BROKEN, "decks", key, detail=f"{name}: {error}")
            continue
        shown = text(name).replace("\x1f", "::")
        filtered = _FILTERED in described and _NORMAL not in described
        found[key] = ForeignDeck(key, shown, wire.text(normal, _DESCRIPTION), filtered)
    return found


def _message(config: object, issues: Issues, table: str, key: int) -> dict[int, wire.Value]:
    try:
        return wire.last(config if isinstance(config, bytes) else b"")
    except wire.Malformed as error:
        issues.add(Trouble.NOTE_TYPE_BROKEN, table, key, "config", str(error))
        return {}


def _rows(database: Database, sql: str) -> list[Any]:
    found = database.rows(f"{sql} LIMIT {_MOST + 1}")
    if len(found) > _MOST:
        raise too_large(database.name, "has too many note types or decks")
    return found
