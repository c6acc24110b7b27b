"""What is here goes to a running Anki and comes back: each review once, each schedule exact."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from anki.cards import CardId
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.decks import DeckConfigId, DeckId
from anki.notes import NoteId
from anki.scheduler.v3 import CardAnswer, Scheduler
from sqlalchemy import select

from flashcards.anki.package.package import open_package
from flashcards.core import notes as core
from flashcards.core.scheduling import day
from flashcards.services.imports import plan
from flashcards.services.library import notes
from flashcards.services.media.keeping import Keeper, Limits
from flashcards.services.straight import comparing
from flashcards.services.study import events
from flashcards.services.study.events import Incoming
from flashcards.services.wording import note_of
from flashcards.store.models.content import Note
from tests.media_files import png
from tests.services.people import answer, basic
from tests.services.straight.conftest import OWN, Running

ALL = ("new", "here", "there", "both")
_NID = "SELECT id FROM notes WHERE guid = ?"
PROGRESS = ("reviews_here", "reviews_there", "schedules_here", "schedules_there")


def differences(running: Running) -> dict[str, int]:
    """Return all that differs on both sides, what is nothing left out."""
    made = running.compared()
    assert not made.cannot
    return {name: number for name, number in made.counts.items() if number}


def as_new(running: Running) -> None:
    """Let Anki have all notes without progress, in a collection that began long ago."""
    running.sql("UPDATE col SET crt = crt - 86400 * 700")
    path = running.learner.takes(running.folder / "new.apkg", progress=False)
    request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    running.collection.import_anki_package(request)


def answers_there(running: Running, guid: str, rating: CardAnswer.Rating.V) -> int:
    """Let Anki's scheduler take an answer; return when it was given."""
    ((key,),) = running.sql(
        "SELECT c.id FROM cards c JOIN notes n ON n.id = c.nid WHERE n.guid = ? AND c.ord = 0", guid
    )
    scheduler = running.collection.sched
    assert isinstance(scheduler, Scheduler)
    card = running.collection.get_card(CardId(key))
    card.start_timer()
    states = running.collection._backend.get_scheduling_states(card.id)
    scheduler.answer_card(scheduler.build_answer(card=card, states=states, rating=rating))
    ((at,),) = running.sql("SELECT max(id) FROM revlog WHERE cid = ?", key)
    return int(at)


def answers_here(running: Running, guid: str, grade: int, later: int = 60) -> None:
    learner = running.learner
    card = learner.cards()[guid, 0]
    at = learner.now + timedelta(seconds=later)
    learner.now = at
    events.record(
        learner.session,
        learner.user,
        [answer(f"more-{guid}-{grade}-{later}", card.id, grade, day.milliseconds(at))],
        at,
    )


def edits_there(running: Running, guid: str, name: str, says: str, later: int) -> None:
    ((key,),) = running.sql("SELECT id FROM notes WHERE guid = ?", guid)
    note = running.collection.get_note(NoteId(key))
    note[name] = says
    running.collection.update_note(note)
    running.sql(
        "UPDATE notes SET mod = ? WHERE id = ?", int(running.learner.now.timestamp()) + later, key
    )


def edits_here(running: Running, guid: str, front: str, later: int) -> None:
    mine = select(Note).where(Note.guid == guid, Note.deck_id.in_(running.learner.decks))
    row = running.learner.session.scalars(mine).one()
    at = running.learner.now + timedelta(seconds=later)
    note = replace(note_of(row), front=front)
    notes.change(running.learner.session, running.learner.user.id, row.id, note, at)


def basic_guids(running: Running) -> list[str]:
    """Return the guids of the notes that have one card, which was answered."""
    learner = running.learner
    rows = select(Note.guid).where(Note.type == "basic", Note.guid.in_(OWN))
    return list(learner.session.scalars(rows.order_by(Note.id)))


def test_an_empty_anki_gets_everything_and_then_nothing_differs(weeks: Running) -> None:
    made = weeks.compared()
    assert made.counts == {"new": len(weeks.knows()) or made.counts["new"]}
    weeks.sends(made)
    assert len(weeks.log()) == len(weeks.learner.answers())
    assert differences(weeks) == {}
    before = weeks.knows(), weeks.log()
    weeks.sends(weeks.compared())
    assert (weeks.knows(), weeks.log()) == before


def test_cards_that_anki_has_get_what_a_package_would_have_brought(
    weeks: Running, tmp_path: Path
) -> None:
    as_new(weeks)
    made = weeks.compared()
    assert not made.going
    assert made.counts["reviews_here"] == len(weeks.learner.answers())
    assert made.counts["schedules_here"] == len(weeks.learner.schedules())
    weeks.sends(made)
    assert differences(weeks) == {}
    other = Running(weeks.learner, tmp_path / "other")
    other.sql("UPDATE col SET crt = crt - 86400 * 700")
    other.sends(other.compared())
    try:
        assert weeks.log() == other.log()
        theirs = other.knows()
        for place, known in weeks.knows().items():
            expected = theirs[place]
            if expected["queue"] in (-1, -3):  # which cards are left out is not told
                expected = {**expected, "queue": known["queue"]}
            if known["type"] == 0:  # new cards have their places, as they came
                expected = {**expected, "due": known["due"]}
            assert known == expected, place
    finally:
        other.close()


