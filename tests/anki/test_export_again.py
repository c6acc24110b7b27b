"""What the real Anki makes of a package when it has an earlier one already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from flashcards.anki import export
from flashcards.anki.notetypes import MODIFIED, NOTE_TYPES
from flashcards.anki.outgoing import PackageDeck, PackageNote
from flashcards.core.notes import NoteType

if TYPE_CHECKING:
    from tests.anki.conftest import Anki


def test_the_same_package_again_adds_nothing(
    anki: Anki, basic: PackageNote, reversed_note: PackageNote, cloze_note: PackageNote
) -> None:
    deck = PackageDeck("A", "", [basic, reversed_note, cloze_note])
    assert anki.imports(deck) == {"new": 3}
    before = anki.rows("select * from cards")
    types = anki.rows("select id, name from notetypes")
    assert anki.imports(deck) == {"duplicate": 3}
    assert anki.rows("select * from cards") == before
    assert anki.rows("select id, name from notetypes") == types


def test_an_edit_here_updates_the_note_there(
    anki: Anki, basic: PackageNote, cloze_note: PackageNote
) -> None:
    anki.imports(PackageDeck("A", "", [basic, cloze_note]))
    edited = basic._replace(front="<p>New</p>", tags=("new",), modified=basic.modified + 1)
    assert anki.imports(PackageDeck("A", "", [edited, cloze_note])) == {
        "updated": 1,
        "duplicate": 1,
    }
    assert anki.note("basic-guid")["Front"] == "<p>New</p>"
    assert anki.note("basic-guid").tags == ["new"]
    assert anki.rows("select count() from notes") == [[2]]


def test_an_edit_without_a_newer_time_changes_nothing(anki: Anki, basic: PackageNote) -> None:
    anki.imports(PackageDeck("A", "", [basic]))
    assert anki.imports(PackageDeck("A", "", [basic._replace(front="New")])) == {"duplicate": 1}
    assert anki.note("basic-guid")["Front"] == basic.front


def test_a_later_edit_in_anki_is_kept(anki: Anki, basic: PackageNote) -> None:
    anki.imports(PackageDeck("A", "", [basic]))
    note = anki.note("basic-guid")
    note["Back"] = "Aaron Beck"
    anki.collection.update_note(note)
    ours = basic._replace(back="Beck, 1967", modified=anki.note("basic-guid").mod - 1)
    assert anki.imports(PackageDeck("A", "", [ours])) == {"duplicate": 1}
    assert anki.note("basic-guid")["Back"] == "Aaron Beck"


def test_an_added_note_is_the_only_new_one(
    anki: Anki, basic: PackageNote, cloze_note: PackageNote
) -> None:
    anki.imports(PackageDeck("A", "", [basic]))
    outcome = anki.imports(PackageDeck("A", "", [cloze_note, basic]))
    assert outcome == {"new": 1, "duplicate": 1}
    assert anki.problems() == 0


def test_a_mark_added_to_a_cloze_note_gives_its_new_card(
    anki: Anki, cloze_note: PackageNote
) -> None:
    anki.imports(PackageDeck("A", "", [cloze_note]))
    more = cloze_note._replace(
        text=cloze_note.text + " {{c7::always}}", modified=cloze_note.modified + 1
    )
    anki.imports(PackageDeck("A", "", [more]))
    assert anki.ordinals("cloze-guid") == [1, 2, 3, 7]


def test_a_card_studied_in_anki_keeps_its_schedule(anki: Anki, basic: PackageNote) -> None:
    anki.imports(PackageDeck("A", "", [basic]))
    (card,) = anki.note("basic-guid").cards()
    anki.collection.sched.set_due_date([card.id], "9")
    before = anki.rows("select type, queue, due, ivl from cards")
    edited = basic._replace(front="New", modified=basic.modified + 1)
    anki.imports(PackageDeck("A", "", [edited]), with_scheduling=True)
    assert anki.rows("select type, queue, due, ivl from cards") == before


def test_a_deck_moved_in_anki_stays_where_it_is(anki: Anki, basic: PackageNote) -> None:
    anki.imports(PackageDeck("A", "", [basic]))
    (card,) = anki.note("basic-guid").cards()
    there = anki.collection.decks.id("Mine")
    assert there
    anki.collection.set_deck([card.id], there)
    anki.imports(PackageDeck("A", "", [basic._replace(modified=basic.modified + 1)]))
    assert anki.rows("select did from cards") == [[there]]


def test_a_new_look_reaches_anki_if_its_time_was_raised(
    anki: Anki, basic: PackageNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    anki.imports(PackageDeck("A", "", [basic]))
    new_look = replace(NOTE_TYPES[NoteType.BASIC], css=".card { color: green }")
    monkeypatch.setitem(NOTE_TYPES, NoteType.BASIC, new_look)
    anki.imports(PackageDeck("A", "", [basic]))
    assert "green" not in anki.note("basic-guid").cards()[0].answer()
    monkeypatch.setattr(export, "MODIFIED", MODIFIED + 1)
    anki.imports(PackageDeck("A", "", [basic]))
    assert "green" in anki.note("basic-guid").cards()[0].answer()
    assert len(anki.rows("select id from notetypes where name like 'Flashcards:%'")) == 1


def test_a_second_look_at_the_same_note_type_leaves_no_note_out(
    anki: Anki, basic: PackageNote, cloze_note: PackageNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    anki.imports(PackageDeck("A", "", [basic]))
    monkeypatch.setattr(export, "MODIFIED", MODIFIED + 1)
    newer = basic._replace(modified=basic.modified + 1)
    assert anki.imports(PackageDeck("A", "", [newer, cloze_note])) == {"updated": 1, "new": 1}


def test_a_note_of_another_type_under_its_old_guid_is_left_out(
    anki: Anki, basic: PackageNote, cloze_note: PackageNote
) -> None:
    anki.imports(PackageDeck("A", "", [basic]))
    changed = cloze_note._replace(guid=basic.guid, modified=basic.modified + 1)
    assert anki.imports(PackageDeck("A", "", [changed])) == {"conflicting": 1}
    assert anki.note("basic-guid")["Front"] == basic.front


def test_a_deck_renamed_here_comes_in_empty_and_the_cards_stay(
    anki: Anki, basic: PackageNote
) -> None:
    anki.imports(PackageDeck("Old", "", [basic]))
    newer = basic._replace(modified=basic.modified + 1)
    assert anki.imports(PackageDeck("New", "", [newer])) == {"updated": 1}
    assert anki.rows("select did from cards") == [[anki.collection.decks.id_for_name("Old")]]
    assert anki.collection.decks.id_for_name("New")
