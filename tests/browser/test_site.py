"""The server of these tests is gone once it is stopped, whatever it was answering."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser


def test_a_server_that_is_stopped_writes_nothing_any_more(site: Site) -> None:
    asked, ended = Event(), Event()

    def slowly(app: Any) -> Any:
        def serve(environ: Any, start_response: Any) -> Iterator[bytes]:
            start_response("200 OK", [("Content-Length", "2")])
            yield b"a"
            asked.set()
            time.sleep(0.5)
            ended.set()
            yield b"b"

        return serve

    site.stop()
    site.wrap = slowly
    site.start()
    with socket.create_connection(("127.0.0.1", site.settings.port)) as visitor:
        visitor.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert asked.wait(5)
        site.stop()
        assert ended.is_set()
        with pytest.raises(ConnectionError):
            socket.create_connection(("127.0.0.1", site.settings.port)).close()
