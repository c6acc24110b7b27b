"""The works that the decks cite, as ``sources.bib`` beside them says."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.model import DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

from flashcards.core.errors import Unreadable

NAME = "sources.bib"
CHANGES = "changes"
"""The keyword of a work that is out of date some day: a law, a code, a statistic."""
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
_BRACES = re.compile(r"[{}]")


@dataclass(frozen=True)
class Work:
    """One entry: ``authors`` are surnames and bodies; ``fields`` hold the rest as plain text."""

    key: str
    kind: str
    authors: tuple[str, ...]
    year: str
    title: str
    fields: Mapping[str, str]
    line: int

    @property
    def doi(self) -> str:
        """Return the DOI, if the entry has one."""
        return self.fields.get("doi", "")

    @property
    def changes(self) -> bool:
        """Return whether what cites it must say of when it speaks."""
        return CHANGES in re.split(r"[,;\s]+", self.fields.get("keywords", ""))


@dataclass(frozen=True)
class Works:
    """All works by their keys, and what cannot be read: a line and what is wrong there."""

    name: str
    by_key: Mapping[str, Work]
    problems: tuple[tuple[int, str], ...] = ()


def read(path: Path) -> Works:
    """Return the works of a BibTeX file; raises Unreadable for one that is no UTF-8 text."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path.name} is not UTF-8 text: save it as UTF-8.") from error
    library = parse_string(
        text, append_middleware=[middlewares.SeparateCoAuthors(allow_inplace_modification=True)]
    )
    works = {entry.key: _work(entry) for entry in library.entries}
    return Works(path.name, works, tuple(_problems(library)))


def _work(entry: Entry) -> Work:
    fields = {field.key.lower(): _text(field.value) for field in entry.fields}
    people = entry.fields_dict["author"].value if "author" in entry.fields_dict else []
    return Work(
        key=entry.key,
        kind=entry.entry_type.lower(),
        authors=tuple(_surname(person) for person in people),
        year=fields.pop("year", ""),
        title=fields.pop("title", ""),
        fields=fields,
        line=(entry.start_line or 0) + 1,
    )


def _text(value: object) -> str:
    """Return a value as it is read: no braces, no marks of LaTeX but the few that are used."""
    joined = " and ".join(value) if isinstance(value, list) else str(value)
    plain = _BRACES.sub("", joined).replace(r"\&", "&").replace("---", "—").replace("--", "–")
    return " ".join(plain.split())


def _surname(person: str) -> str:
    whole = person.strip()
    if whole.startswith("{") or "," in whole:
        return _text(whole if whole.startswith("{") else whole.split(",")[0])
    return _text(whole.split()[-1] if whole else "")


def _problems(library: Library) -> Iterator[tuple[int, str]]:
    for block in library.failed_blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, DuplicateFieldKeyBlock):
            doubled = ", ".join(sorted(block.duplicate_keys))
            yield line, f"A field stands twice in this entry: {doubled}."
        elif isinstance(block, ParsingFailedBlock):
            yield line, _told(block)


def _told(block: ParsingFailedBlock) -> str:
    key = getattr(block, "key", "")
    if key:
        return f"The key {key} stands here a second time: each work is there once."
    return "This entry cannot be read: is a brace or a comma missing?"
