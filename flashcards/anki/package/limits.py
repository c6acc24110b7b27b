"""How much one package may hold; what is beyond is refused before it is unpacked."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds on one package; sizes are in bytes.

    A file that unpacks to more than ``free`` is a bomb if it unpacks to more than ``ratio`` times
    its size. ``seconds`` is the time that SQLite may take in all, whoever reads the rows apart.
    """

    members: int = 40_000
    collection: int = 1024 * MEGABYTE
    one_media: int = 100 * MEGABYTE
    all_media: int = 4096 * MEGABYTE
    media_list: int = 16 * MEGABYTE
    value: int = 24 * MEGABYTE
    """The longest single value in the database: the fields of a note, or all note types."""
    notes: int = 300_000
    cards: int = 1_000_000
    reviews: int = 5_000_000
    seconds: float = 120.0
    ratio: int = 250
    free: int = 32 * MEGABYTE
