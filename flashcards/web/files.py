"""Static files, under an address that changes whenever any of them does.

The version stands in the path, before the name: what a module imports beside itself has then the
same version as the module, and all of it can be kept for ever by browsers.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, url_for

from flashcards.web.packages import Incoming

FOLDER = Path(__file__).parent / "static"
_VERSIONED = re.compile(r"v-[0-9a-z]+/")


class WithFiles(Flask):
    """The app; it finds a static file whatever version its address names."""

    request_class = Incoming

    def send_static_file(self, filename: str) -> Response:
        """Send a file of the static folder."""
        return super().send_static_file(_VERSIONED.sub("", filename, count=1))


@cache
def version() -> str:
    """Return a name for the contents of all static files together."""
    digest = hashlib.sha256()
    for name in names():
        content = (FOLDER / name).read_bytes()
        digest.update(f"{name} {len(content)} ".encode() + content)
    return digest.hexdigest()[:12]


def names() -> list[str]:
    """Return the names of all static files."""
    found = (path for path in FOLDER.rglob("*") if path.is_file())
    return sorted(path.relative_to(FOLDER).as_posix() for path in found)


def address(name: str) -> str:
    """Return the address of a static file as it is now."""
    return url_for("static", filename=f"v-{version()}/{name}")


def is_kept_for_ever() -> bool:
    """Return whether the request asks for a static file by the version that it has now."""
    name = str((request.view_args or {}).get("filename", ""))
    return name.startswith(f"v-{version()}/")
