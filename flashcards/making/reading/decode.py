"""Bytes become text: byte order marks, declared encodings, then a guess."""

from __future__ import annotations

import codecs
import re

from flashcards.core.errors import Unreadable

SIZE_LIMIT = 5 * 1024 * 1024
"""The largest file that is read, in bytes."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_GUESSES = ["cp1252", "latin_1", "utf_16", "cp1250", "mac_roman"]
_PASTE = "Open it, copy the text and paste it instead."
_PICTURE = "is a picture. Cards are made from text: copy the text and paste it instead."
_PACKED = "is a compressed file. Unpack it and choose the text inside."
_BINARY = (
    (b"{\\rtf", f"is a rich text (RTF) file, and those are not read. {_PASTE}"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"\x1f\x8b", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"Rar!", _PACKED),
)


def decode(data: bytes, name: str, limit: int = SIZE_LIMIT) -> str:
    """Return ``data`` as text with plain newlines; raise Unreadable naming the file ``name``.

    ``limit`` is in bytes.
    """
    if not data.strip():
        raise Unreadable(f"“{name}” is empty. Choose a file with text in it, or paste the text.")
    if len(data) > limit:
        raise Unreadable(
            f"“{name}” is larger than {limit // 1024 // 1024} MB."
            " Cut it into parts, a chapter each, and add them one by one."
        )
    _refuse_binary(data, name)
    text = _decoded(data, name)
    return normalised(text, name, limit)


def normalised(text: str, name: str, limit: int = SIZE_LIMIT) -> str:
    """Return ``text`` with plain newlines and no control characters; raise Unreadable if empty."""
    if len(text) > limit:
        raise Unreadable(f"“{name}” is too long. Cut it into parts, and add them one by one.")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    plain = _CONTROL.sub("", lines).replace("\u00ad", "").replace("\ufeff", "")
    if not plain.strip():
        raise Unreadable(f"“{name}” is empty. Choose a file with text in it, or paste the text.")
    return plain


def _refuse_binary(data: bytes, name: str) -> None:
    for start, what in _BINARY:
        if data.startswith(start):
            raise Unreadable(f"“{name}” {what}")


def _decoded(data: bytes, name: str) -> str:
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
        if _is_text(text):
            return text
    if _is_western(data):
        return data.decode("cp1252")
    # Loaded here: it takes long to load, and hardly a file has to be guessed at.
    from charset_normalizer import from_bytes

    sample = data[:20_000]
    best = from_bytes(sample, cp_isolation=_GUESSES).best()
    if best is not None and b"\x00" not in data:
        text = data.decode(best.encoding, errors="replace")
        if _is_text(text):
            return text
    raise Unreadable(
        f"“{name}” does not look like text, or its letters are stored in a way that is not known"
        " here. Open it, copy the text and paste it instead."
    )


def _is_western(data: bytes) -> bool:
    """Tell whether ``data`` is mostly plain letters with a few of Western Europe between them."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return _is_text(text) and sum(byte > 127 for byte in data) <= len(data) / 10


def _candidates(data: bytes) -> list[str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return [encoding]
    declared = _DECLARED.search(data[:2048])
    named = [declared[1].decode("ascii")] if declared else []
    return ["utf-8", *named, *_without_mark(data)]


def _without_mark(data: bytes) -> list[str]:
    """Return the two-byte encodings that ``data`` may have, told by where its zeros stand."""
    sample = data[:2000]
    if len(sample) < 4 or b"\x00" not in sample:
        return []
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return ["utf-16-le" if odd > even else "utf-16-be"]


def _is_text(text: str) -> bool:
    sample = text[:20_000]
    odd = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    return odd <= len(sample) / 200
