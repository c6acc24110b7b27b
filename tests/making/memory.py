"""Watches how much memory a process and those that it starts take together (Linux)."""

from __future__ import annotations

import re
import time
from pathlib import Path
from threading import Thread


class Watch:
    """The largest size, in megabytes, that a process and its children had together so far."""

    def __init__(self, pid: int) -> None:
        self.peak = 0.0
        Thread(target=self._watch, args=(pid,), daemon=True).start()

    def _watch(self, pid: int) -> None:
        while size := _size(pid):
            self.peak = max(self.peak, size)
            time.sleep(0.01)


def _size(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return 0.0
    own = re.search(r"VmRSS:\s+(\d+) kB", status)
    if own is None:
        return 0.0
    return int(own[1]) / 1024 + sum(_size(int(child)) for child in children.split())
