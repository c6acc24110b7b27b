"""The way through: a document becomes drafts."""

from __future__ import annotations

from flashcards.making.concepts.find import concepts
from flashcards.making.document import Document
from flashcards.making.drafting.write import drafts
from flashcards.making.made import Made
from flashcards.making.reading.read import read
from flashcards.making.volume import Volume


def make(data: bytes, name: str, volume: Volume = Volume.NORMAL) -> Made:
    """Return the drafts of the file ``name`` with the bytes ``data``.

    Raises Unreadable, with a message for the learner, if there is nothing to study in it.
    """
    return from_document(read(data, name), volume)


def from_document(document: Document, volume: Volume = Volume.NORMAL) -> Made:
    """Return the drafts of ``document``, as many as ``volume`` says."""
    return Made(document, drafts(document, concepts(document, volume)))
