"""Asks the model's server one thing, within bounds of time and size; says plainly what failed."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Event, Timer
from typing import Any
from urllib.parse import urlsplit

from flashcards.config import Model
from flashcards.core.errors import Unanswered
from flashcards.services.model.answer import MOST_BYTES, Answer, read_answer

TO_CONNECT = 10
"""Seconds in which a server takes a connection, or is not there."""
_TOLD = 200
_STATUS = {
    400: "it does not understand what it is asked. Is FLASHCARDS_MODEL_NAME right?",
    401: "it does not take the key. Whoever runs this installation has to set FLASHCARDS_MODEL_KEY",
    403: "the key may not be used for this model",
    404: "there is no such address or model. Check FLASHCARDS_MODEL_URL and FLASHCARDS_MODEL_NAME",
    413: "it was sent more than it takes",
    429: "too much was asked of it, or the account has no money left. Try again later",
    503: "it is busy or starting. Try again in a minute",
}


def ask(model: Model, messages: list[dict[str, str]]) -> Answer:
    """Return the answer to ``messages``; raises Unanswered, with a message for the learner."""
    body = json.dumps({"model": model.name, "messages": messages, "stream": True}).encode()
    late = Event()
    try:
        with _connected(model, late) as connection:
            connection.request("POST", urlsplit(model.url).path, body, _headers(model))
            with connection.getresponse() as response:
                _require_ok(model, response)
                kind = response.headers.get_content_type()
                answer = read_answer(_bytes(model, response), kind)
    except (OSError, HTTPException, ValueError) as error:
        raise _failed(model, error, late.is_set()) from error
    if late.is_set() and not answer.finished:
        raise _failed(model, TimeoutError(), True)
    if answer.error:
        raise Unanswered(f"The model at {model.host} broke off: {_line(model, answer.error)}")
    return answer


@contextmanager
def _connected(model: Model, late: Event) -> Iterator[HTTPConnection]:
    """Give a connection that is cut when the time is over, however slowly bytes drip."""
    connection = _connection(model)
    timer: Timer | None = None
    try:
        _reach(model, connection)
        connection.sock.settimeout(model.timeout)
        timer = Timer(model.timeout, _cut, [connection.sock, late])
        timer.daemon = True
        timer.start()
        yield connection
    finally:
        if timer is not None:
            timer.cancel()
        connection.close()


def _reach(model: Model, connection: HTTPConnection) -> None:
    try:
        connection.connect()
    except TimeoutError as error:
        raise Unanswered(
            f"The model at {model.host} cannot be reached: nothing answers there."
        ) from error


def _connection(model: Model) -> HTTPConnection:
    parts = urlsplit(model.url)
    patience = min(TO_CONNECT, model.timeout)
    if parts.scheme == "https":
        trusted = ssl.create_default_context()
        return HTTPSConnection(parts.hostname or "", parts.port, timeout=patience, context=trusted)
    return HTTPConnection(parts.hostname or "", parts.port, timeout=patience)


def _cut(line: socket.socket, late: Event) -> None:
    late.set()
    try:
        socket.socket.shutdown(line, socket.SHUT_RDWR)
    except OSError:
        return


def _headers(model: Model) -> dict[str, str]:
    headers = {
        "Content-Type": "application/json",
        "Accept": "text/event-stream, application/json",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    if model.key:
        headers["Authorization"] = f"Bearer {model.key}"
    return headers


def _bytes(model: Model, response: HTTPResponse) -> Iterator[bytes]:
    got = 0
    while piece := response.read1(65_536):
        got += len(piece)
        if got > MOST_BYTES:
            raise Unanswered(
                f"The model at {model.host} answered with more than {MOST_BYTES // 1_000_000} MB."
                " That is no answer to what it was asked; nothing of it is used."
            )
        yield piece


def _require_ok(model: Model, response: HTTPResponse) -> None:
    status = response.status
    if status == 200:
        return
    if 300 <= status < 400:
        why = "it sends us on to another address, which is not followed. Set the final one"
    elif status in _STATUS:
        why = _STATUS[status]
    else:
        why = "something is wrong with it" if status >= 500 else "it refuses what it was asked"
    told = _told(response) if status in {400, 404, 422} else ""
    more = f" It says: {_line(model, told)}" if told else ""
    raise Unanswered(f"The model at {model.host} answered {status}: {why.rstrip('.')}.{more}")


def _told(response: HTTPResponse) -> str:
    try:
        said: Any = json.loads(response.read(4_096))
        return str(said["error"]["message"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def _line(model: Model, words: str) -> str:
    line = " ".join(words.split())
    if model.key:
        line = line.replace(model.key, "…")
    return line if len(line) <= _TOLD else line[: _TOLD - 1] + "…"


def _failed(model: Model, error: Exception, late: bool) -> Unanswered:
    if late or isinstance(error, TimeoutError):
        return Unanswered(
            f"The model at {model.host} did not answer within {model.timeout} seconds. A smaller"
            " one, or a longer FLASHCARDS_MODEL_TIMEOUT, may help."
        )
    if isinstance(error, ConnectionRefusedError):
        return Unanswered(f"The model at {model.host} cannot be reached: is its server running?")
    if isinstance(error, socket.gaierror):
        return Unanswered(f"The model at {model.host} cannot be reached: there is no such host.")
    if isinstance(error, ssl.SSLError):
        return Unanswered(f"The model at {model.host} cannot be trusted: its certificate is wrong.")
    if isinstance(error, ValueError):
        return Unanswered(
            f"What the model at {model.host} answered is no answer of the protocol that it should"
            " speak. Is FLASHCARDS_MODEL_URL right?"
        )
    return Unanswered(f"The model at {model.host} broke off before its answer was complete.")
