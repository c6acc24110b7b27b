"""The decks that the notes of a package come into: found by their titles, or new."""

from __future__ import annotations

from sqlalchemy import func, select

from flashcards.services import foreign
from flashcards.services.imports import fields
from flashcards.services.imports.running import Running
from flashcards.services.imports.titles import title_of
from flashcards.services.library import decks
from flashcards.store.models import content
from flashcards.store.models.content import Deck
from flashcards.store.models.interchange import Import


class Decks:
    """Finds, or makes, the deck of each note of one import."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self.found: dict[str, Deck] = {}
        """The decks that something came into, by their titles."""
        self._positions: dict[int, int] = {}

    def of(self, deck_id: int) -> Deck:
        """Return the deck for what lies in a deck of the package."""
        there = self._running.package.decks[deck_id]
        title = title_of(there.name)
        found = self.found.get(title)
        if found is None:
            found = self._own_deck(title) or self._new_deck(title, there.description)
            self.found[title] = found
            self._positions[found.id] = self._last_position(found.id)
        return found

    def next_position(self, deck: Deck) -> int:
        """Return the place of one more note."""
        self._positions[deck.id] += 1
        return self._positions[deck.id]

    def _own_deck(self, title: str) -> Deck | None:
        mine = select(Deck).where(Deck.owner_id == self._running.learner.id, Deck.title == title)
        there = self._running.session.scalars(
            mine.where(Deck.deleted_at.is_(None)).order_by(Deck.id)
        )
        found = there.first()
        if found is None:
            undone = mine.join(Import, Import.id == Deck.import_id)
            found = self._running.session.scalars(undone.where(Import.state == "undone")).first()
            if found is not None:
                found.deleted_at, found.import_id = None, self._running.row.id
        if found is not None:
            decks.enrol(
                self._running.session, self._running.learner.id, found.id, self._running.now
            )
        return found

    def _new_deck(self, title: str, description: str) -> Deck:
        words = fields.markdown(foreign.safe(description)) if description.strip() else ""
        made = decks.add(
            self._running.session, self._running.learner.id, title, words, self._running.now
        )
        made.import_id = self._running.row.id
        return made

    def _last_position(self, deck_id: int) -> int:
        last = self._running.session.scalar(
            select(func.max(content.Note.position)).where(content.Note.deck_id == deck_id)
        )
        return -1 if last is None else last
