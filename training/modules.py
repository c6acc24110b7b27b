"""The nursing modules that the weights are learned from, each as saved and as plain text."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag

from flashcards.making.document import Document
from flashcards.making.reading.read import read

_BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "tr")


def modules(path: Path) -> list[dict[str, Any]]:
    """Return the modules of ``training.jsonl.gz``: their HTML, and their terms with definitions."""
    with gzip.open(path, "rt") as file:
        return [json.loads(line) for line in file]


def document(html: str, plain: bool) -> Document:
    """Return a module as it is read, ``plain`` without its marks and headings."""
    if plain:
        return read("\n\n".join(_lines(html)).encode(), "module.txt")
    return read(html.encode(), "module.html")


def _lines(html: str) -> Iterator[str]:
    for tag in BeautifulSoup(html, "lxml").find_all(_BLOCKS):
        assert isinstance(tag, Tag)
        if not (tag.name == "p" and tag.find_parent("li")):
            yield tag.get_text(" " if tag.name == "tr" else "").strip()
