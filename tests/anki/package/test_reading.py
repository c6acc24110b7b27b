"""What the real Anki wrote is read, the same from every generation of packages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from flashcards.anki.export import write_package
from flashcards.anki.package.foreign import ForeignCard, ForeignReview, ReviewKind, State
from flashcards.anki.package.issues import Trouble
from flashcards.anki.package.package import Package, open_package
from tests.anki.package.made import MEDIA, REVIEWS, Made


def _cards(package: Package) -> dict[int, ForeignCard]:
    return {card.id: card for batch in package.cards() for card in batch}


def _reviews(package: Package) -> list[ForeignReview]:
    return [review for batch in package.reviews() for review in batch]


def test_notes_come_with_their_fields_and_tags(path: Path, made: Made) -> None:
    with open_package(path) as package:
        notes = {note.id: note for batch in package.notes() for note in batch}
        assert package.counts.notes == len(notes) == len(made.notes)
        note = notes[made.notes["flagged"]]
        kind = package.note_types[note.note_type_id]
        assert kind.fields == ("Front", "Back")
        assert note.fields[0].startswith('flagged <img src="a b.png"> [sound:größe.svg]')
        assert note.fields[1] == "back of flagged"
        assert note.tags[0] == "cbt::beck"
        assert len({note.guid for note in notes.values()}) == len(notes)
        assert not any(note.doubled for note in notes.values())
        assert list(package.issues) == []


def test_note_types_come_with_their_templates_and_css(path: Path) -> None:
    with open_package(path) as package:
        kinds = {kind.name: kind for kind in package.note_types.values()}
        basic = kinds["Basic"]
        (template,) = basic.templates
        assert template.question == "{{Front}}"
        assert template.answer.startswith("{{FrontSide}}")
        assert ".card {" in basic.css
        assert not basic.cloze
        if "Cloze" in kinds:  # whole collections have the unused ones too
            assert kinds["Cloze"].cloze
            assert kinds["Cloze"].fields == ("Text", "Back Extra")


def test_decks_come_with_their_full_names(path: Path, made: Made) -> None:
    with open_package(path) as package:
        decks = {deck.name: deck for deck in package.decks.values()}
        assert set(decks) == {"Default", "Therapy", "Therapy::CBT", "Größe", "Cram"}
        assert {deck.name: deck.id for deck in decks.values() if deck.id > 1} == made.decks
        assert decks["Therapy::CBT"].description == "<b>Beck</b>, chapter 2"
        assert [deck.name for deck in decks.values() if deck.filtered] == ["Cram"]


def test_cards_of_every_kind_come_as_they_are(path: Path, made: Made) -> None:
    with open_package(path) as package:
        found = _cards(package)
        today = package.calendar.begun  # the collection began today
    names = {card_id: name for name, card_id in made.cards.items()}
    assert len(found) == len(names)
    cards = {names[card.id]: card for card in found.values()}
    review = replace(
        cards["review"], id=0, note_id=0, modified=0, due=None, suspended=False, flag=0
    )
    assert review == ForeignCard(
        id=0, note_id=0, deck_id=made.decks["Therapy::CBT"], ordinal=1, modified=0,
        state=State.REVIEW, interval=15, ease=245, answered=9, lapses=2,
    )  # fmt: skip

    def due(name: str, days: int) -> bool:
        return cards[name].due == today + timedelta(days) and cards[name].due_at is None

    assert due("review", 12)
    assert due("overdue", -40)
    assert cards["overdue"].ease == 251
    assert due("next day", 1)
    assert due("suspended", 2)
    assert cards["suspended"].suspended
    assert due("buried by hand", 0)
    assert cards["buried by hand"].buried
    assert due("buried sibling", 0)
    assert cards["buried sibling"].buried
    assert due("flagged", 3)
    assert [card.flag for card in cards.values() if card.flag] == [3]
    assert sum(card.suspended for card in cards.values()) == 3
    assert sum(card.buried for card in cards.values()) == 2


def test_cards_in_minutes_of_learning_keep_their_instant(path: Path, made: Made) -> None:
    with open_package(path) as package:
        cards = _cards(package)
    learning, again = cards[made.cards["learning"]], cards[made.cards["relearning"]]
    assert (learning.state, learning.due, learning.due_at) == (State.LEARNING, None, 1_795_500_000)
    assert (learning.ease, learning.interval) == (None, 0)
    assert (again.state, again.due, again.due_at) == (State.RELEARNING, None, 1_795_500_600)
    assert (again.ease, again.interval) == (245, 3)
    asleep = cards[made.cards["suspended learning"]]
    assert (asleep.state, asleep.due_at, asleep.suspended) == (State.LEARNING, 1_795_500_900, True)


def test_new_cards_keep_their_position(path: Path, made: Made) -> None:
    with open_package(path) as package:
        cards = _cards(package)
    positions = {name: cards[made.cards[name]].position for name in made.cards}
    assert {name: at for name, at in positions.items() if at is not None} == {
        "new": 7, "suspended new": 9, "filtered new": 11,
    }  # fmt: skip
    assert cards[made.cards["new"]].due is None


def test_cards_in_a_filtered_deck_come_in_their_own_deck(path: Path, made: Made) -> None:
    with open_package(path) as package:
        cards = _cards(package)
        today = package.calendar.begun
    card = cards[made.cards["filtered"]]
    assert card.deck_id == made.decks["Größe"]
    assert (card.state, card.due) == (State.REVIEW, today - timedelta(1))
    assert cards[made.cards["filtered new"]].deck_id == made.decks["Größe"]


def test_the_memory_of_fsrs_comes_along(path: Path, made: Made) -> None:
    with open_package(path) as package:
        card = _cards(package)[made.cards["remembered"]]
    assert (card.stability, card.difficulty, card.desired_retention) == (12.5, 6.25, 0.9)
    assert card.last_review == 1_790_086_400


def test_every_review_comes_with_its_time_and_what_it_was(path: Path, made: Made) -> None:
    with open_package(path) as package:
        reviews = _reviews(package)
    assert [review.id for review in reviews] == [line[0] for line in REVIEWS]
    assert {review.card_id for review in reviews} == {made.cards["review"]}
    assert [review.kind for review in reviews] == [
        ReviewKind.LEARNING, ReviewKind.LEARNING, ReviewKind.REVIEW, ReviewKind.REVIEW,
        ReviewKind.RELEARNING, ReviewKind.EARLY, ReviewKind.MANUAL, ReviewKind.RESCHEDULED,
    ]  # fmt: skip
    assert [review.button for review in reviews] == [3, 3, 4, 1, 3, 2, None, None]
    assert reviews[0].interval == timedelta(seconds=600)
    assert reviews[0].ease is None
    assert (reviews[2].interval, reviews[2].last_interval) == (timedelta(4), timedelta(1))
    assert (reviews[2].ease, reviews[2].took) == (265, 6_000)
    assert reviews[7].ease is None  # FSRS's difficulty stands in the place of the ease


def test_media_come_whole(path: Path) -> None:
    with open_package(path) as package:
        shown = {name: MEDIA[name] for name in package.media}
        assert {"a b.png", "größe.svg"} <= set(shown)
        assert {name: b"".join(package.read_media(name)) for name in shown} == shown
        assert {name: file.size for name, file in package.media.items()} == {
            name: len(content) for name, content in shown.items()
        }


def test_a_package_can_be_read_from_memory_and_twice(path: Path) -> None:
    with open_package(BytesIO(path.read_bytes()), name="mine.apkg") as package:
        assert package.name == "mine.apkg"
        first = list(package.cards())
        assert list(package.cards()) == first


def test_a_package_of_our_own_is_read() -> None:
    with open_package(BytesIO(write_package([], 1_795_400_000))) as package:
        assert package.counts.notes == package.counts.cards == 0
        assert not package.media
        assert Trouble.ZONE_GUESSED in package.issues.counts or not package.calendar.guessed
        assert package.calendar.begun > date(1990, 1, 1)


@pytest.mark.parametrize("name", ["old.apkg", "new.colpkg"])
def test_nothing_is_left_behind(
    made: Made, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with open_package(made.folder / name) as package:
        assert len(list(tmp_path.iterdir())) == 1
        next(package.notes())
    assert list(tmp_path.iterdir()) == []
