"""Reads what a learner gives in a process of its own; nothing of it is kept here.

The bytes and what is read from them exist in the memory of this process and of the one that
reads, until the guard has looked at them and the caller keeps the document.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, Any

from flashcards.core.errors import TooMany, Unreadable
from flashcards.making.apart.call import Ask, Asked, Late
from flashcards.making.chapters import Chapter
from flashcards.making.document import Document
from flashcards.making.drafting.draft import Draft
from flashcards.making.plain import document_of, document_values, draft_of

if TYPE_CHECKING:
    from logging import Logger

LONGEST = 100.0
"""Seconds after which a document is given up; one of 600 pages takes about ten."""
PATIENCE = 2.5
"""Seconds, from the beginning, in which the drafts of a short document are waited for."""
AT_ONCE, OF_ONE = 3, 2
"""How many documents are read at once by this process, and how many of them for one learner."""

_slots = BoundedSemaphore(AT_ONCE)
_readers: Counter[int] = Counter()
_lock = Lock()
_CUT = "Cut it into parts, a chapter each, and add them one by one."
_FAULTS = {
    "memory": f"needs more memory to be read than one document may have here. {_CUT}",
    "late": f"takes too long to read. {_CUT}",
    "fault": "cannot be read: something in it is not as it should be. Open it on your computer,"
    " save it again or copy its text, and add that.",
}


@dataclass(frozen=True)
class Given:
    """What a learner gave: the bytes of a file, or of a pasted text in UTF-8.

    ``redacted`` if it is what the guard stopped before, without what it had seen.
    """

    data: bytes
    name: str
    pasted: bool = False
    redacted: bool = False


@dataclass(frozen=True)
class Seen:
    """Why the guard stopped: its advice, the stretches that it saw, and the text without them."""

    advice: str
    stretches: tuple[Stretch, ...]
    redacted: str


@dataclass(frozen=True)
class Stretch:
    """Words that the guard saw, between those around them, and what they may be."""

    before: str
    words: str
    after: str
    what: str


@dataclass(frozen=True)
class Read:
    """A document with its chapters; ``drafts`` are there if it was short enough to wait for.

    ``seen`` says why the guard stopped it, if it did: nothing may be kept then.
    """

    document: Document
    chapters: tuple[Chapter, ...]
    drafts: tuple[Draft, ...] | None = None
    seen: Seen | None = None


def read(given: Given, user_id: int, ask: Ask) -> Read:
    """Return the document in what was given.

    Raises Unreadable, with a message for the learner, where there is nothing to study in it, and
    TooMany where she has others read already.
    """
    with _slot(user_id):
        return _gathered(_answers(given, ask))


def drafted(read: Read, user_id: int, ask: Ask) -> Read:
    """Return a document that was read before with its drafts, if it is short enough to wait."""
    if len(read.chapters) > 1:
        return read
    data = json.dumps(document_values(read.document)).encode()
    chapters = [[chapter.title, chapter.first, chapter.end] for chapter in read.chapters]
    with _slot(user_id), ask("draft", data, waiting=[0], chapters=chapters) as call:
        try:
            answer = call.answer(PATIENCE)
        except Late:
            return read
    if answer is None or "drafts" not in answer:
        return read
    return replace(read, drafts=tuple(draft_of(values) for values in answer["drafts"]))


def start(do: str, given: Given, ask: Ask, **more: Any) -> Asked:
    """Begin to read what was given; raises Unreadable where no process can be started."""
    try:
        return ask(
            do,
            given.data,
            name=given.name,
            pasted=given.pasted,
            redacted=given.redacted,
            **more,
        )
    except OSError as error:
        _log().error("the process that reads documents cannot be started: %s", error)
        raise Unreadable(
            "This installation cannot read documents: it may not start the process that does so."
            " Tell whoever runs it."
        ) from error


def first(call: Asked, name: str) -> dict[str, Any]:
    """Wait for the document; raises Unreadable."""
    try:
        found = call.answer(LONGEST)
    except Late:
        found = {"error": "late"}
    if found is None or "error" in found:
        raise broken(name, found)
    return found


def broken(name: str, answer: dict[str, Any] | None) -> Unreadable:
    """Return the error for a document whose reading, or drafting, ended like this."""
    told = answer or {"error": "fault", "place": "the process ended"}
    error = told.get("error", "fault")
    if error == "told":
        return Unreadable(told["message"])
    _log().warning("a document could not be read: %s", told.get("place", error))
    return Unreadable(f"“{name}” {_FAULTS[error]}")


def _log() -> Logger:
    # Loaded here: there is seldom something to log, and the command line waits for what is loaded.
    import logging

    return logging.getLogger("flashcards")


def _answers(given: Given, ask: Ask) -> Iterator[dict[str, Any]]:
    begun = time.monotonic()
    with start("read", given, ask) as call:
        yield first(call, given.name)
        try:
            drafts = call.answer(PATIENCE - (time.monotonic() - begun))
        except Late:
            return
        if drafts is not None and "drafts" in drafts:
            yield drafts


def _gathered(answers: Iterator[dict[str, Any]]) -> Read:
    begun, *more = answers
    read = Read(
        document_of(begun["document"]),
        tuple(Chapter(*chapter) for chapter in begun["chapters"]),
        seen=_seen(begun["seen"]),
    )
    for answer in more:
        read = replace(read, drafts=tuple(draft_of(values) for values in answer["drafts"]))
    return read


def _seen(values: dict[str, Any] | None) -> Seen | None:
    if values is None:
        return None
    stretches = tuple(Stretch(*each) for each in values["stretches"])
    return Seen(values["advice"], stretches, values["redacted"])


@contextmanager
def _slot(user_id: int) -> Iterator[None]:
    """Let a learner have so many documents read at once, and all of them together so many."""
    with _lock:
        if _readers[user_id] >= OF_ONE:
            raise TooMany(
                "Other documents of yours are being read just now. Wait until they are, then add"
                " this."
            )
        _readers[user_id] += 1
    try:
        if not _slots.acquire(timeout=LONGEST / 5):
            raise TooMany("Many documents are being read just now. Add this in a minute.")
        try:
            yield
        finally:
            _slots.release()
    finally:
        with _lock:
            _readers[user_id] -= 1
            if not _readers[user_id]:
                del _readers[user_id]
