"""``flashcards decks`` checks and lists the deck files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from flashcards import config
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


def _print(report: Report) -> None:
    for line in report.lines:
        click.echo(line)
    click.echo(
        f"{report.files} files, {report.notes} notes: {report.errors} errors,"
        f" {report.warnings} warnings."
    )
