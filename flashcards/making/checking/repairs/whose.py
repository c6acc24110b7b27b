"""A term of several meanings, or a question with two answers, says whose it is (R6, R16)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.finding import Question, Repair
from flashcards.making.checking.words import FUNCTION_WORDS

WHOSE = (
    Question(
        "whose",
        "Whose is it: school, theorist, law or exam?",
        "For example: Gestalt therapy, or Rogers.",
    ),
)
LONGEST = 80
_SCHOOL = re.compile(
    r"^[A-Za-z][\w’ -]*(?:therapy|psychoanalysis|counselling|counseling|CBT|DBT)$", re.IGNORECASE
)
_PERSONS = re.compile(r"Gestalt|Morita|\w+ian\b")
_OPENS = re.compile(r"^(?:in|for|according to|under|as|with|by)\b", re.IGNORECASE)
_PERSON = re.compile(r"^(?:[A-Z][\w’'-]+|and|&|,)(?: (?:[A-Z][\w.’'-]*|and|&))*$")
_AUTHOR = re.compile(
    r"^([A-Z][a-zà-ÿ’'-]+(?:-[A-Z][a-zà-ÿ]+)?)(?=,(?: [A-Z]\.|.*\d{4})| \(\d{4}\))"
)
_ASKS = frozenset({"name", "list", "define", "give", "describe", "explain"})


def with_its_school(note: Note) -> Iterator[Repair]:
    """Yield the question with the school that its section or a tag names."""
    named = (note.section, *(tag.replace("-", " ") for tag in note.tags))
    school = next((name.strip() for name in named if _SCHOOL.match(name.strip())), None)
    if school and note.type is not NoteType.CLOZE and note.front:
        yield _repair(note, _opening(school))


def with_its_author(note: Note) -> Iterator[Repair]:
    """Yield the question with the author whom its source names first."""
    author = _AUTHOR.match(note.source)
    if author and note.type is not NoteType.CLOZE and author[1] not in note.front:
        yield _repair(note, f"For {author[1]}")


def as_answered(note: Note, answers: Mapping[str, str]) -> Iterator[Repair]:
    """Yield the note that begins by saying whose it is, as the learner says."""
    whose = " ".join(answers.get("whose", "").split())[:LONGEST].strip(" ,.?")
    if whose:
        yield _repair(note, _opening(whose))


def _opening(whose: str) -> str:
    """Return how a question begins that is asked within a school, or for a person."""
    if _OPENS.match(whose):
        return whose[:1].upper() + whose[1:]
    if _PERSON.match(whose) and not _SCHOOL.match(whose) and not whose.isupper():
        return f"For {whose}"
    named = any(letter.isupper() for letter in whose[1:]) or _PERSONS.match(whose)
    return f"In {whose if named else whose.lower()}"


def _repair(note: Note, opening: str) -> Repair:
    what = f"Begin with “{opening}, …”."
    if note.type is NoteType.CLOZE:
        return Repair(what, (replace(note, text=f"{opening}, {_lowered(note.text)}"),))
    return Repair(what, (replace(note, front=f"{opening}, {_lowered(note.front)}"),))


def _lowered(text: str) -> str:
    """Return ``text`` to go on with after a comma: a first word that may be a name stays."""
    first = re.match(r"[A-Za-z]+", text)
    little = first is not None and first[0].lower() in FUNCTION_WORDS | _ASKS and first[0] != "I"
    return text[:1].lower() + text[1:] if little else text
