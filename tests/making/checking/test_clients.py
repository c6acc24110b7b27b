"""Rule R21: what could tell who a client is stays off a card; made-up clients may speak."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flashcards.config import shipped
from flashcards.core.deckfile.reading import parse
from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.check import check_note
from flashcards.making.checking.clients import check
from flashcards.making.checking.finding import Level

NOTE = Note("note-1", NoteType.BASIC, "What is transference?", "Old feelings.", source="own words")

DATA = {
    "My client Tom came late. Which rupture is this?": "a client's name",
    "Client initials: J.S. What maintains the fear?": "a client's initials",
    "Client: J.S. Withdrawal or confrontation?": "a client's initials",
    "Patient: Eleanor Marsh, 45. Which disorder?": "a client's name",
    "Pt K.T. says “I give up”. What now?": "a client's initials",
    "DOB: 04/11/1987, panic on buses. Which model?": "a date of birth",
    "geb. 12.07.1985, Panik im Bus. Welches Modell?": "a date of birth",
    "NHS number 943 476 5919: what is it for?": "a record number",
    "MRN: 00482913 slept badly. Why?": "a record number",
    "SSN 987-65-4320": "a record number",
    "Ring her on 07700 900123.": "a telephone number",
    "Write to jo.petty@example.com": "an e-mail address",
}
FINE = [
    "A client says: “I feel nothing.” Which concept?",
    "Client: “You are late again.” Therapist: “You sound let down.” What is this?",
    "A client, aged 34, cancels twice. What does the therapist do first?",
    "My client keeps arriving late. What do I ask myself first?",
    "Whom did Breuer treat as Anna O.?",
    "When was Carl Rogers born? Born on 8 January 1902.",
    "Client: I am. I mean it. What does she mean?",
    "Samaritans (UK): 116 123, helpline 0330 094 5717",
    "Ring the 1-800-273-8255 lifeline.",
    "In patients with OCD, what maintains the rituals?",
    "What did Lambert (1992, pp. 94-129) say of the 40 %?",
    "DSM-5 code F41.1 (300.02): which disorder?",
    "What does the client number as goals 1 to 4000?",
    "Mr Jones presents with low mood. Which questions come first?",
]


def _with(field: str, words: str) -> Note:
    given = {"front": NOTE.front, "back": NOTE.back, "text": "", "extra": "", field: words}
    return Note(
        "note-1", NoteType.BASIC, given["front"], given["back"], given["text"], given["extra"]
    )


@pytest.mark.parametrize(("words", "kind"), DATA.items())
def test_what_identifies_a_client_keeps_a_card_out(words: str, kind: str) -> None:
    for field in ("front", "back", "text", "extra"):
        (finding,) = check(_with(field, words))
        assert (finding.rule, finding.level, finding.field) == ("R21", Level.ERROR, field)
        assert kind in finding.message
        assert "write [" in finding.message


@pytest.mark.parametrize("words", FINE)
def test_a_typical_card_is_left_alone(words: str) -> None:
    assert list(check(replace(NOTE, front=words))) == []


def test_the_rule_is_one_of_all_rules() -> None:
    found = check_note(replace(NOTE, extra="My client Tom, 07700 900123"))
    assert [finding.field for finding in found if finding.rule == "R21"] == ["extra"]


def test_the_decks_that_ship_hold_no_client() -> None:
    for file in sorted(shipped("decks").glob("*.md")):
        if file.name != "README.md":
            for note in parse(file.read_text("utf-8"), file.name).notes:
                assert list(check(note.note)) == []
