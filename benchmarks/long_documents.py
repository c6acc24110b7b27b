"""How long a chapter and a book take, and how much memory, beside plain text extraction."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from flashcards.making.apart.call import Call  # noqa: E402
from tests.making.long_texts import as_epub, as_pdf, book  # noqa: E402
from tests.making.memory import Watch  # noqa: E402

ROUNDS = 5
PLAIN = """\
import sys
import pypdfium2
document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
print(sum(len(page.get_textpage().get_text_range().split()) for page in document), len(document))
"""


@dataclass
class Figures:
    """What one document cost: seconds to the document and to the last draft, and memory."""

    read: float = 0.0
    first: float = 0.0
    last: float = 0.0
    reading: float = 0.0
    drafting: float = 0.0
    words: int = 0
    drafts: int = 0
    chapters: int = 0


def main() -> None:
    """Print a table."""
    bare = _median(lambda: _bare("pass", b""))
    chapter, whole = book(5_000, 1), book(300_000, 40)
    pdf = as_pdf(whole)
    plain = _seconds(lambda: _bare(PLAIN, pdf))
    print(f"a process that does nothing: {bare:.2f} s")
    print(f"plain text of the {_pages(pdf)} pages by pypdfium2: {plain:.2f} s")
    print(
        f"{'':<22}{'words':>8}{'read':>8}{'1st':>8}{'all':>8}{'words/s':>9}{'MB':>12}{'drafts':>8}"
    )
    files = {
        "a chapter, EPUB": (as_epub(chapter), "chapter.epub"),
        "a chapter, PDF": (as_pdf(chapter), "chapter.pdf"),
        "a book, EPUB": (as_epub(whole), "book.epub"),
        "a book, PDF": (pdf, "book.pdf"),
    }
    for label, (data, name) in files.items():
        found = _measure(data, name)
        memory = (
            f"{found.reading:.0f} + {found.drafting:.0f}"
            if found.drafting
            else f"{found.reading:.0f}"
        )
        print(
            f"{label:<22}{found.words:>8,}{found.read:>8.2f}{found.first:>8.2f}{found.last:>8.2f}"
            f"{found.words / found.last:>9,.0f}{memory:>12}{found.drafts:>8,}"
        )
    print(f"ratios: the book's PDF against plain text {found.read / plain:.1f} ×")


def _measure(data: bytes, name: str) -> Figures:
    """Read a document and draft all of it, as the server does: in processes of their own."""
    found = Figures()
    begun = time.perf_counter()
    with Call("read", data, name=name, pasted=False, redacted=False) as call:
        watch = Watch(call.pid)
        answer = _answer(call)
        found.read = time.perf_counter() - begun
        found.words = len(answer["document"]["text"].split())
        found.chapters = len(answer["chapters"])
        if found.chapters == 1:
            found.drafts = len(_answer(call)["drafts"])
            found.first = found.last = time.perf_counter() - begun
    found.reading = watch.peak
    if found.chapters > 1:
        _draft(answer, found, begun)
    return found


def _draft(answer: dict[str, Any], found: Figures, begun: float) -> None:
    data = json.dumps(answer["document"]).encode()
    waiting = list(range(found.chapters))
    with Call("draft", data, waiting=waiting, chapters=answer["chapters"]) as call:
        watch = Watch(call.pid)
        for _ in waiting:
            found.drafts += len(_answer(call)["drafts"])
            found.first = found.first or time.perf_counter() - begun
        found.last = time.perf_counter() - begun
    found.drafting = watch.peak


def _answer(call: Call) -> dict[str, Any]:
    answer = call.answer(300)
    if answer is None or "error" in answer:
        raise SystemExit(f"It did not work: {answer}")
    return answer


def _bare(program: str, data: bytes) -> bytes:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def _pages(pdf: bytes) -> int:
    return int(_bare(PLAIN, pdf).split()[1])


def _seconds(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def _median(action: Callable[[], object]) -> float:
    return statistics.median(_seconds(action) for _ in range(ROUNDS))


if __name__ == "__main__":
    main()
