"""The command and what all its parts share: errors are one plain line, never a traceback."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version

import click

from flashcards.cli import accounts, decks, make, replay, serve
from flashcards.core.errors import FlashcardsError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def flashcards() -> None:
    """Turn documents into flashcards, study them in the browser, take them to Anki."""


flashcards.add_command(serve.serve)
flashcards.add_command(serve.check_migrations)
flashcards.add_command(make.make)
flashcards.add_command(replay.replay)
flashcards.add_command(decks.decks)
flashcards.add_command(decks.export)
flashcards.add_command(accounts.user)


@flashcards.command(name="version")
def show_version() -> None:
    """Print the version."""
    try:
        click.echo(version("flashcards"))
    except PackageNotFoundError:
        click.echo("a checkout of the source")


def main() -> None:
    """Run the command; exit with 1 and a plain message on an error that a person can mend."""
    try:
        flashcards(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (FlashcardsError, OSError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
