"""Refuses XML that is made to exhaust whoever parses it: entities, and tags without end."""

from __future__ import annotations

import re
from xml.sax import ContentHandler, SAXException
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.sax import parseString  # type: ignore[import-untyped]

from flashcards.core.errors import Unreadable

DEEPEST = 250
"""How many tags may stand inside one another."""

MOST_TAGS = 400_000
"""How many tags one part may have; each takes about a kilobyte of memory once parsed."""

_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)


class _TooDeep(Exception):
    """Tags stand inside one another too deeply."""


def check_markup(data: bytes, name: str, *, strict: bool) -> int:
    """Return how many tags ``data`` has; raise Unreadable if it is hostile or damaged.

    Hostile is to declare entities or, if ``strict``, to have any DOCTYPE. What is not strict is
    read by a parser of HTML that knows no entities but its own.
    """
    if _ENTITY.search(data.replace(b"\x00", b"")):
        raise _hostile(name)
    tags = data.count(b"<")
    if tags > MOST_TAGS:
        raise _intricate(name)
    if strict:
        _parse(data, name)
    return tags


def _parse(data: bytes, name: str) -> None:
    try:
        parseString(data, _Depth(), forbid_dtd=True)
    except DefusedXmlException as error:
        raise _hostile(name) from error
    except _TooDeep as error:
        raise _intricate(name) from error
    except (SAXException, ValueError, LookupError) as error:
        raise Unreadable(
            f"“{name}” is damaged and cannot be opened."
            " Download or save it again, and add the new file."
        ) from error


class _Depth(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.depth = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        self.depth += 1
        if self.depth > DEEPEST:
            raise _TooDeep

    def endElement(self, name: str) -> None:  # noqa: N802
        self.depth -= 1


def _hostile(name: str) -> Unreadable:
    return Unreadable(
        f"“{name}” has definitions in it that no ordinary program writes (XML entities), so it was"
        " not opened. Open it in the program that it is for, save it anew and add that."
    )


def _intricate(name: str) -> Unreadable:
    return Unreadable(
        f"“{name}” is built too intricately to be read. Copy its text and paste it instead."
    )
