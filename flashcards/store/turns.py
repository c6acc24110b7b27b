"""The turns of the writers of one process: one at a time, and nobody waits long who is waited for.

SQLite has one writer. Most write for a few milliseconds; an import of thousands of notes writes for
a minute. If every request that has something to write waited for it, all threads of the server
would stand still, and with them the pages that only read.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

from flashcards.core.errors import Busy

PATIENCE = 2.0
"""Seconds after which a writer has taken long."""
LEAST = 0.1
"""Seconds that one in a hurry waits for a writer who has taken long already."""
BUSY = (
    "A large import is being taken in, and nothing else can be written meanwhile. "
    "Nothing of yours is lost: wait a moment, then try again."
)


class Turns:
    """A lock that its holder may take again, and that knows for how long it has been held."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._since = 0.0
        self._depth = 0

    @contextmanager
    def take(self, hurried: bool) -> Iterator[None]:
        """Hold the turn; one in a hurry raises Busy rather than wait for one who takes long."""
        if not self._lock.acquire(timeout=self._patience() if hurried else -1):
            raise Busy(BUSY)
        if not self._depth:
            self._since = time.monotonic()
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            self._lock.release()

    def _patience(self) -> float:
        """Return for how many seconds to wait, as the turn is held now."""
        held = time.monotonic() - self._since if self._depth else 0.0
        return max(LEAST, PATIENCE - held)
