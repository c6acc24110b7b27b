"""The invented texts that the guard is tried on, by name."""

from __future__ import annotations

import re
from pathlib import Path

_FOLDER = Path(__file__).parents[3] / "data" / "guard"


def cases(file: str) -> dict[str, str]:
    """Return the texts of a file of tests/data/guard, by their names."""
    text = (_FOLDER / f"{file}.txt").read_text("utf-8")
    parts = re.split(r"^=== ", text, flags=re.MULTILINE)[1:]
    return {name: body.strip() for name, _, body in (part.partition("\n") for part in parts)}
