"""Review events arrive in any order, any number of times, from anywhere: each counts once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete

from flashcards.core.reviews import Kind
from flashcards.services.library import decks, notes
from flashcards.services.study import events, sitting
from flashcards.services.study.events import Incoming, Receipt
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card
from flashcards.store.models.learning import ReviewEvent, ScheduleRow
from tests.conftest import NOW
from tests.services.people import (
    DAY,
    HOUR,
    MINUTE,
    START,
    Class,
    answer,
    enrolment,
    log,
    make_class,
    schedules,
    send,
    void,
)


@pytest.fixture
def people(database: Database) -> Class:
    with database.write() as session:
        return make_class(session)


def receipts(taken: list[events.Taken]) -> list[Receipt]:
    return [each.receipt for each in taken]


def test_an_answer_gives_its_card_a_schedule_and_no_other(
    database: Database, people: Class
) -> None:
    card = people.cards[0]
    with database.write() as session:
        before = schedules(session, people.other)
        (taken,) = send(session, people.learner, answer("a", card, 4))
        assert (taken.receipt, taken.outcome) == (Receipt.TAKEN, Kind.SCHEDULED)
        kept = schedules(session, people.learner)
        assert list(kept) == [card]
        assert kept[card] == (date(2026, 3, 2), taken.schedule)
        assert schedules(session, people.other) == before


def test_a_card_answered_twice_with_one_id_counts_once(database: Database, people: Class) -> None:
    card = people.cards[0]
    with database.write() as session:
        (first,) = send(session, people.learner, answer("a", card, 4))
    with database.write() as session:
        before = log(session, people.learner)
        later = NOW + timedelta(days=1)
        taken = send(session, people.learner, *[answer("a", card, 4)] * 2, now=later)
        assert receipts(taken) == [Receipt.REPEATED] * 2
        assert {each.schedule for each in taken} == {first.schedule}
        assert log(session, people.learner) == before


@pytest.mark.parametrize(
    "change", [{"grade": 5}, {"at": START - 1}, {"card_id": -1}, {"target": "x", "grade": None}]
)
def test_an_id_that_comes_again_with_other_content_is_a_conflict_and_changes_nothing(
    database: Database, people: Class, change: dict[str, object]
) -> None:
    card, other = people.cards[:2]
    change = {name: other if value == -1 else value for name, value in change.items()}
    sent = answer("a", card, 4)
    with database.write() as session:
        (first,) = send(session, people.learner, sent)
        before = log(session, people.learner), schedules(session, people.learner)
        (taken,) = send(session, people.learner, replace(sent, **change))  # type: ignore[arg-type]
        assert taken.receipt is Receipt.CONFLICT
        assert (taken.card_id, taken.schedule) == (card, first.schedule)
        assert (log(session, people.learner), schedules(session, people.learner)) == before


def test_two_learners_may_use_the_same_id(database: Database, people: Class) -> None:
    card = people.shared_cards[4]
    with database.write() as session:
        for learner in (people.learner, people.other):
            assert receipts(send(session, learner, answer("a", card, 4))) == [Receipt.TAKEN]


def test_cards_that_are_not_hers_are_told_and_the_good_answers_of_the_batch_count(
    database: Database, people: Class
) -> None:
    good, conflicting = people.cards[:2]
    with database.write() as session:
        taken = send(
            session,
            people.learner,
            answer("a", people.other_cards[0], 4),
            answer("b", good, 4),
            answer("c", 999_999, 4),
            answer("b", conflicting, 4),
            void("d", people.other_cards[0], f"bob-{people.other_cards[0]}"),
            answer("e", conflicting, 5),
        )
        unknown = Receipt.UNKNOWN_CARD
        expected = [unknown, Receipt.TAKEN, unknown, Receipt.CONFLICT, unknown, Receipt.TAKEN]
        assert receipts(taken) == expected
        assert set(schedules(session, people.learner)) == {good, conflicting}
        assert {row[1] for row in log(session, people.learner)} == {"b", "e"}


def test_an_answer_that_was_on_its_way_when_she_left_the_deck_still_counts(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        decks.leave(session, people.learner, people.shared, NOW)
        (taken,) = send(session, people.learner, answer("a", people.shared_cards[0], 4))
        assert taken.receipt is Receipt.TAKEN


def test_a_clock_that_is_ahead_is_set_right_and_what_it_said_is_kept(
    database: Database, people: Class
) -> None:
    near, far = START + 5 * MINUTE, START + 5 * MINUTE + 1
    with database.write() as session:
        one, other, third = people.cards[:3]
        sent = [answer("a", one, 4, near), answer("b", other, 4, far), answer("c", third, 4, -5)]
        send(session, people.learner, *sent)
        rows = [session.get_one(ReviewEvent, (people.learner, name)) for name in "abc"]
        assert [row.answered_at for row in rows] == [near, START, START]
        assert [row.sent_at for row in rows] == [near, far, -5]
        assert {row.study_day for row in rows} == {date(2026, 3, 2)}
        repeated = send(session, people.learner, *sent, now=NOW + timedelta(hours=1))
        assert receipts(repeated) == [Receipt.REPEATED] * 3


def test_an_answer_is_never_refused_for_its_age(database: Database, people: Class) -> None:
    with database.write() as session:
        (taken,) = send(session, people.learner, answer("a", people.cards[0], 4, START - 900 * DAY))
        assert taken.receipt is Receipt.TAKEN
        assert taken.schedule is not None
        assert taken.schedule.due == date(2026, 3, 2) - timedelta(days=899)


def test_the_study_day_is_that_of_the_learners_zone_and_hour(
    database: Database, people: Class
) -> None:
    card = people.shared_cards[3]
    at = START - 8 * HOUR  # 02:00 UTC: three at night in Berlin, nine in the evening in New York
    with database.write() as session:
        for learner in (people.learner, people.other):
            send(session, learner, answer("a", card, 4, at))
        kept = session.get_one(ReviewEvent, (people.learner, "a"))
        assert (kept.study_day, kept.zone, kept.rollover) == (date(2026, 3, 1), "Europe/Berlin", 4)
        assert session.get_one(ReviewEvent, (people.other, "a")).study_day == date(2026, 3, 1)
        session.get_one(User, people.learner).zone = "Asia/Tokyo"
        send(session, people.learner, answer("b", people.cards[0], 4, at))
        assert session.get_one(ReviewEvent, (people.learner, "b")).study_day == date(2026, 3, 2)
        assert session.get_one(ReviewEvent, (people.learner, "a")).study_day == date(2026, 3, 1)


def test_moving_to_another_zone_changes_no_schedule(database: Database, people: Class) -> None:
    card = people.cards[0]
    with database.write() as session:
        send(session, people.learner, answer("a", card, 4), answer("b", card, 4, START + MINUTE))
        before = schedules(session, people.learner)
        session.get_one(User, people.learner).zone = "Pacific/Auckland"
        session.execute(delete(ScheduleRow).where(ScheduleRow.user_id == people.learner))
        session.expire_all()
        send(session, people.learner, void("v", card, "nothing"))
        assert schedules(session, people.learner) == before


def test_the_time_for_an_answer_is_kept_within_an_hour(database: Database, people: Class) -> None:
    card = people.cards[0]
    with database.write() as session:
        for name, took in (("a", -5), ("b", 10**12)):
            send(session, people.learner, answer(name, card, 4, took=took))
        assert session.get_one(ReviewEvent, (people.learner, "a")).took == 0
        assert session.get_one(ReviewEvent, (people.learner, "b")).took == HOUR


def week(people: Class) -> list[Incoming]:
    """Return a week's events of two cards, from two devices, voids among them."""
    one, other = people.cards[:2]
    return [
        answer("a1", one, 4, START - 20 * DAY),
        answer("a2", one, 1, START - 19 * DAY),
        answer("a3", one, 4, START - 19 * DAY + HOUR),
        answer("a4", one, 3, START - 18 * DAY),
        void("v1", one, "a2", START - 18 * DAY + HOUR),
        void("v2", one, "v1", START - 17 * DAY),
        answer("b1", other, 5, START - 20 * DAY),
        answer("b2", other, 5, START - 10 * DAY),
        void("w1", other, "b2", START - 9 * DAY),
        answer("b3", other, 0, START - 8 * DAY),
    ]


