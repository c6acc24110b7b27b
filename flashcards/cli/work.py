"""``flashcards work``: drafts long documents in a process of its own, for large installations."""

from __future__ import annotations

import time

import click

from flashcards import config
from flashcards.cli.serve import only_one
from flashcards.services import setup
from flashcards.services.making.background import PAUSE, Background


@click.command()
@click.option("--once", is_flag=True, help="Stop when there is nothing left to do.")
def work(once: bool) -> None:
    """Draft the chapters of long documents until Ctrl+C is pressed.

    `flashcards serve` does so itself. Run this beside it, or on another computer with the same
    PostgreSQL database, to take that work from the web processes (FLASHCARDS_WORKERS=0 there).
    """
    settings = config.load()
    settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    with only_one(settings):
        background = Background(setup.prepare(settings), max(1, settings.workers))
        while True:
            background.work()
            if once:
                return
            time.sleep(PAUSE)
