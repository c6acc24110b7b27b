"""An answer that lists things becomes a cloze that hides one at a time, or several notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.finding import Repair
from flashcards.making.checking.form import asks_for_a_list
from flashcards.making.checking.gaps import MOST_HIDDEN
from flashcards.making.checking.words import FUNCTION_WORDS, words

MOST_ITEMS = 8
_MARK = re.compile(r"^[ \t]*(?:[-*+•]|\d{1,2}[.)])[ \t]+")
_LABELLED = re.compile(r"^\**(?P<label>[^:*\n]{2,40}?)\**:\**\s+(?P<text>\S.*)$", re.DOTALL)
_LABEL_WORDS = 4
_PARTED = re.compile(r",\s+and\s+|,\s+or\s+|,\s+|\s+and\s+|\s+&\s+|\s+or\s+")


def repairs(note: Note) -> Iterator[Repair]:
    """Yield what could be made of a note whose answer is a list, the best first."""
    if note.type is not NoteType.BASIC:
        return
    items = _marked(note.back)
    if not items and asks_for_a_list(note.front):
        items = _in_a_row(note.back)
    if not 2 <= len(items) <= MOST_ITEMS:
        return
    labelled = [_LABELLED.match(item) for item in items]
    if all(each and len(words(each["label"])) <= _LABEL_WORDS for each in labelled):
        parts = [(each["label"].strip(), each["text"].strip()) for each in labelled if each]
        yield Repair(f"Make {len(parts)} notes of it, one of each part.", _apart(note, parts))
    elif all(1 <= len(words(item)) <= MOST_HIDDEN and _says(item) for item in items):
        yield Repair("Hide one item at a time, with the others in sight.", (_cloze(note, items),))


def _apart(note: Note, parts: Sequence[tuple[str, str]]) -> tuple[Note, ...]:
    fronts = [f"{note.front.rstrip()} “{label}”: what is it?" for label, _ in parts]
    first = replace(note, front=fronts[0], back=parts[0][1])
    others = (
        replace(note, guid="", front=front, back=text)
        for front, (_, text) in zip(fronts[1:], parts[1:], strict=True)
    )
    return first, *others


def _cloze(note: Note, items: Sequence[str]) -> Note:
    hidden = "\n".join(f"- {{{{c{n}::{item}}}}}" for n, item in enumerate(items, 1))
    text = f"{note.front.strip()}\n\n{hidden}"
    return replace(note, type=NoteType.CLOZE, front="", back="", text=text)


def _marked(back: str) -> list[str]:
    """Return the items of an answer that is a list and nothing else."""
    lines = [line for line in back.splitlines() if line.strip()]
    marked = [_bare(_MARK.sub("", line)) for line in lines if _MARK.match(line)]
    return marked if len(marked) == len(lines) >= 2 else []


def _in_a_row(back: str) -> list[str]:
    """Return the items of a row of semicolons, or of “a, b and c”."""
    if len(back.splitlines()) != 1:
        return []
    if back.count(";") >= 2:
        return [_bare(re.sub(r"^and\s+", "", item.strip())) for item in back.split(";")]
    if re.search(r"[.;:](?:\s|$)", back.strip().rstrip(".")):
        return []
    return [_bare(item) for item in _PARTED.split(back.strip()) if item.strip()]


def _bare(item: str) -> str:
    return item.strip().rstrip(".,;").strip()


def _says(item: str) -> bool:
    """Tell whether an item can stand inside of a cloze mark and says something."""
    inside = not any(mark in item for mark in ("{{", "}}", "::"))
    return inside and any(word.lower() not in FUNCTION_WORDS for word in words(item))
