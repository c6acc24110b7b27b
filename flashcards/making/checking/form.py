"""Questions and answers: one fact, short, no list, no yes or no (R1, R2, R3, R7, R8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.finding import Finding, Level
from flashcards.making.checking.words import list_items, plain, sentences, words

FRONT_WORDS = (15, 25)
"""A front longer than the first is warned of, longer than the second kept out."""
VIGNETTE_WORDS = 70
ANSWER_WORDS = (20, 45)
LIST_ITEMS = 4
"""The longest list that a card may ask for with a warning only."""

_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_PLURALS = (
    r"(?:steps|stages|phases|parts|components|elements|types|kinds|forms|conditions|criteria"
    r"|symptoms|factors|principles|features|signs|causes|functions|techniques|skills|goals)"
)
_ASKS_FOR_A_LIST = re.compile(
    rf"^(?:list|enumerate)\b|\b(?:which|what|name|give)(?: are)?(?: the| those| its| their)?"
    rf" {_NUMBER}\b|^(?:what are|name)(?: the| all)? (?:\w+ ){{0,2}}{_PLURALS}\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(
    r"^(?:is|are|was|were|does|do|did|can|could|should|must|may|has|have|had|will|would"
    r"|true or false)\b",
    re.IGNORECASE,
)
_VERDICT = re.compile(r"^(?:yes|no|true|false|right|wrong)\b", re.IGNORECASE)


def check(note: Note) -> Iterator[Finding]:
    """Yield what is wrong with the form of a basic or reversed note."""
    if note.type is NoteType.CLOZE:
        return
    front, back = plain(note.front), plain(note.back)
    yield from _one_fact(note, back)
    yield from _no_list(note, front, back)
    if _YES_OR_NO.match(front) and _VERDICT.match(back):
        message = "A yes or no can be guessed. Ask for the reason or for the term instead."
        yield Finding("R3", Level.ERROR, message, "front", note.guid)
    yield from _short_front(note, front)
    yield from _short_answer(note)


def asks_for_a_list(front: str) -> bool:
    """Tell whether a question asks for several things at once."""
    return bool(_ASKS_FOR_A_LIST.search(plain(front)))


def is_vignette(note: Note) -> bool:
    """Tell whether the front tells a small case and then asks about it."""
    front = plain(note.front)
    asks_last = front.endswith("?") and front.count("?") == 1
    return "vignette" in note.tags or (asks_last and sentences(front) >= 2)


def _one_fact(note: Note, back: str) -> Iterator[Finding]:
    several = {
        "a list": list_items(back) >= 2,
        "semicolons": back.count(";") >= 2,
        "three sentences or more": sentences(back) >= 3,
    }
    for what, found in several.items():
        if found:
            message = f"The answer holds several facts ({what}). Make one note of each."
            yield Finding("R1", Level.ERROR, message, "back", note.guid)
            return


def _no_list(note: Note, front: str, back: str) -> Iterator[Finding]:
    count = _items(back) if asks_for_a_list(front) else 0
    if count >= 2:
        level = Level.ERROR if count > LIST_ITEMS else Level.WARNING
        message = (
            f"The question asks for a list of {count}. Make a cloze of it that hides one item at"
            " a time."
        )
        yield Finding("R2", level, message, "back", note.guid)


def _items(back: str) -> int:
    if list_items(back) >= 2:
        return list_items(back)
    first = re.split(r"[.;:](?:\s|$)", back, maxsplit=1)[0]
    pieces = [piece for piece in re.split(r",|\band\b|\bor\b|&|/", first) if piece.strip()]
    return len(pieces) if all(len(words(piece)) <= 6 for piece in pieces) else 0


def _short_front(note: Note, front: str) -> Iterator[Finding]:
    count = len(words(front))
    if is_vignette(note):
        if count > VIGNETTE_WORDS:
            message = (
                f"The case has {count} words. Tell it in {VIGNETTE_WORDS}: keep only what decides"
                " the answer."
            )
            yield Finding("R7", Level.ERROR, message, "front", note.guid)
    elif count > FRONT_WORDS[0]:
        level = Level.ERROR if count > FRONT_WORDS[1] else Level.WARNING
        message = f"The question has {count} words. Ask in {FRONT_WORDS[0]} words or fewer."
        yield Finding("R7", level, message, "front", note.guid)


def _short_answer(note: Note) -> Iterator[Finding]:
    count = len(words(note.back))
    if count > ANSWER_WORDS[0]:
        level = Level.ERROR if count > ANSWER_WORDS[1] else Level.WARNING
        message = (
            f"The answer has {count} words. Keep what must be recalled, in {ANSWER_WORDS[0]} words"
            " or fewer, and move the rest to Extra."
        )
        yield Finding("R8", level, message, "back", note.guid)