@pytest.mark.parametrize("batch", [1, 3, 10])
@pytest.mark.parametrize("order", ["as given", "backwards", "interleaved"])
def test_in_any_order_and_any_batches_the_same_events_end_in_the_same_rows(
    database: Database, people: Class, batch: int, order: str
) -> None:
    sent = week(people)
    with database.write() as session:
        session.begin_nested()
        send(session, people.learner, *sent)
        expected = schedules(session, people.learner)
        session.rollback()
    shuffled = {"as given": sent, "backwards": sent[::-1], "interleaved": sent[::2] + sent[1::2]}
    arriving = shuffled[order] + sent[3:5]
    for first in range(0, len(arriving), batch):
        with database.write() as session:
            send(session, people.learner, *arriving[first : first + batch])
    with database.read() as session:
        assert schedules(session, people.learner) == expected
        assert len(log(session, people.learner)) == len(sent)


def test_undo_restores_schedules_and_what_was_done_exactly(
    database: Database, people: Class
) -> None:
    one, other = people.cards[:2]
    with database.write() as session:
        learner = session.get_one(User, people.learner)
        today = date(2026, 3, 2)
        send(session, people.learner, answer("a", one, 4), answer("b", other, 1, START + 1))

        def state() -> object:
            return (
                schedules(session, people.learner),
                sitting.done(session, learner, people.deck, today),
                enrolment(session, people.learner, people.deck).new_from,
            )

        before = state()
        send(session, people.learner, answer("c", other, 4, START + MINUTE))
        send(session, people.learner, answer("d", people.cards[4], 2, START + 2 * MINUTE))
        for name, undone in (("u1", "d"), ("u2", "c")):
            last = sitting.undo(session, learner, people.deck, name, NOW)
            assert last is not None
            assert last.id == undone
        assert state() == before
        for name in ("u3", "u4"):
            assert sitting.undo(session, learner, people.deck, name, NOW) is not None
        assert sitting.undo(session, learner, people.deck, "u5", NOW) is None
        assert schedules(session, people.learner) == {}
        assert sitting.done(session, learner, people.deck, today).answers == 0


