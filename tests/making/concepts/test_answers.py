"""Which sentence under a question heading is its answer."""

from __future__ import annotations

import pytest

from flashcards.making.make import make

ARTICLE = """Mending what breaks

What is a rupture?

A rupture is a strain or a break in the bond between therapist and client. It can be loud or silent.

{question}

{answer}
"""


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        (
            "How is a rupture repaired?",
            (
                "A rupture is a strain in the alliance. It is repaired when the therapist names it"
                " without blame and invites the client to say more."
            ),
            "[A rupture] is repaired when the therapist names it",
        ),
        (
            "How does a bond develop between two people?",
            (
                "Every bond has a beginning that nobody planned. Bonds develop through many small"
                " meetings that go well enough."
            ),
            "Bonds develop through many small meetings",
        ),
        (
            "How is warmth shown?",
            "Warmth belongs to the basics of every helping talk. Clients notice it at once.",
            "Warmth belongs to the basics",
        ),
    ],
)
def test_a_question_how_is_answered_by_the_sentence_that_tells_how(
    question: str, answer: str, expected: str
) -> None:
    made = make(ARTICLE.format(question=question, answer=answer).encode(), "article.txt")
    backs = {draft.front: draft.back for draft in made.drafts}
    assert backs[question].startswith(expected)
