"""A document that the guard stopped: its page carries it, signed, for the server keeps nothing."""

from __future__ import annotations

from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from flashcards.core.errors import Invalid
from flashcards.making.chapters import Chapter
from flashcards.making.plain import document_of, document_values, draft_of, draft_values
from flashcards.services.making.reading import Read


def carry(user_id: int, read: Read) -> str:
    """Return a document as a field of a page that only this learner can send back."""
    chapters = [[chapter.title, chapter.first, chapter.end] for chapter in read.chapters]
    values: dict[str, Any] = {"document": document_values(read.document), "chapters": chapters}
    if read.drafts is not None:
        values["drafts"] = [draft_values(draft) for draft in read.drafts]
    return _signer(user_id).dumps(values)


def carried(user_id: int, sent: str) -> Read:
    """Return the document in such a field; raises Invalid where it was not made here."""
    try:
        values: dict[str, Any] = _signer(user_id).loads(sent)
    except BadData as error:
        raise Invalid("The page was too old. Give the document once more.") from error
    drafts = values.get("drafts")
    return Read(
        document_of(values["document"]),
        tuple(Chapter(*each) for each in values["chapters"]),
        None if drafts is None else tuple(draft_of(each) for each in drafts),
    )


def _signer(user_id: int) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=f"document of {user_id}")
