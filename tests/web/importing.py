"""What the tests of packages on the pages share: giving one, and finding what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bs4 import BeautifulSoup
from sqlalchemy import select

from flashcards.store.engine import Database
from flashcards.store.models.content import Note
from tests.anki.package import spoil
from tests.packages import write
from tests.web.library import cards_of
from tests.web.visitor import Visitor

NOTES = (("What is a <b>rupture</b>?", "A strain", "in the bond"), ("Who?", "Bordin", "1979"))


def broken(folder: Path, *notes: Sequence[str]) -> Path:
    """Write a package whose two templates have an unknown field, and a part without its end."""
    templates = (("{{Question}}{{Unknown}}", "{{Answer}}"), ("{{Notes}}", "{{tts en:Answer}}"))
    sound = write(folder / "small.apkg", *notes, templates=templates)
    opened = "UPDATE col SET models = replace(models, '\"{{Notes}}', '\"{{#Notes}}{{Notes}}')"
    sound.write_bytes(spoil.changed(sound, opened).read())
    return sound


def give(visitor: Visitor, path: Path, name: str = "") -> str:
    """Send a package; return the address of its import."""
    sent = visitor.upload(path.read_bytes(), name or path.name, "/imports")
    assert sent.status_code == 302, sent.get_data(as_text=True)
    return sent.location


def bring(visitor: Visitor, path: Path, **fields: str) -> str:
    """Send a package and let it be imported."""
    address = give(visitor, path)
    done = visitor.submit(visitor.page(address), f"{address}/apply", **fields)
    assert done.status_code == 302, done.get_data(as_text=True)
    return address


def imported(database: Database) -> list[Note]:
    """Return the notes that came from Anki."""
    with database.read() as session:
        return list(session.scalars(select(Note).where(Note.type == "imported").order_by(Note.id)))


def study(visitor: Visitor, database: Database, note: Note) -> BeautifulSoup:
    """Return the page on which the first card of a note is turned."""
    (card, *_) = cards_of(database, note.id)
    return visitor.page(f"/study/{note.deck_id}?card={card}&turned=1")
