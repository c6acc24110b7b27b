"""The fields of notes on both sides: what they say in Anki, and what they are in Markdown here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from unicodedata import normalize

from flashcards.anki import identity
from flashcards.anki.notetypes import NOTE_TYPES
from flashcards.core.errors import Invalid
from flashcards.core.notes import Note, NoteType, ordinals, validated
from flashcards.services import rendering
from flashcards.services.imports import as_markdown
from flashcards.services.media import placing

OURS = {kind.id: of for of, kind in NOTE_TYPES.items()}
"""Our note types by their ids in Anki."""

_SPACE = re.compile(r"(?:\s|&nbsp;|\u00a0)+")
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|#0*(?:38|60|62)|#[xX]0*(?:26|3[cCeE]));)#?\w+;")
"""Other ways to write a character, but for those that would make a tag of a word."""


def in_anki(note: Note) -> tuple[str, ...]:
    """Return the fields of a note as its note type has them in Anki, in HTML."""
    if note.layout is not None:
        return note.fields
    own = (note.text,) if note.type is NoteType.CLOZE else (note.front, note.back)
    html = tuple(rendering.for_anki(each) for each in (*own, note.extra, note.source))
    return (*html, rendering.quoted(note.quote), "")


def same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether fields in HTML are the same, however their white space is written."""
    return [_plain(each) for each in one] == [_plain(each) for each in other]


def says_the_same(note: Note, there: Sequence[str]) -> bool:
    """Say whether the fields of a note in Anki say what it says here.

    In a note of ours they do if they come to the same Markdown: Anki's editor writes ``<b>`` and
    ``<div>`` where we write ``<strong>`` and ``<br>``.
    """
    here = in_anki(note)
    if same(here, there):
        return True
    if note.layout is not None or len(here) != len(there):
        return False
    return all(_same_words(mine, its) for mine, its in zip(here, there, strict=True))


def _same_words(mine: str, its: str) -> bool:
    return same([mine], [its]) or same([_read(mine)], [_read(its)])


def _read(html: str) -> str:
    """Return a field as we would write it, had we read it."""
    return rendering.for_anki(markdown(html))


def from_anki(note: Note, fields: Sequence[str]) -> Note | None:
    """Return ``note``, of one of our types, with what its fields say in Anki now, as Markdown.

    A field that says what the note says stays as it is. None where no card would come of it.
    """
    before = in_anki(note)
    names = ("text",) if note.type is NoteType.CLOZE else ("front", "back")
    changed = {
        name: markdown(html)
        for name, html, known in zip((*names, "extra", "source"), fields, before, strict=False)
        if html != known and (not known or not _same_words(known, html))
    }
    quote = fields[len(names) + 2] if len(fields) > len(names) + 2 else ""
    if not same([quote], [before[-2]]):
        changed["quote"] = unescape(re.sub(r"<br\s*/?>", "\n", quote))
    made = replace(note, **changed)  # type: ignore[arg-type]
    try:
        validated(made)
    except Invalid:
        return None
    return made if ordinals(made) else None


def markdown(html: str) -> str:
    """Return safe HTML of a field as Markdown."""
    return as_markdown.markdown(placing.named(html))


def _plain(html: str) -> str:
    """Return a field in the letters that Anki keeps (NFC), its white space as single spaces."""
    text = _ENTITY.sub(lambda found: unescape(found[0]), identity.printable(html))
    return normalize("NFC", _SPACE.sub(" ", text)).strip()
