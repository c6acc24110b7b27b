"""Forks the process instead of starting another: what is loaded is loaded already.

For the command line alone: what this process knows its fork knows too, and only a process without
threads can be forked safely.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import sys
import time
from importlib import import_module
from threading import active_count
from types import TracebackType
from typing import Any

from flashcards.making.apart import child
from flashcards.making.apart.call import MOST_ANSWERED, Answer, Asked, Call, Late

_PIECE = 1024 * 1024
SHORT = 300_000
"""Bytes of a document that two processes may each read, for the guard to look in one of them."""


_TASKS = "flashcards.making.apart.tasks"
_LOADS = {"make": "flashcards.making.make", "look": "flashcards.making.apart.seen"}
"""What is asked for on the command line, and what has to be loaded for it besides the tasks."""
_begun: dict[str, Fork] = {}


def begin() -> None:
    """Begin to load in forks what will be asked for, while this process loads the command.

    Those that nobody asks end with this process.
    """
    if _can_fork() and _processors() > 1:
        import_module(_TASKS)
        for do, name in _LOADS.items():
            _begun[do] = Fork(name)


def ask(do: str, data: bytes, nice: int = 0, **asked: Any) -> Asked:
    """Ask a fork of this process where it can be forked safely, else a process of its own."""
    fork = _begun.pop(do, None) or (Fork() if _can_fork() else None)
    return fork.ask(do, data, nice, **asked) if fork else Call(do, data, nice, **asked)


def room_beside(data: bytes) -> bool:
    """Say whether another fork has a processor of its own, and reads ``data`` in no time."""
    return _can_fork() and len(data) <= SHORT and _processors() > 1


def load(*, several: bool) -> None:
    """Load here what forks need, so that they need not each do so, unless few are to come."""
    if _can_fork() and (several or not _begun):
        for name in (_TASKS, *_LOADS.values()):
            import_module(name)


def _can_fork() -> bool:
    return sys.platform == "linux" and active_count() == 1


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


class Fork:
    """A fork of this process to ask one thing, within the same bounds as a ``Call``."""

    def __init__(self, *loads: str) -> None:
        self._answers, answering = os.pipe()
        asking, self._asking = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._answers)
            os.close(self._asking)
            child.serve(asking, answering, loads)
        os.close(answering)
        os.close(asking)
        self._heard = bytearray()
        self._ended = False

    def __enter__(self) -> Fork:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def ask(self, do: str, data: bytes, nice: int = 0, **asked: Any) -> Fork:
        """Ask it; the pipe stays open, for the process ends itself when it closes."""
        line = json.dumps({"do": do, "size": len(data), "nice": nice, **asked}).encode() + b"\n"
        with contextlib.suppress(OSError):
            for piece in (line, data):
                left = memoryview(piece)
                while left:
                    left = left[os.write(self._asking, left) :]
        return self

    def answer(self, seconds: float) -> Answer | None:
        """Return the next answer, or None where the process ended without one; raises Late."""
        until = time.monotonic() + seconds
        while b"\n" not in self._heard:
            if self._ended or len(self._heard) > MOST_ANSWERED:
                return None
            self._listen(until)
        line, _, self._heard = self._heard.partition(b"\n")
        found: Answer = json.loads(line)
        return found

    def close(self) -> None:
        """End the process and those that it started."""
        for end in (self._answers, self._asking):
            os.close(end)
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)

    def _listen(self, until: float) -> None:
        waiting = select.poll()
        waiting.register(self._answers)
        if not waiting.poll(max(0.0, until - time.monotonic()) * 1000):
            raise Late
        piece = os.read(self._answers, _PIECE)
        self._heard += piece
        self._ended = not piece
