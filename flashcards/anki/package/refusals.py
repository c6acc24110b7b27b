"""The errors for packages that cannot be read at all: what is wrong, and what to do next."""

from __future__ import annotations

from flashcards.core.errors import Unreadable

_AGAIN = "Export it from Anki again, or download it again, and import the new file."


def not_a_package(name: str) -> Unreadable:
    """Return the error for a file that is no zip file, or holds no collection."""
    return Unreadable(
        f"“{name}” is not an Anki package. Choose a file that ends in .apkg or .colpkg,"
        " as Anki writes it with File → Export."
    )


def cut_off(name: str) -> Unreadable:
    """Return the error for a zip file without its end, where the list of its parts stands."""
    return Unreadable(
        f"“{name}” ends too early: a download or a copy of it broke off. Download or export it"
        " again, and import the new file."
    )


def damaged(name: str, part: str = "") -> Unreadable:
    """Return the error for a package that is cut off or broken."""
    where = f" (in “{part}”)" if part else ""
    return Unreadable(f"“{name}” is damaged and cannot be read{where}. {_AGAIN}")


def too_large(name: str, what: str) -> Unreadable:
    """Return the error for a package that holds more than can be taken."""
    return Unreadable(
        f"“{name}” {what}. Nothing was read."
        " Export it from Anki in parts, a deck each, and import them one by one."
    )


def locked(name: str) -> Unreadable:
    """Return the error for a package with a password."""
    return Unreadable(f"“{name}” is protected by a password, which Anki never does. {_AGAIN}")


def strange(name: str, what: str) -> Unreadable:
    """Return the error for a package with something in it that Anki never writes."""
    return Unreadable(f"“{name}” {what}, which Anki never writes, so it is not opened. {_AGAIN}")


def too_new(name: str) -> Unreadable:
    """Return the error for a package of a later Anki than this program knows."""
    return Unreadable(
        f"“{name}” was written by a newer Anki than can be read here. Export it again with"
        " “Support older Anki versions” ticked, and import the new file."
    )


def too_old(name: str) -> Unreadable:
    """Return the error for a collection in between two of Anki's formats."""
    return Unreadable(
        f"“{name}” has a collection in a format that Anki never gives away. Open it in a current"
        " Anki, export it again, and import the new file."
    )


def placeholder(name: str) -> Unreadable:
    """Return the error for a package of which only the note for older Ankis is left."""
    return Unreadable(
        f"“{name}” holds only the note “Please update to the latest Anki version”; the real"
        f" collection is missing. {_AGAIN}"
    )


def too_slow(name: str) -> Unreadable:
    """Return the error for a database that takes too long to read."""
    return Unreadable(
        f"“{name}” takes too long to read."
        " Export it from Anki in parts, a deck each, and import them one by one."
    )
