"""Does in this very process what another is asked to do: without bounds, and nothing to start."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from flashcards.making.apart.child import answers

Answer = dict[str, Any]


class Here:
    """What is asked is done here, an answer at a time, each when it is called for."""

    def __init__(self, do: str, data: bytes, nice: int = 0, **asked: Any) -> None:
        self._answers = answers({"do": do, **asked}, data)

    def __enter__(self) -> Here:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        return None

    def answer(self, seconds: float) -> Answer | None:
        """Return the next answer, or None after the last."""
        return next(self._answers, None)
