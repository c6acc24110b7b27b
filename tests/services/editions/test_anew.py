"""The new sentences of a short document are drafted by themselves."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, ClassVar

import pytest

from flashcards.core.notes import NoteType
from flashcards.making.apart.call import Late
from flashcards.making.apart.here import Here
from flashcards.making.document import Span
from flashcards.making.editions.parts import Parts, new_parts
from flashcards.making.plain import document_of
from flashcards.services.editions.anew import with_new
from flashcards.services.making import reading
from flashcards.services.making.reading import Given
from flashcards.store.engine import Database
from tests.services.editions.revised import NEW, OLD_TEXT, Kept, keep_and_study, planned
from tests.services.people import make_class

SECTION = """## What is countertransference?

Countertransference is the whole of the feelings that a therapist has towards a client.
"""


@pytest.fixture
def kept(database: Database) -> Kept:
    with database.write() as session:
        return keep_and_study(session, make_class(session, [NoteType.BASIC]))


class Asked(Here):
    """Remembers what text was asked about."""

    heard: ClassVar[list[str]]

    def __init__(self, do: str, data: bytes, nice: int = 0, **asked: Any) -> None:
        document = document_of(json.loads(data))
        self.heard.extend(
            "\n".join(document.text[each.start : each.end] for each in document.blocks[first:end])
            for _, first, end in asked["chapters"]
        )
        super().__init__(do, data, nice, **asked)


class Never(Here):
    """Does not answer in time."""

    def answer(self, seconds: float) -> None:
        """Raise Late."""
        raise Late


def test_only_new_sentences_are_asked_about(database: Database, kept: Kept) -> None:
    texts: list[str] = []

    class Asking(Asked):
        heard = texts

    with database.read() as session:
        found = planned(session, kept, f"{OLD_TEXT}\n{SECTION}")
    drafted = with_new(found, Asking)
    assert texts == ["\n".join(SECTION.removeprefix("## ").strip().split("\n\n"))]
    (added,) = drafted.drafts
    assert "Countertransference" in added.quote
    assert drafted.read.document.text[added.start : added.end] == added.quote


def test_a_sentence_that_a_note_was_made_of_is_not_asked_about(
    database: Database, kept: Kept
) -> None:
    texts: list[str] = []

    class Asking(Asked):
        heard = texts

    with database.read() as session:
        with_new(planned(session, kept), Asking)
    assert texts == [NEW]


def test_where_that_is_late_the_drafts_of_the_whole_are_there(
    database: Database, kept: Kept
) -> None:
    with database.read() as session:
        found = planned(session, kept)
    assert with_new(found, Never).drafts == found.drafts
    assert [draft.quote for draft in found.drafts] == [NEW]


def test_a_long_document_is_left_to_the_background(database: Database, kept: Kept) -> None:
    with database.read() as session:
        found = planned(session, kept)
    long = replace(found, read=replace(found.read, drafts=None))
    assert with_new(long, Never) is long


def test_a_list_with_something_new_stays_whole_and_so_does_a_new_section() -> None:
    text = (
        "# Kinds\n\nThere are two.\n\n- Withdrawal\n- Confrontation\n\n"
        "# Rest\n\nOne. Two. End.\n\n# Fresh\n\nAll of it.\n\n"
        f"# Long\n\n{'Nothing of this was ever in doubt. ' * 6}\n"
    )
    document = reading.read(Given(text.encode(), "kinds.md"), 1, Here).document
    new = ("Confrontation", "Two.", "End.", "All of it.")
    starts = [document.text.index(word) for word in new]
    spans = [Span(start, start + len(word)) for start, word in zip(starts, new, strict=True)]
    found = new_parts(document, spans)
    loose, whole = (
        [document.text[each.start : each.end] for each in blocks]
        for blocks in (found.loose, found.whole)
    )
    assert loose == ["Two. End."]
    assert whole == [
        "Kinds", "There are two.", "Withdrawal", "Confrontation", "Fresh", "All of it.",
    ]  # fmt: skip
    assert new_parts(document, []) == Parts((), ())


def test_a_loose_sentence_keeps_its_section(database: Database, kept: Kept) -> None:
    with database.read() as session:
        found = planned(session, kept)
    bare = with_new(replace(found, read=replace(found.read, drafts=())), Here)
    made = [draft for draft in bare.drafts if draft.quote == NEW]
    assert made
    assert {draft.section for draft in made} == {"Ruptures and repair"}
    assert not any(draft.front == "Ruptures and repair" for draft in made)
