"""Anki's cloze marks ``{{c1::answer::hint}}``: parsed, nested marks included, and rendered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_OPEN = re.compile(r"\{\{c(\d{1,3})::")
_CLOSE = "}}"


@dataclass(frozen=True)
class Deletion:
    """One cloze deletion: the ordinal from 1 on, what is hidden, and the hint if there is one."""

    ordinal: int
    parts: tuple[Part, ...]
    hint: str | None = None


Part = str | Deletion


@dataclass
class _Open:
    ordinal: int
    mark: str
    parts: list[Part] = field(default_factory=list)


def parse(text: str) -> tuple[Part, ...]:
    """Split ``text`` into plain pieces and deletions.

    Marks that are never closed, and ordinals of 0, stay plain text, as they do in Anki.
    """
    stack = [_Open(0, "")]
    at = 0
    while at < len(text):
        opening = _OPEN.match(text, at)
        if opening and int(opening[1]) > 0:
            stack.append(_Open(int(opening[1]), opening[0]))
            at = opening.end()
        elif text.startswith(_CLOSE, at) and len(stack) > 1:
            closed = stack.pop()
            _append(stack[-1].parts, _deletion(closed))
            at += len(_CLOSE)
        else:
            _append(stack[-1].parts, text[at])
            at += 1
    while len(stack) > 1:
        unclosed = stack.pop()
        for part in (unclosed.mark, *unclosed.parts):
            _append(stack[-1].parts, part)
    return tuple(stack[0].parts)


def write(parts: tuple[Part, ...]) -> str:
    """Return the text that ``parse`` would split into ``parts``."""
    return "".join(
        part
        if isinstance(part, str)
        else f"{{{{c{part.ordinal}::{write(part.parts)}"
        + (f"::{part.hint}" if part.hint is not None else "")
        + "}}"
        for part in parts
    )


def ordinals(text: str) -> tuple[int, ...]:
    """Return the ordinals of the deletions in ``text``, ascending: one card each."""
    return tuple(sorted({deletion.ordinal for deletion in deletions(text)}))


def deletions(text: str) -> Iterator[Deletion]:
    """Yield every deletion of ``text``, outer ones before those inside them."""
    yield from _walk(parse(text))


def plain(text: str) -> str:
    """Return ``text`` without its marks and hints, every answer standing in its place."""
    return _flat(parse(text))


def render(text: str, ordinal: int, hidden: Callable[[str | None, str], str]) -> str:
    """Return ``text`` as the card of ``ordinal``; other deletions stand open.

    ``hidden(hint, answer)`` gives what stands in the place of each deletion of that ordinal.
    """
    return _render(parse(text), ordinal, hidden)


def _append(parts: list[Part], part: Part) -> None:
    if isinstance(part, str) and parts and isinstance(parts[-1], str):
        parts[-1] += part
    else:
        parts.append(part)


def _deletion(closed: _Open) -> Deletion:
    parts = closed.parts
    if parts and isinstance(parts[-1], str) and "::" in parts[-1]:
        answer, hint = parts[-1].split("::", 1)
        kept = [*parts[:-1], answer] if answer else parts[:-1]
        return Deletion(closed.ordinal, tuple(kept), hint)
    return Deletion(closed.ordinal, tuple(parts))


def _walk(parts: tuple[Part, ...]) -> Iterator[Deletion]:
    for part in parts:
        if isinstance(part, Deletion):
            yield part
            yield from _walk(part.parts)


def _flat(parts: tuple[Part, ...]) -> str:
    return "".join(part if isinstance(part, str) else _flat(part.parts) for part in parts)


def _render(parts: tuple[Part, ...], ordinal: int, hidden: Callable[[str | None, str], str]) -> str:
    out = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
        elif part.ordinal == ordinal:
            out.append(hidden(part.hint, _flat(part.parts)))
        else:
            out.append(_render(part.parts, ordinal, hidden))
    return "".join(out)
