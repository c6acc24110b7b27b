"""Packages are larger than what else is sent: who may send one, and where it rests meanwhile."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, cast

from flask import Request, g, request

from flashcards.web.current import importing, settings

BESIDE = 65_536
"""Bytes of a form beside its file."""
LARGE = ("imports.take", "everything.take", "straight.take_in")
"""Where large files are sent to."""


class Incoming(Request):
    """A request whose files can go to a disk that has room for them."""

    spool: Path | None = None

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        if self.spool is None:
            return super()._get_file_stream(
                total_content_length, content_type, filename, content_length
            )
        self.spool.mkdir(mode=0o700, parents=True, exist_ok=True)
        return TemporaryFile("w+b", dir=self.spool)  # type: ignore[return-value,unused-ignore]


def allow() -> None:
    """Let a learner send a package; before anything reads the form, for reading takes it in."""
    if request.endpoint in LARGE and g.accepted:
        asked = cast(Incoming, request)
        asked.max_content_length = settings().import_size + BESIDE
        asked.spool = importing().folder
