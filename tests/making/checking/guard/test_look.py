"""The guard stops case notes and lets texts to study pass."""

from __future__ import annotations

import time

import pytest

from flashcards.config import shipped
from flashcards.core.deckfile.reading import parse
from flashcards.making.checking.guard.look import look
from tests.making.checking.guard.cases import cases

STOPS, PASSES = cases("stops"), cases("passes")
NOT_STOPPED = {
    "after-art",
    "after-bus-notes",
    "after-de-brief-kollegin",
    "after-de-verlauf",
    "after-es-evolucion",
    "after-fr-groupe",
    "after-letter-to-school",
    "after-psychoanalytic",
    "after-triage",
    "body-therapy",
    "bullet-summary",
    "closing-letter",
    "custody-email",
    "de-gruppe",
    "family-session",
    "handwritten-scan",
    "hypno-narr",
    "older-man",
    "play-therapy-note",
    "process-countertransference",
    "reflective-log-group",
    "termination-letter",
    "voicemail-transcribed",
}
"""Most are told like a story, without a form, a date or a number; two are clients' own words."""
NOT_PASSED = {"poem", "diary-anne-like", "novel-first-person-2"}
"""Lives told as close up as in notes, by somebody who was there."""
CHAPTER = "\n\n".join(
    [
        PASSES["textbook-chapter"],
        PASSES["pharmacology"],
        PASSES["ethics-code"],
        PASSES["risk-theory"],
        PASSES["meta-analysis"],
        PASSES["attachment-chapter"],
    ]
)


@pytest.mark.parametrize("name", sorted(set(STOPS) - NOT_STOPPED))
def test_case_notes_are_stopped(name: str) -> None:
    report = look(STOPS[name])
    assert report.stops
    assert report.advice.startswith("This looks like notes about a client: it holds ")


@pytest.mark.parametrize("name", sorted(set(PASSES) - NOT_PASSED))
def test_a_text_to_study_passes(name: str) -> None:
    report = look(PASSES[name])
    assert not report.stops, report.advice
    assert report.advice == "Nothing here looks like a client's record."


def test_what_is_said_to_be_missed_or_stopped_wrongly_is() -> None:
    assert not [name for name in NOT_STOPPED if look(STOPS[name]).stops]
    assert not [name for name in NOT_PASSED if not look(PASSES[name]).stops]


def test_there_are_enough_texts_to_speak_of_shares() -> None:
    assert len(STOPS) + len(cases("stops-held-out")) >= 240
    assert len(PASSES) + len(cases("passes-held-out")) >= 220


def test_of_notes_set_aside_while_building_four_in_five_are_stopped_and_no_text_to_study() -> None:
    unseen = cases("stops-held-out").values()
    assert sum(look(text).stops for text in unseen) >= 0.8 * len(unseen)
    assert not [name for name, text in cases("passes-held-out").items() if look(text).stops]


@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "nl", "pt"])
def test_notes_in_other_languages_are_stopped_and_essays_in_them_pass(language: str) -> None:
    notes = {**STOPS, **cases("stops-held-out")}
    texts = {**PASSES, **cases("passes-held-out")}
    own = [notes[name] for name in notes if f"-{language}-" in f"-{name}-"]
    others = [texts[name] for name in texts if f"-{language}-" in f"-{name}-"]
    assert own
    assert others
    assert sum(look(text).stops for text in own) >= 0.6 * len(own)
    assert not [text for text in others if look(text).stops]


def test_a_page_of_notes_in_the_middle_of_a_book_is_found() -> None:
    book = "\n\n".join([CHAPTER] * 10)
    assert not look(book).stops
    for name in ("session-header", "risk-assessment", "intake-form", "referral-letter-uk"):
        report = look(f"{book}\n\n{STOPS[name]}\n\n{book}")
        assert report.stops, name
        places = [each.start for each in report.sightings if each.weight >= 2]
        assert len(book) - 400 <= min(places) <= max(places) <= len(book) + len(STOPS[name])


def test_weak_signs_far_apart_do_not_add_up() -> None:
    weak = "She said that her mother rang on Tuesday. "
    assert not look("\n\n".join([CHAPTER[:3000] + weak] * 60)).stops


def test_what_is_seen_is_exactly_what_stands_there() -> None:
    for text in (*STOPS.values(), *PASSES.values()):
        for each in look(text).sightings:
            assert text[each.start : each.end] == each.excerpt
            assert each.end > each.start


def test_an_invented_case_that_says_so_passes() -> None:
    announced = PASSES["soap-sample-with-name"]
    heading, _, note = announced.partition("\n")
    assert heading == "Sample progress note (fictional)"
    assert look(note.partition("Exercise:")[0]).stops
    assert not look(announced).stops


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "İ" * 500, "(" * 3000, "1/1/1" * 2000])
def test_odd_texts_do_no_harm(text: str) -> None:
    assert not look(text).stops


def test_nothing_costs_more_than_its_length() -> None:
    """Patterns that go back and forth show on these; seconds would be minutes."""
    before = time.process_time()
    for piece in ("a" * 300_000, "Client: " * 30_000, "A. " * 100_000, "12/03/2024 " * 20_000):
        look(piece)
    look("\n".join(["From: x"] * 20_000))
    for piece in (
        "I asked her. She told me. " * 4_000,
        "D. said " * 20_000,
        "je lui ai dit " * 8_000,
    ):
        look(piece)
    assert time.process_time() - before < 30


def test_the_decks_that_ship_pass() -> None:
    for file in sorted(shipped("decks").glob("*.md")):
        if file.name != "README.md":
            text = file.read_text("utf-8")
            assert parse(text, file.name).notes
            assert not look(text).stops
