"""Cuts a sentence into words and marks, each with its offsets."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"
    r"|\d+(?:[.,:/–-]\d+)*(?:%|st|nd|rd|th)?"
    r"|[^\W\d_]+\d*(?:[-‐‑][^\W_]+)*(?:(?<=n)['’]t\b)?"
    r"|['’](?:s|re|ve|ll|d|m)\b"
    r"|\.{3}|[^\w\s]"
)


def tokens(sentence: str) -> list[tuple[int, int]]:
    """Return where each word, number and mark of ``sentence`` starts and ends."""
    return [found.span() for found in _TOKEN.finditer(sentence)]
