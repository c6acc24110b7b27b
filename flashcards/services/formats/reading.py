"""Rows of a table become notes, by what the learner says that its columns hold."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from flashcards.core import notes as core_notes
from flashcards.core.errors import Invalid, TooMany
from flashcards.core.notes import Note, NoteType, keepable, tags_from
from flashcards.core.tables import finding, headlines
from flashcards.core.tables.cells import meant
from flashcards.core.tables.rows import ROW_LIMIT, Shape, rows, some
from flashcards.services.formats.incoming import Fault, File, Incoming
from flashcards.services.imports import fields
from flashcards.services.rendering import plain

TEXTS = ("front", "back", "text", "extra", "source", "quote", "section")
"""The fields of a note that columns fill."""
NAMES = {
    "front": "question",
    "back": "answer",
    "text": "cloze text",
    "extra": "extra",
    "source": "source",
    "quote": "quote",
    "section": "section",
    "tags": "tags",
    "deck": "deck",
    "guid": "guid",
    "type": "kind of note",
    "ignore": "leave out",
}
"""What the roles of columns are called on pages."""
KINDS = ("", "basic", "reversed", "cloze")
GUID_LIMIT = 64
_CLOZE = re.compile(r"\{\{c\d+::")


@dataclass(frozen=True)
class Way:
    """How the learner wants a table to be read.

    ``columns`` are roles, one a column; ``kind`` is that of all notes, empty for the one that
    each row speaks for.
    """

    shape: Shape
    header: bool
    columns: tuple[str, ...]
    html: bool = False
    kind: str = ""


def found(text: str) -> Way:
    """Return how a table seems to want to be read."""
    return of(finding.find(text))


def of(seen: finding.Found) -> Way:
    """Return what was found as what may be chosen."""
    kind = kind_of(seen.lines.note_type) if seen.lines.note_type else ""
    return Way(seen.shape, seen.header, seen.columns, seen.html, kind)


def read(text: str, way: Way) -> File:
    """Return the notes of a table and what is wrong with it, in order.

    Raises TooMany beyond ROW_LIMIT rows, and Invalid where no column holds a question.
    """
    if not {"front", "text"} & set(way.columns):
        raise Invalid("Say which column holds the question, or the cloze text.", "columns")
    lines, body = headlines.read(text)
    made: list[Incoming] = []
    faults: list[Fault] = []
    take = partial(_take, way=way, lines=lines)
    begins = way.header
    try:
        for number, (line, cells) in enumerate(rows(body, way.shape, lines.count + 1)):
            if number >= ROW_LIMIT + way.header:
                raise TooMany(_too_many(body, way.shape))
            if begins or (lines.count and cells[0].startswith("#")):
                begins = False
                continue
            found = take(line, cells)
            (made if isinstance(found, Incoming) else faults).append(found)  # type: ignore[arg-type]
    except csv.Error as error:
        raise Invalid(
            "The quotation marks of this table do not match. Choose that they are letters like"
            " all others.",
            "quoted",
        ) from error
    return File(made, faults)


def _too_many(body: str, shape: Shape) -> str:
    about = body.count(shape.row_separator)
    return (
        f"This table has about {about:,} rows. One table may have {ROW_LIMIT:,}: cut it into"
        " parts, and bring them in one by one."
    )


def _take(
    line: int, cells: Sequence[str], way: Way, lines: headlines.Headlines
) -> Incoming | Fault:
    values = {
        role: meant(cell)
        for role, cell in zip(way.columns, cells, strict=False)
        if role != "ignore"
    }
    deck = values.get("deck", "") or lines.deck
    html = {name: values[name] for name in TEXTS if way.html and name in values}
    values |= {name: _markdown(name, cell) for name, cell in html.items()}
    kind = _kind(values, way, lines)
    note = _note(values, kind, tags_from(f"{values.get('tags', '')} {lines.tags}"))
    try:
        if len(note.guid) > GUID_LIMIT:
            raise Invalid(f"A guid has at most {GUID_LIMIT} characters.", "guid")
        core_notes.validated(note)
    except Invalid as error:
        return _fault(line, error, way, cells)
    given = frozenset((*values, *(("text", "front") if kind is NoteType.CLOZE else ())))
    return Incoming(line, note, " ".join(keepable(deck).split()), given, html)


def _markdown(name: str, cell: str) -> str:
    if name in ("quote", "section"):
        return plain(fields.markdown(cell))
    return fields.markdown(cell) if "<" in cell or "&" in cell else cell


def kind_of(name: str) -> str:
    """Return which of KINDS the name of a note type stands for."""
    small = name.lower()
    if "cloze" in small or "lücken" in small:
        return "cloze"
    return "reversed" if "reversed" in small or "both" in small else "basic"


def _kind(values: Mapping[str, str], way: Way, lines: headlines.Headlines) -> NoteType:
    """Return what a row makes: what was chosen, what it says, or what its marks tell."""
    if way.kind:
        return NoteType(way.kind)
    said = values.get("type", "").strip()
    if said:
        return NoteType(kind_of(said))
    text, front = values.get("text", ""), values.get("front", "")
    is_cloze = _CLOZE.search(text or front) or (not front and "front" not in values)
    return NoteType.CLOZE if is_cloze else NoteType.BASIC


def _note(values: Mapping[str, str], kind: NoteType, tags: tuple[str, ...]) -> Note:
    said = {name: keepable(values.get(name, "")) for name in TEXTS}
    if kind is NoteType.CLOZE:
        said["text"] = said["text"] or said["front"]
        said["extra"] = said["extra"] or said["back"]
        said["front"] = said["back"] = ""
    else:
        said["front"] = said["front"] or said["text"]
        said["text"] = ""
    return replace(
        Note(keepable(values.get("guid", "").strip()), kind, tags=tags),
        **said,  # type: ignore[arg-type]
    )


def _fault(line: int, error: Invalid, way: Way, cells: Sequence[str]) -> Fault:
    role = error.field or ""
    wanted = role if role in way.columns else {"text": "front", "front": "text"}.get(role, role)
    if wanted in way.columns and way.columns.index(wanted) >= len(cells):
        count = f"{len(cells)} column" + ("" if len(cells) == 1 else "s")
        return Fault(line, NAMES[role], f"This row has {count}: the {NAMES[wanted]} is missing.")
    if role == "back" and "back" not in way.columns:
        return Fault(line, NAMES[role], "No column holds the answer.")
    return Fault(line, NAMES.get(role, ""), str(error))


def sample(text: str, way: Way, number: int = 4) -> list[list[str]]:
    """Return the cells of the first rows, the one that names the columns among them."""
    body = headlines.read(text)[1]
    return [row[: len(way.columns)] for row in some(body, way.shape, number)]
