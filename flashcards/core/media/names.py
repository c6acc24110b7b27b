"""What a file may be called: names that Anki keeps as they are, on every system."""

from __future__ import annotations

import re
import unicodedata

from flashcards.core.media.kinds import Kind

LONGEST = 120
"""Bytes of a name in UTF-8: Anki cuts longer ones."""

_NAMELESS = "file"
_FORBIDDEN = re.compile(
    r'[\[\]<>:"/?*^\\|\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufffd-\uffff]'
)
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Categories of characters that nobody sees, or that systems write each in its own way."""
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)", re.IGNORECASE)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,10}$")


def safe(name: str) -> str:
    """Return ``name`` as it may stand in a note, in a package and in a folder of any system.

    A name that is safe stays as it is.
    """
    text = _safer(name)
    while (safer := _safer(text)) != text:  # what one step leaves, the next may have to take out
        text = safer
    return text


def _safer(name: str) -> str:
    text = unicodedata.normalize("NFC", name.encode("utf-8", "ignore").decode())
    text = "".join(" " if each.isspace() else each for each in text)
    text = "".join(each for each in text if _is_known(each))
    text = _FORBIDDEN.sub("", text).strip().lstrip(". ")
    text = _cut(unicodedata.normalize("NFC", text))
    return _reserved(text) or _NAMELESS


def _is_known(character: str) -> bool:
    """Say whether Anki keeps a character: it takes out those that Unicode took in of late.

    Since when it does so for each is not known: those of Unicode 3.2 are all kept.
    """
    if unicodedata.category(character) in _UNSEEN:
        return False
    return unicodedata.ucd_3_2_0.category(character) != "Cn"


def fitting(name: str, kind: Kind) -> str:
    """Return ``name``, made safe, with an ending that files of ``kind`` have.

    Anki keeps a per cent sign in a name, and then does not find the file.
    """
    text = safe(name.replace("%", ""))
    if not kind.endings or text.lower().endswith(kind.endings):
        return text
    return safe(_ENDING.sub("", text) + kind.endings[0])


def other(name: str, sha256: str) -> str:
    """Return another name for a file whose ``name`` is taken, the same for the same content."""
    ending = _ending(name)
    stem = name.removesuffix(ending)
    mark = f"-{sha256[:12]}"
    stem = _shortened(stem, LONGEST - 1 - len(mark) - len(ending)).rstrip()
    return _reserved(stem + mark + ending)


def _cut(text: str) -> str:
    """Cut a name that is too long before its ending; none ends in a space or a dot."""
    ending = _ending(text)
    stem = text.removesuffix(ending)
    stem = _shortened(stem, LONGEST - len(ending) - 1).rstrip(" .")
    return (stem + ending).rstrip(" .")


def _reserved(text: str) -> str:
    """Return a name that is no device of Windows, which would not open as a file there."""
    return _DEVICE.sub(lambda found: found[0] + "_", text, count=1) if _DEVICE.match(text) else text


def _shortened(text: str, length: int) -> str:
    return text.encode()[:length].decode("utf-8", "ignore")


def _ending(name: str) -> str:
    found = _ENDING.search(name)
    return found[0] if found and found.start() else ""
