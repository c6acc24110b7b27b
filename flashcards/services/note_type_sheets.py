"""The style sheets of Anki's note types, as they may stand on a page of ours."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType

from sqlalchemy.orm import Session

from flashcards.anki.css.scope import scope
from flashcards.core.errors import NotFound
from flashcards.core.notes import Layout, Note
from flashcards.services import foreign
from flashcards.services.media.shown import Files, as_shown
from flashcards.store import media as store
from flashcards.store.models.interchange import ForeignNoteType

ADDRESS = "/note-types/{id}/{version}.css"
"""Where the pages find a style sheet: its address changes with what it says, so it can be kept."""

_NEVER = ".never-dark"
_LIGHT, _DARK = "@media (prefers-color-scheme: light)", "@media (prefers-color-scheme: dark)"


def of_notes(session: Session, user_id: int, notes: Iterable[Note]) -> list[str]:
    """Return the addresses of the style sheets that notes are shown with, each once."""
    kinds = {note.layout.id: note.layout for note in notes if note.layout is not None}
    return [address(session, user_id, kinds[key]) for key in sorted(kinds)]


def address(session: Session, user_id: int, kind: Layout) -> str:
    """Return where the style sheet of a note type is."""
    css = _css(session, user_id, kind)
    return ADDRESS.format(id=kind.id, version=version(css))


def version(css: str) -> str:
    """Return the name of what a style sheet says."""
    return sha256(css.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def of_type(session: Session, user_id: int, note_type_id: int) -> str:
    """Return the style sheet of a note type of the learner's own; raises NotFound."""
    row = session.get(ForeignNoteType, note_type_id)
    if row is None or row.owner_id != user_id:
        raise NotFound("There is no such note type.")
    return _css(session, user_id, foreign.layout(row))


def _css(session: Session, user_id: int, kind: Layout) -> str:
    names = _names(kind.css)
    found = store.named(session, user_id, names) if names else ()
    files = {name: as_shown(name, file) for name, file in found}
    return _scoped(kind.css, foreign.css_class(kind), tuple(sorted(_addresses(files).items())))


def _addresses(files: Files) -> dict[str, str]:
    return {name: file.address for name, file in files.items()}


@lru_cache(maxsize=256)
def _names(css: str) -> frozenset[str]:
    """Return the names of the files that a style sheet shows."""
    asked: set[str] = set()

    def ask(name: str) -> None:
        asked.add(name)

    scope(css, "names", _NEVER, ask)
    return frozenset(asked)


@lru_cache(maxsize=256)
def _scoped(css: str, name: str, addresses: tuple[tuple[str, str], ...]) -> str:
    """Return a style sheet bound to a class; with two themes, each for the one it is made for."""
    files = MappingProxyType(dict(addresses))
    light = scope(css, name, _NEVER, files.get).css
    if _NEVER not in light:
        return light
    dark = scope(css, name, ":root", files.get).css
    return f"{_LIGHT} {{\n{light}\n}}\n{_DARK} {{\n{dark}\n}}\n"
