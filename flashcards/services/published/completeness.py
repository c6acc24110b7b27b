"""Each work that the decks cite is complete, there once, and cited (D4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.services.published.fault import Fault
from flashcards.services.published.works import Work, Works

NEEDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "article": (("journal",), ("volume",), ("pages", "eid")),
    "book": (("publisher",),),
    "incollection": (("booktitle",), ("publisher",)),
    "techreport": (("institution",),),
    "misc": (("publisher", "howpublished"),),
}
"""What each kind of work needs besides its authors, year and title; of several, one."""
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")


def check(works: Works, cited: set[str] | None) -> Iterator[Fault]:
    """Yield what is wrong with the works; ``cited`` are the keys in use, None where not all are
    known."""
    for line, message in works.problems:
        yield Fault(works.name, line, "D4", message)
    for work in works.by_key.values():
        faults = [*_missing(work), *_malformed(work)]
        if cited is not None and work.key not in cited:
            faults.append(f"No deck cites {work.key}: cite it, or take the entry out.")
        yield from (Fault(works.name, work.line, "D4", message) for message in faults)
    yield from _doubled(works)


def _missing(work: Work) -> Iterator[str]:
    has = {"author": any(work.authors), "year": bool(work.year), "title": bool(work.title)}
    for name in (name for name, there in has.items() if not there):
        yield f"{work.key} has no {name}: add a line “{name} = {{…}},”."
    if work.kind not in NEEDED:
        yield f"“@{work.kind}” is no kind of work here: take one of @{', @'.join(NEEDED)}."
    for names in NEEDED.get(work.kind, ()):
        if not any(work.fields.get(name) for name in names):
            wanted = " or ".join(names)
            yield f"{work.key} has no {wanted}: a reader could not find it. Add it."


def _malformed(work: Work) -> Iterator[str]:
    if work.year and not _YEAR.fullmatch(work.year):
        yield f"“{work.year}” is no year: write four digits."
    if work.doi and not _DOI.fullmatch(work.doi):
        yield f"“{work.doi}” is no DOI: it begins with 10. and has no https://doi.org/ before it."
    latex = [name for name, value in work.fields.items() if "\\" in value]
    latex += ["title"] if "\\" in work.title else []
    if latex:
        yield f"There is LaTeX in {', '.join(latex)}: write each letter as it is, ü for example."


def _doubled(works: Works) -> Iterator[Fault]:
    seen: dict[tuple[str, ...], str] = {}
    for work in works.by_key.values():
        same = [(work.authors[0], work.year, work.title.casefold())] if work.authors else []
        for mark in [*same, *([(work.doi.casefold(),)] if work.doi else [])]:
            first = seen.setdefault(mark, work.key)
            if first != work.key:
                message = f"{work.key} is the same work as {first}: keep one of the two."
                yield Fault(works.name, work.line, "D4", message)
                break
