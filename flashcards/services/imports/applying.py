"""Does what a plan says, in the one transaction that it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from flashcards.anki.package.foreign import ForeignCard, ForeignNote
from flashcards.anki.package.package import Package
from flashcards.core.notes import Note
from flashcards.core.scheduling import day
from flashcards.services import foreign
from flashcards.services.imports import fields, files, matching, progress
from flashcards.services.imports.decks import Decks
from flashcards.services.imports.matching import Known, Verdict
from flashcards.services.imports.new_notes import NewNotes, instant
from flashcards.services.imports.running import HERE, THERE, Choices, Done, Report, Running
from flashcards.services.library import decks, notes
from flashcards.services.media.keeping import Limits
from flashcards.services.wording import WORDED, write_to
from flashcards.store.models import content
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card, Deck
from flashcards.store.models.interchange import Import

__all__ = ["HERE", "THERE", "Applying", "Choices", "Done"]


class Applying:
    """One import while it is done."""

    def __init__(
        self,
        session: Session,
        learner: User,
        row: Import,
        package: Package,
        limits: Limits,
        now: datetime,
        report: Report = lambda done: None,
    ) -> None:
        self._running = Running(session, learner, row, package, limits, now, report)
        self._decks = Decks(self._running)
        self._new = NewNotes(self._running, self._decks)

    def do(self, choices: Choices) -> Done:
        """Take in files, notes, cards and, if chosen, reviews and schedules."""
        running = self._running
        files.take(running)
        cards = matching.cards_of_notes(running.package)
        for some in matching.portions(running.package.notes()):
            guids = [note.guid for note in some]
            known = matching.known(running.session, running.learner.id, guids)
            self._take_notes([note for note in some if note.id in cards], known, cards, choices)
            running.step(len(some))
        if choices.progress:
            progress.take(running, self._decks.found.values())
        return running.done

    def _take_notes(
        self,
        some: Sequence[ForeignNote],
        known: Mapping[str, Known],
        cards: Mapping[int, list[ForeignCard]],
        choices: Choices,
    ) -> None:
        fresh: list[tuple[ForeignNote, list[ForeignCard]]] = []
        for note in some:
            here = known.get(note.guid)
            if here is None:
                fresh.append((note, cards[note.id]))
                continue
            found = matching.verdict(note, here)
            if found is Verdict.BINNED:
                continue
            if self._takes_there(note, found, choices):
                self._update(note, here)
            self._match(here.row.cards, cards[note.id])
        self._new.add(fresh)

    def _takes_there(self, note: ForeignNote, found: Verdict, choices: Choices) -> bool:
        if found in (Verdict.UPDATED, Verdict.KEPT):
            usual = choices.usual or (THERE if found is Verdict.UPDATED else HERE)
            return choices.sides.get(note.guid, usual) == THERE
        return False

    def _update(self, there: ForeignNote, here: Known) -> None:
        made = self._worded(there, here.note)
        if made is None:
            return
        self._running.done.updated += 1
        at = max(instant(there.modified), here.row.modified_at)
        self._remember(here, at)
        if here.revived:
            self._revive(here.row)
        if here.own:
            write_to(here.row, made)
            here.row.modified_at = at
            notes.sync_cards(self._running.session, here.row, made)
        else:
            notes.change(
                self._running.session,
                self._running.learner.id,
                here.row.id,
                made,
                self._running.now,
            )

    def _revive(self, row: content.Note) -> None:
        """Take a note out of the bin that an import brought which was undone; its deck as well."""
        row.deleted_at, row.import_id = None, self._running.row.id
        deck = self._running.session.get_one(Deck, row.deck_id)
        if deck.deleted_at is not None:
            deck.deleted_at, deck.import_id = None, self._running.row.id
        decks.enrol(self._running.session, self._running.learner.id, deck.id, self._running.now)

    def _worded(self, there: ForeignNote, note: Note) -> Note | None:
        """Return ``note`` with what Anki says; None where no card would come of it."""
        said = tuple(self._running.named(each) for each in there.fields)
        if note.layout is None:
            found = fields.from_anki(note, said)
            return _tagged(found, there.tags) if found else None
        return foreign.laid_out(_tagged(note, there.tags), note.layout, said)

    def _remember(self, here: Known, left: datetime) -> None:
        row = here.worded or here.row
        self._running.done.before.append(
            {
                "note": here.row.id,
                "own": here.own,
                "worded": here.worded is not None,
                **{name: getattr(row, name) for name in WORDED},
                "source": here.row.source,
                "quote": here.row.quote,
                "fields": here.row.fields,
                "tags": here.row.tags,
                "modified_at": day.milliseconds(row.modified_at),
                "left": day.milliseconds(left),
                "revived": here.revived,
            }
        )

    def _match(self, here: Sequence[Card], there: Sequence[ForeignCard]) -> None:
        by_ordinal = {card.ordinal: card.id for card in here}
        for card in there:
            if card.ordinal in by_ordinal:
                self._running.cards[card.id] = (by_ordinal[card.ordinal], card)


def _tagged(note: Note, tags: Sequence[str]) -> Note:
    return replace(note, tags=tuple(tags))
