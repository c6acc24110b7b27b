"""Writes what a learner takes to Anki: decks of her choice, or a collection that replaces all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session, selectinload

from flashcards.anki.export import write_file
from flashcards.anki.outgoing import Around, Habits, PackageCard, PackageDeck, PackageNote
from flashcards.core.media import marks
from flashcards.services import interchange
from flashcards.services.exports.progress import CardKey, Progress
from flashcards.services.exports.types import NoteTypes
from flashcards.services.library import decks as library
from flashcards.services.media import placing
from flashcards.services.study import fits, today
from flashcards.services.wording import note_of
from flashcards.store import media
from flashcards.store.models import content
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card, Deck
from flashcards.store.models.learning import Enrolment, Wording

_AT_ONCE = 500
"""Notes that are read at once."""


@dataclass(frozen=True)
class Wanted:
    """Which decks go out and how; a ``whole`` collection always takes the progress along.

    ``only`` are the notes that go, by their guids here, each with the epoch second in which Anki
    is to believe it was changed, if that is later. Decks ``known`` there keep their options.
    """

    decks: Sequence[Deck]
    progress: bool = False
    whole: bool = False
    only: Mapping[str, int] | None = None
    known: Collection[int] = ()


def everything(session: Session, learner: User) -> Wanted:
    """Return all decks that the learner studies, as a collection."""
    return Wanted(library.studied(session, learner.id), progress=True, whole=True)


def write(
    session: Session,
    learner: User,
    wanted: Wanted,
    disclaimer: str,
    now: datetime,
    to: IO[bytes],
    folder: Path | None = None,
) -> None:
    """Write the file that Anki imports, a few notes at a time; ``folder`` holds what is on its way.

    Every note is in the learner's own wording.
    """
    going = _Going(session, learner, wanted, disclaimer, now)
    around = Around(
        int(now.timestamp()), learner.rollover, whole=wanted.whole, by_fsrs=going.by_fsrs
    )
    write_file(to, going.decks(), around, going.files(), folder)


def outgoing(
    session: Session, learner: User, wanted: Wanted, now: datetime
) -> Iterator[tuple[Deck, PackageDeck]]:
    """Yield the decks as they would go out, each with its notes still to be read."""
    return zip(wanted.decks, _Going(session, learner, wanted, "", now).decks(), strict=True)


def shown(note: PackageNote) -> set[str]:
    """Return the names of the files that a note shows."""
    if note.kind is None:
        fields = (note.front, note.back, note.text, note.extra, note.source)
        return {name for field in fields for name in placing.names(field)}
    return marks.names(*note.fields)


class _Going:
    """One export while it is written."""

    def __init__(
        self, session: Session, learner: User, wanted: Wanted, disclaimer: str, now: datetime
    ) -> None:
        self._session, self._learner, self._wanted = session, learner, wanted
        self._disclaimer = disclaimer
        self._today = today.study_day_of(learner, now)
        self._types = NoteTypes(session)
        self._names: set[str] = set()
        """The files that the notes show, as far as they are written."""
        self._settings = {
            deck.id: library.enrolment(session, learner.id, deck.id) for deck in wanted.decks
        }

    @property
    def by_fsrs(self) -> bool:
        """Say whether FSRS schedules all of it: in Anki it does so for all decks, or for none."""
        met = [each for each in self._settings.values() if each is not None]
        return bool(met) and all(each.scheduler == fits.FSRS for each in met)

    def decks(self) -> Iterator[PackageDeck]:
        """Yield the decks, each with its notes still to be read."""
        for deck in self._wanted.decks:
            described = interchange.described(self._session, deck, self._disclaimer)
            self._names |= placing.names(described)
            settings = self._settings[deck.id]
            studied = self._wanted.progress and deck.id not in self._wanted.known
            habits = self._habits(settings) if settings and studied else None
            yield PackageDeck(deck.title, described, self._notes(deck, settings), habits)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files that the notes show, each once; one that is missing is left out."""
        found = media.named(self._session, self._learner.id, self._names)
        there = {name: file.sha256 for name, file in found}
        for name, sha256 in there.items():
            yield name, media.data_of(self._session, sha256)

    def _notes(self, deck: Deck, settings: Enrolment | None) -> Iterator[PackageNote]:
        progress = Progress(
            self._session,
            self._learner,
            settings,
            self._today,
            known=self._wanted.progress,
        )
        last = (-1, 0)
        while rows := self._session.scalars(_after(deck.id, last)).all():
            last = rows[-1].position, rows[-1].id
            rows = [row for row in rows if self._goes(row)]
            ids = [row.id for row in rows]
            worded, cards = self._wordings(ids), progress.of(self._cards(ids))
            for row in rows:
                if row.id in cards:
                    yield self._note(row, worded.get(row.id), cards[row.id])

    def _goes(self, row: content.Note) -> bool:
        return self._wanted.only is None or row.guid in self._wanted.only

    def _note(
        self, row: content.Note, wording: Wording | None, cards: Sequence[PackageCard]
    ) -> PackageNote:
        note = note_of(row, wording)
        modified = max(row.modified_at, wording.modified_at) if wording else row.modified_at
        made = interchange.package_note(note, row.created_at, modified, cards)
        if row.anki_id is not None:
            own = f"~{row.anki_id}"
            made = made._replace(
                note_id=row.anki_id,
                guid=row.guid.removesuffix(own),
                doubled=row.guid.endswith(own),
            )
        if self._wanted.only is not None:
            made = made._replace(modified=max(made.modified, self._wanted.only[row.guid]))
        if note.layout is not None:
            kind, files = self._types.of(note.layout)
            made = made._replace(kind=kind, fields=note.fields)
            self._names |= files
        self._names |= shown(made)
        return made

    def _cards(self, note_ids: Sequence[int]) -> list[CardKey]:
        """Return the cards that notes give."""
        columns = (Card.id, Card.note_id, Card.ordinal, Card.anki_id)
        there = select(*columns).where(Card.note_id.in_(note_ids), Card.active)
        return [CardKey(*row) for row in self._session.execute(there)]

    def _wordings(self, note_ids: Sequence[int]) -> dict[int, Wording]:
        """Return the learner's wordings by note, those out of use too: Anki may have had them."""
        rows = self._session.scalars(
            select(Wording).where(
                Wording.user_id == self._learner.id, Wording.note_id.in_(note_ids)
            )
        )
        return {row.note_id: row for row in rows}

    def _habits(self, settings: Enrolment) -> Habits:
        by_fsrs = fits.settings_of(self._session, settings)
        return Habits(
            settings.new_per_day,
            settings.reviews_per_day,
            settings.bury_siblings,
            by_fsrs.retention if by_fsrs else None,
            by_fsrs.parameters if by_fsrs else (),
        )


def _after(deck_id: int, last: tuple[int, int]) -> Select[content.Note]:
    """Return the select of the notes of a deck that come after a position."""
    place = tuple_(content.Note.position, content.Note.id)
    return (
        select(content.Note)
        .options(selectinload(content.Note.note_type))
        .where(content.Note.deck_id == deck_id, content.Note.deleted_at.is_(None), place > last)
        .order_by(content.Note.position, content.Note.id)
        .limit(_AT_ONCE)
    )
