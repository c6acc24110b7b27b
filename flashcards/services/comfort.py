"""What suits a learner's hands and eyes: the keys of a sitting, size of text, contrast, side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from flashcards.core.errors import Invalid
from flashcards.store.models.accounts import User

HANDS = ("right", "left")
TEXT_SIZES = ("the usual size", "larger", "much larger", "largest")
SPACE = "space"


@dataclass(frozen=True)
class Action:
    """Something that a key does in a sitting."""

    name: str
    label: str
    key: str
    grades: bool = False


ACTIONS = (
    Action("turn", "Turn the card; then: good", SPACE),
    Action("again", "Again", "1", grades=True),
    Action("hard", "Hard", "2", grades=True),
    Action("good", "Good", "3", grades=True),
    Action("easy", "Easy", "4", grades=True),
    Action("undo", "Undo", "u"),
    Action("edit", "Edit the note", "e"),
    Action("tags", "Change its tags", "t"),
    Action("flag", "Flag the card", "f"),
    Action("bury", "Not today", "b"),
    Action("suspend", "Leave the card out", "x"),
    Action("suspendNote", "Leave the whole note out", "n"),
    Action("move", "Move the note to another deck", "m"),
    Action("source", "Show the source", "s"),
    Action("document", "Open the document", "o"),
    Action("replay", "Play the sounds again", "r"),
    Action("leech", "Go to the card that does not stick", "l"),
)
"""All that keys do in a sitting, with the keys that they have from the beginning."""


def keys(user: User) -> dict[str, str]:
    """Return the learner's key of each action, never one for two of them.

    Where she gave the first key of an action to another, before there was that action, it has
    the first letter that is free.
    """
    taken = set(user.keys.values())
    first = {action.key for action in ACTIONS}
    free = (letter for letter in ascii_lowercase if letter not in taken | first)
    return {
        action.name: user.keys.get(action.name)
        or (next(free) if action.key in taken else action.key)
        for action in ACTIONS
    }


def change_keys(user: User, wanted: Mapping[str, str]) -> None:
    """Give actions other keys; raises Invalid, with the action, where two would share one."""
    chosen: dict[str, str] = {}
    for action in ACTIONS:
        key = _key(action, wanted.get(action.name, ""))
        if key in chosen:
            raise Invalid(f"“{key}” does something else already: “{chosen[key]}”.", action.name)
        chosen[key] = action.label
        if key != action.key:
            user.keys = {**user.keys, action.name: key}
        else:
            user.keys = {name: kept for name, kept in user.keys.items() if name != action.name}


def reset_keys(user: User) -> None:
    """Give every action the key back that it had from the beginning."""
    user.keys = {}


def suit(
    user: User, hand: str, text_size: int, contrast: bool, swipes: bool, plays: bool = True
) -> None:
    """Change side of the buttons, size of text and contrast; if swipes grade, if sounds play."""
    if hand not in HANDS:
        raise Invalid("Choose the right hand or the left.", "hand")
    if not 0 <= text_size < len(TEXT_SIZES):
        raise Invalid("Choose one of the sizes.", "text_size")
    user.hand, user.text_size = hand, text_size
    user.contrast, user.swipes, user.plays = contrast, swipes, plays


def classes(user: User | None) -> str:
    """Return the classes that a page needs to suit the learner, empty for nobody."""
    if user is None:
        return ""
    found = (
        "left-handed" if user.hand == "left" else "",
        f"text-{user.text_size}" if user.text_size else "",
        "contrast" if user.contrast else "",
    )
    return " ".join(filter(None, found))


def _key(action: Action, text: str) -> str:
    key = SPACE if text == " " else text.strip().lower()
    if key == SPACE and action.name == "turn":
        return key
    if len(key) != 1 or not key.isprintable():
        words = "Write one letter, digit or sign"
        raise Invalid(
            f"{words}, or “space”." if action.name == "turn" else f"{words}.", action.name
        )
    if key.isdigit() and not action.grades:
        raise Invalid("Digits are for the grades.", action.name)
    return key
