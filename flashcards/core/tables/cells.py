"""Cells that no spreadsheet takes for a formula, and what they stood for.

A spreadsheet runs what begins with =, +, - or @ as a formula. An apostrophe before it keeps it
text; one that stood there already gets another, so that taking one away gives every cell back.
"""

from __future__ import annotations

import re

_RUNS = re.compile(r"'*[=+\-@\t\r＝＋－＠]")


def protected(text: str) -> str:
    """Return ``text`` as a cell that a spreadsheet shows and does not run."""
    return f"'{text}" if _RUNS.match(text) else text


def meant(cell: str) -> str:
    """Return the text that a cell stands for."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell
