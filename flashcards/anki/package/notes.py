"""Rows of notes become notes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from flashcards.anki.package.database import Database, Row
from flashcards.anki.package.foreign import ForeignNote, ForeignNoteType
from flashcards.anki.package.issues import Issues, Trouble
from flashcards.anki.package.references import meant, media_names
from flashcards.anki.package.values import text, whole

_SQL = "SELECT id, guid, mid, mod, flds, tags FROM notes NOT INDEXED ORDER BY id"
_FIELDS = 4
_BETWEEN_FIELDS = "\x1f"


def notes(
    database: Database,
    kinds: Mapping[int, ForeignNoteType],
    media: Collection[str],
    issues: Issues,
) -> Iterator[list[ForeignNote]]:
    """Yield all notes that can be shown, in lists, by id; ``media`` are the names there are."""
    seen: set[str] = set()
    for batch in database.batches(_SQL, heavy=_FIELDS):
        found = (_note(row, kinds, seen, issues) for row in batch)
        kept = [note for note in found if note is not None]
        for note in kept:
            _check_media(note, media, issues)
        yield kept


def _note(
    row: Row, kinds: Mapping[int, ForeignNoteType], seen: set[str], issues: Issues
) -> ForeignNote | None:
    key, guid, kind_id, modified, fields, tags = row
    kind = kinds.get(kind_id) if isinstance(kind_id, int) else None
    if kind is None:
        issues.add(Trouble.NOTE_TYPE_UNKNOWN, "notes", key, "mid", text(kind_id))
        return None
    changed = whole(modified)
    name = text(guid)
    if changed is None or not name:
        issues.add(Trouble.NOTE_BROKEN, "notes", key, "guid" if changed is not None else "mod")
        return None
    doubled = name in seen
    if doubled:
        issues.add(Trouble.GUID_TWICE, "notes", key, "guid", name)
    seen.add(name)
    report = _reporter(issues, key)
    return ForeignNote(
        id=key,
        guid=name,
        note_type_id=kind.id,
        modified=changed,
        fields=_fields(text(fields), len(kind.fields), report),
        tags=tuple(text(tags).split()),
        doubled=doubled,
    )


def _reporter(issues: Issues, key: int) -> Callable[[Trouble, str], None]:
    def report(trouble: Trouble, detail: str) -> None:
        issues.add(trouble, "notes", key, "flds", detail)

    return report


def _fields(joined: str, wanted: int, report: Callable[[Trouble, str], None]) -> tuple[str, ...]:
    parts = joined.split(_BETWEEN_FIELDS)
    if len(parts) == wanted:
        return tuple(parts)
    detail = f"{len(parts)} of {wanted}"
    if len(parts) < wanted:
        report(Trouble.FIELDS_MISSING, detail)
        return (*parts, *[""] * (wanted - len(parts)))
    report(Trouble.FIELDS_EXCESS, detail)
    return (*parts[: wanted - 1], "<br>".join(parts[wanted - 1 :]))


def _check_media(note: ForeignNote, media: Collection[str], issues: Issues) -> None:
    for field in note.fields:
        if "<" in field or "[" in field:
            for name in media_names(field):
                if meant(name, media) is None:
                    issues.add(Trouble.MEDIA_NOT_GIVEN, "notes", note.id, "flds", name)
