"""What was acknowledged is there: even after the process was killed in the middle of its work."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from sqlalchemy import select

from flashcards.services.study import events
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.learning import ReviewEvent
from tests.services.people import log, make_class, schedules

ROOT = Path(__file__).parents[2]
ENOUGH = 40
ANSWERING = """\
import sys
from tests.services.people import START, answer, send
from flashcards.store.engine import Database

database, learner, cards = Database(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split(",")
for number in range(100_000):
    with database.write() as session:
        card = int(cards[number % len(cards)])
        send(session, learner, answer(f"a{number}", card, 1 + number % 5, START - number))
    print(f"a{number}", flush=True)
"""


def test_a_killed_process_loses_no_answer_that_it_acknowledged(
    sqlite_template: Path, tmp_path: Path
) -> None:
    file = tmp_path / "flashcards.db"
    shutil.copy(sqlite_template, file)
    url = f"sqlite:///{file.as_posix()}"
    database = Database(url)
    with database.write() as session:
        people = make_class(session)
    database.close()
    arguments = [url, str(people.learner), ",".join(map(str, people.cards))]
    with subprocess.Popen(
        [sys.executable, "-c", ANSWERING, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        acknowledged = [process.stdout.readline().strip() for _ in range(ENOUGH)]
        process.kill()
        acknowledged += process.stdout.read().split("\n")[:-1]
    assert len(acknowledged) >= ENOUGH
    database = Database(url)
    with database.write() as session:
        kept = {row[1] for row in log(session, people.learner)}
        assert set(acknowledged) <= kept
        assert len(kept) <= len(acknowledged) + 1
        stored = schedules(session, people.learner)
        for card in people.cards:
            outcomes = events.history(session, people.learner, card)
            assert stored[card][1] == outcomes[-1].schedule
        assert session.get(User, people.other) is not None
        noise = session.scalars(select(ReviewEvent.id).where(ReviewEvent.user_id == people.other))
        assert len(noise.all()) == 4
    database.close()
