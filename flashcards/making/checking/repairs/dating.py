"""What changes with time says of which edition and place it is, and until when (R12)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from flashcards.core.errors import Invalid
from flashcards.core.notes import Note
from flashcards.making.checking.finding import Question, Repair
from flashcards.making.checking.provenance import REVIEW_BY

OF_WHEN = (
    Question("edition", "Edition or year", "For example: DSM-5-TR, or code of 2017."),
    Question("place", "Country or state", "Only if it differs from place to place."),
    Question("until", "Look at it again by", "The check reminds you then.", "date"),
)
LONGEST = 200
VALID = "Valid for: "
_LINE = re.compile(rf"^{VALID}.*$\n*", re.MULTILINE)


def as_answered(note: Note, answers: Mapping[str, str]) -> Iterator[Repair]:
    """Yield the note that says so under its answer; the day to look again becomes a tag.

    Raises Invalid for a day that is none.
    """
    said = [" ".join(answers.get(name, "").split())[:LONGEST] for name in ("edition", "place")]
    valid = ", ".join(filter(None, said))
    until = answers.get("until", "").strip()
    if valid or until:
        new = _valid_for(note, valid) if valid else note
        yield Repair("Write it into the note.", (_until(new, until) if until else new,))


def _valid_for(note: Note, valid: str) -> Note:
    rest = _LINE.sub("", note.extra).strip()
    line = f"{VALID}{valid}"
    return replace(note, extra=f"{rest}\n\n{line}" if rest else line)


def _until(note: Note, until: str) -> Note:
    try:
        day = date.fromisoformat(until).isoformat()
    except ValueError as error:
        raise Invalid(
            "This is no day. Write it as year, month and day: 2027-11-30.", "until"
        ) from error
    kept = [tag for tag in note.tags if not tag.startswith(REVIEW_BY)]
    return replace(note, tags=(*kept, f"{REVIEW_BY}{day}"))
