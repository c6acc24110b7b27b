"""What a learner has of pictures and sounds, which of her notes show each, and letting it go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Text, cast, delete, or_, select
from sqlalchemy.orm import Session

from flashcards.core.errors import NotFound, Refused
from flashcards.core.media import marks
from flashcards.services.media.shown import Shown, as_shown
from flashcards.store import media as store
from flashcards.store.models import content
from flashcards.store.models.content import Deck, Document, Draft
from flashcards.store.models.interchange import ForeignNoteType
from flashcards.store.models.learning import Wording
from flashcards.store.models.media import Media, MediaName

PAGE = 60
"""Files on one page of the list."""

_SIGNS = ("](", "]:", "[sound:", "<")
"""What stands in every field that names a file."""

Uses = dict[str, list[int]]
"""The notes that show each name; none where only a draft, a deck or a thrown note does."""


@dataclass(frozen=True)
class Listed:
    """A file of a learner, the notes that show it, and if anything does, as a draft or the bin."""

    id: int
    name: str
    size: int
    shown: Shown
    notes: Sequence[int]
    is_used: bool


@dataclass(frozen=True)
class Page:
    """One page of a learner's files; how many there are, how many unused, how many bytes."""

    files: Sequence[Listed]
    total: int
    unused: int
    size: int
    page: int

    @property
    def pages(self) -> int:
        """Return the number of pages."""
        return max(1, -(-self.total // PAGE))


def of(session: Session, user_id: int, page: int = 1, unused: bool = False) -> Page:
    """Return one page of a learner's files, last added first; ``unused`` asks for those alone."""
    uses = _uses(session, user_id)
    names = _names(session, user_id)
    idle = [id_ for id_, name in names if not _is_used(name, uses)]
    chosen = (
        select(MediaName, Media)
        .join(Media, Media.sha256 == MediaName.sha256)
        .where(MediaName.owner_id == user_id)
        .order_by(MediaName.added_at.desc(), MediaName.id.desc())
    )
    number = max(page, 1)
    total = len(idle)
    if unused:
        chosen = chosen.where(MediaName.id.in_(sorted(idle, reverse=True)[:PAGE]))
        number = 1
    else:
        total = len(names)
        chosen = chosen.limit(PAGE).offset((number - 1) * PAGE)
    files = [
        Listed(
            row.id,
            row.name,
            file.size,
            as_shown(row.name, file),
            uses.get(row.name, []),
            _is_used(row.name, uses),
        )
        for row, file in session.execute(chosen)
    ]
    return Page(files, total, len(idle), store.used(session, user_id), number)


def delete_one(session: Session, user_id: int, media_id: int) -> str:
    """Let a file go that no note shows; return its name."""
    row = session.get(MediaName, media_id)
    if row is None or row.owner_id != user_id:
        raise NotFound("There is no such file.")
    if _is_used(row.name, _uses(session, user_id)):
        raise Refused(f"“{row.name}” is shown in a note: take it out of the note first.")
    _let_go(session, [(row.id, row.sha256)])
    return row.name


def delete_unused(session: Session, user_id: int) -> int:
    """Let all files go that no note shows; return how many."""
    uses = _uses(session, user_id)
    rows = session.execute(
        select(MediaName.id, MediaName.sha256, MediaName.name).where(MediaName.owner_id == user_id)
    ).all()
    gone = [(row.id, row.sha256) for row in rows if not _is_used(row.name, uses)]
    _let_go(session, gone)
    return len(gone)


def _is_used(name: str, uses: Uses) -> bool:
    """Say whether anything shows a file; one that begins with _ is a note type's, as in Anki."""
    return name in uses or name.startswith("_")


def _let_go(session: Session, gone: Sequence[tuple[int, str]]) -> None:
    for first in range(0, len(gone), 500):
        some = gone[first : first + 500]
        session.execute(delete(MediaName).where(MediaName.id.in_([id_ for id_, _ in some])))
        store.sweep(session, [sha256 for _, sha256 in some])


def _names(session: Session, user_id: int) -> list[tuple[int, str]]:
    rows = session.execute(
        select(MediaName.id, MediaName.name).where(MediaName.owner_id == user_id)
    )
    return [(row.id, row.name) for row in rows]


def _uses(session: Session, user_id: int) -> Uses:
    """Return which names stand in the learner's notes, wordings and drafts, the bin's included."""
    found: Uses = {}
    for note_id, fields in _fields(session, user_id):
        for name in marks.names(fields):
            notes = found.setdefault(name, [])
            if note_id is not None:
                notes.append(note_id)
    return found


def _fields(session: Session, user_id: int) -> Iterator[tuple[int | None, str]]:
    """Yield the fields that may name a file: of notes with the note's id, of all else without."""
    notes = (
        select(content.Note, Deck.deleted_at)
        .join(Deck, Deck.id == content.Note.deck_id)
        .where(Deck.owner_id == user_id, or_(_names_some(content.Note), _is_foreign()))
    )
    for note, thrown in session.execute(notes):
        fields = "\n\n".join([_joined(note), *(note.fields or ())])
        yield None if note.deleted_at or thrown else note.id, fields
    for templates in session.scalars(
        select(ForeignNoteType.templates).where(ForeignNoteType.owner_id == user_id)
    ):
        yield None, "\n\n".join(side for each in templates for side in each)
    decks = select(Deck.description).where(Deck.owner_id == user_id)
    yield from ((None, description) for description in session.scalars(decks))
    wordings = select(Wording).where(Wording.user_id == user_id, _names_some(Wording))
    for wording in session.scalars(wordings):
        yield wording.note_id, _joined(wording)
    drafts = select(Draft).join(Document, Document.id == Draft.document_id)
    for draft in session.scalars(drafts.where(Document.owner_id == user_id, _names_some(Draft))):
        yield None, _joined(draft)


def _joined(row: content.Note | Wording | Draft) -> str:
    return "\n\n".join((row.front, row.back, row.text, row.extra))


def _is_foreign() -> ColumnElement[bool]:
    fields = cast(content.Note.fields, Text)
    return or_(*(fields.contains(sign, autoescape=True) for sign in _SIGNS))


def _names_some(table: type[content.Note] | type[Wording] | type[Draft]) -> ColumnElement[bool]:
    columns = (table.front, table.back, table.text, table.extra)
    return or_(*(column.contains(sign, autoescape=True) for column in columns for sign in _SIGNS))
