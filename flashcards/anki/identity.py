"""What stays the same from export to export: the ids of decks, notes and cards; and their tags."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from html import unescape

_FIRST_DECK_ID = 10**12
_DEFAULT_DECK_ID = 1
_PICTURE = re.compile(r"<img[^>]*\bsrc=[\"']?([^\"'>]+)[\"']?[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"(?s)<!--.*?-->|<style.*?>.*?</style>|<script.*?>.*?</script>|<.*?>")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def printable(text: str) -> str:
    """Return ``text`` without control characters: one of them, U+001F, parts Anki's fields."""
    return text if text.isprintable() else _UNPRINTABLE.sub("", text)


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


@lru_cache(maxsize=1024)
def tags(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``names`` as Anki accepts them: no white space, no double quotes, each once."""
    kept: dict[str, str] = {}
    for name in names:
        tag = "_".join(printable(name.replace('"', "")).split())
        if tag:
            kept.setdefault(tag.casefold(), tag)
    return tuple(kept.values())


class Ids:
    """Gives out ids that are unique in a table: the one wanted, or the next one free."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def take(self, wanted: int) -> int:
        """Return ``wanted`` or the next number that was not given out."""
        while wanted in self._taken:
            wanted += 1
        self._taken.add(wanted)
        return wanted


def checksum(text: str) -> int:
    """Return the number by which Anki finds notes whose first field says the same."""
    return int.from_bytes(hashlib.sha1(text.encode(), usedforsecurity=False).digest()[:4], "big")


def sorted_by(html: str) -> str:
    """Return the words of a field by which Anki sorts notes: no tags, pictures by their names."""
    if "<" not in html and "&" not in html:
        return html.strip()
    named = _PICTURE.sub(r" \1 ", html)
    return unescape(_TAG.sub("", named)).replace("\u00a0", " ").strip()
