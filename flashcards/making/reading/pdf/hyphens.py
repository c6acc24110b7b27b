"""Joins words that were parted at the end of a line."""

from __future__ import annotations

import re
from collections.abc import Iterable

_HYPHENS = ("-", "\u2010", "\u00ad")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_KEEPS = frozenset(
    (
        "self",
        "non",
        "well",
        "long",
        "short",
        "half",
        "ex",
        "cross",
        "client",
        "person",
        "problem",
        "solution",
        "evidence",
        "trauma",
        "goal",
        "mid",
        "high",
        "low",
        "all",
        "anti",
        "post",
        "pre",
        "two",
        "three",
        "four",
        "one",
        "first",
        "second",
        "third",
    )
)


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that stand whole somewhere, in small letters."""
    return frozenset(
        word.replace("\u2010", "-").lower() for text in texts for word in _WORD.findall(text)
    )


def joined(before: str, after: str, known: frozenset[str]) -> tuple[str, str]:
    """Return the end of ``before`` mended, and what stands between it and ``after``."""
    plain = before.rstrip()
    if not plain.endswith(_HYPHENS):
        return plain, " "
    stem = plain[:-1]
    heads, tails = re.search(r"[\w-]*\w$", stem), re.match(r"[^\W\d_]+", after.lstrip())
    if heads is None or tails is None or plain[-2:-1].isdigit():
        return stem + "-" if heads else plain.replace("\u00ad", "-"), "" if heads else " "
    head, tail = heads[0].lower(), tails[0]
    return (stem if _is_one_word(head, tail, known) else stem + "-"), ""


def _is_one_word(head: str, tail: str, known: frozenset[str]) -> bool:
    """Tell whether the hyphen was there only to part the word."""
    if not tail[0].islower():
        return False
    if head.rpartition("-")[2] + tail.lower() in known or head + tail.lower() in known:
        return True
    return f"{head}-{tail.lower()}" not in known and head not in _KEEPS
