"""``flashcards decks`` checks and lists the deck files; ``flashcards export`` takes one to Anki."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from flashcards import clock, config
from flashcards.core.errors import FlashcardsError
from flashcards.services import checked_decks
from flashcards.services.checked_decks import Report

FOLDER = click.Path(path_type=Path, exists=True)


@click.group()
def decks() -> None:
    """Work with deck files (the format is described in decks/README.md)."""


@decks.command()
@click.argument("paths", nargs=-1, type=FOLDER)
@click.option("--strict", is_flag=True, help="Warnings fail, too.")
def check(paths: tuple[Path, ...], strict: bool) -> None:
    """Check deck files, or all of a folder; the decks that ship if none is named."""
    report = checked_decks.check(paths or (config.shipped("decks"),))
    _print(report)
    sys.exit(1 if report.errors or (strict and report.warnings) else 0)


@decks.command(name="list")
def list_decks() -> None:
    """List the decks that ship."""
    for file in checked_decks.shipped_files(config.shipped("decks")):
        click.echo(f"{file.name.removesuffix('.md')}: {file.title}, {len(file.notes)} notes")


@click.command()
@click.argument("deck", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The package to write.")
def export(deck: Path, out: Path | None) -> None:
    """Write a DECK (the name of one that ships, or a deck file) as an Anki package."""
    path = deck if deck.suffix else config.shipped("decks") / f"{deck.name}.md"
    if not path.is_file():
        raise FlashcardsError(f"There is no deck {deck}: see “flashcards decks list”.")
    target = out or Path(f"{path.stem}.apkg")
    written = checked_decks.package(path, config.load().disclaimer, clock.now())
    target.write_bytes(written)
    click.echo(f"{target}: open it with Anki (File, Import).", err=True)


def _print(report: Report) -> None:
    for line in report.lines:
        click.echo(line)
    click.echo(
        f"{report.files} files, {report.notes} notes: {report.errors} errors,"
        f" {report.warnings} warnings."
    )
