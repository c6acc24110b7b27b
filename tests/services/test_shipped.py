"""The decks that ship: loaded once, brought up to their files, schedules kept."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards import config
from flashcards.core.errors import Unreadable
from flashcards.services import shipped
from flashcards.services.library import decks, notes
from flashcards.services.shipped import Loaded
from flashcards.services.wording import note_of, wordings
from flashcards.store.engine import Database
from flashcards.store.models import content
from flashcards.store.models.content import Card, Deck
from tests.conftest import NOW
from tests.services.people import Class, answer, cards_of, enrolment, make_class, schedules, send

HEAD = "---\ntitle: Ruptures\nlanguage: en\nlicence: CC BY 4.0\n---\n\n"
ONE = "Id: note-one\nQ: What is a rupture?\nA: A strain in the alliance.\nSource: -\nTags: a b\n\n"
TWO = "Id: note-two\nC: {{c1::Withdrawal}} and {{c2::confrontation}}\nSource: -\n\n"
THREE = "Id: note-three\nQ: Three?\nA: 3\nSource: -\n\n"
LATER = NOW + timedelta(days=3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "decks"
    made.mkdir()
    (made / "README.md").write_text("No deck.", encoding="utf-8")
    write(made, ONE + TWO)
    return made


@pytest.fixture
def people(database: Database) -> Class:
    with database.write() as session:
        return make_class(session)


def write(folder: Path, body: str, head: str = HEAD) -> None:
    (folder / "ruptures.md").write_text(head + body, encoding="utf-8")


def deck(session: Session) -> Deck:
    return session.scalars(select(Deck).where(Deck.shipped == "ruptures")).one()


def note(session: Session, guid: str) -> content.Note:
    return session.scalars(
        select(content.Note).where(
            content.Note.deck_id == deck(session).id, content.Note.guid == guid
        )
    ).one()


def test_a_file_becomes_a_deck_of_nobody_and_loading_it_again_changes_nothing(
    database: Database, folder: Path, people: Class
) -> None:
    with database.write() as session:
        assert shipped.load(session, folder, NOW) == [Loaded("Ruptures", added=2)]
        made = deck(session)
        assert (made.owner_id, made.title, made.language) == (None, "Ruptures", "en")
        assert len(cards_of(session, made.id)) == 3
        assert note_of(note(session, "note-one")).tags == ("a", "b")
    with database.write() as session:
        assert shipped.load(session, folder, LATER) == []
        assert note(session, "note-one").modified_at == NOW


def test_a_changed_file_changes_its_notes_and_keeps_every_schedule(
    database: Database, folder: Path, people: Class
) -> None:
    with database.write() as session:
        shipped.load(session, folder, NOW)
        decks.enrol(session, people.learner, deck(session).id, NOW)
        cards = cards_of(session, deck(session).id)
        send(session, people.learner, *[answer(f"a{card}", card, 4) for card in cards])
        before = schedules(session, people.learner), schedules(session, people.other)
    write(folder, THREE + TWO + ONE.replace("strain", "tension"))
    with database.write() as session:
        assert shipped.load(session, folder, LATER) == [Loaded("Ruptures", added=1, changed=1)]
        assert note(session, "note-one").back == "A tension in the alliance."
        assert note(session, "note-one").modified_at == LATER
        assert note(session, "note-two").modified_at == NOW
        after = cards_of(session, deck(session).id)
        assert after[1:] == [cards[1], cards[2], cards[0]]
        assert (schedules(session, people.learner), schedules(session, people.other)) == before
        assert enrolment(session, people.learner, deck(session).id).new_from == 0


def test_a_note_that_left_the_file_rests_and_comes_back_with_its_schedule(
    database: Database, folder: Path, people: Class
) -> None:
    with database.write() as session:
        shipped.load(session, folder, NOW)
        decks.enrol(session, people.learner, deck(session).id, NOW)
        cards = cards_of(session, deck(session).id)
        send(session, people.learner, answer("a", cards[0], 4))
        before = schedules(session, people.learner)
    write(folder, TWO)
    with database.write() as session:
        assert shipped.load(session, folder, LATER) == [Loaded("Ruptures", removed=1)]
        assert not session.get_one(Card, cards[0]).active
        assert schedules(session, people.learner) == before
    write(folder, TWO + ONE)
    with database.write() as session:
        assert shipped.load(session, folder, LATER) == [Loaded("Ruptures", changed=1)]
        assert session.get_one(Card, cards[0]).active
        assert set(cards_of(session, deck(session).id)) == set(cards)
        assert schedules(session, people.learner) == before


def test_a_mark_that_leaves_a_note_lets_its_card_rest_and_wakes_it_again(
    database: Database, folder: Path, people: Class
) -> None:
    with database.write() as session:
        shipped.load(session, folder, NOW)
        cards = cards_of(session, deck(session).id)
    for body, active in (
        (TWO.replace("{{c2::confrontation}}", "x"), [True, False]),
        (TWO, [True] * 2),
    ):
        write(folder, ONE + body)
        with database.write() as session:
            shipped.load(session, folder, LATER)
            assert [session.get_one(Card, card).active for card in cards[1:]] == active


def test_her_own_wording_stands_while_it_fits_and_rests_while_it_does_not(
    database: Database, folder: Path, people: Class
) -> None:
    hers = "{{c1::Backing off}} and {{c2::attack}}"
    with database.write() as session:
        shipped.load(session, folder, NOW)
        row = note(session, "note-two")
        changed = note_of(row)
        notes.change(
            session, people.learner, row.id, type(changed)(**{**vars(changed), "text": hers}), NOW
        )
    for body, expected in (
        (TWO.replace("and", "or"), hers),
        (
            TWO.replace("}} and", "}} {{c3::and}}"),
            "{{c1::Withdrawal}} {{c3::and}} {{c2::confrontation}}",
        ),
        (TWO, hers),
    ):
        write(folder, ONE + body)
        with database.write() as session:
            shipped.load(session, folder, LATER)
            row = note(session, "note-two")
            own = wordings(session, people.learner, [row.id])[row.id]
            assert note_of(row, own).text == expected
    write(folder, ONE + "Id: note-two\nQ: Two?\nA: 2\nSource: -\n")
    with database.write() as session:
        shipped.load(session, folder, LATER)
        row = note(session, "note-two")
        own = wordings(session, people.learner, [row.id])[row.id]
        assert (note_of(row, own).front, note_of(row, own).back) == ("Two?", "2")


@pytest.mark.parametrize("data", [b"no deck", b"\xff\xfe\x00", b"---\ntitle: x\n---\n"])
def test_a_broken_file_is_told_by_name_and_nothing_is_loaded(
    database: Database, folder: Path, data: bytes
) -> None:
    (folder / "zz.md").write_bytes(data)
    with pytest.raises(Unreadable, match=r"zz\.md"), database.write() as session:
        shipped.load(session, folder, NOW)
    with database.read() as session:
        assert session.scalars(select(Deck)).all() == []


def test_the_decks_of_this_program_load_and_load_again(database: Database) -> None:
    with database.write() as session:
        loaded = shipped.load(session, config.shipped("decks"), NOW)
        assert all(each.added for each in loaded)
        assert shipped.load(session, config.shipped("decks"), NOW) == []
        for made in session.scalars(select(Deck)):
            made.shipped_hash = "changed"
        again = shipped.load(session, config.shipped("decks"), LATER)
        assert {(each.added, each.changed, each.removed) for each in again} == {(0, 0, 0)}


def test_what_is_learned_first_is_loaded_first(database: Database, folder: Path) -> None:
    for name, order in (("aaa", 10), ("bbb", 2)):
        text = HEAD.replace("Ruptures", name) + ONE.replace("note-one", name + "-note")
        (folder / f"{name}.md").write_text(
            text.replace("language", f"order: {order}\nlanguage"), encoding="utf-8"
        )
    with database.write() as session:
        loaded = [each.title for each in shipped.load(session, folder, NOW)]
    assert loaded == ["bbb", "aaa", "Ruptures"]
