"""What can be asked of the process: to read a document, to draft its chapters."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from flashcards.making.apart.seen import seen
from flashcards.making.chapters import Chapter, chapters, part
from flashcards.making.document import Document
from flashcards.making.make import from_document
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


def _begin(asked: Answer, data: bytes) -> tuple[Document, tuple[Chapter, ...], Answer]:
    name: str = asked["name"]
    if asked["pasted"]:
        document = read_text(data.decode("utf-8", "surrogatepass"), name)
    else:
        document = read(data, name)
    found = chapters(document)
    answer = {
        "document": document_values(document),
        "chapters": [[chapter.title, chapter.first, chapter.end] for chapter in found],
        "seen": seen(document, data, name, asked.get("redacted", False)),
    }
    return document, found, answer


def _draft(asked: Answer, data: bytes) -> Iterator[Answer]:
    """Answer with the drafts of the chapters ``waiting``, one after another."""
    document = document_of(json.loads(data))
    for number in asked["waiting"]:
        yield _drafted(document, number, Chapter(*asked["chapters"][number]))


def _drafted(document: Document, number: int, chapter: Chapter) -> Answer:
    made = from_document(part(document, chapter), Volume.THOROUGH)
    return {"chapter": number, "drafts": [draft_values(draft) for draft in made.drafts]}


TASKS: dict[str, Task] = {"read": _read, "make": _make, "draft": _draft}
