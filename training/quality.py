"""Learns which cards are worth keeping, from verdicts on cards that were read.

``python training/quality.py training.jsonl.gz`` in a venv with scikit-learn. ``verdicts.jsonl``
beside it has one card a line: the module it was made of, its words, and whether a reader would keep
it as it stands. Verdicts on cards that are no longer made so are left aside. Prints how well cards
of modules that were not learned from are told apart (cross-validation over eight parts).
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from flashcards.making.concepts import find, quality
from flashcards.making.concepts.outline import outline
from training.forests import forest
from training.modules import document, modules

VERDICTS = Path(__file__).with_name("verdicts.jsonl")


def key(question: str, answer: str, text: str, hidden: list[str]) -> tuple[str, ...]:
    """Return what a card is known by."""
    return tuple(words.casefold() for words in (question, answer, text, *hidden))


def judged(
    html: str, plain: bool, verdicts: list[dict[str, Any]]
) -> list[tuple[list[float], bool]]:
    """Return the traits of the cards of a module that there is a verdict on."""
    good = {key(v["question"], v["answer"], v["text"], v["hidden"]): v["good"] for v in verdicts}
    text = document(html, plain)
    concepts, scale = find.candidates(text, outline(text))
    found = []
    for concept in concepts:
        verdict = good.pop(
            key(concept.question, concept.answer, concept.text, list(concept.hidden)), None
        )
        if verdict is not None:
            found.append((quality.traits(concept, scale), verdict))
    return found


def main() -> None:
    texts = modules(Path(sys.argv[1]))
    verdicts = defaultdict(list)
    for line in VERDICTS.read_text().splitlines():
        verdict = json.loads(line)
        verdicts[verdict["module"], verdict["plain"]].append(verdict)
    measured, good, groups = [], [], []
    for (number, plain), some in verdicts.items():
        for traits, verdict in judged(texts[number]["html"], plain, some):
            measured.append(traits)
            good.append(verdict)
            groups.append(number)
    x, y = numpy.array(measured), numpy.array(good, int)
    model = GradientBoostingClassifier(
        n_estimators=260, max_depth=4, learning_rate=0.033, subsample=0.6, max_features=0.15,
        random_state=0, min_samples_leaf=6,
    )  # fmt: skip
    folds = GroupKFold(8)
    chance = cross_val_predict(model, x, y, groups=groups, cv=folds, method="predict_proba")[:, 1]
    print(len(y), "verdicts,", f"{y.mean():.1%} good; area under the curve",
          round(roc_auc_score(y, chance), 3))  # fmt: skip
    for least in (0.25, 0.45, 0.6, 0.7, 0.8):
        kept = chance >= least
        print(f"from {least}: {kept.mean():.0%} kept, {y[kept].mean():.1%} of them good")
    share = float(y.mean())
    learned = forest(model.fit(x, y), math.log(share / (1 - share)))
    out = Path(quality.__file__).with_name("quality.json.gz")
    out.write_bytes(gzip.compress(json.dumps(learned, separators=(",", ":")).encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
