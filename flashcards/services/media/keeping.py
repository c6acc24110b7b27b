"""Files are kept for a learner: once however many notes and learners use them, within her quota."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.errors import Conflict, Invalid, TooLarge
from flashcards.core.media import kinds, marks, names, sizes
from flashcards.core.media.kinds import Kind
from flashcards.store import media as store
from flashcards.store.models.media import Media, MediaName
from flashcards.store.once import add_once

MEGABYTE = 1024 * 1024
KNOWN = "PNG, JPEG, GIF, WebP, AVIF, SVG, MP3, Ogg, Opus, WAV, M4A, AAC, FLAC, MP4, WebM"


@dataclass(frozen=True)
class Limits:
    """How many bytes one file, and all files of a learner, may have."""

    file: int
    quota: int


@dataclass(frozen=True)
class Kept:
    """A file that is kept: the name to write into fields, and what it is.

    ``is_new`` is false where she had this very file under this name already.
    """

    name: str
    sha256: str
    kind: Kind
    is_new: bool

    def mark(self, words: str = "") -> str:
        """Return what to write into a field to show it; ``words`` describe a picture."""
        return marks.mark(self.name, self.kind, words)

    def mark_in_html(self, words: str = "") -> str:
        """Return what to write into a field of a note from Anki to show it."""
        return marks.mark_in_html(self.name, self.kind, words)


class Keeper:
    """Keeps files for one learner; knows how much she has without asking for each file."""

    def __init__(self, session: Session, user_id: int, limits: Limits, now: datetime) -> None:
        self._session, self._user_id, self._limits, self._now = session, user_id, limits, now
        self._used: int | None = None

    def keep(self, name: str, data: bytes) -> Kept:
        """Keep a file that was chosen for a note; its name gets an ending of what it truly is.

        Raises Invalid for what is no picture, sound or film, TooLarge beyond a limit.
        """
        kind = kinds.of(data) if data else None
        if kind is None:
            raise Invalid(_unknown(name, data), "file")
        return self._keep(names.fitting(name, kind), data, kind)

    def keep_as_it_is(self, name: str, data: bytes) -> Kept:
        """Keep a file of a package: its name stays where it can, and what cannot be shown is kept.

        Raises Invalid for an empty file or a picture of too many pixels, TooLarge beyond a limit.
        """
        if not data:
            raise Invalid(_unknown(name, data), "file")
        return self._keep(names.safe(name), data, kinds.of(data) or kinds.OTHER)

    def _keep(self, name: str, data: bytes, kind: Kind) -> Kept:
        if len(data) > self._limits.file:
            raise TooLarge(
                f"“{name}” has {megabytes(len(data))}; a picture or a sound may have up to"
                f" {megabytes(self._limits.file)}. Make it smaller, or take a part of it.",
                "file",
            )
        file = _file(name, data, kind)
        for called in (name, names.other(name, file.sha256)):
            hers = self._of_name(called)
            is_new = hers is None
            if is_new:
                hers = self._put(file, called)
            if hers == file.sha256:
                return Kept(called, file.sha256, kind, is_new)
        raise Conflict(f"“{name}” is the name of another file. Rename yours, then try again.")

    def _put(self, file: Media, name: str) -> str | None:
        """Keep a file under a name; return what has the name now, if somebody was quicker."""
        self._count(file)
        store.put(self._session, file)
        add_once(
            self._session,
            MediaName,
            owner_id=self._user_id,
            name=name,
            sha256=file.sha256,
            added_at=self._now,
        )
        return self._of_name(name)

    def _of_name(self, name: str) -> str | None:
        return self._session.scalar(
            select(MediaName.sha256).where(
                MediaName.owner_id == self._user_id, MediaName.name == name
            )
        )

    def _count(self, file: Media) -> None:
        """Add a file to what she has, unless she has its bytes; raises TooLarge over the quota."""
        if self._used is None:
            self._used = store.used(self._session, self._user_id)
        if store.has(self._session, self._user_id, file.sha256):
            return
        if self._used + file.size > self._limits.quota:
            raise TooLarge(
                f"Your pictures and sounds have {megabytes(self._used)} of the"
                f" {megabytes(self._limits.quota)} that there are for you. Delete some that no"
                " note uses (Settings, Pictures and sounds), then try again.",
                "file",
            )
        self._used += file.size


def megabytes(size: int) -> str:
    """Return a number of bytes as people say it."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1024))} KB"
    return (
        f"{size / MEGABYTE:.3g} MB"
        if size < 1000 * MEGABYTE
        else f"{size / MEGABYTE / 1024:.3g} GB"
    )


def _file(name: str, data: bytes, kind: Kind) -> Media:
    width, height = sizes.of(data, kind) or (None, None)
    if width and height and width * height > sizes.MOST_PIXELS:
        raise Invalid(
            f"“{name}” is {width:,} × {height:,} pixels: more than a phone can show. Make it"
            " smaller first.",
            "file",
        )
    digest = sha256(data).hexdigest()
    return Media(
        sha256=digest, size=len(data), type=kind.type, width=width, height=height, data=data
    )


def _unknown(name: str, data: bytes) -> str:
    if not data:
        return f"“{names.safe(name)}” is empty."
    return (
        f"“{names.safe(name)}” is no picture or sound that every browser shows. These are: {KNOWN}."
    )
