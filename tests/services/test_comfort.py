"""Keys are kept by learner, never two actions on one; size, side and contrast become classes."""

from __future__ import annotations

import pytest

from flashcards.core.errors import Invalid
from flashcards.services import comfort
from flashcards.services.study.typing import is_typable
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from tests.services.people import make_user


def test_keys_are_kept_and_reset(database: Database) -> None:
    with database.write() as session:
        ann, bob = make_user(session), make_user(session, "bob@b.org")
        first = comfort.keys(ann)
        comfort.change_keys(ann, {**first, "flag": "Q", "bury": "f"})
        ids = ann.id, bob.id
    with database.write() as session:
        ann, bob = (session.get_one(User, each) for each in ids)
        assert ann.keys == {"flag": "q", "bury": "f"}
        assert comfort.keys(ann) == {**first, "flag": "q", "bury": "f"}
        assert comfort.keys(bob) == first
        comfort.reset_keys(ann)
        assert comfort.keys(ann) == first


def test_an_action_whose_first_key_she_gave_away_has_one_that_is_free(database: Database) -> None:
    with database.write() as session:
        ann = make_user(session)
        ann.keys = {"flag": "r", "bury": "a"}
        keys = comfort.keys(ann)
        assert keys["flag"] == "r"
        assert keys["replay"] not in {"r", "a"}
        assert len(set(keys.values())) == len(keys)
        comfort.change_keys(ann, keys)
        assert comfort.keys(ann) == keys


@pytest.mark.parametrize(
    ("action", "key", "words"),
    [
        ("flag", "b", "does something else already: “Flag the card”"),
        ("flag", "", "one letter"),
        ("flag", "ab", "one letter"),
        ("flag", "7", "for the grades"),
        ("flag", " ", "one letter"),
        ("turn", "tt", "“space”"),
    ],
)
def test_a_key_that_cannot_be_is_told_and_none_is_changed(
    database: Database, action: str, key: str, words: str
) -> None:
    with database.write() as session:
        ann = make_user(session)
        with pytest.raises(Invalid, match=words):
            comfort.change_keys(ann, {**comfort.keys(ann), "undo": "z", action: key})


def test_what_suits_her_becomes_classes(database: Database) -> None:
    with database.write() as session:
        ann = make_user(session)
        session.flush()
        assert comfort.classes(ann) == comfort.classes(None) == ""
        comfort.suit(ann, "left", 3, True, False)
        assert comfort.classes(ann) == "left-handed text-3 contrast"
        with pytest.raises(Invalid):
            comfort.suit(ann, "left", 4, True, False)
        with pytest.raises(Invalid):
            comfort.suit(ann, "both", 1, True, False)


@pytest.mark.parametrize(
    ("answer", "short"),
    [
        ("Bordin", True),
        ("Edward <strong>Bordin</strong>", True),
        ("word " * 20, False),
        ("<p>One</p><p>Two</p>", False),
        ('A rose <img src="/media/a/b.png" alt="A rose">', False),
        ('<audio controls src="/media/a/b.mp3"></audio> hum', False),
        ("", False),
        ("A long sentence about " + "x" * 90 + ' <span class="cloze">bond</span>', True),
    ],
)
def test_short_plain_answers_are_typed(answer: str, short: bool) -> None:
    assert is_typable(answer) is short
