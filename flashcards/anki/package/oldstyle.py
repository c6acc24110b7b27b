"""Note types, decks and settings as older collections keep them: JSON in the one row of ``col``."""

from __future__ import annotations

import json
from typing import Any

from flashcards.anki.package.database import Database
from flashcards.anki.package.foreign import ForeignDeck, ForeignNoteType, ForeignTemplate
from flashcards.anki.package.issues import Issues, Trouble
from flashcards.anki.package.refusals import damaged
from flashcards.anki.package.values import text, whole


def settings(database: Database) -> dict[str, Any]:
    """Return the settings of the collection."""
    return _loaded(database, "SELECT conf FROM col LIMIT 1")


def note_types(database: Database, issues: Issues) -> dict[int, ForeignNoteType]:
    """Return the note types by id; those that cannot be read become issues."""
    found = {}
    for key, model in _loaded(database, "SELECT models FROM col LIMIT 1").items():
        try:
            kind = _note_type(int(key), model)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            issues.add(Trouble.NOTE_TYPE_BROKEN, "col", field="models", detail=f"{key}: {error}")
        else:
            found[kind.id] = kind
    return found


def decks(database: Database, issues: Issues) -> dict[int, ForeignDeck]:
    """Return the decks by id; those that cannot be read become issues."""
    found = {}
    for key, deck in _loaded(database, "SELECT decks FROM col LIMIT 1").items():
        try:
            found[int(key)] = ForeignDeck(
                int(key), text(deck["name"]), text(deck.get("desc")), bool(deck.get("dyn"))
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            issues.add(Trouble.DECK_BROKEN, "col", field="decks", detail=f"{key}: {error}")
    return found


def _note_type(key: int, model: dict[str, Any]) -> ForeignNoteType:
    fields = tuple(text(field["name"]) for field in _in_order(model["flds"]))
    templates = tuple(
        ForeignTemplate(text(each["name"]), text(each["qfmt"]), text(each["afmt"]))
        for each in _in_order(model["tmpls"])
    )
    if not fields or not templates:
        raise ValueError("no fields or no templates")
    return ForeignNoteType(
        id=key,
        name=text(model["name"]),
        fields=fields,
        templates=templates,
        css=text(model.get("css")),
        cloze=model.get("type") == 1,
        modified=whole(model.get("mod")) or 0,
    )


def _in_order(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if all(isinstance(part.get("ord"), int) for part in parts):
        return sorted(parts, key=lambda part: int(part["ord"]))
    return parts


def _loaded(database: Database, sql: str) -> dict[str, Any]:
    (row,) = database.rows(sql) or [("",)]
    try:
        found = json.loads(text(row[0]))
    except (ValueError, RecursionError) as error:
        raise damaged(database.name, database.member) from error
    if not isinstance(found, dict):
        raise damaged(database.name, database.member)
    return found
