"""Cards of any note type, rendered to HTML; whoever shows it makes it safe first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from flashcards.anki.package.foreign import ForeignNoteType
from flashcards.anki.templates import clozes, filters
from flashcards.anki.templates.faults import Fault, Wrong
from flashcards.anki.templates.parse import Node, Parsed, Part, Place, parse
from flashcards.core import cloze

TYPED = '<input class="typeans" type="text" autocomplete="off" aria-label="Your answer">'
"""Where the learner types an answer; it is on the question alone."""

LONGEST = 8_000_000
"""So many letters of fields are shown on a card; a template can ask for a field again and again."""

_FRONT = "FrontSide"
_OF_A_GAP = re.compile(r"c[0-9]+")


@dataclass(frozen=True)
class Around:
    """What a card can show besides its note's fields."""

    tags: Sequence[str] = ()
    deck: str = ""
    flag: int = 0
    card_id: int = 0


@dataclass(frozen=True)
class Rendered:
    """Both sides of a card as HTML that is not safe yet, and what was wrong with its templates."""

    question: str
    answer: str
    faults: tuple[Fault, ...] = ()


@dataclass
class _Card:
    """One card while it is rendered; ``front`` is the question once the answer is rendered."""

    fields: Mapping[str, str]
    special: Mapping[str, str]
    ordinal: int
    cloze: bool
    front: str | None = None
    faults: dict[Fault, None] = field(default_factory=dict)
    blanks: dict[str, bool] = field(default_factory=dict)
    length: int = 0
    filled: bool = False
    """Whether anything of the note has been shown; ``length`` counts its letters."""

    @property
    def answering(self) -> bool:
        return self.front is not None

    def fault(self, wrong: Wrong, name: str = "") -> None:
        self.faults[Fault(wrong, name)] = None

    def blank(self, name: str, value: str) -> bool:
        """Say whether the field ``name`` is empty; a template can ask again and again."""
        if name not in self.blanks:
            self.blanks[name] = filters.blank(value)
        return self.blanks[name]

    def value(self, name: str) -> str | None:
        found = self.fields.get(name)
        return self.special.get(name) if found is None else found


class Renderer:
    """Renders the cards of one note type; its templates are read once."""

    def __init__(self, kind: ForeignNoteType) -> None:
        self.kind = kind
        self._templates = [
            (parse(template.question), parse(template.answer)) for template in kind.templates
        ]
        self._faults = [tuple(self._found(place)) for place in range(len(self._templates))]

    def render(self, fields: Sequence[str], ordinal: int, around: Around | None = None) -> Rendered:
        """Return the card ``ordinal``, from 1 on, of the note with ``fields``; never raises.

        A template that the note type does not have is shown as its first one.
        """
        question, answer = self._templates[self._place(ordinal)]
        card = self._card(fields, ordinal, around or Around())
        front = _all(question.nodes, card)
        if not self._fits(fields, card):
            card.fault(Wrong.NO_CLOZE if self.kind.cloze else Wrong.BLANK_FRONT)
        card.front, card.length = front.replace(TYPED, ""), 0
        back = _all(answer.nodes, card)
        return Rendered(front, back, tuple(self._together(ordinal, card)))

    def ordinals(self, fields: Sequence[str], around: Around | None = None) -> tuple[int, ...]:
        """Return the ordinals of the cards that a note with ``fields`` gives; at least one.

        A template gives a card if its front shows something of the note; so does a gap's number.
        """
        if self.kind.cloze:
            found = {number for text in fields for number in cloze.ordinals(text)}
            return tuple(sorted(found)) or (1,)
        every = range(1, len(self._templates) + 1)
        given = tuple(n for n in every if not self.card_is_empty(fields, n, around))
        return given or (1,)

    def card_is_empty(
        self, fields: Sequence[str], ordinal: int, around: Around | None = None
    ) -> bool:
        """Say whether the front of the card ``ordinal`` shows nothing of the note."""
        card = self._card(fields, ordinal, around or Around())
        question, _ = self._templates[self._place(ordinal)]
        if not self.kind.cloze:
            _all(question.nodes, card)
        return not self._fits(fields, card)

    def faults(self) -> tuple[Fault, ...]:
        """Return what is wrong with the templates whatever the note."""
        return tuple(dict.fromkeys(fault for some in self._faults for fault in some))

    def _found(self, place: int) -> Iterator[Fault]:
        """Find what is wrong with the sides of a template, also in parts that are not shown."""
        for name, side in zip(("front", "back"), self._templates[place], strict=True):
            card = self._card([""] * len(self.kind.fields), place + 1, Around())
            card.faults.update(dict.fromkeys(side.faults))
            _check(side, card)
            for fault in card.faults:
                yield replace(fault, where=f"{name} of “{self.kind.templates[place].name}”")

    def _together(self, ordinal: int, card: _Card) -> Iterator[Fault]:
        """Yield the faults of a card: those of its template, then what its note adds."""
        found = self._faults[self._place(ordinal)]
        yield from found
        known = {(fault.wrong, fault.name) for fault in found}
        yield from (each for each in card.faults if (each.wrong, each.name) not in known)

    def _place(self, ordinal: int) -> int:
        return ordinal - 1 if 0 < ordinal <= len(self._templates) else 0

    def _fits(self, fields: Sequence[str], card: _Card) -> bool:
        if self.kind.cloze:
            return any(clozes.has(text, card.ordinal) for text in fields)
        return card.filled

    def _card(self, fields: Sequence[str], ordinal: int, around: Around) -> _Card:
        template = self.kind.templates[self._place(ordinal)]
        special = {
            "Tags": " ".join(around.tags),
            "Type": self.kind.name,
            "Deck": around.deck,
            "Subdeck": around.deck.rpartition("::")[2],
            "Card": template.name,
            "CardFlag": f"flag{around.flag}" if around.flag else "flag0",
            "CardID": str(around.card_id),
        }
        return _Card(
            dict(zip(self.kind.fields, fields, strict=False)),
            {name: escape(value, quote=False) for name, value in special.items()},
            ordinal,
            self.kind.cloze,
        )


