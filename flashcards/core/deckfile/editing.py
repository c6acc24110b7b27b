"""Changes to a deck file that touch the lines of one note and leave all others alone."""

from __future__ import annotations

from flashcards.core.deckfile import frontmatter, lines
from flashcards.core.deckfile.deck import DeckFile, DeckNote
from flashcards.core.deckfile.reading import parse
from flashcards.core.deckfile.writing import heading_line, note_lines
from flashcards.core.errors import NotFound
from flashcards.core.notes import Note


def with_note(deck: DeckFile, note: Note) -> DeckFile:
    """Return ``deck`` with ``note`` in the place of the one with its id, else added.

    A new note goes to the end of its section, a new section to the end of the file. A source
    that the deck does not know gets a line in the front matter. Raise Invalid for a note that
    the format cannot hold.
    """
    old = _found(deck, note.guid)
    if old is None:
        return _added(deck, note)
    if old.note == note:
        return deck
    if old.note.section != note.section:
        return _added(without_note(deck, note.guid), note)
    return _spliced(deck, old.line - 1, old.end - 1, note, [])


def without_note(deck: DeckFile, guid: str) -> DeckFile:
    """Return ``deck`` without the note of this id and the blank lines behind it.

    Raise NotFound where there is no such note.
    """
    old = deck.find(guid)
    end = old.end - 1
    while end < len(deck.lines) and not deck.lines[end].strip():
        end += 1
    return _read_again(deck, [*deck.lines[: old.line - 1], *deck.lines[end:]])


def _found(deck: DeckFile, guid: str) -> DeckNote | None:
    try:
        return deck.find(guid)
    except NotFound:
        return None


def _added(deck: DeckFile, note: Note) -> DeckFile:
    at = _end_of_section(deck, note.section)
    opening = [] if at is not None else [heading_line(note.section), ""]
    if at is None:
        at = _last_filled(deck, 0, len(deck.lines))
    return _spliced(deck, at, at, note, ["", *opening])


def _end_of_section(deck: DeckFile, title: str) -> int | None:
    """Return the index behind the last line of the section, or None where there is none."""
    head = frontmatter.read(lines.bare(deck.lines), []).end
    starts = [(head, ""), *deck.headings]
    ends = [line - 1 for line, _ in deck.headings] + [len(deck.lines)]
    found = None
    for (start, name), end in zip(starts, ends, strict=True):
        if name == title:
            found = _last_filled(deck, start, end)
    return found


def _last_filled(deck: DeckFile, start: int, end: int) -> int:
    while end > start and not deck.lines[end - 1].strip():
        end -= 1
    return end


def _spliced(deck: DeckFile, start: int, end: int, note: Note, before: list[str]) -> DeckFile:
    newline = lines.newline_of(deck.lines)
    sources = dict(deck.sources)
    fresh = [line + newline for line in (*before, *note_lines(note, sources))]
    head = list(deck.lines[:start])
    if head and not head[-1].endswith("\n"):
        head[-1] += newline
    changed = [*head, *fresh, *deck.lines[end:]]
    added = {key: text for key, text in sources.items() if key not in deck.sources}
    return _read_again(deck, _with_sources(changed, added, newline))


def _with_sources(changed: list[str], added: dict[str, str], newline: str) -> list[str]:
    if not added:
        return changed
    front = frontmatter.read(lines.bare(changed), [])
    fresh = [frontmatter.source_line(key, text) for key, text in added.items()]
    if not front.has_sources:
        fresh.insert(0, "sources:")
    at = front.next_source
    return [*changed[:at], *(line + newline for line in fresh), *changed[at:]]


def _read_again(deck: DeckFile, changed: list[str]) -> DeckFile:
    return parse("".join(changed), deck.name)
