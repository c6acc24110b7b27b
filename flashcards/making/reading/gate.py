"""Asks whether there is enough running text to study."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.core.errors import Unreadable
from flashcards.making.document import Block, Kind

FEWEST_WORDS = 25
"""A text with fewer words than this makes no cards."""


def check_worth_studying(text: str, blocks: Sequence[Block], name: str) -> None:
    """Raise Unreadable, saying why, unless ``blocks`` hold enough words to study."""
    bodies = [block for block in blocks if block.kind is not Kind.HEADING]
    count = sum(len(text[block.start : block.end].split()) for block in bodies)
    if not bodies:
        raise Unreadable(
            f"“{name}” has headings or menus but no text to study under them."
            " Copy the article itself and paste it."
        )
    if count < FEWEST_WORDS:
        raise Unreadable(
            f"“{name}” has only {count} words to study once menus, captions and disclaimers are"
            f" left out, and cards need at least {FEWEST_WORDS}. Add the whole article."
        )
