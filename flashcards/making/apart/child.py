"""The process that reads one document, or drafts its chapters, within bounds of memory and time.

It is told what to do on standard input: a line of JSON, then as many bytes as that line says.
It answers with lines of JSON, the last of which is an error or the end. Standard input stays open
meanwhile: when it closes, whoever asked is gone, and the process ends itself.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Iterable, Iterator
from importlib import import_module
from threading import Thread
from typing import Any, BinaryIO, NoReturn

MOST_MEMORY = 1024 * 1024 * 1024
"""Address space, in bytes; of this a book takes less than 400 MB of real memory."""
LEAST_MEMORY = MOST_MEMORY // 2
"""What a fork may take in any case, beside the address space that it has from its beginning."""
MOST_SECONDS = 600
Answer = dict[str, Any]


def main() -> None:
    """Do what is asked on standard input."""
    _limit()
    _serve(sys.stdin.buffer, _own_output())


def serve(asking: int, answering: int, loads: Iterable[str]) -> NoReturn:
    """Load modules, then do in this fork what is asked on one pipe, and answer on another."""
    try:
        os.setpgid(0, 0)
        _limit()
        _forget_settings()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard in range(3):
            os.dup2(nowhere, standard)
        sys.stdout = sys.stderr = os.fdopen(nowhere, "w")
        for name in loads:
            import_module(name)
        _serve(os.fdopen(asking, "rb"), os.fdopen(answering, "wb"))
    finally:
        os._exit(1)


def _serve(asking: BinaryIO, out: BinaryIO) -> NoReturn:
    line = asking.readline()
    if line:
        asked = json.loads(line)
        if hasattr(os, "nice"):
            os.nice(asked["nice"])
        data = asking.read(asked["size"])
        Thread(target=_end_with_asker, args=(asking,), daemon=True).start()
        for answer in answers(asked, data):
            out.write(json.dumps(answer).encode() + b"\n")
            out.flush()
    os._exit(0)


def answers(asked: Answer, data: bytes) -> Iterator[Answer]:
    """Yield what was asked for, then the end; or, whatever goes wrong, an error."""
    try:
        from flashcards.making.apart import tasks

        yield from tasks.TASKS[asked["do"]](asked, data)
        yield {"end": True}
    except MemoryError:
        yield {"error": "memory"}
    except Exception as error:
        yield _told(error)


def _told(error: Exception) -> Answer:
    """Return what may be said of an error: the learner's message, or else the place alone.

    What an unforeseen error says of itself may hold words of the document.
    """
    from flashcards.core.errors import FlashcardsError

    if isinstance(error, FlashcardsError):
        return {"error": "told", "message": str(error)}
    places = [
        f"{frame.name} ({os.path.basename(frame.filename)}:{frame.lineno})"  # noqa: PTH119
        for frame in traceback.extract_tb(error.__traceback__)[-4:]
    ]
    return {"error": "fault", "place": f"{type(error).__name__} in {', '.join(places)}"}


def _limit() -> None:
    """Bound memory and time, where the system can.

    Only the soft bounds are set: PDFium's own process has others.
    """
    try:
        import resource
    except ImportError:
        return
    memory = max(MOST_MEMORY, _taken() + LEAST_MEMORY)
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, MOST_SECONDS)):
        _, hard = resource.getrlimit(what)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (soft, hard))


def _taken() -> int:
    """Return the bytes of address space that this process has now, where the system tells."""
    try:
        with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123
            return int(told.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def _own_output() -> BinaryIO:
    """Return standard output; what a library prints goes nowhere."""
    out = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return out


def _forget_settings() -> None:
    """Keep the settings, which may hold passwords, from what this process starts."""
    for name in [name for name in os.environ if name.startswith("FLASHCARDS_")]:
        del os.environ[name]


def _end_with_asker(asking: BinaryIO) -> None:
    """Wait until whoever asked closes, then end this process and those that it started."""
    while asking.read(1):
        pass
    if hasattr(os, "killpg") and os.getpid() == os.getpgrp():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


if __name__ == "__main__":
    main()