def _all(nodes: Sequence[Node], card: _Card) -> str:
    return "".join(_one(node, card) for node in nodes)


def _one(node: Node, card: _Card) -> str:
    if isinstance(node, str):
        return node
    if isinstance(node, Place):
        return _placed(node, card)
    return _all(node.nodes, card) if _holds(node, card) else ""


def _holds(part: Part, card: _Card) -> bool:
    value = card.value(part.name)
    if value is None and _OF_A_GAP.fullmatch(part.name):
        return (part.name == f"c{card.ordinal}") != part.unless
    if value is None:
        card.fault(Wrong.FIELD_UNKNOWN, part.name)
        return False
    return card.blank(part.name, value) == part.unless


def _placed(place: Place, card: _Card) -> str:
    if place.name == _FRONT:
        front = card.front or ""
        card.length += len(front)
        return front if card.length <= 2 * LONGEST else ""
    value = card.value(place.name)
    if value is None and not place.name and place.filters:
        return ""
    if value is None:
        card.fault(Wrong.FIELD_UNKNOWN, place.name)
        return f'<span class="missing">[{escape(place.name)}?]</span>'
    card.filled = card.filled or not card.blank(place.name, value)
    card.length += len(value)
    if card.length > LONGEST:
        card.fault(Wrong.TOO_LONG, place.name)
        return ""
    if "type" in place.filters:
        return _typed(value, place, card)
    for name in place.filters:
        value = _filtered(value, name, place, card)
    return value


def _filtered(value: str, name: str, place: Place, card: _Card) -> str:
    if simple := filters.SIMPLE.get(name):
        return simple(value)
    if name == "hint":
        return filters.hint(value, place.name)
    if name in ("cloze", "cloze-only"):
        return _gaps(value, name, card)
    if name.startswith("tts"):
        card.fault(Wrong.SPEECH, place.name)
        return ""
    return value


def _gaps(value: str, name: str, card: _Card) -> str:
    if clozes.covers(value):
        card.fault(Wrong.OCCLUSION)
    if not clozes.has(value, card.ordinal):
        return ""
    make = clozes.shown if name == "cloze" else clozes.alone
    return make(value, card.ordinal, card.answering)


def _typed(value: str, place: Place, card: _Card) -> str:
    """Return the box to type in or, with the answer, what was to be typed."""
    if "cloze" in place.filters:
        value = clozes.alone(value, card.ordinal, answer=True)
    if filters.blank(value):
        return ""
    return f'<code class="typeans">{filters.text(value)}</code>' if card.answering else TYPED


def _check(side: Parsed, card: _Card) -> None:
    """Find the unknown names of a side, also in parts that are not shown."""
    waiting = list(side.nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, Part):
            _holds(node, card)
            waiting.extend(node.nodes)
        elif isinstance(node, Place):
            _placed(node, card)
