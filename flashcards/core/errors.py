"""The one tree of errors; every message is written for the learner who will read it."""

from __future__ import annotations


class FlashcardsError(Exception):
    """Something a person can understand and act on; ``str(error)`` is shown to her."""


class Invalid(FlashcardsError):
    """A value that cannot be taken; ``field`` names the form field, row or key it stands in."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class InvalidGrade(Invalid):
    """A grade that is not one of the integers 0 to 5."""


class Unreadable(FlashcardsError):
    """A file or a text that cannot be turned into a document or a deck."""


class NotFound(FlashcardsError):
    """A thing that does not exist, or that belongs to somebody else."""


class Conflict(FlashcardsError):
    """The same id was used before for something else, or two changes contradict each other."""


class TooMany(FlashcardsError):
    """A limit was reached: tries, sizes or counts."""


class TooLarge(Invalid):
    """A file beyond what one file, or all files of a learner, may have."""


class Busy(FlashcardsError):
    """Something long is being written; the same can be done in a moment."""


class Unanswered(FlashcardsError):
    """A server outside of this program did not answer, or not with what was asked for."""


class Refused(FlashcardsError):
    """Not allowed to this person in this state."""