def test_a_few_answers_more_are_all_that_goes(running: Running) -> None:
    running.sends(running.compared())
    met = running.learner.schedules()
    cards = running.learner.cards()
    guid = next(guid for (guid, place), card in cards.items() if card.id not in met and not place)
    before = running.knows(), running.log()
    answers_here(running, guid, 0)
    made = running.compared()
    assert {name: made.counts[name] for name in PROGRESS} == {
        "reviews_here": 1,
        "reviews_there": 0,
        "schedules_here": 1,
        "schedules_there": 0,
    }
    running.sends(made)
    assert differences(running) == {}
    assert len(running.log()) == len(before[1]) + 1
    changed = [place for place, known in running.knows().items() if before[0][place] != known]
    assert changed == [(guid, 0)]


def test_what_was_studied_in_anki_comes_back_once(running: Running) -> None:
    running.sends(running.compared())
    guid = basic_guids(running)[0]
    answers_there(running, guid, CardAnswer.AGAIN)
    assert differences(running) == {"reviews_there": 1, "schedules_there": 1}
    assert sum(done.reviews for done in running.brings_back()) == 1
    assert differences(running) == {}
    assert sum(done.reviews for done in running.brings_back()) == 0
    known = running.knows()
    running.sends(running.compared())
    assert running.knows() == known


def test_answers_on_both_sides_are_united_and_the_last_one_holds(running: Running) -> None:
    running.sends(running.compared())
    guid, other = basic_guids(running)[:2]
    at = answers_there(running, guid, CardAnswer.GOOD)
    running.learner.now = day.instant(at)
    answers_here(running, guid, 5, later=30)
    answers_here(running, other, 5, later=40)
    made = running.compared()
    assert (made.counts["reviews_here"], made.counts["reviews_there"]) == (2, 1)
    assert made.counts["schedules_there"] == 0
    running.brings_back()
    running.sends(running.compared())
    assert differences(running) == {}


def test_the_later_edit_goes_or_is_offered_and_both_is_said(running: Running) -> None:
    running.sends(running.compared())
    mine, theirs, twice = basic_guids(running)[:3]
    since = int(running.learner.now.timestamp()) + 1
    known = running.knows()
    edits_here(running, mine, "Mine now?", 10)
    edits_there(running, theirs, "Back", "theirs now", 20)
    edits_there(running, twice, "Front", "Theirs first?", 20)
    edits_here(running, twice, "Mine later?", 30)
    made = running.compared(since)
    assert {name: made.counts[name] for name in ALL} == {"new": 0, "here": 1, "there": 1, "both": 1}
    assert {one.key for one in made.going} == {mine, twice}
    running.sends(made)
    said = dict(running.sql("SELECT guid, flds FROM notes"))
    assert "Mine now?" in said[mine]
    assert "Mine later?" in said[twice]
    assert "theirs now" in said[theirs]
    assert running.knows() == known
    assert differences(running) == {"there": 1}
    running.brings_back()
    assert differences(running) == {}


def test_an_edit_of_the_same_second_reaches_anki_too(running: Running) -> None:
    running.sends(running.compared())
    guid = basic_guids(running)[0]
    ((there,),) = running.sql("SELECT mod FROM notes WHERE guid = ?", guid)
    edits_here(running, guid, "In the same second?", 0)
    running.sql(
        "UPDATE notes SET mod = ? WHERE guid = ?", int(running.learner.now.timestamp()), guid
    )
    assert there
    running.sends(running.compared())
    assert "In the same second?" in dict(running.sql("SELECT guid, flds FROM notes"))[guid]
    assert differences(running) == {}


def test_anki_may_close_between_any_two_steps(running: Running) -> None:
    as_new(running)
    made = running.compared()
    for number, card in enumerate(made.cards):
        if number % 3 != 1:
            running.sets(card) if card.values else None
        if number % 3 == 2:
            running.actions.insertReviews(card.reviews)
    assert running.compared().counts["reviews_here"] > 0
    running.sends(running.compared())
    assert differences(running) == {}
    assert len(running.log()) == len(running.learner.answers())


def test_numbers_of_reviews_that_are_taken_move_on(running: Running) -> None:
    as_new(running)
    made = running.compared()
    row = made.cards[0].reviews[0]
    free = next(card.card for card in made.cards if not any(r[0] == row[0] for r in card.reviews))
    running.actions.insertReviews([[row[0], free, *row[2:]]])
    again = running.compared()
    numbers = [each[0] for card in again.cards for each in card.reviews]
    assert row[0] not in numbers
    assert len(numbers) == len(set(numbers))
    running.sends(again)


