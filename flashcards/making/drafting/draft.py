"""A draft: a proposed note with the span of the document that carries it, and its stable guid."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from flashcards.core.notes import Note, NoteType

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
GUID_LENGTH = 12


@dataclass(frozen=True)
class Draft:
    """A note as it is proposed; ``quote`` is exactly the document's text ``start`` to ``end``.

    ``quality``, 0 to 1, is how sure the makers are that it is worth keeping as it stands.
    """

    guid: str
    type: NoteType
    front: str
    back: str
    text: str
    extra: str
    tags: tuple[str, ...]
    section: str
    quote: str
    start: int
    end: int
    quality: float = 0.5

    @property
    def note(self) -> Note:
        """Return the note that the draft proposes; it names no source yet."""
        return Note(
            guid=self.guid,
            type=self.type,
            front=self.front,
            back=self.back,
            text=self.text,
            extra=self.extra,
            quote=self.quote,
            section=self.section,
            start=self.start,
            end=self.end,
            tags=self.tags,
        )


def guid(document: str, start: int, end: int, kind: str, counter: int) -> str:
    """Return the guid of the ``counter``-th draft of a kind on a span: the same every time."""
    told = f"{document}\0{start}\0{end}\0{kind}\0{counter}".encode("utf-8", "surrogatepass")
    number = int.from_bytes(hashlib.sha256(told).digest(), "big")
    digits = []
    for _ in range(GUID_LENGTH):
        number, digit = divmod(number, 62)
        digits.append(_DIGITS[digit])
    return "".join(digits)
