"""What a server answered, streamed in events or whole, as one text and how it ended."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

MOST_BYTES = 4_000_000
"""A longer answer is none."""


@dataclass(frozen=True)
class Answer:
    """The words of an answer. ``ending`` is the protocol's finish_reason; none: it was cut off.

    ``refusal`` and ``error`` are the model's and the server's own words.
    """

    text: str = ""
    ending: str = ""
    refusal: str = ""
    error: str = ""

    @property
    def finished(self) -> bool:
        """Say whether the server itself ended the answer."""
        return bool(self.ending)


def read_answer(pieces: Iterable[bytes], content_type: str) -> Answer:
    """Return the answer in ``pieces`` of a body; raises ValueError if it is no such answer."""
    if content_type == "text/event-stream":
        return _joined(_events(pieces))
    try:
        whole = json.loads(b"".join(pieces))
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(whole, dict):
        raise ValueError("not an object")
    return _part(whole, "message")


def _events(pieces: Iterable[bytes]) -> Iterator[str]:
    """Yield the data of server-sent events, as the HTML standard parts them."""
    data: list[str] = []
    for line in _lines(pieces):
        name, _, value = line.partition(":")
        if name == "data":
            data.append(value.removeprefix(" "))
        elif not line and data:
            yield "\n".join(data)
            data = []
    if data:
        yield "\n".join(data)


def _lines(pieces: Iterable[bytes]) -> Iterator[str]:
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    rest: list[str] = []
    for piece in pieces:
        first, *others = decode(piece).split("\n")
        rest.append(first)
        for line in others:
            yield "".join(rest).removesuffix("\r")
            rest = [line]
    yield "".join(rest).removesuffix("\r")


def _joined(events: Iterable[str]) -> Answer:
    said: list[str] = []
    refused: list[str] = []
    found = Answer()
    for event in events:
        if event.strip() == "[DONE]":
            found = replace(found, ending=found.ending or "stop")
            break
        try:
            values = json.loads(event)
        except (ValueError, RecursionError):
            break
        part = _part(values if isinstance(values, dict) else {}, "delta")
        said.append(part.text)
        refused.append(part.refusal)
        found = replace(found, ending=part.ending or found.ending, error=part.error or found.error)
    return replace(found, text="".join(said), refusal="".join(refused))


def _part(values: dict[str, Any], name: str) -> Answer:
    error = values.get("error")
    if error:
        return Answer(error=_words(error.get("message") if isinstance(error, dict) else error))
    choices = values.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else {}
    choice = choice if isinstance(choice, dict) else {}
    said = choice.get(name)
    said = said if isinstance(said, dict) else {}
    ending = choice.get("finish_reason")
    return Answer(_words(said.get("content")), _words(ending), _words(said.get("refusal")))


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""
