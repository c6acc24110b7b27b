"""What can be asked of the process: to read a document, to draft its chapters, to look at it.

What looks and what drafts are loaded where they are needed: a process may do one alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from flashcards.making.chapters import Chapter, chapters, part
from flashcards.making.document import Document
from flashcards.making.plain import document_of, document_values, draft_values
from flashcards.making.reading.read import read, read_text
from flashcards.making.volume import Volume

Answer = dict[str, Any]
Task = Callable[[Answer, bytes], Iterator[Answer]]


def _read(asked: Answer, data: bytes) -> Iterator[Answer]:
    """Answer with the document and what the guard sees in it; a short one is drafted at once."""
    document, found, answer = _begin(asked, data)
    yield answer
    if answer["seen"] is None and len(found) == 1:
        yield _drafted(document, 0, found[0])


def _make(asked: Answer, data: bytes) -> Iterator[Answer]:
    """Answer with the document, then with the drafts of all its chapters."""
    document, found, answer = _begin(asked, data)
    yield answer
    for number, chapter in enumerate(found):
        yield _drafted(document, number, chapter)


def _look(asked: Answer, data: bytes) -> Iterator[Answer]:
    """Answer with what the guard sees in a document, and nothing else."""
    yield {"seen": _seen(_document(asked, data), asked, data)}


def _begin(asked: Answer, data: bytes) -> tuple[Document, tuple[Chapter, ...], Answer]:
    document = _document(asked, data)
    found = chapters(document)
    answer = {
        "document": document_values(document),
        "chapters": [[chapter.title, chapter.first, chapter.end] for chapter in found],
        "seen": _seen(document, asked, data) if asked.get("guarded", True) else None,
    }
    return document, found, answer


def _document(asked: Answer, data: bytes) -> Document:
    if asked["pasted"]:
        return read_text(data.decode("utf-8", "surrogatepass"), asked["name"])
    return read(data, asked["name"])


def _seen(document: Document, asked: Answer, data: bytes) -> Answer | None:
    from flashcards.making.apart.seen import seen

    return seen(document, data, asked["name"], asked.get("redacted", False))


def _draft(asked: Answer, data: bytes) -> Iterator[Answer]:
    """Answer with the drafts of the chapters ``waiting``, one after another."""
    document = document_of(json.loads(data))
    for number in asked["waiting"]:
        yield _drafted(document, number, Chapter(*asked["chapters"][number]))


def _drafted(document: Document, number: int, chapter: Chapter) -> Answer:
    from flashcards.making.make import from_document

    made = from_document(part(document, chapter), Volume.THOROUGH)
    return {"chapter": number, "drafts": [draft_values(draft) for draft in made.drafts]}


TASKS: dict[str, Task] = {"read": _read, "make": _make, "draft": _draft, "look": _look}
