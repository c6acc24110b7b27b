"""The harmful process, for those who ask for all drafts at once."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.making.apart import child, tasks
from tests.making.apart import hostile

_make = tasks.TASKS["make"]


def _harmful(asked: hostile.Answer, data: bytes) -> Iterator[hostile.Answer]:
    hostile.HARM.get(data.strip(), lambda: None)()
    return _make(asked, b"A rupture is a strain in the bond. " * 20)


if __name__ == "__main__":
    tasks.TASKS["make"] = _harmful
    child.main()
