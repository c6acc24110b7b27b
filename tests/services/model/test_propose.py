"""A model only proposes: what the document does not say word by word is dropped and counted."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from flashcards.core.errors import Unanswered
from flashcards.core.notes import NoteType
from flashcards.making.checking.check import check_note
from flashcards.making.checking.finding import Level
from flashcards.making.drafting.draft import Draft
from flashcards.making.reading.read import read_text
from flashcards.services.model import passages
from flashcards.services.model.propose import Proposals, applied, notice, propose
from flashcards.services.model.verify import as_note
from tests.services.model.modelserver import (
    Handler,
    ModelServer,
    Play,
    fails,
    model_server,
    streams,
    whole,
)

TEXT = """# The alliance

## Why does repair matter?

Repair matters because patients learn in it that a bond can be strained and hold all the same.

## Ruptures

A **rupture** is a strain or a breakdown in the collaboration between therapist and patient.

**Repair** is the work by which therapist and patient mend a rupture and go on together.

In 1979 Edward Bordin described the alliance as a bond,  agreed goals
and agreed tasks. Ruptures occur in about half of all sessions, and therapists often do not notice.
"""
DOCUMENT = read_text(TEXT, "alliance.md")


def _draft(guid: str, front: str, back: str, quote: str, kind: NoteType = NoteType.BASIC) -> Draft:
    start = DOCUMENT.text.index(quote)
    cloze = quote.replace(back, f"{{{{c1::{back}}}}}") if kind is NoteType.CLOZE else ""
    fields = ("", "", cloze) if cloze else (front, back, "")
    end = start + len(quote)
    return Draft(guid, kind, *fields, "", (), "The alliance", quote, start, end)


DRAFTS = (
    _draft(
        "draft-2", "", "rupture", "A rupture is a strain or a breakdown in the collaboration"
        " between therapist and patient.", NoteType.CLOZE,
    ),
    _draft(
        "draft-1", "What matters about repair?", "A bond can be strained and hold all the same.",
        "Repair matters because patients learn in it that a bond can be strained and hold all the"
        " same.",
    ),
)  # fmt: skip
BORDIN = "In 1979 Edward Bordin described the alliance as a bond, agreed goals and agreed tasks."
GOOD = {
    "question": "Who described the alliance as a bond, goals and tasks in 1979?",
    "answer": "Edward Bordin",
    "quote": BORDIN,
}
FIRST = passages.passages(DOCUMENT, DRAFTS)[0].drafts[0]


def answer(*cards: dict[str, Any], rewordings: list[dict[str, Any]] | None = None) -> str:
    return json.dumps({"rewordings": rewordings or [], "cards": list(cards)})


def proposals(play: Play | str) -> Proposals:
    with model_server(streams(play) if isinstance(play, str) else play) as server:
        return propose(DOCUMENT, DRAFTS, server.model())


@pytest.mark.parametrize(
    "text",
    [
        answer(GOOD),
        f"```json\n{answer(GOOD)}\n```",
        f"Here are the cards:\n{answer(GOOD)}\nGood luck!",
        answer(GOOD, {"question": "What is cut off", "answer": "here"})[:-30],
        json.dumps([GOOD]),
    ],
)
def test_a_true_card_is_proposed_with_its_exact_place_however_it_is_wrapped(text: str) -> None:
    (draft,) = proposals(text).drafts
    assert (draft.front, draft.back, draft.section) == (
        GOOD["question"], GOOD["answer"], "Ruptures",
    )  # fmt: skip
    assert DOCUMENT.text[draft.start : draft.end] == draft.quote
    assert draft.quote.split() == BORDIN.split()
    assert draft.tags == ("model",)
    found = check_note(as_note(DOCUMENT, draft), document=DOCUMENT.text)
    assert not [finding for finding in found if finding.level is Level.ERROR]


LIES = [
    ("the quote is not in the text", {"quote": BORDIN.replace("1979", "1994")}),
    ("the quote is not in the text", {"quote": "The alliance predicts outcome in all therapies."}),
    ("the quote is not in the text", {"quote": BORDIN.removeprefix("I")}),
    ("the quote does not carry the answer", {"answer": "Carl Rogers"}),
    ("the quote does not carry the answer", {"answer": "Edward Bordin, in 1994"}),
    (
        "the quote does not carry the answer",
        {"question": "How did Bordin describe the alliance?", "answer": "Not as a bond"},
    ),
    ("the question says what the quote does not", {"question": "Whom did Rogers correct in 1994?"}),
    ("the quote is too short or too long", {"quote": "Edward Bordin"}),
    ("the quote is too short or too long", {"quote": "Edward Bordin " * 60}),
    ("no answer or no quote", {"answer": ""}),
    ("no answer or no quote", {"quote": 17}),
    ("it breaks R9", {"question": "Who is Edward Bordin, who described the alliance?"}),
]


@pytest.mark.parametrize(("why", "change"), LIES)
def test_a_card_that_lies_is_dropped_and_counted(why: str, change: dict[str, Any]) -> None:
    found = proposals(answer({**GOOD, **change}))
    assert found.drafts == ()
    assert found.dropped == Counter({why: 1})


def test_a_card_that_is_there_already_is_dropped() -> None:
    again = {"question": FIRST.front, "answer": FIRST.back, "quote": FIRST.quote}
    found = proposals(answer(again, GOOD, GOOD))
    assert [draft.front for draft in found.drafts] == [GOOD["question"]]
    assert found.dropped["it is there already"] == 1


def test_a_better_question_keeps_the_answer() -> None:
    better = "Why does the repair of a rupture matter?"
    said = [{"card": 1, "question": better, "answer": FIRST.back}]
    found = proposals(answer(rewordings=said))
    (rewording,) = found.rewordings
    assert (rewording.guid, rewording.before, rewording.front) == (
        FIRST.guid, FIRST.front, better,
    )  # fmt: skip
    changed = {draft.guid: draft for draft in applied(DRAFTS, found)}
    assert changed[FIRST.guid].front == better
    assert changed[FIRST.guid].back == FIRST.back
    assert len(changed) == len(DRAFTS)


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (
            "it changes the answer",
            {"card": 1, "question": "Why does repair matter?", "answer": "Joy"},
        ),
        ("it changes nothing", {"card": 1, "question": FIRST.front}),
        ("a wording for a card that was not given", {"card": 99, "question": "What is it?"}),
        ("a wording for a card that was not given", {"card": 0, "question": "What is it?"}),
        ("it breaks R5", {"card": 1, "question": "What is meant by the above?"}),
        (
            "the question says what the quote does not",
            {"card": 1, "question": "Why did repair matter to Rogers in 1957?"},
        ),
    ],
)
def test_a_wording_that_changes_more_than_the_wording_is_dropped(
    why: str, said: dict[str, Any]
) -> None:
    found = proposals(answer(rewordings=[said]))
    assert found.rewordings == ()
    assert found.dropped == Counter({why: 1})


def test_marks_in_what_a_model_says_are_shown_and_do_not_format() -> None:
    said = [{"card": 1, "question": "Why does *repair* matter?"}]
    (rewording,) = proposals(answer(rewordings=said)).rewordings
    assert rewording.front == r"Why does \*repair\* matter?"
    assert passages.spoken(rewording.front) == said[0]["question"]


def test_a_card_has_one_wording() -> None:
    said = [
        {"card": 1, "question": question}
        for question in ("Why does the repair of a rupture matter?", "Why does repair matter?")
    ]
    found = proposals(answer(rewordings=said))
    assert [each.front for each in found.rewordings] == [said[0]["question"]]
    assert found.dropped == Counter({"a second wording for one card": 1})


@pytest.mark.parametrize(
    "play",
    [
        streams("I cannot help.", "content_filter"),
        whole("", refusal="I cannot help with that."),
        streams(""),
        whole("", ending="content_filter"),
    ],
)
def test_a_refusal_is_told_and_nothing_is_proposed(play: Play) -> None:
    found = proposals(play)
    assert (found.drafts, found.rewordings) == ((), ())
    assert len(found.troubles) == 1
    assert "The model at 127.0.0.1" in found.troubles[0]


@pytest.mark.parametrize("text", ["Certainly! A rupture is a strain.", "{" * 5_000, "[[[", '"x"'])
def test_an_answer_in_another_form_is_counted(text: str) -> None:
    found = proposals(text)
    assert found.dropped == Counter({"the answer is not in the form asked for": 1})
    assert found.drafts == ()


def test_what_is_sent_is_the_text_to_study_and_its_questions_in_bounded_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passages, "LONGEST", 200)
    with model_server(streams(answer())) as server:
        model = server.model(key="secret")
        told = notice(DOCUMENT, DRAFTS, model)
        propose(DOCUMENT, DRAFTS, model)
    sent = [json.loads(asked["messages"][1]["content"]) for asked in server.asked]
    assert len(sent) >= 2
    assert all(len(each["passage"]) <= 220 for each in sent)
    for word in ("rupture", "Repair", "Bordin"):
        assert any(word in each["passage"] for each in sent)
    assert model.url in told
    assert "tiny" in told
    assert f"in {len(sent)} parts" in told
    assert "secret" not in told


def test_a_failure_at_first_is_raised_and_a_later_one_keeps_what_was_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(Unanswered, match="429"):
        proposals(fails(429))
    monkeypatch.setattr(passages, "LONGEST", 330)

    def once(handler: Handler) -> None:
        server = handler.server
        assert isinstance(server, ModelServer)
        first = len(server.asked) == 1
        (streams(answer(rewordings=[{"card": 1, "question": "Why does repair matter?"}]))
         if first else fails(500))(handler)  # fmt: skip

    steps: list[tuple[int, int]] = []
    with model_server(once) as server:
        found = propose(DOCUMENT, DRAFTS, server.model(), lambda *at: steps.append(at))
    assert len(found.rewordings) == 1
    assert "answered 500" in found.troubles[0]
    assert steps == [(1, 2)]
