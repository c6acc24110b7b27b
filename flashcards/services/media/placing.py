"""Puts a learner's own files in the places where safe HTML names them."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import unquote

from flashcards.core.media.kinds import Sort
from flashcards.services.media.markdown import BEGIN, ELSEWHERE, END, linked
from flashcards.services.media.shown import Files, Shown

_PICTURE = re.compile(r'<img((?: [a-z]+="[^"]*")*)\s*/?>')
_SOUND = re.compile(f"{BEGIN}([^{BEGIN}{END}]*){END}")
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')


def placed(html: str, files: Files) -> str:
    """Return ``html`` with the files that it names; of one that is not there, its name."""
    if "<img" in html:
        html = _PICTURE.sub(lambda found: _picture(found, files), html)
    if BEGIN in html:
        html = _SOUND.sub(lambda found: _sound(found, files), html)
    return html


def named(html: str) -> str:
    """Return ``html`` as Anki has it: pictures by name, sounds as marks."""
    return _SOUND.sub(r"[sound:\1]", html) if BEGIN in html else html


def told(html: str) -> str:
    """Return ``html`` with words in the place of its files: for lists and titles."""
    html = _PICTURE.sub(_described, html)
    return _SOUND.sub(r"♪ \1", html)


def names(html: str) -> set[str]:
    """Return the names of the files in HTML that ``named`` returned."""
    if "<img" not in html and "[sound:" not in html:
        return set()
    pictures = {_attributes(found)[0] for found in _PICTURE.finditer(html)}
    sounds = {unescape(found) for found in re.findall(r"\[sound:([^\]\n]+)\]", html)}
    return pictures | sounds


def _picture(found: re.Match[str], files: Files) -> str:
    """Return a picture; one of elsewhere is a link, one that is hers may be named with signs."""
    name, words = _attributes(found)
    if ELSEWHERE.match(name):
        return linked(name, words)
    return _shown(files.get(name) or files.get(unquote(name)), name, words, "picture")


def _sound(found: re.Match[str], files: Files) -> str:
    name = unescape(found[1])
    return _shown(files.get(name), name, "", "sound")


def _shown(file: Shown | None, name: str, words: str, what: str) -> str:
    """Return what shows a file; a name that nobody wrote for others may give the answer away."""
    if file is None:
        described = f" ({escape(words)})" if words else ""
        return f'<span class="missing">The {what} {escape(name)}{described} is missing.</span>'
    address, label = escape(file.address), escape(words or file.kind.sort.capitalize())
    match file.kind.sort:
        case Sort.PICTURE:
            size = f' width="{file.width}" height="{file.height}"' if file.width else ""
            return f'<img src="{address}" alt="{label}"{size}>'
        case Sort.SOUND:
            return f'<audio controls preload="none" src="{address}" aria-label="{label}"></audio>'
        case Sort.FILM:
            return (
                f'<video controls playsinline preload="none" src="{address}"'
                f' aria-label="{label}"></video>'
            )
        case _:
            return f'<a href="{address}" download>{escape(words or name)}</a>'


def _described(found: re.Match[str]) -> str:
    name, words = _attributes(found)
    return escape(words or name)


def _attributes(found: re.Match[str]) -> tuple[str, str]:
    """Return the name and the description of a picture."""
    read = {name: unescape(value) for name, value in _ATTRIBUTE.findall(found[1])}
    return read.get("src", ""), read.get("alt", "")
