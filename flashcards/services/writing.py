"""Cards made without an account are written down: as JSON, Markdown, CSV or an Anki package."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import StringIO

from flashcards.core.notes import Note
from flashcards.making.made import Made, as_json

COLUMNS = ("guid", "type", "front", "back", "text", "source", "quote", "section", "tags")


def _json(made: Made, now: datetime) -> bytes:
    return (json.dumps(as_json(made), ensure_ascii=False, indent=1) + "\n").encode()


def _markdown(made: Made, now: datetime) -> bytes:
    # Loaded here, as below: each form stands on other libraries, and one is asked for.
    from flashcards.core.deckfile.writing import render

    text = render(made.document.title or "Untitled", notes_of(made), description=_about(made))
    return text.encode()


def _csv(made: Made, now: datetime) -> bytes:
    """Return one row a note under a row of names, with a byte order mark for spreadsheets."""
    import csv

    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for note in notes_of(made):
        row = {**vars(note), "tags": " ".join(note.tags), "type": note.type.value}
        writer.writerow([row[name] for name in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def _package(made: Made, now: datetime) -> bytes:
    from flashcards.anki.export import write_package
    from flashcards.anki.outgoing import PackageDeck
    from flashcards.services.interchange import UNDATED, description, package_note

    notes = [package_note(note, UNDATED, now) for note in notes_of(made)]
    about = description(_about(made), "", [], made.document.disclaimer or "")
    deck = PackageDeck(made.document.title or "Untitled", about, notes)
    return write_package([deck], int(now.timestamp()))


FORMATS: dict[str, Callable[[Made, datetime], bytes]] = {
    "json": _json,
    "md": _markdown,
    "csv": _csv,
    "apkg": _package,
}


def written(made: Made, form: str, now: datetime) -> bytes:
    """Return what was made in one of FORMATS; ``now`` dates an Anki package."""
    return FORMATS[form](made, now)


def notes_of(made: Made) -> list[Note]:
    """Return the drafts as notes whose source is the document, with its page where it has any."""
    return [replace(draft.note, source=_place(made, draft.start)) for draft in made.drafts]


def _place(made: Made, start: int) -> str:
    title, page = made.document.title or "Untitled", made.document.page_at(start)
    return f"{title}, p. {page}" if page else title


def _about(made: Made) -> str:
    return f"Made from “{made.document.title}”." if made.document.title else ""
