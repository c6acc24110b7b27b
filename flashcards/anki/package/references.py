"""Which media files a field or a template shows or plays."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from html import unescape
from urllib.parse import unquote

_SHOWN = re.compile(
    r"""<(?:img|audio|video|source|object|embed)\b[^<>]{0,2000}?\s(?:src|data)\s{0,9}=\s{0,9}"""
    r"""(?:"([^"]{1,2000})"|'([^']{1,2000})'|([^\s"'>]{1,2000}))""",
    re.IGNORECASE,
)
_PLAYED = re.compile(r"\[sound:([^\]\[]{1,2000})\]")
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def media_names(html: str) -> list[str]:
    """Return the names of the files that ``html`` shows or plays, as they are written, each once.

    Addresses elsewhere and ``data:`` are none.
    """
    shown = ("".join(found) for found in _SHOWN.findall(html))
    names = (unescape(name).strip() for name in (*shown, *_PLAYED.findall(html)))
    return list(dict.fromkeys(name for name in names if name and not _ELSEWHERE.match(name)))


def meant(name: str, media: Collection[str]) -> str | None:
    """Return which of ``media`` a written ``name`` means; None if it is not there.

    Names are written as they are or with per cent signs, and composed (NFC) or not.
    """
    for guess in (name, unquote(name)):
        for form in (guess, unicodedata.normalize("NFC", guess)):
            if form in media:
                return form
    return None
