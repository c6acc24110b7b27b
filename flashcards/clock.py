"""The only reader of the clock and the only thrower of dice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def now() -> datetime:
    """Return the present instant, in UTC."""
    return datetime.now(UTC)


def token() -> str:
    """Return 256 random bits for a cookie or a link."""
    import secrets  # Loaded here, as below: most commands throw no dice, and all are waited for.

    return secrets.token_urlsafe(32)


def event_id() -> str:
    """Return an id for a review event made on the server."""
    from uuid import uuid4

    return str(uuid4())


def guid() -> str:
    """Return a guid for a new note: 12 random letters and digits, 71 bits."""
    import secrets

    return "".join(secrets.choice(_ALPHABET) for _ in range(12))


def chance(seed: int) -> Callable[[], float]:
    """Return dice for a simulation: numbers from 0 to 1, the same ones for the same seed."""
    import random

    return random.Random(seed).random  # noqa: S311 (nothing secret is made of them)
