"""What a model wrote, taken apart into what it proposes, however it wrapped or cut it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from flashcards.core.notes import keepable

MOST = 40
"""More proposals of one answer are not looked at."""
MOST_TRIES = 400
_DECODER = json.JSONDecoder()


@dataclass(frozen=True)
class Reworded:
    """Another question for the card of this number; ``answer`` only if the model gave one."""

    card: int
    question: str
    answer: str = ""


@dataclass(frozen=True)
class Carded:
    """A further card as the model gives it."""

    question: str
    answer: str
    quote: str


def proposed(text: str) -> list[Reworded | Carded]:
    """Return the proposals in an answer: empty if there is none in it, whole ones if it was cut."""
    found: list[Reworded | Carded] = []
    for value in _objects(text):
        each = _proposal(value)
        if each is not None and each not in found:
            found.append(each)
        if len(found) == MOST:
            break
    return found


def holds_json(text: str) -> bool:
    """Say whether the model kept to the form at all."""
    return any(True for _ in _objects(text))


def _objects(text: str) -> Iterator[dict[str, object]]:
    """Yield all objects that are whole, those in others too; what was cut off yields its parts."""
    at = text.find("{")
    for _ in range(MOST_TRIES):
        if at < 0:
            return
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            at = text.find("{", at + 1)
            continue
        yield from _inside(value)
        at = text.find("{", end)


def _inside(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            if isinstance(inner, list) and depth < 3:
                yield from _inside(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            if depth < 3:
                yield from _inside(inner, depth + 1)


def _proposal(value: dict[str, object]) -> Reworded | Carded | None:
    card, question = value.get("card"), _words(value.get("question"))
    answer, quote = _words(value.get("answer")), _words(value.get("quote"))
    if not question:
        return None
    if isinstance(card, int) and not isinstance(card, bool):
        return Reworded(card, question, answer)
    return Carded(question, answer, quote)


def _words(value: object) -> str:
    return " ".join(keepable(value).split()) if isinstance(value, str) else ""
