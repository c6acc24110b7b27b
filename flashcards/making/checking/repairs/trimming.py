"""What is too long is cut at a place where it can be cut; nothing of it is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from flashcards.core.notes import Note
from flashcards.making.checking.finding import Repair
from flashcards.making.checking.form import ANSWER_WORDS
from flashcards.making.checking.words import list_items, sentences, words

_FIRST = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[A-ZÀ-Þ“\"(\[])|(?<=;)\s+|\n\s*\n")
_ASIDE = re.compile(r"\s*\(([^()]{15,})\)")
_OPENERS = re.compile(
    r"^(?:(?:can|could) you (?:tell me|say|explain|describe)|please (?:tell me|explain|describe)"
    r"|(?:according to|based on|in|from) (?:the|this) (?:text|chapter|article|reading|passage"
    r"|lecture|section|study|paper|book),?|do you know|as (?:mentioned|described|discussed|shown"
    r"|stated|seen|noted) (?:above|below|earlier),?)\s+",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r",?\s*\(?\b(?:as |which (?:was|were|is|are) )?(?:mentioned|described|discussed|shown|listed"
    r"|defined|given) (?:above|below)\b\)?,?|\s*\(see (?:above|below)\)",
    re.IGNORECASE,
)

_GOES_ON = re.compile(r"$|(?:and|or|but|nor|who|which|that|so)\b")


def rest_to_extra(note: Note) -> Iterator[Repair]:
    """Yield the note with the beginning of its answer, and the rest of it as its extra."""
    if list_items(note.back):
        return
    for cut in _FIRST.finditer(note.back):
        kept = note.back[: cut.start()].rstrip().rstrip(";")
        rest = note.back[cut.end() :].strip()
        whole = sentences(kept) == 1 and not _GOES_ON.match(rest)
        if whole and len(words(kept)) <= ANSWER_WORDS[0]:
            yield Repair("Move the rest to Extra.", (_with_extra(note, kept, rest),))
        return


def aside_to_extra(note: Note) -> Iterator[Repair]:
    """Yield the note with what stands in brackets in its answer moved to its extra."""
    aside = _ASIDE.search(note.back)
    if aside:
        kept = f"{note.back[: aside.start()]}{note.back[aside.end() :]}".strip()
        rest = aside[1][:1].upper() + aside[1][1:]
        yield Repair("Move what is in brackets to Extra.", (_with_extra(note, kept, rest),))


def shorter_front(note: Note) -> Iterator[Repair]:
    """Yield the note without the words before its question that ask for nothing."""
    opener = _OPENERS.match(note.front)
    if opener:
        front = note.front[opener.end() :]
        yield Repair(
            f"Leave out “{opener[0].strip()}”.",
            (replace(note, front=front[:1].upper() + front[1:]),),
        )


def without_pointing(note: Note) -> Iterator[Repair]:
    """Yield the note without words that point at another place of the text."""
    yield from shorter_front(note)
    for changed, said in _shorter_fields(note):
        yield Repair(f"Leave out “{said}”.", (changed,))


def _shorter_fields(note: Note) -> Iterator[tuple[Note, str]]:
    for value in (note.front, note.back, note.text):
        pointing = _POINTING.search(value)
        if pointing:
            left = f"{value[: pointing.start()]}{value[pointing.end() :]}".strip()
            said = pointing[0].strip(" ,()")
            yield _with_field(note, value, left), said


def _with_field(note: Note, value: str, new: str) -> Note:
    if value == note.text:
        return replace(note, text=new)
    return replace(note, front=new) if value == note.front else replace(note, back=new)


def _with_extra(note: Note, back: str, rest: str) -> Note:
    extra = f"{note.extra}\n\n{rest}" if note.extra.strip() else rest
    return replace(note, back=back, extra=extra)
