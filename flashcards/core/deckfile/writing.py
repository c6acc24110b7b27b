"""A deck becomes text: the file that was read, or a fresh one from notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flashcards.core import notes as core_notes
from flashcards.core.deckfile import fields, frontmatter, lines
from flashcards.core.deckfile.deck import DeckFile, cited
from flashcards.core.errors import Invalid
from flashcards.core.notes import Note, NoteType


def write(deck: DeckFile) -> str:
    """Return the text of ``deck``: ``write(parse(text, name)) == text``."""
    return "".join(deck.lines)


def render(
    title: str,
    notes: Iterable[Note],
    *,
    description: str = "",
    language: str = "en",
    licence: str = "not stated",
    sources: Mapping[str, str] | None = None,
    extras: Mapping[str, str] | None = None,
) -> str:
    """Return the text of a fresh deck; ``parse`` gives the same notes back.

    A note's source that is none of ``sources``, with or without a place in brackets, gets an
    entry of its own. Raise Invalid for a note that the format cannot hold.
    """
    if not title.strip():
        raise Invalid("A deck needs a title.", "title")
    known = dict(sources or {})
    body: list[str] = []
    section = ""
    for note in notes:
        if note.section != section:
            section = note.section
            body += [heading_line(section), ""]
        body += [*note_lines(note, known), ""]
    values = {"title": title, "description": description, "language": language, "licence": licence}
    filled = {key: value for key, value in values.items() if value}
    head = frontmatter.written({**filled, **(extras or {})}, known)
    return "\n".join([*head, "", *body])


def heading_line(section: str) -> str:
    """Return the line that opens a section; without a title it ends the one before."""
    return f"# {lines.written_value(section)}" if section else "#"


def note_lines(note: Note, sources: dict[str, str]) -> list[str]:
    """Return the lines of ``note`` without endings; a source not yet there joins ``sources``."""
    checked(note)
    values = {"Id": note.guid, "Source": _source(note.source, sources)}
    if note.type is NoteType.REVERSED:
        values["Type"] = note.type.value
    if note.start is not None or note.end is not None:
        start, end = ("" if at is None else str(at) for at in (note.start, note.end))
        values["Span"] = f"{start}..{end}"
    if note.tags:
        values["Tags"] = fields.written_tags(note.tags)
    written: list[str] = []
    for key in fields.KEYS:
        if key in values:
            written.append(f"{key}: {values[key]}")
        elif key in fields.TEXTS and (text := getattr(note, fields.TEXTS[key])):
            first, *others = lines.written_content(text)
            written += [f"{key}: {first}", *others]
    return written


def checked(note: Note) -> Note:
    """Return ``note`` if a deck file can hold it, else raise Invalid naming the field."""
    if not fields.ID.fullmatch(note.guid):
        raise Invalid(f"“{note.guid}” cannot stand as an id in a deck file.", "guid")
    for key in ("Q", "A", "C"):
        name = fields.TEXTS[key]
        if key not in fields.NEEDED[note.type] and getattr(note, name):
            raise Invalid(f"A {note.type} note has no {name}.", name)
    if any(at is not None and at < 0 for at in (note.start, note.end)):
        raise Invalid("A quote cannot begin or end before its document.", "start")
    return core_notes.validated(note)


def _source(source: str, sources: dict[str, str]) -> str:
    if not source:
        return fields.NO_SOURCE
    found = cited(sources, source)
    if found is None:
        number = next(at for at in range(1, len(sources) + 2) if f"s{at}" not in sources)
        sources[f"s{number}"] = source
        found = f"s{number}", ""
    key, place = found
    return f"{key}, {place}" if place else key
