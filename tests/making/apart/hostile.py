"""The process that reads, but for documents that do it harm."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flashcards.making.apart import child, tasks

Answer = dict[str, Any]


def _hang() -> None:
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(os.environ["HOSTILE_PIDS"]).write_text(f"{os.getpid()} {sleeper.pid}")
    time.sleep(600)


def _swell() -> None:
    held = []
    while True:
        held.append(bytearray(16 * 1024 * 1024))


def _fault() -> None:
    raise ValueError("words of the document")


def _settings() -> None:
    found = [name for name in os.environ if name.startswith("FLASHCARDS_")]
    raise PermissionError if found else SystemError


HARM: dict[bytes, Callable[[], None]] = {
    b"hang": _hang,
    b"swell": _swell,
    b"fault": _fault,
    b"crash": os.abort,
    b"exit": lambda: os._exit(0),
    b"settings": _settings,
    b"noise": lambda: print("not an answer", flush=True),
}
_good = dict(tasks.TASKS)


def _read(asked: Answer, data: bytes) -> Iterator[Answer]:
    HARM.get(data.strip(), lambda: None)()
    yield from _good["read"](asked, b"A rupture is a strain in the bond. " * 20)


def _draft(asked: Answer, data: bytes) -> Iterator[Answer]:
    """Do harm in the second chapter: once, if there is a file to remember it by, or each time."""
    for answer in _good["draft"](asked, data):
        mark = Path(os.environ["HOSTILE_MARK"])
        if answer["chapter"] == 1 and not mark.exists():
            if os.environ["HOSTILE_ONCE"] == "yes":
                mark.touch()
            HARM[os.environ["HOSTILE_HARM"].encode()]()
        yield answer


if __name__ == "__main__":
    tasks.TASKS.update(read=_read, draft=_draft)
    child.main()
