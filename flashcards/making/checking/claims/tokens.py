"""A text as the words, numbers and stops that claims are read from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flashcards.making.checking.words import FUNCTION_WORDS, listed, plain, stem

_PIECE = re.compile(
    r"\.?\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?(?![^\W_])|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+"
    r"|%|[.!?;:,()\n–—/]"
)
_INSERTED = re.compile(r"\[[^\[\]]*\]")
_NOT = re.compile(r"\bcannot\b|\bcan['’]t\b|n['’]t\b", re.IGNORECASE)
_OPENS = frozenset(".!?:;\n")
_LITTLE = FUNCTION_WORDS | listed(
    "about after all also any because before both between called each either else even every few"
    " known less many more most much often one only other others over own per rather said same"
    " says since someone something than through under until upon very via yet does during says"
    " onto once never nothing within without always"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a stop; ``initial`` if it opens a sentence, a line or a part.

    ``small``: in small letters, without accents and without 's. ``stem``: without its ending.
    ``is_stop``: it parts sentences and clauses. ``is_content``: it carries meaning of its own.
    """

    text: str
    initial: bool
    small: str
    stem: str
    is_stop: bool
    is_content: bool


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of ``text``; what stands in square brackets is left out."""
    bare = _NOT.sub(_apart, _INSERTED.sub(" ", plain(text)).replace("-", " ").replace("‑", " "))
    found: list[Token] = []
    for piece in _PIECE.findall(bare):
        opens = not found or found[-1].text in _OPENS
        if piece == "\n" and (not found or found[-1].text == "\n"):
            continue
        found.append(_token(piece, opens))
    return tuple(found)


@lru_cache(maxsize=32_768)
def _token(text: str, initial: bool) -> Token:
    bare = unicodedata.normalize("NFKD", text.replace("’", "'"))
    kept = "".join(each for each in bare if not unicodedata.combining(each)).lower()
    small = kept.removesuffix("'s").removesuffix("'")
    return Token(
        text,
        initial,
        small,
        stem(small),
        is_stop=not text[-1].isalnum() and text != "%",
        is_content=small not in _LITTLE and len(small) > 1 and text[0].isalpha(),
    )


def inserted(text: str) -> str:
    """Return what stands in square brackets in ``text``: put there for the one who learns."""
    return " ".join(each[1:-1] for each in _INSERTED.findall(text))


def words_only(some: Sequence[Token]) -> list[Token]:
    """Return ``some`` without the stops."""
    return [token for token in some if not token.is_stop]


def alike(one: str, other: str) -> bool:
    """Tell whether two words are forms of one: equal, or one beginning for most of their length."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    shared = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    return shared >= 4 and shared >= shorter - 2 and max(len(one), len(other)) - shared <= 5


def _apart(found: re.Match[str]) -> str:
    return "can not" if found[0].lower().startswith("can") else " not"
