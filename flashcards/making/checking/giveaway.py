"""The answer does not stand in the question or in the hint (R9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.core import cloze
from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.finding import Finding, Level
from flashcards.making.checking.words import content_stems, plain

LONGEST_HEAD = 6
"""Answers with more words of meaning in their head are not judged."""
_BOLD = re.compile(r"\s*\*\*([^*\n]+)\*\*")
_CHOICE = re.compile(
    r"\b(?:or|either|versus|vs|between|tells?|differ\w*|distinguish\w*|compar\w*|contrast\w*)\b",
    re.IGNORECASE,
)
"""Questions that name what the answer chooses from."""


def check(note: Note) -> Iterator[Finding]:
    """Yield a finding where the answer can be read off the question."""
    if note.type is NoteType.CLOZE:
        yield from _in_cloze(note)
    elif not _CHOICE.search(note.front) and _given(_head(note.back), content_stems(note.front)):
        message = "The answer stands in the question already. Put another word in its place there."
        yield Finding("R9", Level.ERROR, message, "front", note.guid)


def gives_away(words: str, note: Note, ordinal: int) -> bool:
    """Tell whether ``words`` beside the question of a card hold its answer already."""
    if note.type is NoteType.CLOZE:
        hidden = [each for each in cloze.deletions(note.text) if ordinal in each.ordinals]
        answers = [cloze.plain(cloze.write(each.parts)) for each in hidden]
    else:
        answers = [note.front if ordinal > 1 else _head(note.back)]
    seen = content_stems(words)
    return any(_given(answer, seen) for answer in answers)


def _in_cloze(note: Note) -> Iterator[Finding]:
    for ordinal in cloze.ordinals(note.text):
        visible = content_stems(cloze.render(note.text, ordinal, lambda _hint, _answer: " "))
        own = [each for each in cloze.deletions(note.text) if ordinal in each.ordinals]
        answers = [cloze.plain(cloze.write(each.parts)) for each in own]
        hints = [content_stems(each.hint or "") for each in own]
        if any(_given(answer, visible) for answer in answers):
            message = f"What c{ordinal} hides can be read elsewhere in the sentence. Hide it too."
            yield Finding("R9", Level.ERROR, message, "text", note.guid)
        elif any(_given(answer, hint) for answer, hint in zip(answers, hints, strict=True)):
            message = f"The hint of c{ordinal} tells the answer. Hint at it in another way."
            yield Finding("R9", Level.ERROR, message, "text", note.guid)


def _head(back: str) -> str:
    """Return the bold words that open an answer, else all of it: a subject said again is none."""
    bold = _BOLD.match(back)
    return bold[1] if bold else plain(back)


def _given(answer: str, seen: set[str]) -> bool:
    wanted = content_stems(answer)
    return 0 < len(wanted) <= LONGEST_HEAD and wanted <= seen
