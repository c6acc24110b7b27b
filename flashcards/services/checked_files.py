"""Files checked by the rules for good cards: decks, tables of cards, and drafts of documents."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

from flashcards.core.errors import FlashcardsError, Unreadable
from flashcards.core.notes import Note, NoteType, tags_from, validated
from flashcards.making.checking import amounts
from flashcards.making.checking.check import check_deck, with_repair
from flashcards.making.checking.evidence import check_place
from flashcards.making.checking.finding import Finding, Level
from flashcards.making.checking.words import words
from flashcards.services import shipped
from flashcards.services.making.reading import Given
from flashcards.services.making.whole import make_whole, read_bytes
from flashcards.services.writing import COLUMNS, notes_of

_DECK = re.compile(r"\A---\r?\n.*?^---\r?$.*?^Id: ", re.DOTALL | re.MULTILINE)
_PACKAGES = (".apkg", ".colpkg", ".anki2")
_TABLES = (".csv", ".tsv")


@dataclass(frozen=True)
class Found:
    """One finding, the note that it is in if it is in one, and the line where that begins."""

    finding: Finding
    note: Note | None
    line: int | None


_UNSOURCED = Found(
    Finding(
        "R11",
        Level.ERROR,
        "No note names its source. Add a column “source”; “Own words” will do where it is so.",
        "source",
        "",
    ),
    None,
    None,
)


@dataclass(frozen=True)
class CheckedFile:
    """What was found in one file; ``problem`` says why it could not be checked."""

    name: str
    notes: int
    found: tuple[Found, ...]
    problem: str = ""

    def count(self, level: Level) -> int:
        """Return how many findings of a level there are."""
        return sum(each.finding.level is level for each in self.found)


def check(path: Path, *, shared: bool = False) -> CheckedFile:
    """Check a deck file, a table of cards (CSV, TSV), or the drafts of a document."""
    try:
        return _reader(path)(path, shared)
    except FlashcardsError as error:
        return CheckedFile(path.name, 0, (), str(error))


def _reader(path: Path) -> Callable[[Path, bool], CheckedFile]:
    ending = path.suffix.lower()
    if ending in _PACKAGES:
        raise Unreadable(
            f"{path.name}: Anki packages cannot be checked yet. Export the deck from Anki as"
            " “Notes in Plain Text” and check that file, renamed to end in .tsv."
        )
    if ending in _TABLES:
        return _table
    if ending == ".md" and _DECK.match(read_bytes(path)[:200_000].decode("utf-8", "replace")):
        return _deck
    return _document


def _deck(path: Path, shared: bool) -> CheckedFile:
    deck = shipped.read(path)
    lines = {entry.note.guid: entry.line for entry in deck.notes}
    return _checked(path, [entry.note for entry in deck.notes], lines, shared)


def _table(path: Path, shared: bool) -> CheckedFile:
    notes, lines = [], {}
    for line, note in _rows(path):
        notes.append(note)
        lines[note.guid] = line
    checked = _checked(path, notes, lines, shared)
    if any(note.source for note in notes):
        return checked
    told = tuple(each for each in checked.found if each.finding.rule != "R11")
    return replace(checked, found=(*told, *([_UNSOURCED] if notes else [])))


def _document(path: Path, shared: bool) -> CheckedFile:
    made = make_whole(Given(read_bytes(path), path.name), lambda _done, _of: None).made
    notes = notes_of(made)
    text = made.document.text
    more = [finding for note in notes for finding in check_place(note, text)]
    more += amounts.check_number(len(notes), len(words(text)))
    return _checked(path, notes, {}, shared, more)


def _checked(
    path: Path,
    notes: list[Note],
    lines: dict[str, int],
    shared: bool,
    more: Iterable[Finding] = (),
) -> CheckedFile:
    by_guid = {note.guid: note for note in notes}
    found = tuple(
        Found(
            with_repair(by_guid[each.guid], each, by_guid.get(each.beside)) if each.guid else each,
            by_guid.get(each.guid),
            lines.get(each.guid),
        )
        for each in (*check_deck(notes, shared=shared), *more)
    )
    return CheckedFile(path.name, len(notes), found)


def _rows(path: Path) -> Iterator[tuple[int, Note]]:
    """Yield the notes of a table with their lines; a first row of known names names the columns.

    Without one, the columns are front, back and tags. Lines that begin with # are Anki's own.
    """
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path.name} is not UTF-8 text: save it as UTF-8.") from error
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    names = ["front", "back", "tags"]
    began = 1
    for number, row in enumerate(reader):
        line, began = began, reader.line_num + 1
        small = [cell.strip().lower() for cell in row]
        if not any(small) or small[0].startswith("#"):
            continue
        if number == 0 and ({"front", "back"} <= set(small) or {"text", "type"} <= set(small)):
            names = small
            continue
        yield line, _note(dict(zip(names, row, strict=False)), f"{path.name}, line {line}")


def _note(cells: dict[str, str], place: str) -> Note:
    fields = {name: cells.get(name, "").strip() for name in COLUMNS if name != "tags"}
    is_cloze = fields["type"] == "cloze" or (not fields["back"] and "{{c" in fields["front"])
    if is_cloze and not fields["text"]:
        fields |= {"text": fields["front"], "front": ""}
    kind = NoteType.CLOZE if is_cloze else NoteType.BASIC
    if fields["type"] == "reversed":
        kind = NoteType.REVERSED
    note = Note(
        guid=place, type=kind, front=fields["front"], back=fields["back"], text=fields["text"]
    )
    note = replace(note, source=fields["source"], quote=fields["quote"], section=fields["section"])
    try:
        return validated(replace(note, tags=tags_from(cells.get("tags", ""))))
    except FlashcardsError as error:
        raise Unreadable(f"{place}: {error}") from error
