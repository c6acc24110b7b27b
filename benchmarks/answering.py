"""One answer over HTTP, and opening a deck, at two sizes; Anki's backend beside it."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sqlalchemy import insert  # noqa: E402

from flashcards import config  # noqa: E402
from flashcards.services import disclaimer, logins, passwords, setup  # noqa: E402
from flashcards.services.library import decks  # noqa: E402
from flashcards.store.models.accounts import User  # noqa: E402
from flashcards.store.models.content import Card, Note  # noqa: E402
from flashcards.store.models.learning import ScheduleRow  # noqa: E402

ROUNDS = 300
WARM_UP = 20
TOKEN = "benchmark"
Figures = dict[str, tuple[float, float]]


def main() -> None:
    """Print a table for each size."""
    sizes = [int(size) for size in sys.argv[1:]] or [1_000, 100_000]
    for size in sizes:
        ours, anki = _ours(size), _anki(size)
        base = ours["a page that asks the database for nothing but 1"][0]
        print(f"\n{size:,} cards, medians and p99 of {ROUNDS} in ms; ratio to the bare page")
        for name, (median, p99) in ours.items():
            print(f"  {name:<58}{median:8.2f}{p99:8.2f}{median / base:8.1f} ×")
        for name, (median, p99) in anki.items():
            print(f"  {name:<58}{median:8.2f}{p99:8.2f}")


def _ours(size: int) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        environment = {
            **os.environ,
            "FLASHCARDS_INSTANCE": folder,
            "FLASHCARDS_PORT": str(port),
        }
        deck_id, cards = _fill(config.load(environment), size)
        server = subprocess.Popen(
            [sys.executable, "-m", "flashcards", "serve"],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            return _measure(port, deck_id, cards)
        finally:
            server.terminate()
            server.wait()


def _measure(port: int, deck_id: int, cards: list[int]) -> Figures:
    client = _Client(port)
    token = client.token()
    waiting = iter(cards)

    def answer() -> None:
        event = {
            "id": str(uuid4()),
            "card": next(waiting),
            "at": int(time.time() * 1000),
            "grade": 4,
        }
        reply = client.post("/api/reviews", {"events": [event]}, token)
        assert json.loads(reply)["events"][0]["status"] == "taken", reply

    return {
        "a page that asks the database for nothing but 1": _time(lambda: client.get("/healthz")),
        "an answer (log appended, card folded, synced to disk)": _time(answer),
        "the home page (one deck)": _time(lambda: client.get("/")),
        "opening a deck to study (30 cards in the page)": _time(
            lambda: client.get(f"/study/{deck_id}")
        ),
        "a deck's page (50 notes)": _time(lambda: client.get(f"/decks/{deck_id}")),
    }


class _Client:
    """One browser with an open connection."""

    def __init__(self, port: int) -> None:
        self._cookie = f"flashcards={TOKEN}"
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for _ in range(200):
            try:
                self._connection.connect()
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("The server did not start.")

    def get(self, path: str) -> str:
        """Return a page."""
        return self._send("GET", path, None, {})

    def post(self, path: str, body: Any, token: str) -> str:
        """Send JSON and return the reply."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": token}
        return self._send("POST", path, json.dumps(body), headers)

    def token(self) -> str:
        """Return the token against forged requests."""
        found = re.search(r'name="csrf-token" content="([^"]+)"', self.get("/settings"))
        assert found
        return found[1]

    def _send(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> str:
        self._connection.request(method, path, body, {"Cookie": self._cookie, **headers})
        response = self._connection.getresponse()
        text = response.read().decode()
        if "session" in (response.getheader("Set-Cookie") or ""):
            session = str(response.getheader("Set-Cookie")).split(";")[0]
            self._cookie = f"flashcards={TOKEN}; {session}"
        assert response.status == 200, (response.status, path, text[:200])
        return text


def _fill(settings: config.Settings, size: int) -> tuple[int, list[int]]:
    """Make a learner with a deck of ``size`` cards, all met, a fiftieth or more due today."""
    database = setup.prepare(settings)
    now = datetime.now(UTC)
    today = now.date()
    due_today = max(ROUNDS + WARM_UP + 50, size // 50)
    with database.write() as session:
        user = User(email="b@example.org", password_hash=passwords.hasher.hash("x"), created_at=now)
        session.add(user)
        session.flush()
        disclaimer.accept(session, user, settings.disclaimer, True, now)
        logins.open_login(session, user, TOKEN, "", now)
        deck = decks.add(session, user.id, "Benchmark", "", now)
        notes, cards, schedules = [], [], []
        for number in range(1, size + 1):
            key = 1_000_000 + number
            notes.append(
                {"id": key, "deck_id": deck.id, "guid": f"bench-{number}", "type": "basic"}
                | {"front": f"Question {number}?", "back": f"Answer {number}.", "text": ""}
                | {"extra": "", "quote": "", "section": "", "tags": "", "source": ""}
                | {"position": number, "created_at": now, "modified_at": now}
            )
            cards.append(
                {"id": key, "note_id": key, "deck_id": deck.id, "ordinal": 1}
                | {"position": number, "active": True}
            )
            due = today - timedelta(days=number % 5) if number <= due_today else None
            schedules.append(
                {"user_id": user.id, "card_id": key, "note_id": key, "deck_id": deck.id}
                | {"first_day": today - timedelta(days=60), "repetitions": 3, "ease": 250}
                | {"interval": 15, "due": due or today + timedelta(days=1 + number % 60)}
                | {"last_day": today - timedelta(days=20), "lapses": 0, "reviews": 3}
                | {"drill_day": None}
            )
        session.execute(insert(Note), notes)
        session.execute(insert(Card), cards)
        session.execute(insert(ScheduleRow), schedules)
        decks.enrolment(session, user.id, deck.id).new_from = size + 1  # type: ignore[union-attr]
        deck_id = deck.id
    database.close()
    return deck_id, [1_000_000 + number for number in range(1, due_today + 1)]


def _anki(size: int) -> Figures:
    from anki.collection import Collection

    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        deck = collection.decks.id("Benchmark")
        assert deck is not None
        model = collection.models.by_name("Basic")
        assert model is not None
        for number in range(size):
            note = collection.new_note(model)
            note["Front"], note["Back"] = f"Question {number}?", f"Answer {number}."
            collection.add_note(note, deck)
        collection.decks.select(deck)
        settings = collection.decks.config_dict_for_deck_id(deck)
        settings["new"]["perDay"] = 9999
        collection.decks.update_config(settings)

        def answer() -> None:
            card = collection.sched.getCard()
            assert card is not None
            card.start_timer()
            collection.sched.answerCard(card, 3)

        found = {
            "Anki, in process: an answer and the next card": _time(answer),
            "Anki, in process: the list of decks": _time(lambda: collection.sched.deck_due_tree()),
        }
        collection.close()
        return found


def _time(action: Callable[[], object]) -> tuple[float, float]:
    for _ in range(WARM_UP):
        action()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=100)[98]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
