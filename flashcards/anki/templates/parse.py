"""A template becomes a tree: texts, fields and parts that depend on a field.

A part that is never closed ends with the template, and one that was never opened is passed over:
each is a fault, and the rest is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from flashcards.anki.templates.faults import Fault, Wrong

DEEPEST = 50
LONGEST = 500_000

_OTHER_MARKS = "{{=<% %>=}}"
_COMMENT = ("<!--", "-->")


@dataclass(frozen=True)
class Place:
    """Where a field goes, through ``filters`` in the order in which they work."""

    name: str
    filters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """What is shown only if a field is filled, or only if it is not."""

    name: str
    unless: bool
    nodes: tuple[Node, ...]


Node = str | Place | Part


@dataclass(frozen=True)
class Parsed:
    """A template as a tree, and what was wrong with it."""

    nodes: tuple[Node, ...]
    faults: tuple[Fault, ...]


@dataclass
class _Open:
    name: str = ""
    unless: bool = False
    nodes: list[Node] = field(default_factory=list)


class _Reader:
    """Builds the tree from one token after the other."""

    def __init__(self) -> None:
        self.stack = [_Open()]
        self.faults: list[Fault] = []

    def text(self, text: str) -> None:
        if text:
            self.stack[-1].nodes.append(text)

    def mark(self, inside: str) -> None:
        sign, name = inside[:1], inside[1:].strip()
        if sign in ("#", "^"):
            self.open(name, sign == "^")
        elif sign == "/":
            self.close(name)
        else:
            *filters, name = inside.split(":")
            self.stack[-1].nodes.append(Place(name, tuple(reversed(filters))))

    def open(self, name: str, unless: bool) -> None:
        if len(self.stack) > DEEPEST:
            self.faults.append(Fault(Wrong.TOO_DEEP, name))
        else:
            self.stack.append(_Open(name, unless))

    def close(self, name: str) -> None:
        if name not in {each.name for each in self.stack[1:]}:
            self.faults.append(Fault(Wrong.NEVER_OPENED, name))
            return
        while self.stack[-1].name != name:
            self.end(forgotten=True)
        self.end()

    def end(self, forgotten: bool = False) -> None:
        ended = self.stack.pop()
        if forgotten:
            self.faults.append(Fault(Wrong.NEVER_CLOSED, ended.name))
        self.stack[-1].nodes.append(Part(ended.name, ended.unless, tuple(ended.nodes)))

    def finish(self) -> Parsed:
        while len(self.stack) > 1:
            self.end(forgotten=True)
        return Parsed(tuple(self.stack[0].nodes), tuple(dict.fromkeys(self.faults)))


def parse(template: str) -> Parsed:
    """Return the tree of ``template``; comments and marks that never end are text."""
    if len(template) > LONGEST:
        return Parsed((), (Fault(Wrong.TOO_LONG),))
    reader, mark = _Reader(), ("{{", "}}")
    if template.lstrip().startswith(_OTHER_MARKS):
        template = template.lstrip().removeprefix(_OTHER_MARKS)
        mark = ("<%", "%>")
    for inside, is_mark in _tokens(template, mark):
        if is_mark:
            reader.mark(inside.lstrip("{").strip())
        else:
            reader.text(inside)
    return reader.finish()


def _tokens(template: str, mark: tuple[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield texts and what stands inside marks, in order; a comment is text whatever is in it."""
    opening = re.compile("|".join(map(re.escape, (mark[0], _COMMENT[0]))))
    at, start = 0, opening.search(template)
    ends = dict((mark, _COMMENT))
    while start:
        end = template.find(ends[start[0]], start.end()) if start[0] in ends else -1
        if end < 0:  # nor does any later one of its kind end
            ends.pop(start[0], None)
            start = opening.search(template, start.end())
            continue
        if start[0] == mark[0]:
            yield template[at : start.start()], False
            yield template[start.end() : end], True
            at = end + len(mark[1])
            start = opening.search(template, at)
        else:
            start = opening.search(template, end)
    yield template[at:], False
