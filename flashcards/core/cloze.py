"""Anki's cloze marks ``{{c1::answer::hint}}``: parsed, nested marks included, and rendered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

MOST_CARDS = 500
"""Anki gives a note no more cards than this; marks with higher numbers stay plain text."""

DEEPEST = 8
"""Anki reads marks inside marks down to this depth; deeper ones stay plain text."""

_TOKENS = re.compile(r"(\{\{c[0-9,]+::|\}\})")
_NUMBER = re.compile(r"0*([1-9][0-9]{0,2})")
_CLOSE = "}}"


@dataclass(frozen=True)
class Deletion:
    """One cloze deletion: its number as it is written, what is hidden, and the hint if any.

    The number is an ordinal from 1 on, or several with commas: ``{{c1,2::…}}`` belongs to two
    cards.
    """

    number: str
    parts: tuple[Part, ...]
    hint: str | None = None

    @property
    def ordinals(self) -> tuple[int, ...]:
        """Return the ordinals of the cards that hide this, ascending."""
        return _ordinals(self.number)

    @property
    def ordinal(self) -> int:
        """Return the first of the ordinals."""
        return self.ordinals[0]


Part = str | Deletion


@dataclass
class _Open:
    mark: str
    parts: list[Part] = field(default_factory=list)


def parse(text: str) -> tuple[Part, ...]:
    """Split ``text`` into plain pieces and deletions.

    Marks that are never closed, or that have no ordinal from 1 to MOST_CARDS, stay plain text.
    """
    stack = [_Open("")]
    for token in _TOKENS.split(text):
        if token.startswith("{{c") and len(stack) <= DEEPEST and _opens(token):
            stack.append(_Open(token))
        elif token == _CLOSE and len(stack) > 1:
            closed = stack.pop()
            _append(stack[-1].parts, _deletion(closed))
        else:
            _append(stack[-1].parts, token)
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
        else f"{{{{c{part.number}::{write(part.parts)}"
        + (f"::{part.hint}" if part.hint is not None else "")
        + "}}"
        for part in parts
    )


def ordinals(text: str) -> tuple[int, ...]:
    """Return the ordinals of the deletions in ``text``, ascending: one card each."""
    return tuple(sorted({number for each in deletions(text) for number in each.ordinals}))


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


def opened(text: str, shown: Callable[[str], str]) -> str:
    """Return ``text`` with ``shown(answer)`` in the place of every deletion, inner ones first."""
    return _opened(parse(text), shown)


def _ordinals(number: str) -> tuple[int, ...]:
    found = (_NUMBER.fullmatch(part) for part in number.split(","))
    ordinals = {int(match[1]) for match in found if match}
    return tuple(sorted(ordinal for ordinal in ordinals if ordinal <= MOST_CARDS))


def _opens(token: str) -> bool:
    return token.endswith("::") and bool(_ordinals(_number(token)))


def _number(mark: str) -> str:
    return mark.removeprefix("{{c").removesuffix("::")


def _append(parts: list[Part], part: Part) -> None:
    if isinstance(part, str) and parts and isinstance(parts[-1], str):
        parts[-1] += part
    elif part != "":
        parts.append(part)


def _deletion(closed: _Open) -> Deletion:
    parts = closed.parts
    if parts and isinstance(parts[-1], str) and "::" in parts[-1]:
        answer, hint = parts[-1].split("::", 1)
        kept = [*parts[:-1], answer] if answer else parts[:-1]
        return Deletion(_number(closed.mark), tuple(kept), hint)
    return Deletion(_number(closed.mark), tuple(parts))


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
        elif ordinal in part.ordinals:
            out.append(hidden(part.hint, _flat(part.parts)))
        else:
            out.append(_render(part.parts, ordinal, hidden))
    return "".join(out)


def _opened(parts: tuple[Part, ...], shown: Callable[[str], str]) -> str:
    return "".join(
        part if isinstance(part, str) else shown(_opened(part.parts, shown)) for part in parts
    )
