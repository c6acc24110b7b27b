"""What stays the same from export to export: the ids of decks, notes and cards; and their tags."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

_FIRST_DECK_ID = 10**12
_DEFAULT_DECK_ID = 1
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def printable(text: str) -> str:
    """Return ``text`` without control characters: one of them, U+001F, parts Anki's fields."""
    return _UNPRINTABLE.sub("", text)


def deck_name(name: str) -> str:
    """Return ``name`` as Anki writes it: parts joined by ``::``, none of them empty."""
    parts = (" ".join(printable(part).split()) for part in name.split("::"))
    return "::".join(part for part in parts if part) or "Flashcards"


def deck_id(name: str) -> int:
    """Return the id of the deck ``name``, the same in every export; Anki ignores case here."""
    folded = name.casefold()
    if folded == "default":
        return _DEFAULT_DECK_ID
    digest = hashlib.sha256(folded.encode()).digest()
    return _FIRST_DECK_ID + int.from_bytes(digest[:8], "big") % _FIRST_DECK_ID


def tags(names: Iterable[str]) -> list[str]:
    """Return ``names`` as Anki accepts them: no white space, no double quotes, each once."""
    kept: dict[str, str] = {}
    for name in names:
        tag = "_".join(printable(name.replace('"', "")).split())
        if tag:
            kept.setdefault(tag.casefold(), tag)
    return list(kept.values())


def ids(wanted: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return a note id and its card ids for each ``(note id, number of cards)``.

    Each is the id wanted, or the next one free: Anki's ids are unique in their table.
    """
    found: list[list[int]] = [[] for _ in wanted]
    note_id = card_id = 0
    for place in sorted(range(len(wanted)), key=lambda place: wanted[place]):
        first, cards = wanted[place]
        note_id = max(first, note_id + 1)
        start = max(first, card_id + 1)
        card_id = start + cards - 1
        found[place] = [note_id, *range(start, start + cards)]
    return found
