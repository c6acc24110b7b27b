"""What an e-book says of itself: its title, its chapters in order, and what they are called."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from flashcards.core.errors import Unreadable
from flashcards.making.reading.archive import Archive, damaged

_HTML = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_COVER = re.compile(r"(?:^|[^a-z])(?:cover|titlepage|title-page|toc|nav)(?:[^a-z]|$)")
_FONTS = (
    "http://www.idpf.org/2008/embedding",
    "http://ns.adobe.com/pdf/enc#RC",
)
"""Ways to scramble fonts, which do not touch the text."""


@dataclass(frozen=True)
class Chapter:
    """A file of the spine, and what the table of contents calls it."""

    path: str
    label: str


@dataclass(frozen=True)
class Book:
    """The title of an e-book and its chapters in reading order."""

    title: str
    chapters: tuple[Chapter, ...]


def book_of(archive: Archive) -> Book:
    """Return what the package document of an e-book says; raise Unreadable if it is locked."""
    _refuse_locked(archive)
    container = _parsed(archive, "META-INF/container.xml")
    roots = [element.get("full-path") or "" for element in _all(container, "rootfile")]
    if not roots:
        raise damaged(archive.name)
    package = _parsed(archive, roots[0])
    title = next((_words(element) for element in _all(package, "title")), "")
    return Book(title, tuple(_chapters(archive, package, posixpath.dirname(roots[0]))))


def _chapters(archive: Archive, package: Element, folder: str) -> Iterator[Chapter]:
    items = {item.get("id") or "": item for item in _all(package, "item")}
    labels = _labels(archive, package, items, folder)
    covers = {
        _path(folder, reference.get("href"))
        for reference in _all(package, "reference")
        if (reference.get("type") or "").lower() in ("cover", "toc", "title-page")
    }
    for reference in _all(package, "itemref"):
        item = items.get(reference.get("idref") or "")
        if item is None or item.get("media-type") not in _HTML:
            continue
        path = _path(folder, item.get("href"))
        if path in archive.names and path not in covers and not _is_front(item):
            yield Chapter(path, labels.get(path, ""))


def _is_front(item: Element) -> bool:
    """Tell whether an item is the cover or the table of contents."""
    if "nav" in (item.get("properties") or "").split():
        return True
    stem = posixpath.splitext(posixpath.basename(item.get("href") or ""))[0]
    return bool(_COVER.fullmatch(stem.lower()) or _COVER.fullmatch((item.get("id") or "").lower()))


def _labels(
    archive: Archive, package: Element, items: dict[str, Element], folder: str
) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in items.values():
        path = _path(folder, item.get("href"))
        if path not in archive.names:
            continue
        if "nav" in (item.get("properties") or "").split():
            pairs = [(a.get("href"), _words(a)) for a in _all(_parsed(archive, path), "a")]
        elif item.get("media-type") == "application/x-dtbncx+xml":
            pairs = list(_ncx(_parsed(archive, path)))
        else:
            continue
        for href, label in pairs:
            found.setdefault(_path(posixpath.dirname(path), href), label)
    return found


def _ncx(root: Element) -> Iterator[tuple[str | None, str]]:
    for point in _all(root, "navPoint"):
        label = next((_words(text) for text in _all(point, "text")), "")
        yield next((content.get("src") for content in _all(point, "content")), None), label


def _refuse_locked(archive: Archive) -> None:
    member = "META-INF/encryption.xml"
    if member not in archive.names:
        return
    methods = [
        element.get("Algorithm") for element in _all(_parsed(archive, member), "EncryptionMethod")
    ]
    if any(method not in _FONTS for method in methods):
        raise Unreadable(
            f"“{archive.name}” is locked by its shop (DRM), so its text cannot be read here."
            " Ask for a copy without the lock, or copy the passages that you study and paste them."
        )


def _parsed(archive: Archive, member: str) -> Element:
    try:
        root: Element = fromstring(archive.read(member), forbid_dtd=False)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise damaged(archive.name) from error
    return root


def _all(root: Element, name: str) -> Iterator[Element]:
    """Return all elements called ``name`` under ``root``, whatever their namespace."""
    return (element for element in root.iter() if str(element.tag).rpartition("}")[2] == name)


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _path(folder: str, href: str | None) -> str:
    plain = unquote((href or "").partition("#")[0])
    return posixpath.normpath(posixpath.join(folder, plain)) if plain else ""
