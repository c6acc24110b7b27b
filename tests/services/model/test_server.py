"""The model's server may stream, fail, hang, drip, flood or lie about where it is."""

from __future__ import annotations

import json
import socket
import time
from contextlib import ExitStack
from threading import Timer

import pytest

from flashcards.config import Model
from flashcards.core.errors import Unanswered
from flashcards.services.model.answer import MOST_BYTES, Answer
from flashcards.services.model.server import ask
from tests.services.model.modelserver import (
    Handler,
    Play,
    drips,
    fails,
    model_server,
    streams,
    whole,
)

ASKED = [{"role": "user", "content": "Grüße?"}]
WORDS = "Ja, “Grüße” zurück — 日本."


def told(play: Play, timeout: int = 20, key: str = "") -> str:
    with model_server(play) as server, pytest.raises(Unanswered) as error:
        ask(server.model(timeout, key), ASKED)
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize("play", [streams(WORDS), whole(WORDS), streams(WORDS, done=False)])
def test_an_answer_is_read_streamed_or_whole(play: Play) -> None:
    with model_server(play) as server:
        assert ask(server.model(key="secret"), ASKED) == Answer(WORDS, "stop")
    (asked,) = server.asked
    assert asked == {
        "path": "/v1/chat/completions", "model": "tiny", "messages": ASKED, "stream": True
    }  # fmt: skip
    assert server.headers[0]["Authorization"] == "Bearer secret"


def test_without_a_key_none_is_sent() -> None:
    with model_server(whole("x")) as server:
        ask(server.model(), ASKED)
    assert "Authorization" not in server.headers[0]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "does not take the key"),
        (403, "may not be used"),
        (404, "FLASHCARDS_MODEL_NAME. It says: no model tiny, key …"),
        (429, "Try again later"),
        (500, "something is wrong with it"),
        (418, "refuses"),
    ],
)
def test_an_error_says_who_answered_what_and_what_to_do(status: int, words: str) -> None:
    message = told(fails(status, "no model tiny,\n key sk-12345"), key="sk-12345")
    assert message.startswith("The model at 127.0.0.1:")
    assert f"answered {status}: " in message
    assert words in message
    assert "sk-12345" not in message


def test_a_redirect_is_not_followed() -> None:
    with model_server(whole("from elsewhere")) as other:
        url = other.model().url
        assert "which is not followed" in told(fails(307, Location=url), key="secret")
        assert other.asked == []


def test_a_server_that_is_not_there_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unanswered, match="is its server running"):
        ask(Model(f"http://127.0.0.1:{port}/v1/chat/completions", "x"), ASKED)
    with pytest.raises(Unanswered, match="no such host"):
        ask(Model("http://no-such-host.invalid/v1/chat/completions", "x"), ASKED)


@pytest.mark.parametrize("play", [drips(30), drips(30, headers_too=True)])
def test_a_slow_drip_ends_when_the_time_is_over(play: Play) -> None:
    before = time.monotonic()
    assert "did not answer within 1 seconds" in told(play, timeout=1)
    assert time.monotonic() - before < 6


def test_a_server_that_says_nothing_is_given_up() -> None:
    assert "did not answer within 1 seconds" in told(lambda _handler: time.sleep(3), timeout=1)


def test_whichever_clock_strikes_first_the_message_is_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Timer, "start", lambda _timer: None)
    assert "did not answer within 1 seconds" in told(lambda _handler: time.sleep(3), timeout=1)


def test_a_server_that_takes_no_connection_is_told() -> None:
    with socket.socket() as full, ExitStack() as waiting:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(4):
            line = waiting.enter_context(socket.socket())
            line.setblocking(False)
            line.connect_ex(full.getsockname())
        url = f"http://127.0.0.1:{full.getsockname()[1]}/v1/chat/completions"
        with pytest.raises(Unanswered, match="cannot be reached: nothing answers there"):
            ask(Model(url, "x", timeout=1), ASKED)


def test_a_flood_is_cut_off() -> None:
    def flood(handler: Handler) -> None:
        handler.begin()
        for _ in range(MOST_BYTES // 50_000 + 20):
            handler.event({"choices": [{"delta": {"content": "x" * 50_000}}]})

    assert "more than 4 MB" in told(flood)


def test_an_error_in_the_middle_of_a_stream_is_told() -> None:
    def play(handler: Handler) -> None:
        handler.begin()
        handler.event({"choices": [{"delta": {"content": "Ja"}}]})
        handler.event({"error": {"message": "out of\nmemory"}})

    assert told(play).endswith("broke off: out of memory")


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/html", b"<h1>Hello</h1>"),
        ("application/json", b"[1]"),
        ("text/plain", b""),
        ("application/json", b"[" * 200_000),
    ],
)
def test_another_kind_of_server_is_told(content_type: str, body: bytes) -> None:
    message = told(lambda handler: handler.send(200, content_type, body))
    assert "no answer of the protocol" in message


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"choices": []},
        {"choices": [None]},
        {"choices": 3},
        {"choices": [{"message": None}]},
        {"choices": [{"message": {"content": ["x"]}, "finish_reason": 4}]},
    ],
)
def test_an_answer_without_words_is_empty(values: dict[str, object]) -> None:
    body = json.dumps(values).encode()
    with model_server(lambda handler: handler.send(200, "application/json", body)) as server:
        assert ask(server.model(), ASKED) == Answer()


def test_a_stream_that_breaks_off_gives_what_came() -> None:
    def play(handler: Handler) -> None:
        handler.begin()
        handler.event({"choices": [{"delta": {"content": "half"}}]})
        handler.wfile.write(b'data: {"choices": [{"del')

    with model_server(play) as server:
        assert ask(server.model(), ASKED) == Answer("half")


def test_a_body_shorter_than_promised_is_told() -> None:
    def play(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", "5000")
        handler.end_headers()
        handler.wfile.write(b'{"choices"')

    told(play)
