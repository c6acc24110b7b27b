"""What makes the search for signs quick keeps no sign from being seen."""

from __future__ import annotations

import re

import pytest

from flashcards.making.checking.guard import abroad
from flashcards.making.checking.guard.look import _CLEAR, _FAINT
from flashcards.making.checking.guard.sign import OVER, Sign, in_small_letters, search, sign
from flashcards.making.checking.guard.teaching import SIGNS
from tests.making.checking.guard.cases import _FOLDER, cases

ALL = (*_CLEAR, *abroad.SIGNS, *_FAINT, *SIGNS)
LOOSE = {"clipped writing"}
"""Signs whose triggers leave out what says little by itself: “re:”, “gest”, “iapt”."""
TEXTS = [text for file in _FOLDER.glob("*.txt") for text in cases(file.stem).values()]


@pytest.mark.parametrize("number", range(len(ALL)), ids=lambda at: f"{at} {ALL[at].kind}")
def test_nothing_that_a_pattern_matches_is_kept_from_it(number: int) -> None:
    each = ALL[number]
    for text in TEXTS:
        small = in_small_letters(text)
        for found in each.pattern.finditer(text if each.cased else small):
            near = small[found.start() : found.end() + OVER]
            assert each.kind in LOOSE or each.may_match(near), (each.triggers, each.hint, near)
            assert not each.numbered or re.search("[0-9]", near), near


def test_a_pattern_is_not_made_for_a_text_that_gives_no_cause() -> None:
    plain = sign("a thing", 1, "(?P<who>needle) at all", "needle", hint="needle at")
    assert search("A needle by itself, and at other places nothing at all.", [plain]) == []
    assert "pattern" not in vars(plain)
    assert [each.excerpt for each in search("A needle at all.", [plain])] == ["needle"]
    assert "pattern" in vars(plain)


def test_a_hint_that_is_too_narrow_would_be_noticed() -> None:
    narrow = Sign("a thing", 1, "needle|thread", hint="needle")
    assert narrow.may_match("a needle")
    assert not narrow.may_match("a thread")
