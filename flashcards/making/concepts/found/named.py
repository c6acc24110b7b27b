"""How a question names a term: with the article that it mostly has."""

from __future__ import annotations

from collections import Counter

from flashcards.making.concepts import terms
from flashcards.making.concepts.found.weighing import Weighed
from flashcards.making.concepts.outline import Outline


def named(one: Weighed, outline: Outline) -> str:
    """Return the term as a question names it: with the article that it mostly has."""
    inner = [p.term for p in one.term.places if p.start > 1]
    written_so = inner.count(one.place.term) * 2 > len(inner)
    term = one.place.term if written_so else terms.inside(one.place.term, outline)
    if terms.is_plural(term):
        return term
    own = one.place.determiner.lower()
    if one.told.is_subject:
        return f"{own} {term}" if own in ("a", "an", "the") else term
    counts = one.term.determiners
    if own in ("a", "an", "the") and sum(map(counts.__getitem__, ("a", "an", "the"))) >= (
        counts[""] + counts["this"]
    ):
        return f"{own} {term}"
    return articled(term, counts)


def articled(term: str, determiners: Counter[str]) -> str:
    """Return ``term`` with the article that it mostly has where ``determiners`` were counted."""
    bare = determiners[""] + determiners["this"]
    the, an = determiners["the"], determiners["a"] + determiners["an"]
    if the > bare and the >= an:
        return f"the {term}"
    if an > bare:
        return f"{'an' if term[:1].lower() in 'aeiou' else 'a'} {term}"
    return term
