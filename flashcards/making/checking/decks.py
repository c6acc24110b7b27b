"""Cards beside each other: no duplicate, mix-up or contradiction, not only terms (R14-16, R20)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flashcards.core import cloze
from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.finding import Finding, Level
from flashcards.making.checking.overlap import jaccard, similar_pairs
from flashcards.making.checking.words import plain, stems

NEARLY = 0.8
"""Two texts that share more of their words than this say the same."""
EASILY_MIXED = 0.75
"""Two questions that share more of their words than this look the same."""
DEFINITIONS = 0.7
FEWEST_NOTES = 10
"""Smaller decks are not asked for variety."""
_DEFINITION = re.compile(
    r"^(?:what (?:is|are)(?: meant by| an?| the term)? [\w’'-]+(?: [\w’'-]+){0,3}\?$|define\b"
    r"|what does [\w’' -]+ mean\b|how is [\w’' -]+ defined\b)",
    re.IGNORECASE,
)
_CONTRASTS = re.compile(
    r"\b(?:tells?|differ\w*|distinguish\w*|contrast\w*|versus|vs|between)\b", re.IGNORECASE
)
_QUOTED = re.compile(r"“([^”]+)”")


@dataclass(frozen=True)
class _Side:
    """One question of a note with its answer; the answer of a cloze is its whole text."""

    note: Note
    shown: str
    question: tuple[str, ...]
    answer: tuple[str, ...]

    @property
    def field(self) -> str:
        return "text" if self.note.type is NoteType.CLOZE else "front"


def check(notes: Sequence[Note]) -> Iterator[Finding]:
    """Yield what is wrong between the notes of one deck."""
    yield from between(notes)
    yield from _only_definitions(notes)


def between(notes: Sequence[Note]) -> Iterator[Finding]:
    """Yield what is wrong between two notes each, be they of one deck or of several."""
    sides = [side for note in notes for side in _sides(note)]
    yield from _alike(sides)
    yield from _mixed_up(sides)


def tells_apart(note: Note) -> bool:
    """Tell whether a note asks what sets two things apart."""
    return note.type is not NoteType.CLOZE and bool(_CONTRASTS.search(plain(note.front)))


def _sides(note: Note) -> Iterator[_Side]:
    if note.type is NoteType.CLOZE:
        text = tuple(stems(cloze.plain(note.text)))
        yield _Side(note, cloze.plain(note.text), (), text)
        return
    front, back = tuple(stems(note.front)), tuple(stems(note.back))
    yield _Side(note, note.front, front, back)
    if note.type is NoteType.REVERSED:
        yield _Side(note, note.back, back, front)


def _alike(sides: Sequence[_Side]) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    wholes = [frozenset((*side.question, *side.answer)) for side in sides]
    for first, second in similar_pairs(wholes, NEARLY):
        one, other = sides[first], sides[second]
        same = (one.question, one.answer) == (other.question, other.answer)
        pair = (one.note.guid, other.note.guid)
        if one.note is other.note or pair in told or not (same or _agree(one, other)):
            continue
        told.add(pair)
        level = Level.ERROR if same else Level.WARNING
        manner = "the same as" if same else "nearly the same as"
        message = f"This is {manner} the note “{_short(one)}”. Keep one of the two."
        yield Finding("R14", level, message, other.field, other.note.guid, (), one.note.guid)


def _mixed_up(sides: Sequence[_Side]) -> Iterator[Finding]:
    asked = [side for side in sides if side.question]
    contrasts = [frozenset(side.question) for side in asked if _CONTRASTS.search(side.shown)]
    for first, second in similar_pairs([frozenset(side.question) for side in asked], EASILY_MIXED):
        one, other = asked[first], asked[second]
        if one.note is other.note or _agree(one, other) or _name_apart(one, other):
            continue
        if _told_apart(one, other, contrasts):
            continue
        beside = other.field, other.note.guid, (), one.note.guid
        if one.question == other.question:
            message = (
                "The same question has another answer elsewhere in the deck. Say in both what"
                " sets them apart, or remove one."
            )
            yield Finding("R16", Level.ERROR, message, *beside)
        else:
            message = (
                f"This question is easily mixed up with “{_short(one)}”. Add a card that asks"
                " what tells the two apart."
            )
            yield Finding("R15", Level.WARNING, message, *beside)


def _only_definitions(notes: Sequence[Note]) -> Iterator[Finding]:
    count = sum(bool(_DEFINITION.match(plain(note.front))) for note in notes)
    if len(notes) >= FEWEST_NOTES and count > DEFINITIONS * len(notes):
        message = (
            f"{count} of {len(notes)} notes ask what something is. Add contrasts, examples and"
            " small cases that ask for a decision."
        )
        yield Finding("R20", Level.WARNING, message, "", "")


def _agree(one: _Side, other: _Side) -> bool:
    return jaccard(frozenset(one.answer), frozenset(other.answer)) > NEARLY


def _name_apart(one: _Side, other: _Side) -> bool:
    """Tell whether both questions quote what they ask about, each something else."""
    quoted, also = (_QUOTED.findall(side.shown) for side in (one, other))
    return bool(quoted) and bool(also) and quoted != also


def _told_apart(one: _Side, other: _Side, contrasts: Sequence[frozenset[str]]) -> bool:
    """Tell whether another note asks what tells the two apart: it has the words of both."""
    mine, theirs = frozenset(one.question), frozenset(other.question)
    own = mine - theirs, theirs - mine
    return all(own) and any(own[0] | own[1] <= asked for asked in contrasts)


def _short(side: _Side) -> str:
    text = " ".join(plain(side.shown).split())
    return text if len(text) <= 90 else text[:89].rstrip() + "…"
