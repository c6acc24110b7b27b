"""What rows are called in the file: a number of their kind, or, of a deck that ships, words.

A deck that ships is called ``therapeutic-relationship``, its notes ``deck/guid``, its cards
``deck/guid/ordinal``: the same in every installation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.store.models.content import Card, Deck, Note

Name = int | str
Names = dict[str, dict[Any, Any]]
"""By kind: from ids to names when the file is written, from names to ids when it is read."""


def shipped(session: Session) -> Mapping[str, Mapping[str, int]]:
    """Return the ids of all that ships, by kind and name."""
    decks = session.execute(select(Deck.shipped, Deck.id).where(Deck.shipped.is_not(None)))
    rows = session.execute(
        select(Deck.shipped, Note.guid, Note.id, Card.ordinal, Card.id)
        .join(Note, Note.deck_id == Deck.id)
        .join(Card, Card.note_id == Note.id)
        .where(Deck.shipped.is_not(None))
    )
    notes, cards = {}, {}
    for slug, guid, note_id, ordinal, card_id in rows:
        notes[f"{slug}/{guid}"] = note_id
        cards[f"{slug}/{guid}/{ordinal}"] = card_id
    return {"deck": {str(slug): key for slug, key in decks}, "note": notes, "card": cards}


def in_order(name: Name) -> tuple[bool, int, str]:
    """Return by what names are ordered: numbers first, then words."""
    return (False, name, "") if isinstance(name, int) else (True, 0, name)


def of_import(before: Mapping[str, Any], note: Callable[[Any], Any]) -> dict[str, Any]:
    """Return what undoing an import takes, its notes called otherwise; those of none left out."""
    kept = [
        {**each, "note": name}
        for each in before.get("notes", ())
        if (name := note(each.get("note"))) is not None
    ]
    return {**before, "notes": kept} if "notes" in before else dict(before)


def of_edition(
    before: Mapping[str, Any],
    note: Callable[[Any], Any],
    draft: Callable[[Any], Any],
    document: Callable[[Any], Any],
) -> dict[str, Any]:
    """Return what undoing an edition takes, its notes and drafts called otherwise."""

    def values(one: dict[str, Any]) -> dict[str, Any]:
        found = {"document_id": document, "note_id": note}
        return {key: found[key](at) if key in found else at for key, at in one.items()}

    def moved(all_of: Any, call: Callable[[Any], Any]) -> list[Any]:
        return [
            [name, *(values(one) for one in rest)]
            for key, *rest in all_of
            if (name := call(key)) is not None
        ]

    made: dict[str, Any] = dict(before)
    for key, call in (("notes", note), ("drafts", draft)):
        if key in made:
            made[key] = moved(made[key], call)
    for key in ("suspended", "deleted"):
        if key in made:
            made[key] = [name for one in made[key] if (name := note(one)) is not None]
    return made
