"""Weighs every term of a document and every sentence that explains it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flashcards.making.concepts.found.forest import Forest, forest
from flashcards.making.concepts.found.form import Explained, Form
from flashcards.making.concepts.found.forms import forms
from flashcards.making.concepts.found.naming import Place, Term, heads_of, vocabulary
from flashcards.making.concepts.found.traits import Setting, of_explanation, of_term
from flashcards.making.concepts.outline import Outline

_WEIGHTS = Path(__file__).with_name("weights.json.gz")
_LEAST = 0.004
_MOST_MARKED = 25.0
MOST_PLACES = 24


@dataclass(frozen=True)
class Weights:
    """What was learned from texts with glossaries."""

    common: dict[str, float]
    explanation: Forest
    term: Forest


@dataclass(frozen=True)
class Weighed:
    """One explanation of a term: how well it explains, and how sure it is that it matters."""

    term: Term
    place: Place
    told: Explained
    clarity: float
    weight: float
    traits: tuple[float, ...]


@cache
def weights() -> Weights:
    """Return the weights that ship with the program."""
    told = json.loads(gzip.decompress(_WEIGHTS.read_bytes()))
    return Weights(told["common"], forest(told["explanation"]), forest(told["term"]))


def setting(outline: Outline, common: Mapping[str, float] | None = None) -> Setting:
    """Return what is known of the document as a whole; ``common`` is how much is each stem used."""
    sentences = [s for sec in outline.sections for body in sec.bodies for s in body.sentences]
    marks = sum(len(sentence.marks) for sentence in sentences)
    return Setting(
        outline,
        frozenset(heads_of(outline)),
        weights().common if common is None else common,
        len(sentences),
        min(_MOST_MARKED, 1000 * marks / max(1, outline.words)),
    )


def weighed(outline: Outline) -> list[list[Weighed]]:
    """Return the terms of ``outline`` that may matter, each with its explanations, best first."""
    learned, known = weights(), setting(outline)
    found = []
    for term in vocabulary(outline).values():
        explained = list(_explained(term, known))
        if not explained or not _may_matter(term, explained):
            continue
        about = of_term(term, known)
        told = sorted(
            ((learned.explanation.value([*tr, *about[:3]]), place, how, tr)
             for place, how, tr in explained),
            key=lambda one: -one[0],
        )  # fmt: skip
        values = [one[0] for one in told]
        best, mean = values[0], sum(values) / len(values)
        traits = [*about, best, mean, *told[0][3]]
        weight = learned.term.chance(traits)
        if weight >= _LEAST:
            found.append(
                [
                    Weighed(term, place, how, value, weight, (*about, value, mean, *tr))
                    for value, place, how, tr in told
                ]
            )
    return sorted(found, key=lambda term: -term[0].weight)


def _may_matter(term: Term, explained: list[tuple[Place, Explained, list[float]]]) -> bool:
    if not term.marked and _is_somebody(term):
        return False
    if term.marked or len(term.places) > 1:
        return True
    return any(how.form is not Form.MENTIONED for _, how, _ in explained)


def _explained(term: Term, known: Setting) -> Iterator[tuple[Place, Explained, list[float]]]:
    seen: set[tuple[int, Form]] = set()
    for place in term.places[:MOST_PLACES]:
        for how in forms(place.parsed, place.start, place.end):
            if (place.order, how.form) not in seen:
                seen.add((place.order, how.form))
                yield place, how, of_explanation(place, how, term, known)


def _is_somebody(term: Term) -> bool:
    """Tell whether the term is most likely a name: short, and with a capital wherever it stands."""
    if len(term.key) > 2 or any(spelling.isupper() for spelling in term.spellings):
        return False
    names = sum(
        all(tag == "NNP" for tag in place.parsed.tags[place.start : place.end])
        and place.term[:1].isupper()
        for place in term.places
    )
    return names * 2 > len(term.places)
