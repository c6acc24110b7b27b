"""Starts the process, asks it, and ends it with all that it started."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from queue import Empty, SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Any, Protocol

MOST_ANSWERED = 128 * 1024 * 1024
"""The longest answer, in bytes, that is taken: a document of five million letters is shorter."""
_CHILD = "flashcards.making.apart.child"
Answer = dict[str, Any]


class Asked(Protocol):
    """Something that was asked one thing, and answers step by step."""

    def __enter__(self) -> Asked: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None: ...

    def answer(self, seconds: float) -> Answer | None:
        """Return the next answer, or None after the last; raises Late."""


class Ask(Protocol):
    """A way to ask: a process of its own (Call), or this one (Here)."""

    def __call__(self, do: str, data: bytes, nice: int = 0, **asked: Any) -> Asked: ...


class Late(Exception):
    """No answer came within the time given."""


class Call:
    """One process that was asked one thing; the higher ``nice``, the more it lets others go first.

    Raises OSError where this installation cannot start processes.
    """

    def __init__(self, do: str, data: bytes, nice: int = 0, **asked: Any) -> None:
        import subprocess  # Loaded here: who forks instead need not wait for it.

        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
        )
        self._answers: SimpleQueue[Answer | None] = SimpleQueue()
        line = json.dumps({"do": do, "size": len(data), "nice": nice, **asked}).encode() + b"\n"
        Thread(target=self._ask, args=(line, data), daemon=True).start()
        Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> Call:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """Return the id of the process."""
        return self._process.pid

    def answer(self, seconds: float) -> Answer | None:
        """Return the next answer, or None where the process ended without one.

        Raises Late after so many seconds; the process goes on, and can be asked again.
        """
        try:
            found = self._answers.get(timeout=max(0.0, seconds))
        except Empty as error:
            raise Late from error
        if found is None:
            self._answers.put(None)
        return found

    def close(self) -> None:
        """End the process and those that it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        self._process.wait()

    def _ask(self, line: bytes, data: bytes) -> None:
        """Send all; the pipe stays open, for the process ends itself when it closes."""
        pipe = self._process.stdin
        assert pipe is not None
        with contextlib.suppress(OSError, ValueError):
            pipe.write(line)
            pipe.write(data)
            pipe.flush()
        self._process.wait()
        with contextlib.suppress(OSError):
            pipe.close()

    def _listen(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None
        with pipe:
            while line := pipe.readline(MOST_ANSWERED):
                try:
                    self._answers.put(json.loads(line))
                except ValueError:
                    break
        self._answers.put(None)


def _environment() -> dict[str, str]:
    """Return the environment without the settings, which may hold passwords."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FLASHCARDS_")}
    return {**kept, "PYTHONPATH": os.pathsep.join(os.path.abspath(path) for path in sys.path)}  # noqa: PTH100
