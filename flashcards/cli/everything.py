"""``flashcards export-all`` and ``import-all``: all that belongs to one learner, without loss."""

from __future__ import annotations

from pathlib import Path

import click

from flashcards import clock, config
from flashcards.core.errors import NotFound
from flashcards.services import accounts, setup
from flashcards.services.everything import keeping
from flashcards.services.media.keeping import Limits
from flashcards.store.engine import Database

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(name="export-all")
@click.argument("email")
@click.option("-o", "--out", type=FILE, default="everything.zip", help="The file to write.")
def export_all(email: str, out: Path) -> None:
    """Write all that belongs to the learner EMAIL: decks, notes, media and every review."""
    database = setup.prepare(config.load())
    user_id = _learner(database, email)
    with out.open("wb") as file:
        keeping.keep(database, user_id, file)
    click.echo(f"{out}: flashcards import-all takes it into an empty account.", err=True)


@click.command(name="import-all")
@click.argument("email")
@click.argument("file", type=FILE)
def import_all(email: str, file: Path) -> None:
    """Take FILE, which export-all wrote, into the empty account of EMAIL."""
    settings = config.load()
    database = setup.prepare(settings)
    limits = Limits(settings.media_file, settings.media_quota)
    counts = keeping.take(database, _learner(database, email), file, limits, clock.now())
    click.echo(f"{counts.get('note', 0)} notes, {counts.get('review', 0)} reviews.", err=True)


def _learner(database: Database, email: str) -> int:
    with database.read() as session:
        found = accounts.by_email(session, email)
        if found is None:
            raise NotFound(f"There is no account with the address {email}.")
        return found.id
