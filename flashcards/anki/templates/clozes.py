"""Gaps like ``{{c1::answer::hint}}`` on a card of one ordinal, before and after the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.anki.templates.filters import stripped
from flashcards.core import cloze
from flashcards.core.cloze import Deletion, Part

GAP = "..."
_FORMULA = re.compile(r"\\[(\[]")
_ENDS = {"\\(": "\\)", "\\[": "\\]"}
_COVERED = "image-occlusion:"


def shown(text: str, ordinal: int, answer: bool) -> str:
    """Return ``text`` as HTML with the gaps of ``ordinal`` open or, before the answer, closed.

    Formulas cannot hold tags: inside them gaps are plain.
    """
    parts = cloze.parse(text)
    html = "".join(_shown(part, ordinal, answer) for part in parts)
    return "".join(_with_plain_formulas(html))


def alone(text: str, ordinal: int, answer: bool) -> str:
    """Return what stands in the gaps of ``ordinal`` and nothing else, or their hints."""
    found = (each for each in cloze.deletions(text) if ordinal in each.ordinals)
    return ", ".join(
        cloze.plain(cloze.write(each.parts)) if answer else _covering(each) for each in found
    )


def has(text: str, ordinal: int) -> bool:
    """Say whether ``text`` has a gap of ``ordinal``."""
    return ordinal in cloze.ordinals(text)


def covers(text: str) -> bool:
    """Say whether a gap of ``text`` covers a part of a picture."""
    return _COVERED in text and any(
        isinstance(part, str) and part.startswith(_COVERED)
        for each in cloze.deletions(text)
        for part in each.parts
    )


def _shown(part: Part, ordinal: int, answer: bool) -> str:
    return part if isinstance(part, str) else "".join(_gap(part, ordinal, answer))


def _gap(gap: Deletion, ordinal: int, answer: bool) -> Iterator[str]:
    if gap.parts and isinstance(gap.parts[0], str) and gap.parts[0].startswith(_COVERED):
        return  # the numbers of a shape over a picture
    asked = ordinal in gap.ordinals
    kind = "cloze" if asked else "cloze-inactive"
    yield f'<span class="{kind}" data-ordinal="{gap.number}">'
    if asked and not answer:
        yield f"[{_covering(gap)}]"
    else:
        yield from (_shown(part, ordinal, answer) for part in gap.parts)
    yield "</span>"


def _with_plain_formulas(html: str) -> Iterator[str]:
    at = 0
    for opening in _FORMULA.finditer(html):
        if opening.start() < at:
            continue
        end = html.find(_ENDS[opening[0]], opening.end())
        if end < 0:
            break
        yield html[at : opening.start()]
        yield stripped(html[opening.start() : end])
        at = end
    yield html[at:]


def _covering(gap: Deletion) -> str:
    return GAP if gap.hint is None else gap.hint
