"""Passwords: which ones are good enough, and how they are kept (Argon2id)."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from flashcards.core.errors import Invalid

SHORTEST, LONGEST = 8, 256
GOOD_ENOUGH = 2
"""zxcvbn's score from which on a password is taken: more than a million guesses."""

hasher = PasswordHasher()


def hashed(password: str, email: str, field: str = "password") -> str:
    """Return the hash of a password; raises Invalid where it is too short or easy to guess."""
    if len(password) < SHORTEST:
        raise Invalid(f"A password has at least {SHORTEST} characters.", field)
    if len(password) > LONGEST:
        raise Invalid(f"A password has at most {LONGEST} characters.", field)
    known = [email, *email.split("@"), "flashcards", "therapist", "therapy"]
    if zxcvbn(password[:72], user_inputs=known)["score"] < GOOD_ENOUGH:
        raise Invalid(
            "This password is easy to guess. Three or four words that do not belong together"
            " make a good one.",
            field,
        )
    return hasher.hash(password)


def matches(stored: str, password: str) -> bool:
    """Say whether ``password`` is the one whose hash is ``stored``."""
    try:
        return hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


_NOBODY: list[str] = []


def matches_nobody(password: str) -> bool:
    """Take as long as a real comparison would, and say no: who is registered stays unknown."""
    if not _NOBODY:
        _NOBODY.append(hasher.hash("nobody has this password"))
    matches(_NOBODY[0], password)
    return False
