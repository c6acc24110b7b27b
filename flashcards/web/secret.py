"""The key that signs cookies: made once, kept in a file that only its owner can read."""

from __future__ import annotations

import os
from pathlib import Path

from filelock import FileLock

from flashcards import clock

FILE = "secret_key"


def key(instance: Path) -> str:
    """Return the secret key of this installation, made at its first start."""
    path = instance / FILE
    with FileLock(f"{path}.lock"):
        if not path.exists():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(clock.token())
        return path.read_text(encoding="ascii").strip()