def test_undo_reaches_no_other_deck_and_nobody_else(database: Database, people: Class) -> None:
    with database.write() as session:
        learner = session.get_one(User, people.learner)
        send(session, people.learner, answer("a", people.shared_cards[0], 4))
        assert sitting.undo(session, learner, people.deck, "u", NOW) is None
        assert events.last_answer(session, people.other, people.shared) is not None
        assert len(schedules(session, people.other)) == 4


def test_undo_finds_the_last_answer_behind_hundreds_that_were_taken_back(
    database: Database, people: Class
) -> None:
    card = people.cards[0]
    with database.write() as session:
        learner = session.get_one(User, people.learner)
        send(session, people.learner, answer("kept", card, 4, START - DAY))
        for number in range(130):
            at = START + 2 * number - HOUR
            send(session, people.learner, answer(f"a{number}", card, 1, at))
            send(session, people.learner, void(f"v{number}", card, f"a{number}", at + 1))
        last = events.last_answer(session, learner.id, people.deck)
        assert last is not None
        assert last.id == "kept"


def test_an_answer_taken_back_by_a_slow_clock_is_neither_counted_nor_taken_back_again(
    database: Database, people: Class
) -> None:
    one, other = people.cards[:2]
    with database.write() as session:
        learner = session.get_one(User, people.learner)
        send(
            session,
            people.learner,
            answer("a", one, 4),
            void("v", one, "a", START - 3 * DAY),
            *[answer(f"b{n}", other, 1, START - DAY + n) for n in range(120)],
            void("w", other, "b119", START - 3 * DAY),
        )
        assert sitting.done(session, learner, people.deck, date(2026, 3, 2)).answers == 0
        assert sitting.done(session, learner, people.deck, date(2026, 3, 1)).answers == 119
        last = events.last_answer(session, learner.id, people.deck)
        assert last is not None
        assert last.id == "b118"


