"""The actions of AnkiConnect that the app asks for, done by the real Anki."""

# ruff: noqa: N802, N803 -- the names are AnkiConnect's

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anki.collection import (
    Collection,
    DeckIdLimit,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.errors import NotFoundError

if TYPE_CHECKING:
    from anki.cards import Card

GUARDED = {
    *("did", "id", "ivl", "lapses", "left", "mod", "nid"),
    *("odid", "odue", "ord", "queue", "reps", "type", "usn"),
}
"""The columns that are set only by somebody who says that she was warned."""


class Actions:
    """What the add-on does with the open collection; None while no profile is open."""

    def __init__(self, collection: Collection | None) -> None:
        self._open = collection

    @property
    def _collection(self) -> Collection:
        if self._open is None:
            raise ValueError("collection is not available")
        return self._open

    @property
    def _media(self) -> Path:
        return Path(self._collection.media.dir())

    def _sql(self, statement: str, *values: Any) -> list[Any]:
        assert self._collection.db is not None
        return list(self._collection.db.execute(statement, *values))

    def _card(self, key: Any) -> Card:
        return self._collection.get_card(key)

    # Decks, notes, cards.

    def deckNames(self) -> list[str]:
        return [each.name for each in self._collection.decks.all_names_and_ids()]

    def getDecks(self, cards: list[int]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for card in cards:
            ((deck,),) = self._sql("SELECT did FROM cards WHERE id = ?", card)
            found.setdefault(self._collection.decks.name(deck), []).append(card)
        return found

    def findNotes(self, query: str | None = None) -> list[int]:
        return [] if query is None else list(self._collection.find_notes(query))

    def findCards(self, query: str | None = None) -> list[int]:
        return [] if query is None else list(self._collection.find_cards(query))

    def cardsModTime(self, cards: list[int]) -> list[dict[str, int]]:
        result = []
        for key in cards:
            try:
                card = self._card(key)
                result.append({"cardId": card.id, "mod": card.mod})
            except NotFoundError:
                result.append({})
        return result

    def setSpecificValueOfCard(
        self, card: int, keys: list[str], newValues: list[Any], warning_check: bool = False
    ) -> Any:  # fmt: skip
        if not isinstance(card, int) or len(keys) != len(newValues):
            return False
        if GUARDED & set(keys) and not warning_check:
            return False
        try:
            found = self._card(card)
            for key, value in zip(keys, newValues, strict=True):
                setattr(found, key, value)
            self._collection.update_card(found, skip_undo_entry=True)
        except Exception as error:
            return [[False, str(error)]]
        return [True]

    def insertReviews(self, reviews: list[list[int]]) -> None:
        if reviews:
            rows = ",".join(f"({','.join(map(str, row))})" for row in reviews)
            names = "id,cid,usn,ease,ivl,lastIvl,factor,time,type"
            self._sql(f"INSERT INTO revlog({names}) VALUES {rows}")

    # Media and packages.

    def getMediaDirPath(self) -> str:
        return str(self._media.resolve())

    def storeMediaFile(
        self, filename: str, data: str | None = None, deleteExisting: bool = True
    ) -> str:  # fmt: skip
        if not data:
            raise ValueError('You must provide a "data", "path", or "url" field.')
        if deleteExisting:
            self.deleteMediaFile(filename)
        return self._collection.media.write_data(filename, base64.b64decode(data))

    def retrieveMediaFile(self, filename: str) -> str | bool:
        path = self._media / Path(filename).name
        return base64.b64encode(path.read_bytes()).decode() if path.exists() else False

    def deleteMediaFile(self, filename: str) -> None:
        self._collection.media.trash_files([filename])

    def getMediaFilesNames(self, pattern: str = "*") -> list[str]:
        return [each.name for each in self._media.glob(pattern)]

    def exportPackage(self, deck: str, path: str, includeSched: bool = False) -> bool:
        found = self._collection.decks.by_name(deck)
        if found is None:
            return False
        options = ExportAnkiPackageOptions(
            with_scheduling=includeSched,
            with_deck_configs=includeSched,
            with_media=True,
            legacy=True,
        )
        limit = DeckIdLimit(deck_id=found["id"])
        self._collection.export_anki_package(out_path=path, options=options, limit=limit)
        return True

    def importPackage(self, path: str) -> bool:
        options = ImportAnkiPackageOptions(
            merge_notetypes=True, with_scheduling=True, with_deck_configs=True
        )
        request = ImportAnkiPackageRequest(package_path=path, options=options)
        self._collection.import_anki_package(request)
        return True
