"""The server takes much for packages from Anki, and little for everything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import url_for
from waitress.adjustments import Adjustments

from flashcards.cli import bounds
from flashcards.cli.bounds import bounded
from flashcards.config import MEGABYTE, load
from flashcards.web import packages
from flashcards.web.app import create_app

HEAD = "{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {size}\r\n\r\n"


def refuses(method: str, path: str, size: int) -> bool:
    """Say whether a request is refused by its head alone."""
    parser = bounded(10 * MEGABYTE)(Adjustments(max_request_body_size=100 * MEGABYTE))
    parser.received(HEAD.format(method=method, path=path, size=size).encode())
    return parser.error is not None


@pytest.mark.parametrize(
    ("method", "path", "size", "refused"),
    [
        ("POST", "/imports", 99 * MEGABYTE, False),
        ("POST", "/imports", 101 * MEGABYTE, True),
        ("POST", "/make", 9 * MEGABYTE, False),
        ("POST", "/make", 11 * MEGABYTE, True),
        ("POST", "/everything", 99 * MEGABYTE, False),
        ("POST", "/anki/there", 99 * MEGABYTE, False),
        ("PUT", "/imports", 11 * MEGABYTE, True),
        ("POST", "/imports/1/apply", 11 * MEGABYTE, True),
        ("POST", "//imports", 11 * MEGABYTE, True),
    ],
)
def test_packages_alone_may_be_large(method: str, path: str, size: int, refused: bool) -> None:
    assert refuses(method, path, size) is refused


def test_requests_on_one_connection_do_not_widen_each_others_bounds() -> None:
    adjustments = Adjustments(max_request_body_size=100 * MEGABYTE)
    kind = bounded(10 * MEGABYTE)
    for path, refused in (("/make", True), ("/imports", False), ("/make", True)):
        parser = kind(adjustments)
        parser.received(HEAD.format(method="POST", path=path, size=50 * MEGABYTE).encode())
        assert (parser.error is not None) is refused


def test_the_server_and_the_pages_name_the_same_addresses(tmp_path: Path) -> None:
    app = create_app(load({"FLASHCARDS_INSTANCE": str(tmp_path)}))
    with app.test_request_context():
        assert tuple(url_for(endpoint) for endpoint in packages.LARGE) == bounds.LARGE
    app.extensions["flashcards.database"].close()


def test_the_size_of_a_package_is_a_setting() -> None:
    assert load({"FLASHCARDS_IMPORT_MB": "5"}).import_size == 5 * MEGABYTE
