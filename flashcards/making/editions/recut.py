"""A note's answer cut anew from the changed sentence, where the old one was cut from the old."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flashcards.core import cloze
from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.words import plain as without_marks
from flashcards.making.concepts.sentences import plain
from flashcards.making.drafting.write import literal
from flashcards.making.editions.differences import opcodes

_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*%?")
_ESCAPED = re.compile(r"\\([\\`*_#<>~|\-+.)])")
_ALIKE = 0.5
"""A cloze text with this share of the words of its sentence was made from it."""


def recut(note: Note, before: str, after: str) -> Note:
    """Return ``note`` with the words of ``after`` where it had those of ``before``.

    A note in its own words stays as it is: there is nothing to cut.
    """
    if note.type is NoteType.CLOZE:
        return replace(note, text=_cloze(note.text, after) or note.text)
    return replace(note, back=_answer(note.back, before, after) or note.back)


def _answer(back: str, before: str, after: str) -> str:
    answer, old, new = (_bare(words) for words in (back, before, after))
    mine, theirs = _words(answer), _words(old)
    run = _run([word[0].lower() for word in mine], [word[0].lower() for word in theirs])
    if run is None:
        return ""
    span = _moved(*run, theirs, _words(new))
    if span is None:
        return ""
    start, end = span
    tail = new[end : end + 1] if answer[-1:] in ".!?" and new[end : end + 1] in ".!?" else ""
    words = new[start:end] + tail
    return literal(words[:1].upper() + words[1:] if answer[:1].isupper() else words)


def _cloze(text: str, after: str) -> str:
    """Return ``after`` with what ``text`` hides hidden in it; the ordinals stay."""
    parts = cloze.parse(text)
    hidden = [part for part in parts if isinstance(part, cloze.Deletion)]
    if not hidden or any(not isinstance(each, str) for part in hidden for each in part.parts):
        return ""
    old, new = _bare(cloze.plain(text)), _bare(after)
    theirs, mine = _words(old), _words(new)
    if not _is_of(theirs, mine):
        return ""
    pieces, at, place = [], 0, 0
    for part in parts:
        words = _bare(part if isinstance(part, str) else "".join(map(str, part.parts)))
        count = len(_words(words))
        if isinstance(part, cloze.Deletion):
            span = _moved(place, place + count, theirs, mine) if count else None
            if span is None or span[0] < at:
                return ""
            kept = cloze.Deletion(part.number, (literal(new[span[0] : span[1]]),), part.hint)
            pieces += [literal(new[at : span[0]]), cloze.write((kept,))]
            at = span[1]
        place += count
    return "".join([*pieces, literal(new[at:])])


def _is_of(theirs: Sequence[re.Match[str]], mine: Sequence[re.Match[str]]) -> bool:
    known = {word[0].lower() for word in mine}
    shared = sum(word[0].lower() in known for word in theirs)
    return bool(theirs) and shared >= _ALIKE * len(theirs)


def _moved(
    first: int, end: int, old: Sequence[re.Match[str]], new: Sequence[re.Match[str]]
) -> tuple[int, int] | None:
    """Return where in the new sentence the words stand that took the place of a run of the old."""
    codes = opcodes([word[0].lower() for word in old], [word[0].lower() for word in new])
    begin = min((_at(code, first) for code in codes if code[1] <= first < code[2]), default=None)
    stop = max((_at(code, end - 1, 1) for code in codes if code[1] < end <= code[2]), default=None)
    if begin is None or stop is None:
        return None
    stop = len(new) if end == len(old) else stop
    begin = 0 if first == 0 else begin
    return (new[begin].start(), new[stop - 1].end()) if begin < stop else None


def _at(code: tuple[str, int, int, int, int], place: int, after: int = 0) -> int:
    """Return the place in the new words, or ``after`` it, of a place in the old ones."""
    what, first, _, new_first, new_end = code
    if what == "equal":
        return new_first + place - first + after
    return new_end if after else new_first


def _run(wanted: Sequence[str], words: Sequence[str]) -> tuple[int, int] | None:
    """Return where ``wanted`` stand in ``words``, if they do and do so once."""
    count = len(wanted)
    places = [n for n in range(len(words) - count + 1) if words[n : n + count] == wanted]
    return (places[0], places[0] + count) if wanted and len(places) == 1 else None


def _words(text: str) -> list[re.Match[str]]:
    return list(_WORD.finditer(text))


def _bare(text: str) -> str:
    """Return ``text`` as it reads: without Markdown and without citations."""
    return plain(without_marks(_ESCAPED.sub(r"\1", text)))