def test_a_void_under_the_name_of_another_card_takes_nothing_back_anywhere(
    database: Database, people: Class
) -> None:
    one, other = people.cards[:2]
    with database.write() as session:
        learner = session.get_one(User, people.learner)
        send(session, people.learner, answer("a", one, 4), void("v", other, "a"))
        assert one in schedules(session, people.learner)
        assert sitting.done(session, learner, people.deck, date(2026, 3, 2)).answers == 1
        last = events.last_answer(session, learner.id, people.deck)
        assert last is not None
        assert last.id == "a"


def test_what_was_done_counts_answers_cards_passes_and_minutes_of_the_day_and_deck(
    database: Database, people: Class
) -> None:
    one, other = people.cards[:2]
    with database.write() as session:
        learner = session.get_one(User, people.learner)
        send(
            session,
            people.learner,
            answer("a", one, 1, took=30_000),
            answer("b", one, 4, START + 1, took=30_000),
            answer("c", other, 3, START + 2, took=60_000),
            answer("yesterday", people.cards[4], 4, START - DAY),
            answer("elsewhere", people.shared_cards[0], 4),
        )
        done = sitting.done(session, learner, people.deck, date(2026, 3, 2))
        assert (done.answers, done.cards, done.recalled, done.minutes) == (3, 2, 2, 2.0)
        assert done.share == 67


def test_no_answer_is_lost_between_threads(database: Database, people: Class) -> None:
    card = people.cards[0]
    sent = [answer(f"a{n}", card, 1 + n % 5, START - 40 * DAY + n * DAY) for n in range(40)]

    def give(event: Incoming) -> Receipt:
        with database.write() as session:
            return send(session, people.learner, event)[0].receipt

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(give, sent + sent[::4]))
    assert sorted(found).count(Receipt.TAKEN) == 40
    with database.write() as session:
        stored = schedules(session, people.learner)[card][1]
        assert len(log(session, people.learner)) == 40
        assert events.history(session, people.learner, card)[-1].schedule == stored


def test_an_undo_beside_a_stale_look_at_the_deck_makes_the_card_new_again(
    database: Database, people: Class
) -> None:
    if database.is_sqlite:
        return
    card = people.cards[0]
    with database.write() as stale:
        assert enrolment(stale, people.learner, people.deck).new_from == 0
        kept = enrolment(stale, people.learner, people.deck)
        with database.write() as session:
            send(session, people.learner, answer("a", card, 4))
            assert enrolment(session, people.learner, people.deck).new_from > 0
        send(stale, people.learner, void("v", card, "a"))
        del kept
    with database.read() as session:
        assert enrolment(session, people.learner, people.deck).new_from == 0


def test_a_note_restored_while_an_answer_is_taken_is_not_skipped(
    database: Database, people: Class
) -> None:
    if database.is_sqlite:
        return
    first, last = people.cards[0], people.cards[-1]
    with database.write() as session:
        note_id = session.get_one(Card, first).note_id
        notes.delete(session, people.learner, note_id, NOW)
        send(session, people.learner, *[answer(f"a{card}", card, 4) for card in people.cards[1:-1]])
    with ThreadPoolExecutor(1) as pool:
        with database.write() as restoring:
            notes.restore(restoring, people.learner, note_id)
            waiting = pool.submit(_answer_once, database, people, last)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
        waiting.result(timeout=5)
    with database.read() as session:
        assert enrolment(session, people.learner, people.deck).new_from == 0


def _answer_once(database: Database, people: Class, card: int) -> None:
    with database.write() as session:
        send(session, people.learner, answer("last", card, 4))
