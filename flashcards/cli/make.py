"""``flashcards make``: documents become cards, without an account and without a server."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from flashcards import clock
from flashcards.core.errors import FlashcardsError, Unreadable
from flashcards.making.make import make as make_cards
from flashcards.services.writing import FORMATS, written


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), help="The format; json if -o has none."
)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="A file, or a folder for many.")
def make(files: tuple[Path, ...], form: str | None, out: Path | None) -> None:
    """Make cards from FILE… (PDF, DOCX, EPUB, PPTX, HTML, Markdown or plain text)."""
    chosen = form or _format_of(out)
    failed = False
    for file in files:
        target = _target(file, chosen, out, many=len(files) > 1)
        try:
            _make_one(file, chosen, target)
        except FlashcardsError as error:
            click.echo(str(error), err=True)
            failed = True
    if failed:
        sys.exit(1)


def _make_one(file: Path, form: str, target: Path | None) -> None:
    try:
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable(f"There is no file {file}.") from error
    except OSError as error:
        raise Unreadable(f"{file} cannot be read: {error.strerror}.") from error
    made = make_cards(data, file.name)
    content = written(made, form, clock.now())
    if target is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    click.echo(f"{target}: {len(made.drafts)} notes from {file.name}.", err=True)


def _format_of(out: Path | None) -> str:
    ending = out.suffix.lstrip(".").lower() if out else ""
    return ending if ending in FORMATS else "json"


def _target(file: Path, form: str, out: Path | None, many: bool) -> Path | None:
    if out is not None:
        return out / f"{file.stem}.{form}" if many or out.is_dir() else out
    return Path(f"{file.stem}.{form}") if form == "apkg" else None
