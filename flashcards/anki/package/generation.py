"""Which of the collections in a package is the one that counts."""

from __future__ import annotations

from dataclasses import dataclass

from flashcards.anki.package import wire
from flashcards.anki.package.archive import Archive
from flashcards.anki.package.limits import Limits
from flashcards.anki.package.refusals import damaged, not_a_package, too_new
from flashcards.anki.package.unpack import whole

_OLDEST, _OLD, _NEW = "collection.anki2", "collection.anki21", "collection.anki21b"
_LONGEST_META = 1 << 16
_VERSION = 1


@dataclass(frozen=True)
class Generation:
    """The member with the collection, and whether it, the media and their list are zstd."""

    member: str
    zstd: bool


def generation(archive: Archive, limits: Limits) -> Generation:
    """Return the newest collection of ``archive`` that its ``meta`` allows; raises Unreadable.

    A newer package also holds an older collection, with nothing but the advice to update Anki.
    """
    if "meta" not in archive.members:
        wanted = _OLD if _OLD in archive.members else _OLDEST
        if wanted not in archive.members:
            raise not_a_package(archive.name)
        return Generation(wanted, zstd=False)
    version = _version(archive, limits)
    if version > 3:
        raise too_new(archive.name)
    member = {1: _OLDEST, 2: _OLD, 3: _NEW}.get(version, "")
    if member not in archive.members:
        raise damaged(archive.name, member or "meta")
    return Generation(member, zstd=version == 3)


def _version(archive: Archive, limits: Limits) -> int:
    meta = whole(archive, "meta", _LONGEST_META, limits, zstd=False)
    try:
        return wire.number(wire.last(meta), _VERSION)
    except wire.Malformed as error:
        raise damaged(archive.name, "meta") from error
