"""The harmful process, for those who ask for all drafts at once."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.making.apart import child, tasks
from tests.making.apart import hostile

_make = tasks.TASKS["make"]


def harmful(asked: hostile.Answer, data: bytes) -> Iterator[hostile.Answer]:
    """Do the harm that ``data`` names; else make cards of a harmless text."""
    hostile.HARM.get(data.strip(), lambda: None)()
    return _make(asked, b"A rupture is a strain in the bond. " * 20)


if __name__ == "__main__":
    tasks.TASKS["make"] = harmful
    child.main()
