"""The list of a package's media files, and their content."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from flashcards.anki.package import wire
from flashcards.anki.package.archive import Archive
from flashcards.anki.package.foreign import ForeignMedia
from flashcards.anki.package.issues import Issues, Trouble
from flashcards.anki.package.limits import Limits
from flashcards.anki.package.refusals import damaged, too_large
from flashcards.anki.package.unpack import unpacked, whole

LIST = "media"
_ENTRY = 1
_NAME, _SIZE, _SHA1, _OLD_MEMBER = 1, 2, 3, 255
_LONGEST_NAME = 255
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\ud800-\udfff/\\:*?"<>|]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Listed:
    """One line of the list, unchecked; older lists say no size and no hash."""

    member: str
    name: str
    size: int | None = None
    sha1: bytes | None = None


def media(archive: Archive, zstd: bool, limits: Limits, issues: Issues) -> dict[str, ForeignMedia]:
    """Return the media files that can be taken, by name; the others become issues."""
    if LIST not in archive.members:
        return {}
    content = whole(archive, LIST, limits.media_list, limits, zstd)
    try:
        listed = _new_list(content) if zstd else _old_list(content)
        if len(listed) > limits.members:
            raise too_large(archive.name, f"lists more than {limits.members:,} media files")
    except (wire.Malformed, ValueError, RecursionError, AttributeError) as error:
        raise damaged(archive.name, LIST) from error
    found: dict[str, ForeignMedia] = {}
    for each in listed:
        trouble = _trouble(each, archive, found, limits)
        if trouble is None:
            size = archive.size(each.member) if each.size is None else each.size
            found[each.name] = ForeignMedia(each.member, each.name, size, each.sha1)
        else:
            issues.add(trouble, field=each.name, detail=f"member {each.member[:20]}", file=LIST)
    if sum(each.size for each in found.values()) > limits.all_media:
        raise too_large(archive.name, "holds more media than can be taken")
    return found


def content(archive: Archive, file: ForeignMedia, zstd: bool, limits: Limits) -> Iterator[bytes]:
    """Yield the content of a media file in pieces.

    Raises Unreadable, at the latest at the end, if it is damaged or not what the list says.
    """
    total, digest = 0, hashlib.sha1(usedforsecurity=False)
    for piece in unpacked(archive, file.member, limits.one_media, limits, zstd):
        total += len(piece)
        digest.update(piece)
        yield piece
    if total != file.size or (file.sha1 and digest.digest() != file.sha1):
        raise damaged(archive.name, file.name)


def _old_list(content: bytes) -> list[Listed]:
    names = json.loads(content.decode("utf-8"))
    return [Listed(member, _composed(str(name))) for member, name in names.items()]


def _new_list(content: bytes) -> list[Listed]:
    """Return the lines of the list: a file's place in it is the name of its member."""
    lines = (value for number, value in wire.fields(content) if number == _ENTRY)
    listed = []
    for place, line in enumerate(lines):
        found = wire.last(line if isinstance(line, bytes) else b"")
        member = str(wire.number(found, _OLD_MEMBER) if _OLD_MEMBER in found else place)
        sha1 = wire.blob(found, _SHA1)
        listed.append(
            Listed(
                member,
                _composed(wire.text(found, _NAME)),
                wire.number(found, _SIZE),
                sha1 if len(sha1) == hashlib.sha1(usedforsecurity=False).digest_size else None,
            )
        )
    return listed


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _trouble(
    each: Listed, archive: Archive, found: dict[str, ForeignMedia], limits: Limits
) -> Trouble | None:
    if not allowed(each.name):
        return Trouble.MEDIA_NAME
    if each.name in found:
        return Trouble.MEDIA_TWICE
    if each.member not in archive.members or not each.member.isascii():
        return Trouble.MEDIA_MISSING
    size = archive.size(each.member) if each.size is None else each.size
    if size == 0:
        return Trouble.MEDIA_EMPTY
    if size > limits.one_media or archive.size(each.member) > limits.one_media:
        return Trouble.MEDIA_LARGE
    return None


def allowed(name: str) -> bool:
    """Say whether ``name`` is a plain file name on every system."""
    return (
        bool(name.strip(". "))
        and len(name.encode("utf-8", "replace")) <= _LONGEST_NAME
        and not _FORBIDDEN.search(name)
        and not _DEVICES.fullmatch(name)
        and not name.endswith((" ", "."))
    )
