"""Our Anki note types are frozen, and readable by day and by night."""

from __future__ import annotations

import hashlib
import re

import pytest

from flashcards.anki.notetypes import CLOZE_FIELDS, MODIFIED, NOTE_TYPES, TWO_SIDES
from flashcards.anki.style import CSS
from flashcards.core.notes import WRITTEN, NoteType


def test_ids_names_and_fields_are_what_they_were_in_the_first_release() -> None:
    frozen = {kind: (type_.id, type_.fields) for kind, type_ in NOTE_TYPES.items()}
    two_sides = ("Front", "Back", "Extra", "Source", "Quote", "Spare")
    assert frozen == {
        NoteType.BASIC: (1_763_894_601_437, two_sides),
        NoteType.REVERSED: (1_763_894_602_771, two_sides),
        NoteType.CLOZE: (1_763_894_604_093, ("Text", "Extra", "Source", "Quote", "Spare")),
    }
    assert set(WRITTEN) == set(NOTE_TYPES)


def test_modified_is_raised_with_every_change_of_templates_or_css() -> None:
    looks = repr([(type_.name, type_.templates, type_.css) for type_ in NOTE_TYPES.values()])
    digest = hashlib.sha256(looks.encode()).hexdigest()[:16]
    assert (MODIFIED, digest) == (1_795_400_000, "f3d2aafd918c865d"), (
        "Templates or CSS changed: raise MODIFIED, then write both down here."
    )


def test_templates_show_every_field_but_the_spare_one_and_no_other() -> None:
    for type_ in NOTE_TYPES.values():
        for card in type_.templates:
            named = set(re.findall(r"\{\{[#/]?(?:cloze:)?(\w+)\}\}", card.question + card.answer))
            assert named - {"FrontSide"} == set(type_.fields) - {"Spare"}
    assert {"Spare"} <= set(TWO_SIDES) & set(CLOZE_FIELDS)


def test_nothing_is_fetched_from_outside() -> None:
    looks = CSS + "".join(
        card.question + card.answer for type_ in NOTE_TYPES.values() for card in type_.templates
    )
    assert not re.search(r"https?:|//|@import|url\(|<script|<link|src=", looks)


def _luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("mode", [0, 1])
@pytest.mark.parametrize("colour", ["ink", "quiet", "accent"])
def test_text_stands_out_from_the_page_by_day_and_by_night(mode: int, colour: str) -> None:
    page = re.findall(r"--page: (#\w{6})", CSS)[mode]
    text = re.findall(rf"--{colour}: (#\w{{6}})", CSS)[mode]
    dark, light = sorted((_luminance(page), _luminance(text)))
    assert (light + 0.05) / (dark + 0.05) >= 5
