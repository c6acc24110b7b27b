"""The only reader of the clock and the only thrower of dice."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from uuid import uuid4

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def now() -> datetime:
    """Return the present instant, in UTC."""
    return datetime.now(UTC)


def token() -> str:
    """Return 256 random bits for a cookie or a link."""
    return secrets.token_urlsafe(32)


def event_id() -> str:
    """Return an id for a review event made on the server."""
    return str(uuid4())


def guid() -> str:
    """Return a guid for a new note: 12 random letters and digits, 71 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))
