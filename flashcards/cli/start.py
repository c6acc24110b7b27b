"""The way in: what reads documents is loaded in other processes while the command itself is."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command."""
    if sys.argv[1:2] == ["make"]:
        from flashcards.making.apart import fork

        fork.begin()
    from flashcards.cli import command

    command.main()
