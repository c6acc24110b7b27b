"""What the guard saw in a text, where, and what it makes of it."""

from __future__ import annotations

from dataclasses import dataclass

CLIENT, NAME, DATE = "client", "name", "date"
PHONE, EMAIL, ADDRESS, NUMBER = "phone", "e-mail", "address", "number"


@dataclass(frozen=True)
class Sighting:
    """A stretch of text that looks like part of a record about a client.

    ``kind`` is in the learner's words. ``stands_for`` says what a redaction puts in its place
    (client, name, date, phone…); it is empty for what identifies nobody, such as a heading.
    """

    kind: str
    start: int
    end: int
    excerpt: str
    weight: float
    stands_for: str = ""

    @property
    def identifies(self) -> bool:
        """Say whether it could tell who the person is."""
        return bool(self.stands_for)


@dataclass(frozen=True)
class Report:
    """What was seen, in the order of the text; ``advice`` says so and what to do next.

    ``stops`` is true if the text looks like case notes or holds a client's data.
    """

    sightings: tuple[Sighting, ...]
    stops: bool
    advice: str
