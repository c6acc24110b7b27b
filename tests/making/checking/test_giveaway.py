"""What stands beside a question does not name its answer."""

from __future__ import annotations

import pytest

from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.giveaway import gives_away

CLOZE = Note("c", NoteType.CLOZE, text="{{c1::Pain}} is a signal; {{c2::itch}} is another one.")
BASIC = Note("b", NoteType.BASIC, front="What hurts?", back="neuropathic pain")
BOTH = Note("r", NoteType.REVERSED, front="Splitting", back="keeping good and bad apart")


@pytest.mark.parametrize(
    ("note", "ordinal", "words", "given"),
    [
        (CLOZE, 1, "Pain", True),
        (CLOZE, 2, "Pain", False),
        (BASIC, 1, "Neuropathic pain and its kin", True),
        (BASIC, 1, "Pain", False),
        (BOTH, 2, "Splitting", True),
        (BOTH, 1, "Splitting", False),
        (BASIC, 1, "", False),
    ],
)
def test_words_that_hold_the_answer_of_a_card_give_it_away(
    note: Note, ordinal: int, words: str, given: bool
) -> None:
    assert gives_away(words, note, ordinal) == given
