"""The command and what all its parts share: errors are one plain line, never a traceback."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from flashcards.core.errors import FlashcardsError

_COMMANDS = {
    "serve": "serve:serve",
    "work": "work:work",
    "check-migrations": "serve:check_migrations",
    "make": "make:make",
    "check": "check:check",
    "replay": "replay:replay",
    "simulate": "simulate:simulate_command",
    "decks": "decks:decks",
    "export": "export:export",
    "export-all": "everything:export_all",
    "import-all": "everything:import_all",
    "user": "accounts:user",
}
"""Where each command is: only the one that is called is loaded, so that it begins at once."""


class _Lazy(click.Group):
    """A group whose commands are loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted({*super().list_commands(ctx), *_COMMANDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command with this name, if there is one."""
        place = _COMMANDS.get(cmd_name)
        if place is None:
            return super().get_command(ctx, cmd_name)
        module, _, name = place.partition(":")
        found: click.Command = getattr(import_module(f"{__package__}.{module}"), name)
        return found


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
def flashcards() -> None:
    """Turn documents into flashcards, study them in the browser, take them to Anki."""


@flashcards.command(name="version")
def show_version() -> None:
    """Print the version."""
    from importlib.metadata import PackageNotFoundError, version

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
