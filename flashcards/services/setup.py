"""Makes an installation ready: its folder, its database, the decks that ship."""

from __future__ import annotations

from flashcards import clock, config
from flashcards.config import Settings
from flashcards.services import shipped
from flashcards.services.imports import clearing
from flashcards.store import media, migrate
from flashcards.store.engine import Database


def prepare(settings: Settings) -> Database:
    """Return the database of the settings, migrated, with the shipped decks in it.

    Two processes that start at once do this one after the other.
    """
    settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database(settings.database_url)
    with migrate.alone(database):
        migrate.upgrade(database, config.shipped("migrations"))
        with database.write() as session:
            shipped.load(session, config.shipped("decks"), clock.now())
            media.sweep(session)
            clearing.clear(session, settings.imports, clock.now())
    return database
