"""Which cards a note gives, as in the real Anki, and what no template may do."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from anki.collection import Collection
from anki.decks import DeckId

from flashcards.anki.package.foreign import ForeignNoteType, ForeignTemplate
from flashcards.anki.templates.faults import Fault, Wrong
from flashcards.anki.templates.parse import LONGEST
from flashcards.anki.templates.render import Around, Renderer

FRONTS = (
    "{{A}}", "{{B}}", "{{A}}<!--1-->{{Deck}}", "{{#A}}x{{A}}{{/A}}", "{{^A}}{{B}}{{/A}}",
    "{{#Tags}}{{A}}{{/Tags}}", "{{type:A}}", "{{hint:A}}", "{{tts en_US:A}}", "{{nope:A}}",
    "{{#c1}}{{A}}{{/c1}}", "{{text:A}}!", "{{^B}}{{A}}{{/B}}", "{{#B}}{{A}}{{/B}}",
    "{{#A}}y{{/A}}{{B}}",
    "{{Tags}}", "{{#A}}{{#B}}{{A}}{{/B}}{{/A}}",
)  # fmt: skip
NOTES = (
    ("a", "b"), ("", "b"), ("a", ""), ("<br>", "b"), ("[sound:x]", ""), ("&nbsp;", "<div></div>"),
    ("", ""), ("<img src=x>", " "),
)  # fmt: skip
CLOZES = (
    ("{{c1::a}}{{c3::b}}", ""), ("none", "{{c2::x}}"), ("{{c1::a {{c2::b}}}}", "{{c5::x}}"),
    ("{{c1,4::a}}", ""), ("none", "none"), ("{{c500::a}}", ""), ("{{c2::open", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """Give a collection with a note type of many templates."""
    opened = Collection(str(tmp_path_factory.mktemp("render") / "collection.anki2"))
    kind = opened.models.new("Many")
    for name in ("A", "B"):
        opened.models.add_field(kind, opened.models.new_field(name))
    for place, front in enumerate(FRONTS):
        template = opened.models.new_template(f"Card {place}")
        template["qfmt"], template["afmt"] = front, "{{B}}"
        opened.models.add_template(kind, template)
    opened.models.add(kind)
    yield opened
    opened.close()


def _theirs(
    collection: Collection, kind: str, fields: tuple[str, str], tags: list[str]
) -> list[int]:
    note = collection.new_note(collection.models.by_name(kind) or {})
    note.fields, note.tags = list(fields), tags
    collection.add_note(note, DeckId(1))
    return sorted(card.ord + 1 for card in note.cards())


def _many(*fronts: str, back: str = "{{B}}") -> Renderer:
    templates = tuple(ForeignTemplate(f"Card {n}", front, back) for n, front in enumerate(fronts))
    return Renderer(ForeignNoteType(1, "Many", ("A", "B"), templates, "", False, 0))


def _cloze(front: str = "{{cloze:Text}}") -> Renderer:
    template = ForeignTemplate("Cloze", front, front)
    return Renderer(ForeignNoteType(1, "Cloze", ("Text", "Back Extra"), (template,), "", True, 0))


@pytest.mark.parametrize("tags", [[], ["t"]])
def test_a_note_gives_the_cards_that_it_gives_in_anki(
    collection: Collection, tags: list[str]
) -> None:
    renderer, around = _many(*FRONTS), Around(tags=tags, deck="Default")
    for fields in NOTES:
        assert list(renderer.ordinals(fields, around)) == _theirs(collection, "Many", fields, tags)


def test_a_cloze_note_gives_the_cards_that_it_gives_in_anki(collection: Collection) -> None:
    for fields in CLOZES:
        assert list(_cloze().ordinals(fields)) == _theirs(collection, "Cloze", fields, [])


def test_a_card_is_empty_if_its_front_shows_nothing_of_the_note() -> None:
    assert _many("x{{A}}").card_is_empty(["", "b"], 1)
    assert not _many("x{{A}}").card_is_empty(["a", ""], 1)
    assert _cloze().card_is_empty(["{{c1::a}}", ""], 2)


def test_what_is_wrong_with_a_template_is_found_without_a_note() -> None:
    found = _many(
        "{{#B}}{{No}}{{/B}}", "{{A}}{{/A}}", "{{#A}}", "{{tts en:A}}", back="{{#B}}"
    ).faults()
    assert set(found) == {
        Fault(Wrong.FIELD_UNKNOWN, "No", "front of “Card 0”"),
        Fault(Wrong.NEVER_OPENED, "A", "front of “Card 1”"),
        Fault(Wrong.NEVER_CLOSED, "A", "front of “Card 2”"),
        Fault(Wrong.SPEECH, "A", "front of “Card 3”"),
        *(Fault(Wrong.NEVER_CLOSED, "B", f"back of “Card {card}”") for card in range(4)),
    }
    assert _many("{{A}}").faults() == ()
    assert str(Fault(Wrong.FIELD_UNKNOWN, "No")) == "“No”: there is no field of this name"


def test_a_card_tells_what_is_wrong_with_its_template_once_and_what_its_note_adds() -> None:
    shown = _many("{{A}}", "{{No}}{{#A}}{{B}}").render(["", ""], 2)
    assert [str(fault) for fault in shown.faults] == [
        "front of “Card 1”: “A”: this part is never closed",
        "front of “Card 1”: “No”: there is no field of this name",
        "nothing of the note stands on the front of the card",
    ]


def test_an_unknown_field_stands_as_a_calm_text_in_its_place() -> None:
    shown = _many("{{A}} {{<b>No}}").render(["a", ""], 1)
    assert shown.question == 'a <span class="missing">[&lt;b&gt;No?]</span>'


def test_a_sign_that_begins_no_tag_takes_no_words_away() -> None:
    assert _many("{{text:A}}").render(["1 < 2<br>3", ""], 1).question == "1 &lt; 23"


def test_a_card_beyond_the_templates_is_shown_as_the_first() -> None:
    assert _many("{{A}}", "{{B}}").render(["a", "b"], 9).question == "a"


def test_a_picture_with_covered_parts_is_said() -> None:
    text = "{{c1::image-occlusion:rect:left=.1:top=.2}}<img src='x.png'>"
    shown = _cloze().render([text, ""], 1)
    assert shown.question == "<img src='x.png'>"
    assert Fault(Wrong.OCCLUSION) in shown.faults


HOSTILE: tuple[tuple[str, str], ...] = (
    ("{{" * 100_000, "a"),
    ("{{#A}}" * 50_000, "a"),
    ("{{/A}}" * 50_000, "a"),
    ("<!--" * 80_000, "a"),
    ("{{A}}" * 50_000, "a" * 100_000),
    ("{{text:A}}", "<script>" * 200_000),
    ("{{text:A}}", "<!--" * 200_000),
    ("{{text:A}}", "<a" * 500_000),
    ("{{furigana:A}}", "あ" * 100_000),
    ("{{furigana:A}}", "[" * 300_000),
    ("{{cloze:A}}", "{{c1::" * 20_000),
    ("{{cloze:A}}", "{{c1::x}}" + "\\(" * 300_000),
    ("{{#A}}{{/A}}" * 30_000, " " * 200_000),
    ("{{hint:hint:hint:A}}" * 10_000, "x" * 10_000),
    ("x" * (LONGEST + 1), "a"),
)


@pytest.mark.parametrize("place", range(len(HOSTILE)))
def test_no_template_takes_long_or_much(place: int) -> None:
    front, value = HOSTILE[place]
    begun = time.monotonic()
    renderer: Any = _many(front, back="{{FrontSide}}" * 10)
    shown = renderer.render([value, ""], 1)
    renderer.faults()
    assert time.monotonic() - begun < 6
    assert len(shown.question) + len(shown.answer) < 60_000_000


def test_a_renderer_keeps_nothing_of_one_note_for_the_next() -> None:
    renderer = _many("{{A}}{{No}}")
    first = renderer.render(["a", ""], 1)
    assert renderer.render(["a", ""], 1) == first
    assert renderer.render(["b", ""], 1).question.startswith("b")
