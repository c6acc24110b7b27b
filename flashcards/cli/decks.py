"""``flashcards decks`` checks and lists the deck files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from flashcards import clock, config
from flashcards.services.published import check as published
from flashcards.services.published import contents
from flashcards.services.published.check import Report

FOLDER = click.Path(path_type=Path, exists=True)


@click.group()
def decks() -> None:
    """Work with deck files (the format is described in decks/README.md)."""


@decks.command()
@click.argument("paths", nargs=-1, type=FOLDER)
@click.option("--strict", is_flag=True, help="Warnings that are not explained fail, too.")
def check(paths: tuple[Path, ...], strict: bool) -> None:
    """Check deck files, or all of a folder; the decks that ship if none is named.

    Where sources.bib lies beside them, the works that they cite are checked as well, and what
    decks that ship must keep.
    """
    report = published.check(paths or (config.shipped("decks"),), clock.now().date())
    _print(report)
    sys.exit(1 if report.errors or (strict and report.warnings) else 0)


@decks.command(name="list")
def list_decks() -> None:
    """List the decks that ship, in the order of learning."""
    for stem, deck in contents.in_order(config.shipped("decks")):
        kinds = ", ".join(f"{count} {kind}" for kind, count in contents.kinds_of(deck).items())
        click.echo(f"{stem}: {deck.title}, {len(deck.notes)} notes ({kinds})")


def _print(report: Report) -> None:
    for line in report.lines:
        click.echo(line)
    click.echo(
        f"{report.files} files, {report.notes} notes: {report.errors} errors,"
        f" {report.warnings} warnings; {report.kept} warnings stay and are explained."
    )
