"""A server on the loopback that speaks the chat-completions protocol as a test wants it to."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, cast

from flashcards.config import Model

Play = Callable[["Handler"], None]


class ModelServer(ThreadingHTTPServer):
    """Keeps what it was asked and answers as ``play`` does."""

    daemon_threads = True

    def __init__(self, play: Play) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.play = play
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    def model(self, timeout: int = 20, key: str = "") -> Model:
        """Return the setting for this server."""
        port = self.server_address[1]
        return Model(f"http://127.0.0.1:{port}/v1/chat/completions", "tiny", key, timeout)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when the other side has hung up."""


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Read the question and let the test answer."""
        server = cast(ModelServer, self.server)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server.asked.append({"path": self.path, **json.loads(body)})
        server.headers.append(dict(self.headers))
        self.close_connection = True
        server.play(self)

    def send(self, status: int, content_type: str, body: bytes, **headers: str) -> None:
        """Answer all at once."""
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def begin(self, content_type: str = "text/event-stream") -> None:
        """Begin an answer that ends when the connection does."""
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.end_headers()

    def event(self, values: dict[str, Any] | str) -> None:
        """Send one event."""
        data = values if isinstance(values, str) else json.dumps(values)
        self.wfile.write(f"data: {data}\r\n\r\n".encode())
        self.wfile.flush()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@contextmanager
def model_server(play: Play) -> Iterator[ModelServer]:
    """Run a server that answers as ``play`` does."""
    with ModelServer(play) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def streams(text: str, ending: str | None = "stop", done: bool = True) -> Play:
    """Answer with ``text`` in small pieces."""

    def play(handler: Handler) -> None:
        handler.begin()
        handler.wfile.write(b": a comment\n\n")
        handler.event({"choices": [{"delta": {"role": "assistant", "content": ""}}]})
        for at in range(0, len(text), 7):
            handler.event({"choices": [{"delta": {"content": text[at : at + 7]}}]})
        handler.event({"choices": [{"delta": {}, "finish_reason": ending}]})
        if done:
            handler.event("[DONE]")

    return play


def once(happened: Event, play: Play) -> Play:
    """Answer by ``play`` when something has happened."""

    def wait(handler: Handler) -> None:
        happened.wait(30)
        play(handler)

    return wait


def whole(text: str, ending: str = "stop", **message: str) -> Play:
    """Answer with ``text`` in one piece, not streamed."""
    choice = {"message": {"content": text, **message}, "finish_reason": ending}
    body = json.dumps({"choices": [choice]}).encode()
    return lambda handler: handler.send(200, "application/json; charset=utf-8", body)


def fails(status: int, message: str = "", **headers: str) -> Play:
    """Answer with an error."""
    body = json.dumps({"error": {"message": message}}).encode()
    return lambda handler: handler.send(status, "application/json", body, **headers)


def drips(seconds: float, headers_too: bool = False) -> Play:
    """Send a byte at a time, always in time for a reader that only waits for the next one."""

    def play(handler: Handler) -> None:
        end = time.monotonic() + seconds
        if not headers_too:
            handler.begin()
        else:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while time.monotonic() < end:
            handler.wfile.write(b"." if headers_too else b": .\n")
            handler.wfile.flush()
            time.sleep(0.05)

    return play
