"""How much one request may send: a package from Anki much, everything else little."""

from __future__ import annotations

from copy import copy

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

from flashcards.web.packages import BESIDE

LARGE = ("/imports", "/everything", "/anki/there")
"""Where packages, and whole accounts, are sent to: ``LARGE`` of the pages by address."""


def bounded(usual: int) -> type[HTTPRequestParser]:
    """Return a parser of requests that takes more than ``usual`` bytes for packages alone."""

    class Bounded(HTTPRequestParser):  # type: ignore[misc,unused-ignore]
        adj: Adjustments

        def parse_header(self, header_plus: bytes) -> None:
            """Read the head of a request; what it says decides how much may follow."""
            super().parse_header(header_plus)
            if self.command != "POST" or self.path not in LARGE:
                self.adj = copy(self.adj)
                self.adj.max_request_body_size = usual

    return Bounded


def bound(upload: int) -> None:
    """Let the server of this process take nothing larger than ``upload`` but packages."""
    HTTPChannel.parser_class = bounded(upload + BESIDE)


def most(upload: int, package: int) -> int:
    """Return how many bytes a request may have at the most, of whatever kind it is."""
    return max(upload, package) + BESIDE
