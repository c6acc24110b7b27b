"""What a form gives to be read: a file or a pasted text, and in which process it is read."""

from __future__ import annotations

from flask import request
from wtforms import HiddenField, TextAreaField

from flashcards.core.errors import Invalid
from flashcards.making.apart.call import Ask, Call
from flashcards.making.apart.here import Here
from flashcards.services.making.reading import Given
from flashcards.web.current import settings
from flashcards.web.forms import text


def given(pasted: TextAreaField, redacted: HiddenField, nothing: Invalid) -> Given:
    """Return the file that was sent, else the text; raises ``nothing`` if there is neither."""
    upload = request.files.get("file")
    if upload and upload.filename:
        return Given(upload.read(), upload.filename)
    words = text(pasted)
    if not words.strip():
        raise nothing
    data = words.encode("utf-8", "surrogatepass")
    return Given(data, "pasted text", pasted=True, redacted=bool(text(redacted)))


def ask() -> Ask:
    """Return who reads: a process of its own, or, by a setting, this one."""
    return Here if settings().inline else Call
