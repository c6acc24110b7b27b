"""``flashcards make``: documents become cards, without an account and without a server."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from flashcards import clock
from flashcards.core.errors import FlashcardsError, Invalid, Refused, Unanswered
from flashcards.making.apart import fork
from flashcards.making.apart.call import Ask, Call
from flashcards.making.made import Made
from flashcards.making.volume import Volume
from flashcards.services.making.reading import Given
from flashcards.services.making.whole import (
    Found,
    Skipped,
    Stopped,
    Whole,
    in_folder,
    make_whole,
    read_bytes,
)
from flashcards.services.writing import FORMATS, written

if TYPE_CHECKING:
    from flashcards.config import Model

_STEPS = 1000
"""How finely the bar shows that a file is done in part."""
_GO_ON = "On the command line that is --redact, or --no-client-data."


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), help="The format; json if -o has none."
)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="A file, or a folder for many.")
@click.option(
    "--volume",
    type=click.Choice(list(Volume)),
    default=Volume.NORMAL,
    show_default=True,
    help="How much to make: only what is surest, the usual, or all that is fair.",
)
@click.option(
    "--redact", is_flag=True, help="Go on with what looks like case notes, without who it is about."
)
@click.option(
    "--no-client-data", is_flag=True, help="Go on as it is: no real client is meant in any FILE."
)
@click.option(
    "--model",
    "ask",
    is_flag=True,
    help="Ask the model of the settings for better questions and further cards: sends it the text.",
)
def make(
    files: tuple[Path, ...],
    form: str | None,
    out: Path | None,
    volume: Volume,
    redact: bool,
    no_client_data: bool,
    ask: bool,
) -> None:
    """Make cards from FILE… (PDF, DOCX, EPUB, PPTX, HTML, Markdown or plain text).

    Of a folder all such files are taken, those in the folders in it too.
    """
    if redact and no_client_data:
        raise click.UsageError("--redact and --no-client-data exclude each other: choose one.")
    wishes = _Wishes(redact, not no_client_data, _model() if ask else None, volume)
    chosen = form or _format_of(out)
    found, failed = _found(files, out)
    many = len(found) > 1 or any(file.is_dir() for file in files)
    targets = _targets(found, chosen, out, many)
    fork.load(several=many)
    with _told(len(found)) as teller:
        for each, target in zip(found, targets, strict=True):
            try:
                _make_one(each.file, chosen, target, teller, wishes)
            except FlashcardsError as error:
                teller.say(str(error))
                failed = True
            teller.next()
    if failed:
        sys.exit(1)


@dataclass(frozen=True)
class _Wishes:
    """Whether the guard looks, what follows where it stops, whom to ask then, how much to make."""

    redact: bool
    guarded: bool
    model: Model | None
    volume: Volume

    @property
    def ask(self) -> Ask:
        """How the reading is asked for; a fork would know the key of the model."""
        return fork.ask if self.model is None else Call


class _Teller(Protocol):
    """Who tells what happens, on standard error."""

    def say(self, words: str) -> None: ...

    def step(self, done: int, of: int) -> None: ...

    def next(self) -> None: ...


class _Lines:
    """Tells it line by line."""

    def say(self, words: str) -> None:
        click.echo(words, err=True)

    def step(self, done: int, of: int) -> None:
        """Say nothing: a log wants no bar."""

    def next(self) -> None:
        """Say nothing."""


class _Bar:
    """Tells it by a bar; the lines come after it."""

    def __init__(self, move: Callable[[int], None]) -> None:
        self._by = move
        self._files = self._at = 0
        self.lines: list[str] = []

    def say(self, words: str) -> None:
        self.lines.append(words)

    def step(self, done: int, of: int) -> None:
        self._move(self._files * _STEPS + _STEPS * done // of)

    def next(self) -> None:
        self._files += 1
        self._move(self._files * _STEPS)

    def _move(self, to: int) -> None:
        self._by(to - self._at)
        self._at = to


@contextmanager
def _told(files: int) -> Iterator[_Teller]:
    if not sys.stderr.isatty():
        yield _Lines()
        return
    with click.progressbar(length=files * _STEPS, label="Making cards", file=sys.stderr) as bar:
        teller = _Bar(bar.update)
        yield teller
    for line in teller.lines:
        click.echo(line, err=True)


def _found(files: Sequence[Path], out: Path | None) -> tuple[list[Found], bool]:
    """Return the files to read, and whether a folder had none; say what is skipped."""
    found: list[Found] = []
    failed = False
    for file in files:
        if not file.is_dir():
            found.append(Found(file, Path(file.name)))
            continue
        inside = list(in_folder(file, out))
        for each in inside:
            if isinstance(each, Skipped):
                click.echo(f"{each.file}: skipped, {each.why}.", err=True)
        documents = [each for each in inside if isinstance(each, Found)]
        if not documents:
            click.echo(f"There is no document in the folder {file}.", err=True)
            failed = True
        found += documents
    return found, failed


def _make_one(file: Path, form: str, target: Path | None, teller: _Teller, wishes: _Wishes) -> None:
    made = _guarded(file, teller, wishes).made
    trouble = ""
    if wishes.model is not None:
        try:
            made = _asked(made, wishes.model, file, teller)
        except Unanswered as error:
            trouble = f"{file}: {error} The cards are made without it."
    content = written(made, form, clock.now())
    if target is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        teller.say(f"{target}: {len(made.drafts)} notes from {file.name}.")
    if trouble:
        raise Unanswered(trouble)


def _model() -> Model:
    # Loaded here, as below: few ask a model, and all wait for what is loaded.
    from flashcards.cli.asking import model_of

    return model_of()


def _asked(made: Made, model: Model, file: Path, teller: _Teller) -> Made:
    from flashcards.cli.asking import with_proposals

    return with_proposals(made, model, str(file), teller.say)


def _guarded(file: Path, teller: _Teller, wishes: _Wishes) -> Whole:
    try:
        given = Given(read_bytes(file), file.name)
        return make_whole(
            given,
            teller.step,
            wishes.ask,
            guarded=wishes.guarded,
            volume=wishes.volume,
            beside=wishes.ask is fork.ask and fork.room_beside(given.data),
        )
    except Stopped as stopped:
        if not wishes.redact:
            raise Refused(f"{file}: {stopped} {_GO_ON}") from stopped
        teller.say(
            f"{file}: went on without what could tell who it is about. Read the cards all the"
            " same: a name that nothing announces may be left."
        )
        redacted = Given(stopped.redacted.encode(), file.name, pasted=True, redacted=True)
        return make_whole(redacted, teller.step, wishes.ask, volume=wishes.volume)


def _format_of(out: Path | None) -> str:
    ending = out.suffix.lstrip(".").lower() if out else ""
    return ending if ending in FORMATS else "json"


def _targets(
    found: Sequence[Found], form: str, out: Path | None, many: bool
) -> Sequence[Path | None]:
    """Return the file that each one's cards go into, None for standard output."""
    if out is None and form != "apkg":
        return [None] * len(found)
    if out is not None and not many and not out.is_dir():
        return [out]
    if out is not None and out.is_file():
        raise Invalid(f"{out} is a file: name a folder for the cards of several documents.")
    folder = out or Path()
    return [folder / name for name in _names(found, form)]


def _names(found: Sequence[Found], form: str) -> Iterator[Path]:
    """Yield names of which no two are alike: with the ending, or a number, where they would be."""
    alike = Counter(_folded(each.place.with_suffix("")) for each in found)
    taken: set[str] = set()
    for each in found:
        lone = alike[_folded(each.place.with_suffix(""))] == 1
        stem = each.place.stem if lone else each.place.name
        names = (each.place.with_name(f"{stem}{number}.{form}") for number in _numbers())
        name = next(name for name in names if _folded(name) not in taken)
        taken.add(_folded(name))
        yield name


def _numbers() -> Iterator[str]:
    yield ""
    yield from (f" ({number})" for number in count(2))


def _folded(name: Path) -> str:
    return str(name).casefold()
