"""AnkiConnect, API version 6, over a collection of the real Anki: what it answers, and to whom.

The add-on needs Anki's windows, so this stands in for it: the same replies in the same shapes, the
same rules of who may ask (origins, the question to the person, the key), the same actions on the
same library. It answers one request at a time, as Anki's one thread does.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

from tests.anki.connect_actions import Actions

YES, NO, NEVER = "yes", "no", "never"
"""What the person answers when Anki asks her whether a page may use it."""


class Connect:
    """A running Anki with the add-on; ``stop`` is what closing Anki does."""

    def __init__(self, actions: Actions) -> None:
        self.actions = actions
        self.origins: list[str] = ["http://localhost"]
        self.ignored: list[str] = []
        self.key: str | None = None
        self.api = 6
        self.asked: list[str] = []
        """The origins that the person was asked about."""
        self.answers = YES
        self.heard: list[str] = []
        """The names of the actions that were asked for."""
        self.before: Callable[[str], None] = lambda action: None
        """Called before each action."""
        self._lock, self._port = Lock(), 0
        self._server: ThreadingHTTPServer | None = None

    @property
    def port(self) -> int:
        """Return where it answers."""
        return self._port

    def start(self) -> None:
        """Answer."""
        connect = self

        class Handler(_Handler):
            answering = connect

        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), Handler)
        self._server.daemon_threads = True
        self._port = self._server.server_address[1]
        Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Answer no more."""
        if self._server is not None:
            server, self._server = self._server, None
            server.shutdown()
            server.server_close()

    def dies(self) -> None:
        """Close Anki in the middle of a request: there is no reply."""
        Thread(target=self.stop, daemon=True).start()
        raise Gone

    # Who may ask.

    def allows(self, origin: str | None) -> tuple[bool, str]:
        """Say whether a page may ask, and whom the reply is for."""
        if "*" in self.origins:
            return True, "*"
        if origin is None:
            return True, "http://localhost"
        if origin in self.origins:
            return True, origin
        near = ("http://127.0.0.1:", "chrome-extension://", "moz-extension://")
        same = ("http://127.0.0.1", "https://127.0.0.1")
        if "http://localhost" in self.origins and (origin in same or origin.startswith(near)):
            return True, origin
        return False, "http://localhost"

    def reply(self, body: bytes, origin: str | None) -> tuple[int, str, bytes]:
        """Return the status, whom it is for, and the words."""
        allowed, whom = self.allows(origin)
        try:
            request = _checked(json.loads(body))
        except ValueError as error:
            if not allowed:
                return 403, whom, b""
            said = {"result": None, "error": str(error)}
            return 200, whom, json.dumps(said).encode() if body else b"AnkiConnect v.6"
        if request["action"] == "requestPermission":
            request["params"] = {"origin": origin or "", "allowed": allowed}
            whom = whom if allowed else origin or ""
        elif not allowed:
            return 403, whom, b""
        with self._lock:
            return 200, whom, json.dumps(self.handles(request)).encode()

    # What it does.

    def handles(self, request: dict[str, Any]) -> Any:
        """Return the reply to one request, which may be part of another one."""
        action, version = request.get("action", ""), request.get("version", 4)
        self.heard.append(action)
        self.before(action)
        try:
            if request.get("key") != self.key and action != "requestPermission":
                raise ValueError("valid api key must be provided")
            result = self._action(action)(**request.get("params", {}))
        except Gone:
            raise
        except Exception as error:
            return {"result": None, "error": str(error)}
        return result if version <= 4 else {"result": result, "error": None}

    def _action(self, name: str) -> Callable[..., Any]:
        mine: dict[str, Callable[..., Any]] = {
            "version": lambda: self.api,
            "multi": lambda actions: [self.handles(each) for each in actions],
            "requestPermission": self._permission,
        }
        found = mine.get(name) or getattr(self.actions, name, None)
        if name.startswith("_") or found is None:
            raise ValueError("unsupported action")
        return found

    def _permission(self, origin: str, allowed: bool) -> dict[str, Any]:
        granted = {
            "permission": "granted",
            "requireApikey": bool(self.key),
            "version": self.api,
        }
        if allowed:
            return granted
        if origin in self.ignored:
            return {"permission": "denied"}
        self.asked.append(origin)
        if self.answers == YES:
            self.origins.append(origin)
            return granted
        if self.answers == NEVER:
            self.ignored.append(origin)
        return {"permission": "denied"}


class Gone(BaseException):
    """Anki was closed."""


class _Handler(BaseHTTPRequestHandler):
    answering: Connect

    def do_OPTIONS(self) -> None:
        """Answer what a browser asks before it sends JSON."""
        _, whom = self.answering.allows(self.headers.get("Origin"))
        self._send(200, whom, b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            self._send(*self.answering.reply(body, self.headers.get("Origin")))
        except Gone:
            self.close_connection = True
            self.connection.close()

    do_GET = do_POST  # noqa: N815 -- the name is the library's

    def _send(self, status: int, whom: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", whom)
        self.send_header("Access-Control-Allow-Headers", "*")
        if status == 200:
            self.send_header("Content-Type", "text/json")
        if self.headers.get("Access-Control-Request-Private-Network") == "true":
            self.send_header("Access-Control-Allow-Private-Network", "true")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Be quiet."""


def _checked(request: Any) -> dict[str, Any]:
    if (
        not isinstance(request, dict)
        or not isinstance(request.get("action"), str)
        or not request["action"]
        or not isinstance(request.get("version", 6), int)
        or not isinstance(request.get("params", {}), dict)
    ):
        raise ValueError("the request does not follow the schema")
    return request
