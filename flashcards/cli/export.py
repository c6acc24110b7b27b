"""``flashcards export``: a deck that ships, a deck file, or what a learner has, for Anki."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from sqlalchemy.orm import Session

from flashcards import clock, config
from flashcards.core.errors import FlashcardsError, NotFound
from flashcards.services import accounts, checked_decks, setup
from flashcards.services.exports import going
from flashcards.services.exports.going import Wanted
from flashcards.services.library import decks as library
from flashcards.store.models.accounts import User

_COLLECTION = ".colpkg"


@click.command()
@click.argument("what")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The file to write.")
@click.option("--deck", "titles", multiple=True, help="Only this deck (can be said again).")
@click.option("--progress", is_flag=True, help="Take due days and all reviews along.")
def export(what: str, out: Path | None, titles: tuple[str, ...], progress: bool) -> None:
    """Write WHAT as an Anki package: a deck that ships, a deck file, or the EMAIL of a learner.

    Of a learner it is all decks that she studies. Progress reaches only cards that Anki does not
    have yet. With an output file that ends in .colpkg it is a collection with all progress:
    importing it REPLACES everything in that Anki profile.
    """
    whose = "@" in what and not Path(what).exists()
    target = _of_learner(what, out, titles, progress) if whose else _of_deck(Path(what), out)
    click.echo(f"{target}: open it with Anki (File, Import).", err=True)
    if target.suffix == _COLLECTION:
        click.echo("Importing it replaces everything in that Anki profile.", err=True)


def _of_deck(deck: Path, out: Path | None) -> Path:
    path = deck if deck.suffix else config.shipped("decks") / f"{deck.name}.md"
    if not path.is_file():
        raise FlashcardsError(f"There is no deck {deck}: see “flashcards decks list”.")
    target = out or Path(f"{path.stem}.apkg")
    if target.suffix == _COLLECTION:
        raise FlashcardsError("A deck is a package: let the name of the file end in .apkg.")
    target.write_bytes(checked_decks.package(path, config.load().disclaimer, clock.now()))
    return target


def _of_learner(email: str, out: Path | None, titles: Sequence[str], progress: bool) -> Path:
    settings = config.load()
    target = out or Path("flashcards.apkg")
    with setup.prepare(settings).read() as session:
        learner = accounts.by_email(session, email)
        if learner is None:
            raise NotFound(f"There is no account with the address {email}.")
        if target.suffix == _COLLECTION and titles:
            raise FlashcardsError("A collection holds all decks: leave --deck away.")
        if target.suffix == _COLLECTION:
            wanted = going.everything(session, learner)
        else:
            wanted = _chosen(session, learner, titles, progress)
        with target.open("wb") as to:
            going.write(session, learner, wanted, settings.disclaimer, clock.now(), to)
    return target


def _chosen(session: Session, learner: User, titles: Sequence[str], progress: bool) -> Wanted:
    studied = library.studied(session, learner.id)
    there = {deck.title for deck in studied}
    for title in titles:
        if title not in there:
            raise NotFound(f"{learner.email} studies no deck “{title}”.")
    return Wanted([deck for deck in studied if not titles or deck.title in titles], progress)
