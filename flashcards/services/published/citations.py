"""A deck's head and notes cite works that exist, and say of them what the entry says (D3)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from flashcards.core.deckfile.deck import DeckFile
from flashcards.services.published.fault import Fault, line_of
from flashcards.services.published.works import Work, Works

_WORD = re.compile(r"[^\W_]+")
_AND_OTHERS = re.compile(r"\bet al\b")


def check(deck: DeckFile, works: Works) -> Iterator[Fault]:
    """Yield what is wrong with the sources that a deck names and cites."""
    for key, reference in deck.sources.items():
        work = works.by_key.get(key)
        line = line_of(deck, key)
        if work is None:
            message = f"{works.name} has no entry {key}: append it there."
            yield Fault(deck.name, line, "D3", message)
        else:
            for wrong in _disagreements(reference, work):
                message = f"{works.name}, line {work.line}, says {wrong}. Make the two agree."
                yield Fault(deck.name, line, "D3", message)
    yield from _uncited(deck)
    yield from _placeless(deck)


def _uncited(deck: DeckFile) -> Iterator[Fault]:
    cited = {entry.source_key for entry in deck.notes}
    for key in deck.sources:
        if key not in cited:
            message = f"No note cites {key}: cite it, or take the line out."
            yield Fault(deck.name, line_of(deck, key), "D3", message)


def _placeless(deck: DeckFile) -> Iterator[Fault]:
    for entry in deck.notes:
        if not entry.source_key:
            message = "No source is given: name the work and where in it this stands."
            yield Fault(deck.name, entry.line, "D3", message)
        elif not entry.place:
            message = f"Say where in {entry.source_key} this stands: a page, a chapter, throughout."
            yield Fault(deck.name, entry.line, "D3", message)


def _disagreements(reference: str, work: Work) -> Iterator[str]:
    said = _words(reference)
    authors = work.authors[:1] if _AND_OTHERS.search(reference) else work.authors
    for author in authors:
        if not _holds(said, _words(author)):
            yield f"that {author} wrote it"
    if work.year and work.year not in _words(reference):
        yield f"that it is of {work.year}"
    if not _holds(said, _words(work.title)):
        yield f"that its title is “{work.title}”"


def _holds(words: list[str], wanted: list[str]) -> bool:
    """Tell whether ``wanted`` stands in ``words``, one after the other."""
    size = len(wanted)
    return any(words[at : at + size] == wanted for at in range(len(words) - size + 1))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())
