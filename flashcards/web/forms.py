"""What forms share: errors of the services land on the field that they speak of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import request, url_for
from flask_wtf import FlaskForm
from wtforms import Field

from flashcards.core.errors import Busy, FlashcardsError, Invalid, TooLarge, TooMany

T = TypeVar("T")

REFUSALS: tuple[tuple[type[FlashcardsError], int], ...] = (
    (TooMany, 429),
    (TooLarge, 413),
    (Busy, 503),
)
"""The errors of a form that have a status of their own."""


class Form(FlaskForm):  # type: ignore[misc,unused-ignore]
    """A form with a token against forgery, whose fields keep what was typed."""

    def attempt(self, action: Callable[[], T]) -> T | None:
        """Validate, then run ``action``; on an error keep the message and return None."""
        if not self.validate_on_submit():
            return None
        try:
            return action()
        except FlashcardsError as error:
            self.blame(error)
            return None

    def blame(self, error: FlashcardsError) -> None:
        """Put the message of ``error`` on its field, or above the form."""
        name = error.field if isinstance(error, Invalid) else None
        if name and name in self._fields:
            field = self._fields[name]
            field.errors = list(dict.fromkeys([*field.errors, str(error)]))
        else:
            self.form_errors: list[str] = [*self.form_errors, str(error)]
        self.refusal = next((each for kind, each in REFUSALS if isinstance(error, kind)), 422)

    @property
    def told(self) -> dict[str, Any]:
        """Return what is wrong, for a script: by field, and of the form as a whole."""
        fields = {name: list(field.errors) for name, field in self._fields.items() if field.errors}
        return {"fields": fields, "problems": [*self.form_errors]}

    @property
    def status(self) -> int:
        """Return the status of the page that shows this form."""
        if not self.is_submitted():
            return 200
        return getattr(self, "refusal", 422)


def safe_next(default: str | None = None) -> str:
    """Return the page to go to after a form: a path of this app, never another place."""
    wanted = request.values.get("next", "")
    fallback = default or url_for("home.show")
    if not wanted.startswith("/") or wanted.startswith(("//", "/\\")) or "\\" in wanted:
        return fallback
    parts = urlsplit(wanted)
    return wanted if not parts.scheme and not parts.netloc and wanted.isprintable() else fallback


def text(field: Field) -> str:
    """Return what was written in a field, the empty string where nothing was."""
    return field.data or ""
