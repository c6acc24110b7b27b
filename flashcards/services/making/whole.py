"""Files become cards in one go, without anything being kept: what the command line does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from flashcards.core.errors import Refused, Unreadable
from flashcards.making.apart.call import Ask, Asked, Call, Late
from flashcards.making.drafting.draft import Draft
from flashcards.making.made import Made
from flashcards.making.plain import document_of, draft_of
from flashcards.making.twins import Said, sort_out
from flashcards.making.volume import Volume
from flashcards.services.making import reading
from flashcards.services.making.reading import Given

KNOWN = (
    ".pdf", ".docx", ".epub", ".pptx", ".html", ".htm", ".xhtml", ".md", ".markdown", ".mdown",
    ".mkd", ".txt",
)  # fmt: skip
"""The endings of files that are taken out of a folder."""
Step = Callable[[int, int], None]


@dataclass(frozen=True)
class Found:
    """A file that was named, or that stands in a folder that was: ``place`` is where in there."""

    file: Path
    place: Path


@dataclass(frozen=True)
class Skipped:
    """What stands in a folder and is not read, and why not."""

    file: Path
    why: str


@dataclass(frozen=True)
class Whole:
    """What was made of a file; ``advice`` is the guard's, if it looks like a client's data."""

    made: Made
    advice: str | None


class Stopped(Refused):
    """The guard takes a file for a client's data; ``redacted`` is its text without what it saw."""

    def __init__(self, message: str, redacted: str) -> None:
        super().__init__(message)
        self.redacted = redacted


def in_folder(folder: Path, without: Path | None = None) -> Iterator[Found | Skipped]:
    """Yield what stands in a folder and the folders in it, in order, but nothing in ``without``."""
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if without is not None and path.resolve().is_relative_to(without.resolve()):
            continue
        if any(name.startswith((".", "~$")) for name in place.parts[:-1]) or not path.is_file():
            continue
        if place.name.startswith((".", "~$")):
            yield Skipped(path, "hidden, or kept by another program")
        elif path.suffix.lower() not in KNOWN:
            yield Skipped(path, "not a kind of file that is read")
        else:
            yield Found(path, place)


def make_whole(
    given: Given,
    step: Step,
    ask: Ask = Call,
    *,
    guarded: bool = False,
    volume: Volume = Volume.NORMAL,
    beside: bool = False,
) -> Whole:
    """Return the drafts of all chapters of a file; ``step`` is told how many of them are done.

    The guard looks before it is drafted, or ``beside`` that, in a process of its own. Raises
    Unreadable, with a message for the learner, and where it is ``guarded`` Stopped.
    """
    with ExitStack() as stack:
        call = stack.enter_context(reading.start("make", given, ask, guarded=not beside))
        guard = stack.enter_context(reading.start("look", given, ask)) if beside else None
        first = reading.first(call, given.name)
        seen = (reading.first(guard, given.name) if guard else first)["seen"]
        if guarded and seen is not None:
            raise Stopped(seen["advice"], seen["redacted"])
        document = document_of(first["document"])
        count = len(first["chapters"])
        drafts: list[Draft] = []
        for number in range(count):
            drafts = _joined(drafts, _chapter(call, given.name))
            step(number + 1, count)
    kept = tuple(draft for draft in drafts if draft.quality >= volume.least)
    return Whole(Made(document, kept), None if seen is None else seen["advice"])


def _chapter(call: Asked, name: str) -> list[Draft]:
    try:
        answer = call.answer(reading.LONGEST)
    except Late:
        answer = {"error": "late"}
    if answer is None or "drafts" not in answer:
        raise reading.broken(name, answer)
    return [draft_of(values) for values in answer["drafts"]]


def _joined(earlier: list[Draft], later: list[Draft]) -> list[Draft]:
    found = sort_out(_said(earlier), _said(later))
    kept = [draft for index, draft in enumerate(earlier) if index not in found.replaced]
    return kept + [later[index] for index in found.kept]


def _said(drafts: list[Draft]) -> list[Said]:
    return [
        Said(index, draft.front, draft.back, draft.text, draft.quality)
        for index, draft in enumerate(drafts)
    ]


def read_bytes(file: Path) -> bytes:
    """Return what is in a file; raises Unreadable."""
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable(f"There is no file {file}.") from error
    except OSError as error:
        raise Unreadable(f"{file} cannot be read: {error.strerror}.") from error
