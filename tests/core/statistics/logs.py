"""Draws the events of one card: answers, moves, practice and voids of any of them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from flashcards.core.grades import Grade
from flashcards.core.reviews import Answer, Event, Move, Void
from flashcards.core.scheduling import fsrs

MONDAY = date(2026, 3, 2)
HOUR, DAY = 3_600_000, 86_400_000


def on(day: int) -> date:
    """Return the date so many days after Monday."""
    return MONDAY + timedelta(days=day)


def answer(name: str, grade: int, day: int = 0, hour: int = 0, *, practice: bool = False) -> Answer:
    """Return an answer ``day`` days after Monday."""
    return Answer(name, day * DAY + hour * HOUR, Grade(grade), on(day), practice=practice)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Draw one answer with a name that no other drawn event has."""
    day, hour = draw(st.integers(0, 60)), draw(st.integers(0, 23))
    return Answer(
        f"last{day}-{hour}",
        day * DAY + hour * HOUR,
        Grade(draw(st.integers(0, 5))),
        on(day),
        practice=draw(st.booleans()),
        fsrs=draw(st.sampled_from([None, fsrs.Settings(85)])),
    )


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    """Draw the events of one card in any order."""
    events: list[Event] = []
    for number in range(draw(st.integers(0, 12))):
        day, hour = draw(st.integers(0, 60)), draw(st.integers(0, 23))
        at = day * DAY + hour * HOUR
        if draw(st.integers(0, 9)) == 0:
            events.append(Move(f"m{number}", at, on(day + draw(st.integers(0, 9)))))
            continue
        events.append(
            Answer(
                f"a{number}",
                at,
                Grade(draw(st.integers(0, 5))),
                on(day),
                fsrs=draw(st.sampled_from([None, None, fsrs.Settings(90)])),
                practice=draw(st.integers(0, 7)) == 0,
            )
        )
    for number in range(draw(st.integers(0, 3))):
        names = [event.id for event in events] or ["missing"]
        events.append(
            Void(f"v{number}", draw(st.integers(0, 60)) * DAY, draw(st.sampled_from(names)))
        )
    return events
