"""A file becomes cards in one go, wherever it is read, and wherever the guard looks at it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from flashcards.core.errors import Unreadable
from flashcards.making.apart import fork, tasks
from flashcards.making.apart.call import Call
from flashcards.making.apart.here import Here
from flashcards.services.making import reading
from flashcards.services.making.reading import Given
from flashcards.services.making.whole import Stopped, make_whole
from tests.making.long_texts import as_epub, book
from tests.services.making.test_reading import NOTES

CHAPTER = Given(as_epub(book(3_000, 1)), "chapter.epub")
CLIENT = Given(NOTES.encode(), "notes.txt")


def silent(done: int, of: int) -> None:
    """Say nothing."""


def test_it_is_the_same_wherever_it_is_read() -> None:
    here = make_whole(CHAPTER, silent, Here)
    assert here.made.drafts
    assert make_whole(CHAPTER, silent, Call) == here
    assert make_whole(CHAPTER, silent, fork.ask) == here
    assert make_whole(CHAPTER, silent, fork.ask, beside=True) == here


@pytest.mark.parametrize("beside", [False, True])
def test_the_guard_stops_it_wherever_it_looks(beside: bool) -> None:
    with pytest.raises(Stopped) as before:
        make_whole(CLIENT, silent, Here, guarded=True)
    with pytest.raises(Stopped) as stopped:
        make_whole(CLIENT, silent, fork.ask, guarded=True, beside=beside)
    assert str(stopped.value) == str(before.value)
    assert stopped.value.redacted == before.value.redacted != NOTES
    went_on = make_whole(CLIENT, silent, fork.ask, beside=beside)
    assert went_on.advice
    assert went_on == make_whole(CLIENT, silent, Here)


def test_a_guard_that_hangs_or_crashes_lets_nothing_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST", 2.0)
    monkeypatch.setattr(fork, "active_count", lambda: 1)
    for harm, why in ((_hang, "too long"), (_fault, "something in it")):
        monkeypatch.setitem(tasks.TASKS, "look", harm)
        with pytest.raises(Unreadable, match=why):
            make_whole(CHAPTER, silent, fork.ask, guarded=True, beside=True)


def _hang(asked: dict[str, Any], data: bytes) -> Iterator[dict[str, Any]]:
    time.sleep(60)
    yield {"seen": None}


def _fault(asked: dict[str, Any], data: bytes) -> Iterator[dict[str, Any]]:
    yield {"seen": 1 / 0}
