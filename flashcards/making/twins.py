"""Tells which drafts of different chapters are about the same thing, and which of two to keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flashcards.core import cloze
from flashcards.making.concepts.words import content, words_of

NEAR = 0.8
"""Drafts that share more of their words than this are the same."""
BETTER = 0.05
"""By so much the quality of a later draft must be higher, for it to replace an earlier one."""

_ASKING = frozenset(("why", "how", "when", "where", "who"))
_FRAME = frozenset(("mean", "term", "call", "called", "define", "defined", "definition", "refer"))


@dataclass(frozen=True)
class Said:
    """What a draft asks and says, and how good it is; ``decided`` if a person kept it or not."""

    id: int
    front: str
    back: str
    text: str
    quality: float
    decided: bool = False

    @property
    def topic(self) -> tuple[str, frozenset[str]] | None:
        """Return what a question asks about; the words that only frame it do not count."""
        about = frozenset(content(self.front)) - _FRAME
        if not about:
            return None
        asking = [word for word in words_of(self.front)[:1] if word in _ASKING]
        return ("".join(asking), about)

    @property
    def words(self) -> frozenset[str]:
        """Return all words with a meaning that stand on it."""
        return frozenset(content(f"{self.front} {self.back} {cloze.plain(self.text)}"))


@dataclass(frozen=True)
class Sorted:
    """The indexes of the later drafts to keep, and the ids of the earlier ones that they better."""

    kept: tuple[int, ...]
    replaced: tuple[int, ...]


def sort_out(earlier: Iterable[Said], later: Sequence[Said]) -> Sorted:
    """Say which of the ``later`` drafts are new or better than what stands already.

    What a person decided on is never replaced.
    """
    known = [(other, other.topic, other.words) for other in earlier]
    kept: list[int] = []
    replaced: list[int] = []
    for index, said in enumerate(later):
        topic, words = said.topic, said.words
        twins = [
            other
            for other, its_topic, its_words in known
            if _is_twin(topic, words, its_topic, its_words)
        ]
        if all(not other.decided and said.quality >= other.quality + BETTER for other in twins):
            kept.append(index)
            replaced += [other.id for other in twins]
    return Sorted(tuple(kept), tuple(dict.fromkeys(replaced)))


def _is_twin(
    topic: tuple[str, frozenset[str]] | None,
    words: frozenset[str],
    other_topic: tuple[str, frozenset[str]] | None,
    other_words: frozenset[str],
) -> bool:
    if topic is not None and topic == other_topic:
        return True
    return len(words & other_words) > NEAR * len(words | other_words)
