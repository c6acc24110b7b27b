"""Learns which terms matter and which sentence explains one best.

``python training/terms.py training.jsonl.gz`` in a venv with scikit-learn. The glossaries of the
modules say what matters; how many words an explanation shares with the glossary's definition (F1 of
stems) says how good it is. Each module is learned from twice: as saved, and as plain text.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy
from sklearn.ensemble import GradientBoostingClassifier, GradientBoostingRegressor

from flashcards.making.concepts.found import forms, naming, traits, weighing
from flashcards.making.concepts.outline import outline
from flashcards.making.concepts.words import content, stem, words_of
from training.forests import forest
from training.modules import document, modules

FEWEST_MODULES = 4
OF_TERM = 3
"""How many traits of the term are told with those of its explanation."""


@dataclass
class Row:
    """A term of a module: its traits, whether the glossary has it, and its explanations."""

    traits: list[float]
    wanted: bool
    explanations: list[tuple[list[float], float]]


def overlap(said: list[str], wanted: list[str]) -> float:
    """Return the harmonic mean of precision and recall of the stems ``said`` (F1), 0 to 1."""
    shared = sum((Counter(said) & Counter(wanted)).values())
    return 2 * shared / (len(said) + len(wanted)) if said and wanted else 0.0


def rows(module: dict[str, Any], plain: bool, common: dict[str, float]) -> list[Row]:
    """Return a row for every term of a module."""
    view = outline(document(module["html"], plain))
    known = weighing.setting(view, common)
    wanted = {
        naming.key_of(re.sub(r"\s*\([^)]*\)", "", term["term"])): content(term["definition"])
        for term in module["terms"]
    }
    return [_row(term, known, wanted.get(key)) for key, term in naming.vocabulary(view).items()]


def _row(term: naming.Term, known: traits.Setting, wanted: list[str] | None) -> Row:
    seen = set()
    explanations = []
    for place in term.places:
        for told in forms.forms(place.parsed, place.start, place.end):
            if (place.order, told.form) in seen:
                continue
            seen.add((place.order, told.form))
            said = [
                word
                for word in content(told.meaning or place.sentence.plain)
                if word not in term.key or word in (wanted or ())
            ]
            measured = [float(value) for value in traits.of_explanation(place, told, term, known)]
            explanations.append((measured, overlap(said, wanted) if wanted else 0.0))
    own = [float(value) for value in traits.of_term(term, known)]
    return Row(own, wanted is not None, explanations)


def shares(texts: list[dict[str, Any]]) -> dict[str, float]:
    """Return in how much of all modules each stem stands."""
    seen: Counter[str] = Counter()
    for module in texts:
        seen.update({stem(word) for word in words_of(re.sub(r"<[^>]+>", " ", module["html"]))})
    count = len(texts)
    return {w: round(n / count, 3) for w, n in seen.items() if n >= FEWEST_MODULES}


def main() -> None:
    texts = modules(Path(sys.argv[1]))
    common = shares(texts)
    data = [row for text in texts for plain in (False, True) for row in rows(text, plain, common)]
    pairs = [
        (measured + row.traits[:OF_TERM], share)
        for row in data
        if row.wanted
        for measured, share in row.explanations
    ]
    clear = GradientBoostingRegressor(
        n_estimators=100, max_depth=3, learning_rate=0.12, subsample=0.7, random_state=0,
        min_samples_leaf=10,
    )  # fmt: skip
    clear.fit(numpy.array([one for one, _ in pairs]), numpy.array([share for _, share in pairs]))
    told = [one + row.traits[:OF_TERM] for row in data for one, _ in row.explanations]
    values = iter(clear.predict(numpy.array(told)).tolist())
    measured = []
    for row in data:
        own = [next(values) for _ in row.explanations]
        best = max(range(len(own)), key=own.__getitem__)
        measured.append([*row.traits, own[best], sum(own) / len(own), *row.explanations[best][0]])
    wanted = numpy.array([row.wanted for row in data])
    matters = GradientBoostingClassifier(
        n_estimators=120, max_depth=4, learning_rate=0.1, subsample=0.6, random_state=0,
        min_samples_leaf=20,
    ).fit(numpy.array(measured), wanted)  # fmt: skip
    share = float(wanted.mean())
    learned = {
        "common": common,
        "explanation": forest(clear, float(numpy.mean([share for _, share in pairs]))),
        "term": forest(matters, math.log(share / (1 - share))),
    }
    out = Path(weighing.__file__).with_name("weights.json.gz")
    out.write_bytes(gzip.compress(json.dumps(learned, separators=(",", ":")).encode(), 9, mtime=0))
    print(len(data), "terms,", int(wanted.sum()), "of the glossaries;", out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
