"""Put a bracketed word in the place of everything that could tell who somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flashcards.making.checking.guard.look import look
from flashcards.making.checking.guard.report import CLIENT, NAME, Sighting

ROUNDS = 8
"""What is taken out can bring to light what it covered: looked at again this often at most."""
_NUMBERED = re.compile(r"\[(client|name) ?(\d*)\]")
_TITLE_WORDS = "Mr Mrs Ms Miss Mx Dr Prof Herr Herrn Frau Mme Mlle Sr Sra Srta Monsieur Madame"
_TITLES = frozenset(_TITLE_WORDS.split())
_LETTERS = re.compile(r"[^\W\d_]+")


def redact(text: str, sightings: Iterable[Sighting]) -> str:
    """Return ``text`` with all of ``sightings`` that identify, and what they covered, replaced.

    The same person gets the same word: [client], [name 1], [name 2]…
    """
    people = _People(text)
    for _ in range(ROUNDS):
        spans = _apart([sighting for sighting in sightings if sighting.identifies])
        if not spans:
            break
        text = _replaced(text, spans, people)
        sightings = look(text).sightings
    return text


def _replaced(text: str, spans: Sequence[Sighting], people: _People) -> str:
    pieces: list[str] = []
    at = 0
    for sighting in spans:
        called = sighting.stands_for
        if called in {CLIENT, NAME}:
            called = people.called(sighting.excerpt, called)
        pieces += [text[at : sighting.start], f"[{called}]"]
        at = sighting.end
    return "".join([*pieces, text[at:]])


def _apart(sightings: Iterable[Sighting]) -> list[Sighting]:
    """Return the sightings in order without overlaps; the longer one of two stays."""
    kept: list[Sighting] = []
    for sighting in sorted(sightings, key=lambda s: (s.start, -s.end, not s.weight)):
        if not kept or sighting.start >= kept[-1].end:
            kept.append(sighting)
        elif sighting.end - sighting.start > kept[-1].end - kept[-1].start:
            kept[-1] = sighting
    return kept


class _People:
    """Who was met so far: the words of each one's name and what she is called instead."""

    def __init__(self, text: str) -> None:
        self._met: list[tuple[frozenset[str], str]] = []
        self._counts = {CLIENT: 0, NAME: 0}
        for kind, number in _NUMBERED.findall(text):
            self._counts[kind] = max(self._counts[kind], int(number or 1))

    def called(self, name: str, kind: str) -> str:
        """Return the word for the person of this name, the same every time."""
        words = frozenset(_LETTERS.findall(name)) - _TITLES
        for known, word in self._met:
            if words and (words <= known or known <= words):
                return word
        self._counts[kind] += 1
        count = self._counts[kind]
        word = kind if kind == CLIENT and count == 1 else f"{kind} {count}"
        self._met.append((words, word))
        return word
