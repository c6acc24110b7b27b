"""What no view can read is refused before any of them sees it."""

from __future__ import annotations

from flask import abort, request
from werkzeug.routing import IntegerConverter, ValidationError

LARGEST = (1 << 53) - 1
"""The largest number that is exact in a browser, and still small enough for every database."""


def whole(text: str) -> int:
    """Return the number that ``text`` is; raises ValueError where it is none or too large."""
    number = int(text)
    if abs(number) > LARGEST:
        raise ValueError(f"{number} is too large.")
    return number


class Whole(IntegerConverter):
    """A number in an address; there is nothing at one that is too large."""

    def to_python(self, value: str) -> int:
        """Return the number."""
        try:
            return whole(value)
        except ValueError as error:
            raise ValidationError from error


def refuse() -> None:
    """Refuse null bytes, which PostgreSQL cannot keep, and fields without a name."""
    if request.endpoint is None:
        return
    sent = [*request.args.items(multi=True), *request.form.items(multi=True)]
    sent += [(name, file.filename or "") for name, file in request.files.items(multi=True)]
    if any(name is None or "\0" in value for name, value in sent):
        abort(400)
