"""Words, stems and sentences of the Markdown that stands in a field."""

from __future__ import annotations

import re
from functools import lru_cache

_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^)\s]{0,500}\)")
_MARKS = re.compile(
    r"\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|^[ \t]*(?:#{1,6}|>)[ \t]+", re.M
)
_LIST_MARK = re.compile(r"^[ \t]*(?:[-*+•]|\d{1,2}[.)])[ \t]+", re.M)
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s+[\"'“‘(\[]?[A-Z0-9]|\s*$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|etc|al|pp?|ch|no|vol|eds?|Dr|Mrs?|Ms|Prof|St)|\b[A-Z])\.$"
)
_ENDINGS = ("ingly", "edly", "ness", "ies", "ing", "ed", "es", "ly", "s")
_LITTLE = (
    "a an and are as at be been being but by can did do does for from had has have he her his how"
    " i if in into is it its may might must no nor not of on or our shall she should so some such"
    " than that the their them then there these they this those to too was we were what when where"
    " which while who whom whose why will with would you your"
)
FUNCTION_WORDS = frozenset(_LITTLE.split())


def listed(text: str) -> frozenset[str]:
    """Return what stands in ``text`` between white space."""
    return frozenset(text.split())


def plain(text: str) -> str:
    """Return ``text`` without the marks of Markdown; list marks stay."""
    return _MARKS.sub("", _LINK.sub(r"\1", text)).strip()


def list_items(text: str) -> int:
    """Return how many lines of ``text`` begin with a list mark."""
    return len(_LIST_MARK.findall(text))


def words(text: str) -> list[str]:
    """Return the words and numbers of ``text`` in order."""
    return _WORD.findall(_LIST_MARK.sub("", plain(text)))


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """Return ``word`` in small letters without its English ending."""
    small = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    for ending in _ENDINGS:
        if small.endswith(ending) and len(small) - len(ending) >= 3 and not small.endswith("ss"):
            kept = small.removesuffix(ending)
            return kept + "y" if ending == "ies" else kept.removesuffix("e")
    return small.removesuffix("e") if len(small) > 3 else small


def stems(text: str) -> list[str]:
    """Return the stems of all words of ``text``, those of compounds apart."""
    return [stem(part) for word in words(text) for part in word.split("-") if part]


def content_stems(text: str) -> set[str]:
    """Return the stems of the words of ``text`` that carry meaning."""
    return {
        stem(part)
        for word in words(text)
        for part in word.split("-")
        if part and part.lower() not in FUNCTION_WORDS
    }


def sentences(text: str) -> int:
    """Return how many sentences ``text`` has; abbreviations and initials end none."""
    return len(sentence_spans(" ".join(plain(text).split())))


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return where each sentence of ``text`` begins and ends, without the space around it."""
    last = len(text.rstrip())
    ends = [
        found.end()
        for found in _STOP.finditer(text)
        if found.end() >= last
        or not _ABBREVIATION.search(text[max(0, found.end() - 9) : found.end()])
    ]
    spans, at = [], 0
    for end in [*ends, last]:
        start = at + len(text[at:end]) - len(text[at:end].lstrip())
        if start < end:
            spans.append((start, end))
        at = end
    return spans
