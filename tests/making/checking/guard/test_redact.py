"""A redaction takes out all that identifies, keeps the rest, and names each person once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.making.checking.guard.look import look
from flashcards.making.checking.guard.redact import redact
from tests.making.checking.guard.cases import cases

TEXTS = {**cases("stops"), **cases("stops-held-out"), **cases("passes")}
PIECES = st.sampled_from(
    [
        "Client: Anna Mendel", "DOB: 12/03/1984", "NHS No: 943 476 5919", "Mrs Mendel",
        "her husband Tom", "Session 4, 12.03.2024:", "Pt reports low mood.", "07700 900123",
        "a.mendel@example.org", "Re: Mr K. Holt", "J.S.", "12 Mill Lane", "HX3 9QQ", "Anna",
        "sertraline 50 mg", "Next session 19/03/2024", "[name 2]", "[client]", "[date]", ":",
        "my client Anna", "Peter W - dna x2", "\n", "(", "the alliance", "geb. 04.05.1990",
    ]
)  # fmt: skip


def left(text: str) -> list[str]:
    return [each.excerpt for each in look(text).sightings if each.identifies]


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_nothing_that_identifies_is_left(name: str) -> None:
    text = TEXTS[name]
    clean = redact(text, look(text).sightings)
    assert left(clean) == []
    assert redact(clean, look(clean).sightings) == clean


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=14).map(" ".join))
def test_nothing_is_left_of_any_mixture(text: str) -> None:
    clean = redact(text, look(text).sightings)
    assert left(clean) == []
    assert redact(clean, look(clean).sightings) == clean


def test_only_what_was_seen_is_changed() -> None:
    text = TEXTS["intake-form"]
    clean = redact(text, look(text).sightings)
    kept = [part for part in re.split(r"\[[a-z-]+(?: \d+)?\]", clean) if part]
    at = 0
    for part in kept:
        at = text.index(part, at) + len(part)
    for secret in ("Priya", "Raman", "1994", "Fulbrook", "M14", "900233", "@", "Arjun", "900871"):
        assert secret not in clean
    assert "Presenting problem: anxiety since starting new job" in clean


def test_a_person_is_called_the_same_throughout() -> None:
    text = (
        "Client: Anna Mendel, DOB 12/03/1984\n"
        "Session 4, 12/03/2024: Client reported poor sleep. Her husband Tom shouted. "
        "Anna cried. Tom left. Mrs Mendel wants Tom back. Next session 19/03/2024."
    )
    clean = redact(text, look(text).sightings)
    assert clean.count("[client]") == 3
    assert clean.count("[name 1]") == 3
    assert "[name 2]" not in clean


def test_a_relative_with_the_same_surname_is_somebody_else() -> None:
    clean = redact(TEXTS["genogram"], look(TEXTS["genogram"]).sightings)
    assert clean.startswith("Genogram, client: [client] (b. 1990)\nFather: [name 1], 63")
    assert "Cut-off between [client] and [name 1]" in clean


def test_numbers_of_people_go_on_where_a_redacted_text_left_off() -> None:
    text = "Session 2, 01/02/2024: Pt reports a row with [name 1]. Her sister Ruth rang. No SI."
    assert "sister [name 2] rang" in redact(text, look(text).sightings)


def test_the_term_that_a_sentence_defines_is_nobody() -> None:
    text = TEXTS["session-header"] + "\n\nExposure is a planned meeting. Avoidance is its opposite."
    clean = redact(text, look(text).sightings)
    assert clean.endswith("Exposure is a planned meeting. Avoidance is its opposite.")


def test_a_name_that_nothing_announces_is_taken_out_of_a_record() -> None:
    text = TEXTS["session-header"] + " Thomas is off work. She met Felicity in Bramford."
    clean = redact(text, look(text).sightings)
    assert clean.endswith("[name 1] is off work. She met [name 2] in [name 3].")
