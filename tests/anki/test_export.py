"""What the real Anki makes of our packages the first time."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from flashcards.anki.export import write_package
from flashcards.anki.outgoing import PackageDeck, PackageNote
from flashcards.core.notes import NoteType

if TYPE_CHECKING:
    from tests.anki.conftest import Anki

NOW = 1_795_400_000


def test_decks_come_with_their_notes_cards_and_descriptions(
    anki: Anki, basic: PackageNote, reversed_note: PackageNote, cloze_note: PackageNote
) -> None:
    outcome = anki.imports(
        PackageDeck("Therapy::CBT", "<b>Beck</b>, Depression", [basic, reversed_note]),
        PackageDeck("Exposure", "", [cloze_note]),
    )
    assert outcome == {"new": 3}
    names = {deck.name: deck.id for deck in anki.collection.decks.all_names_and_ids()}
    assert set(names) == {"Default", "Therapy", "Therapy::CBT", "Exposure"}
    cards = dict(anki.rows("select did, count() from cards group by did"))
    assert cards == {names["Therapy::CBT"]: 3, names["Exposure"]: 3}
    described = anki.collection.decks.by_name("Therapy::CBT")
    assert described is not None
    assert described["desc"] == "<b>Beck</b>, Depression"
    assert anki.problems() == 0


def test_every_field_arrives_in_its_own(anki: Anki, basic: PackageNote) -> None:
    anki.imports(PackageDeck("A", "", [basic]))
    assert dict(anki.note("basic-guid").items()) == {
        "Front": basic.front,
        "Back": basic.back,
        "Extra": basic.extra,
        "Source": basic.source,
        "Quote": basic.quote,
        "Spare": "",
    }
    assert anki.rows("select sfld from notes") == [["Who described the cognitive triad?"]]


def test_source_and_quote_are_seen_with_the_answer_only(anki: Anki, basic: PackageNote) -> None:
    anki.imports(PackageDeck("A", "", [basic, basic._replace(guid="bare", quote="", source="")]))
    card = anki.note("basic-guid").cards()[0]
    assert "Beck" in card.answer()
    assert "Beck" not in card.question()
    assert basic.source in card.answer()
    assert f"<blockquote>{basic.quote}</blockquote>" in card.answer()
    assert basic.source not in card.question()
    bare = anki.note("bare").cards()[0].answer()
    assert "<details" not in bare
    assert 'class="source"' not in bare


def test_a_reversed_note_gives_two_cards(anki: Anki, reversed_note: PackageNote) -> None:
    anki.imports(PackageDeck("A", "", [reversed_note]))
    forward, backward = anki.note("reversed-guid").cards()
    assert "commitment" not in forward.question()
    assert "commitment" in forward.answer()
    assert "commitment" in backward.question()
    assert "ACT" not in backward.question()


@pytest.mark.parametrize(
    ("text", "ordinals"),
    [
        ("{{c1::one}} and {{c1::two}}", [1]),
        ("{{c2::two}} before {{c1::one::with a hint}}", [1, 2]),
        ("{{c1::outer {{c2::inner {{c5::deep}}}}}}", [1, 2, 5]),
        ("{{c1::a}} {{c2::never closed", [1]),
        ("{{c1::x^{2} \\(\\frac{a}{b} \\)}}", [1]),
        ("{{c1::<b>Größe &lt; 1</b><br>\nnext line}}", [1]),
        ("{{c12::last}}", [12]),
    ],
)
def test_a_cloze_note_gives_the_cards_of_its_ordinals(
    anki: Anki, cloze_note: PackageNote, text: str, ordinals: list[int]
) -> None:
    anki.imports(PackageDeck("A", "", [cloze_note._replace(text=text)]))
    assert anki.ordinals("cloze-guid") == ordinals
    assert anki.problems() == 0


def test_a_hint_stands_in_the_place_of_what_is_hidden(anki: Anki, cloze_note: PackageNote) -> None:
    anki.imports(PackageDeck("A", "", [cloze_note]))
    first = anki.note("cloze-guid").cards()[0]
    assert "[technique]" in first.question()
    assert "Exposure</span>" in first.answer()


def test_unicode_and_marked_up_text_come_through_unchanged(anki: Anki, basic: PackageNote) -> None:
    front = '<a\nhref="#">5 &lt; 6 &amp; 7</a> <code>{{c1::x}} {{Back}}</code> 日本語 🧠 é <1'
    anki.imports(PackageDeck("Größe & Ängste 日本", "", [basic._replace(front=front)]))
    assert anki.note("basic-guid")["Front"] == front
    assert anki.collection.decks.id_for_name("Größe & Ängste 日本")
    assert "{{c1::x}} {{Back}}" in anki.note("basic-guid").cards()[0].question()


def test_control_characters_do_not_break_the_fields_apart(anki: Anki, basic: PackageNote) -> None:
    odd = basic._replace(back="a\x1fb\x00c\ud800", tags=("x\x1fy",))
    assert anki.imports(PackageDeck("A\x1fB", "", [odd])) == {"new": 1}
    assert anki.note("basic-guid")["Back"] == "abc"
    assert anki.note("basic-guid").tags == ["xy"]
    assert anki.collection.decks.id_for_name("AB")


def test_tags_with_spaces_become_one_tag_each(anki: Anki, basic: PackageNote) -> None:
    odd = ("two words", "Two_Words", "cbt::beck", 'q"q', "wide\u3000space", "  ", "ä")
    anki.imports(PackageDeck("A", "", [basic._replace(tags=odd)]))
    assert sorted(anki.note("basic-guid").tags) == [
        "cbt::beck",
        "qq",
        "two_words",
        "wide_space",
        "ä",
    ]


@pytest.mark.parametrize("with_scheduling", [False, True])
def test_new_cards_are_shown_in_the_order_of_the_package(
    anki: Anki, basic: PackageNote, with_scheduling: bool
) -> None:
    notes = [
        basic._replace(guid=f"g{place}", front=f"<p>{place}</p>", note_id=basic.note_id - place)
        for place in range(12)
    ]
    anki.imports(PackageDeck("A", "", notes), with_scheduling=with_scheduling)
    shown = anki.rows("select n.guid from cards c join notes n on n.id = c.nid order by c.due")
    assert [guid for (guid,) in shown] == [note.guid for note in notes]


def test_a_suspended_card_stays_suspended_if_progress_is_taken(
    anki: Anki, reversed_note: PackageNote
) -> None:
    note = reversed_note._replace(suspended=frozenset({2}))
    anki.imports(PackageDeck("A", "", [note]), with_scheduling=True)
    assert [card.queue for card in anki.note("reversed-guid").cards()] == [0, -1]


def test_notes_and_cards_keep_the_ids_we_gave_them(
    anki: Anki, basic: PackageNote, reversed_note: PackageNote
) -> None:
    same_id = basic._replace(note_id=reversed_note.note_id)
    anki.imports(PackageDeck("A", "", [reversed_note, same_id]))
    assert anki.rows("select id, guid, mod from notes") == [
        [1_700_000_000_001, "reversed-guid", NOW - 900],
        [1_700_000_000_002, "basic-guid", NOW - 1000],
    ]
    assert anki.rows("select id, nid, ord from cards") == [
        [1_700_000_000_001, 1_700_000_000_001, 0],
        [1_700_000_000_002, 1_700_000_000_001, 1],
        [1_700_000_000_003, 1_700_000_000_002, 0],
    ]


def test_notes_for_the_default_deck_land_in_it(anki: Anki, basic: PackageNote) -> None:
    anki.imports(PackageDeck("default", "", [basic]))
    assert [deck.name for deck in anki.collection.decks.all_names_and_ids()] == ["Default"]
    assert anki.rows("select did from cards") == [[1]]


def test_decks_whose_names_anki_takes_for_one_are_one(
    anki: Anki, basic: PackageNote, cloze_note: PackageNote
) -> None:
    outcome = anki.imports(
        PackageDeck("Trauma :: Basics", "", [basic]),
        PackageDeck("trauma::basics", "", [cloze_note]),
    )
    assert outcome == {"new": 2}
    assert len(anki.rows("select distinct did from cards")) == 1
    assert anki.collection.decks.id_for_name("Trauma::Basics")


def test_a_note_in_two_decks_arrives_once(anki: Anki, basic: PackageNote) -> None:
    again = basic._replace(front="Again")
    outcome = anki.imports(PackageDeck("A", "", [basic]), PackageDeck("B", "", [again]))
    assert outcome == {"new": 1}
    assert anki.note("basic-guid")["Front"] == basic.front


def test_the_same_input_gives_the_same_bytes(
    basic: PackageNote, reversed_note: PackageNote, cloze_note: PackageNote
) -> None:
    decks = [PackageDeck("A::B", "x", [basic, reversed_note]), PackageDeck("C", "", [cloze_note])]
    assert write_package(decks, NOW) == write_package(decks, NOW)


def test_a_package_holds_a_collection_and_an_empty_list_of_media(basic: PackageNote) -> None:
    package = zipfile.ZipFile(BytesIO(write_package([PackageDeck("A", "", [basic])], NOW)))
    assert package.namelist() == ["collection.anki2", "media"]
    assert package.read("media") == b"{}"


def test_a_collection_without_notes_can_be_imported(new_anki: Callable[[], Anki]) -> None:
    assert new_anki().imports() == {}
    assert new_anki().imports(PackageDeck("Empty", "Nothing yet")) == {}


@pytest.mark.long
def test_ten_thousand_notes_are_one_package(anki: Anki, basic: PackageNote) -> None:
    notes = [
        basic._replace(guid=f"g{place}", type=kind, text="{{c1::a}} {{c2::b}}", front=f"{place}")
        for place, kind in enumerate([NoteType.BASIC, NoteType.CLOZE] * 5_000)
    ]
    assert anki.imports(PackageDeck("Large", "", notes)) == {"new": 10_000}
    assert anki.rows("select count() from cards") == [[15_000]]