def test_a_card_in_a_filtered_deck_is_named_and_left_alone(running: Running) -> None:
    running.sends(running.compared())
    guid = basic_guids(running)[0]
    ((key,),) = running.sql("SELECT id FROM notes WHERE guid = ?", guid)
    deck = running.collection.sched.get_or_create_filtered_deck(DeckId(0))
    deck.name = "Cram"
    deck.config.search_terms[0].search = f"nid:{key}"
    running.collection.sched.add_or_update_filtered_deck(deck)
    why = "lies in a filtered deck in Anki. Empty that deck there, then look again."
    assert [reason for _, reason in running.compared().cannot] == [why]
    running.others = ["Cram"]
    assert differences(running) == {}
    answers_here(running, guid, 5)
    made = running.compared()
    assert [reason for _, reason in made.cannot] == [why]
    assert not made.going
    assert not made.cards
    ((cram,),) = running.sql("SELECT did FROM cards WHERE nid = ?", key)
    running.collection.sched.empty_filtered_deck(cram)
    running.sends(running.compared())
    assert differences(running) == {}


def test_a_note_that_was_moved_in_anki_is_found_in_its_deck_there(running: Running) -> None:
    running.sends(running.compared())
    guid = basic_guids(running)[0]
    keys = running.collection.find_cards(f"nid:{running.sql(_NID, guid)[0][0]}")
    running.collection.set_deck(keys, running.collection.decks.id("Mine::Apart") or DeckId(1))
    answers_here(running, guid, 0)
    assert running.compared().cannot
    running.others = ["Mine"]
    running.sends(running.compared())
    assert differences(running) == {}
    assert running.collection.decks.name(running.collection.get_card(keys[0]).did) == "Mine::Apart"


def test_a_card_that_is_left_out_in_anki_stays_so(running: Running) -> None:
    as_new(running)
    guid = next(
        guid
        for guid in basic_guids(running)
        if running.learner.cards()[guid, 0].id in running.learner.schedules()
    )
    ((key,),) = running.sql(
        "SELECT c.id FROM cards c JOIN notes n ON n.id = c.nid WHERE n.guid = ?", guid
    )
    running.collection.sched.suspend_cards([CardId(key)])
    running.sends(running.compared())
    assert running.knows()[guid, 0]["queue"] == -1
    assert differences(running) == {}
    running.collection.sched.unsuspend_cards([CardId(key)])
    assert differences(running) == {}


def test_a_moved_card_is_moved_there(running: Running) -> None:
    running.sends(running.compared())
    learner = running.learner
    row = next(iter(learner.schedules().values()))
    due = learner.today + timedelta(days=23)
    at = learner.now + timedelta(minutes=5)
    move = Incoming("moved-again", row.card_id, day.milliseconds(at), due=due)
    events.record(learner.session, learner.user, [move], at)
    made = running.compared()
    assert made.counts["schedules_here"] == 1
    running.sends(made)
    assert differences(running) == {}


def test_a_deck_that_anki_has_keeps_the_options_that_were_chosen_there(running: Running) -> None:
    running.sends(running.compared())
    decks = running.collection.decks
    deck = decks.by_name("Alliance")
    assert deck is not None
    assert deck["conf"] != 1
    decks.set_config_id_for_deck_dict(deck, DeckConfigId(1))
    add(running, basic("later", "Later?"))
    running.sends(running.compared())
    kept = decks.by_name("Alliance")
    assert kept is not None
    assert kept["conf"] == 1
    assert differences(running) == {}


def test_pictures_go_along_and_large_ones_go_in_parts_of_their_own(running: Running) -> None:
    learner = running.learner
    keeper = Keeper(learner.session, learner.user.id, Limits(1 << 20, 1 << 30), learner.now)
    for name in ("rose.png", "bond.png"):
        data = png(8, 8) + name.encode() + bytes(400_000)
        assert keeper.keep_as_it_is(name, data).name == name
        add(running, basic(name, f"![a picture]({name})"))
    made = running.compared()
    parts = comparing.parts(learner.session, learner.user, made)
    assert len(parts) == 2
    assert sum(map(len, parts)) == made.counts["new"]
    running.sends(made)
    assert {"rose.png", "bond.png"} <= set(running.actions.getMediaFilesNames())
    assert differences(running) == {}


def test_nothing_comes_back_of_a_note_that_lies_in_the_bin_here(running: Running) -> None:
    running.sends(running.compared())
    guid = basic_guids(running)[0]
    learner = running.learner
    mine = select(Note.id).where(Note.guid == guid, Note.deck_id.in_(learner.decks))
    notes.delete(learner.session, learner.user.id, learner.session.scalars(mine).one(), learner.now)
    answers_there(running, guid, CardAnswer.GOOD)
    assert differences(running) == {}
    (path,) = running.packages()
    with open_package(path) as package:
        found = plan.make(learner.session, learner.user.id, package)
    assert (found.notes["binned"], found.reviews) == (1, 0)
    assert [done.reviews for done in running.brings_back()] == [0]


def add(running: Running, note: core.Note) -> None:
    notes.add(running.learner.session, running.learner.decks[0], note, running.learner.now)
