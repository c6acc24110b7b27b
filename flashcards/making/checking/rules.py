"""What each rule for good cards is called on the pages: what a card is when it keeps it."""

from __future__ import annotations

from flashcards.making.checking.finding import Level

NAMES = {
    "R1": "One fact",
    "R2": "No long list",
    "R3": "No yes or no",
    "R5": "Stands alone",
    "R6": "Says whose term it is",
    "R7": "Short question",
    "R8": "Short answer",
    "R9": "Does not give itself away",
    "R10": "Says what its quote says",
    "R11": "Names its source",
    "R12": "Says of when it speaks",
    "R13": "A good gap",
    "R14": "Not twice",
    "R15": "Not easily mixed up",
    "R16": "No contradiction",
    "R19": "Basics first",
    "R20": "Not only definitions",
    "R21": "No client’s data",
    "R22": "Short quote",
    "R23": "Worth the effort",
    "R24": "As sure as its source",
    "R25": "Not too many",
}
LEVELS = {
    Level.ERROR: "Mend this",
    Level.WARNING: "Could be better",
    Level.INFO: "Good to know",
}


def name(rule: str) -> str:
    """Return what ``rule`` is called."""
    return NAMES.get(rule, rule)
