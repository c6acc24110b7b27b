"""A card says where it comes from, and of what time it speaks if that can change (R11, R12)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from flashcards.core import cloze
from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.finding import Finding, Level
from flashcards.making.checking.words import plain

REVIEW_BY = "review-by-"
"""What a tag begins with that names the day on which a note is to be looked at again."""
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d{2}\b")
_OWN_WORDS = re.compile(r"\bown words\b", re.IGNORECASE)
_CHANGES = re.compile(
    r"\b(?i:ethics code|code of ethics|ethical framework|code of conduct|statute|by law"
    r"|licensing exam\w*|licensure|prevalence|lifetime risk|mandated report\w*|duty to warn"
    r"|duty to protect)\b|\b(?:EPPP|NCMHCE|HIPAA|GDPR|DSM|ICD|NICE)\b"
)
_DATED = re.compile(
    r"\b(?:1[5-9]|20)\d{2}\b|\b(?:DSM|ICD)-(?:\d+|[IV]+)\b|\b(?:\d+(?:st|nd|rd|th)|first|second"
    r"|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) edition\b",
    re.IGNORECASE,
)


def check(note: Note) -> Iterator[Finding]:
    """Yield what is missing of the source and of the date of what the card says."""
    yield from _source(note)
    said = _said(note)
    changing = changes(note)
    if changing and not _DATED.search(f"{said} {note.extra}"):
        message = f"“{changing}” changes with time. Name the edition, or the place and the year."
        field = "text" if note.text else "front"
        yield Finding("R12", Level.WARNING, message, field, note.guid)


def _source(note: Note) -> Iterator[Finding]:
    """Yield what is missing of the source; a note type from Anki may have a place of its own."""
    if note.type is NoteType.IMPORTED:
        return
    if not note.source.strip():
        message = "No source is given. Say where this comes from, or that it is in your own words."
        yield Finding("R11", Level.ERROR, message, "source", note.guid)
    elif not (_YEAR.search(note.source) or _OWN_WORDS.search(note.source) or note.quote):
        message = "The source has no year. Add it, so that the work can be found."
        yield Finding("R11", Level.WARNING, message, "source", note.guid)


def changes(note: Note) -> str:
    """Return the words of a note that name what changes with time: law, codes, statistics."""
    found = _CHANGES.search(_said(note))
    return found[0] if found else ""


def until(note: Note) -> date | None:
    """Return the first day on which a note is to be looked at again, if a tag names one."""
    days = (_day(tag.removeprefix(REVIEW_BY)) for tag in note.tags if tag.startswith(REVIEW_BY))
    return min(filter(None, days), default=None)


def check_until(note: Note, today: date) -> Iterator[Finding]:
    """Yield a finding where the day has passed on which a note was to be looked at again."""
    day = until(note)
    if day is not None and day < today:
        said = f"{day.day} {day:%B %Y}"
        message = f"You wanted to look at this again by {said}. Does it still hold? Say until when."
        yield Finding("R12", Level.WARNING, message, "tags", note.guid)


def _said(note: Note) -> str:
    return " ".join((plain(note.front), plain(note.back), cloze.plain(note.text)))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
