"""What scripts send: each event is answered for itself, and the good ones count."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from time import perf_counter
from typing import Any

import pytest
from sqlalchemy import select

from flashcards.core.scheduling import day
from flashcards.services.study import events
from flashcards.store.engine import Database
from flashcards.store.models.learning import ReviewEvent, ScheduleRow
from flashcards.web.api.api import MOST_EVENTS
from tests.web.conftest import MakeApp
from tests.web.library import Library, add_note, cards_of
from tests.web.visitor import (
    NOW,
    Clock,
    Visitor,
    dump,
    one,
    parsed,
    sqlite_only,
    text_of,
)

AT = day.milliseconds(NOW)
BAD_ID = "An id is 8 to 36 letters, digits and hyphens."


def test_an_answer_is_taken_and_told_with_what_it_did(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    card = cards_of(stored, hers.cloze)[0]
    (reply,) = _sent(ana, _event(card, grade=5, took=4000))
    assert reply == {
        "id": "event-0001",
        "status": "taken",
        "card": card,
        "kind": "scheduled",
        "due": "2026-03-03",
        "interval": 1,
        "ease": 260,
        "lapses": 0,
    }
    row = _stored(stored, hers.user, "event-0001")
    assert (row.grade, row.took, row.answered_at, row.deck_id) == (5, 4000, AT, hers.deck)
    assert (row.received_at, row.sent_at, row.zone, row.rollover) == (AT, AT, "UTC", 4)


def test_the_reply_says_when_an_answer_makes_a_leech(
    ana: Visitor, hers: Library, stored: Database, clock: Clock
) -> None:
    card = cards_of(stored, hers.cloze)[0]
    begun = AT - 40 * 86_400_000
    grades = [4, 1] * 8
    for number, grade in enumerate(grades):
        event = _event(card, grade=grade, id=f"leech-{number:04}", at=begun + number * 86_400_000)
        (reply,) = _sent(ana, event)
        assert reply.get("leech", False) == (number == 15), number
    page = parsed(ana.get(f"/cards/{card}"))
    assert "You have forgotten it 8 times" in text_of(one(page, "[data-leech]"))
    # Without script the page after such an answer says so, too.
    for number in range(4):
        clock.on(days=1)
        ana.post(f"/study/{hers.deck}", {"card": card, "grade": "4", "id": f"pass-{number:04}"})
        clock.on(days=1)
        answered = ana.post(
            f"/study/{hers.deck}", {"card": card, "grade": "1", "id": f"fail-{number:04}"}
        )
        told = ana.say(answered)
        assert bool([words for words in told if "does not stick" in words]) == (number == 3)


def test_one_id_counts_once_however_often_it_arrives(
    ana: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    event = _event(cards_of(stored, hers.cloze)[0])
    first = _sent(ana, event, event)
    assert [reply["status"] for reply in first] == ["taken", "repeated"]
    after = dump(stored)
    (again,) = _sent(ana, event)
    assert again["status"] == "repeated"
    assert (again["due"], again["interval"]) == (first[0]["due"], first[0]["interval"])
    assert dump(stored) == after


def test_an_id_that_was_used_for_something_else_is_a_conflict(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    one, two = cards_of(stored, hers.cloze)
    _sent(ana, _event(one))
    after = dump(stored)
    changed = ({"grade": 1}, {"at": AT - 1}, {"shift": 1}, {"practice": True})
    for other in (_event(two), *(_event(one, **change) for change in changed)):
        (reply,) = _sent(ana, other)
        assert (reply["status"], reply["card"]) == ("conflict", one)
    assert dump(stored) == after


def test_two_learners_may_use_the_same_id(
    ana: Visitor, ben: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    for who, library in ((ana, hers), (ben, his)):
        (reply,) = _sent(who, _event(cards_of(stored, library.cloze)[0]))
        assert reply["status"] == "taken"


def test_a_card_that_is_not_hers_is_answered_like_one_that_is_not_there(
    ana: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    before = dump(stored)
    foreign, missing = _sent(ana, _event(his.card), _event(987_654, id="event-0002"))
    assert {**foreign, "id": "", "card": 0} == {**missing, "id": "", "card": 0}
    assert foreign["status"] == "unknown_card"
    assert dump(stored) == before


def test_a_void_takes_an_answer_back(ana: Visitor, hers: Library, stored: Database) -> None:
    card = cards_of(stored, hers.cloze)[0]
    void = {"id": "void-00001", "card": card, "at": AT + 1, "target": "event-0001"}
    taken, taken_back = _sent(ana, _event(card), void)
    assert (taken["status"], taken_back["status"]) == ("taken", "taken")
    assert "due" not in taken_back
    with stored.read() as session:
        assert session.get(ScheduleRow, (hers.user, card)) is None
        assert session.get(ScheduleRow, (hers.user, hers.card)) is not None


def test_events_may_come_late_and_out_of_order(
    ana: Visitor, hers: Library, stored: Database, clock: Clock
) -> None:
    one, two = cards_of(stored, hers.cloze)
    days = 24 * 3_600_000
    steps = [(5, AT), (4, AT + days), (3, AT + 7 * days)]
    in_order = [_event(one, id=f"in-order-{n}", grade=g, at=at) for n, (g, at) in enumerate(steps)]
    mixed = [_event(two, id=f"out-of-{n}-x", grade=g, at=at) for n, (g, at) in enumerate(steps)]
    clock.on(days=29)
    _sent(ana, *in_order)
    _sent(ana, mixed[2])
    _sent(ana, mixed[0])
    _sent(ana, mixed[1], mixed[0])
    with stored.read() as session:
        straight = session.get_one(ScheduleRow, (hers.user, one)).schedule
        assert session.get_one(ScheduleRow, (hers.user, two)).schedule == straight
    assert straight.reviews == 3


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": None}, "id"),
        ({"id": "short"}, "id"),
        ({"id": "x" * 37}, "id"),
        ({"id": "with space"}, "id"),
        ({"id": "über-long-id"}, "id"),
        ({"id": "nul-\x00-byte"}, "id"),
        ({"id": "line-break\n"}, "id"),
        ({"id": "lone-\ud800-surrogate"}, "id"),
        ({"id": 12345678}, "id"),
        ({"id": ["event-0001"]}, "id"),
        ({"card": None}, "card"),
        ({"card": "1"}, "card"),
        ({"card": 1.0}, "card"),
        ({"card": True}, "card"),
        ({"card": -1}, "card"),
        ({"card": 2**53}, "card"),
        ({"card": 2**63}, "card"),
        ({"card": 10**400}, "card"),
        ({"card": {}}, "card"),
        ({"at": None}, "at"),
        ({"at": "2026-03-02"}, "at"),
        ({"at": -1}, "at"),
        ({"at": 10**30}, "at"),
        ({"at": float(AT)}, "at"),
        ({"grade": None}, "grade"),
        ({"grade": 6}, "grade"),
        ({"grade": -1}, "grade"),
        ({"grade": "4"}, "grade"),
        ({"grade": 4.0}, "grade"),
        ({"grade": True}, "grade"),
        ({"grade": [4]}, "grade"),
        ({"grade": 10**4000}, "grade"),
        ({"took": -1}, "took"),
        ({"took": "fast"}, "took"),
        ({"took": None}, "took"),
        ({"scale": "five"}, "scale"),
        ({"scale": 4}, "scale"),
        ({"scale": []}, "scale"),
        ({"scale": {}}, "scale"),
        ({"scale": None}, "scale"),
        ({"target": 7}, "target"),
        ({"target": "short"}, "target"),
        ({"target": []}, "target"),
    ],
)
@sqlite_only
def test_what_is_wrong_is_told_by_its_field_and_the_good_ones_count(
    ana: Visitor, hers: Library, stored: Database, change: dict[str, Any], field: str
) -> None:
    one, two = cards_of(stored, hers.cloze)
    bad = {**_event(one, id="broken-001"), **change}
    good, wrong, last = _sent(ana, _event(one), bad, _event(two, id="event-0002"))
    assert (good["status"], last["status"]) == ("taken", "taken")
    assert (wrong["status"], wrong["field"]) == ("malformed", field)
    assert wrong["id"] == bad["id"]
    assert wrong["message"]
    with stored.read() as session:
        hers_alone = select(ReviewEvent.id).where(ReviewEvent.user_id == hers.user)
        kept = set(session.scalars(hers_alone))
    assert kept == {f"first-{hers.deck}", "event-0001", "event-0002"}


@pytest.mark.parametrize("event", [None, 1, "event", [], [[]], True])
@sqlite_only
def test_what_is_no_event_at_all_is_told_as_such(
    ana: Visitor, hers: Library, event: object
) -> None:
    wrong, good = _sent(ana, event, _event(hers.card))
    assert (wrong["id"], wrong["status"], wrong["field"]) == (None, "malformed", "event")
    assert good["status"] == "taken"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"events"',
        b"{}",
        b'{"events": null}',
        b'{"events": {}}',
        b'{"events": "all"}',
        b'{"events": [',
        b"\xff\xfe",
        b"events=1",
        b'{"events": [%s]}' % (b"9" * 5000),
        b"[" * 100_000,
        b'{"events": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    ],
)
@sqlite_only
def test_what_is_no_batch_is_refused_as_a_whole(
    ana: Visitor, stored: Database, body: bytes
) -> None:
    before = dump(stored)
    response = ana.client.post(
        "/api/reviews",
        data=body,
        content_type="application/json",
        headers={"X-CSRFToken": ana.token()},
    )
    assert response.status_code == 422
    assert response.json is not None
    assert response.json["message"] == "Send an object with a list of events."
    assert dump(stored) == before


@sqlite_only
def test_ten_thousand_events_are_the_most(ana: Visitor, stored: Database) -> None:
    before = dump(stored)
    response = ana.send("/api/reviews", {"events": [None] * (MOST_EVENTS + 1)})
    assert response.status_code == 422
    assert response.json is not None
    assert "10,000" in response.json["message"]
    assert len(_sent(ana, *[None] * MOST_EVENTS)) == MOST_EVENTS
    assert dump(stored) == before


@pytest.mark.long
@pytest.mark.parametrize("cards", [1, 2])
def test_ten_thousand_answers_at_once_are_answered_within_seconds(
    ana: Visitor, hers: Library, stored: Database, cards: int
) -> None:
    some = cards_of(stored, hers.cloze)[:cards]
    batch = [
        _event(some[number % cards], id=f"batch-{number:05}", at=AT - number * 60_000)
        for number in range(MOST_EVENTS)
    ]
    batch[1234]["card"], batch[2345]["at"] = 987_654, "yesterday"
    began = perf_counter()
    replies = _sent(ana, *batch)
    assert perf_counter() - began < 30
    assert Counter(reply["status"] for reply in replies) == {
        "taken": MOST_EVENTS - 2,
        "unknown_card": 1,
        "malformed": 1,
    }
    with stored.read() as session:
        for card in some:
            kept = session.get_one(ScheduleRow, (hers.user, card)).schedule
            assert events.history(session, hers.user, card)[-1].schedule == kept


def test_a_batch_ends_in_the_state_of_its_answers_sent_one_by_one(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    together, alone = cards_of(stored, hers.cloze)
    days = 24 * 3_600_000

    def steps(card: int) -> list[dict[str, Any]]:
        answers = [
            _event(card, id=f"step-{card}-{n}", grade=grade, at=AT - (9 - 3 * n) * days)
            for n, grade in enumerate((5, 1, 4, 3))
        ]
        void = {"id": f"void-{card}-1", "card": card, "at": AT, "target": f"step-{card}-1"}
        return [answers[2], void, answers[0], answers[3], answers[1]]

    batch = _sent(ana, *steps(together))
    for step in steps(alone):
        (last,) = _sent(ana, step)
    assert {reply["due"] for reply in batch} == {last["due"]}
    with stored.read() as session:
        one, other = (session.get_one(ScheduleRow, (hers.user, c)) for c in (together, alone))
        assert one.schedule == other.schedule
        assert one.first_day == other.first_day


def test_answers_of_a_learner_who_is_not_logged_in_any_more_are_not_taken(
    ana: Visitor, hers: Library, his: Library, stored: Database
) -> None:
    before = dump(stored)
    for other in (his.user, str(his.user), None, "", [hers.user]):
        response = ana.send("/api/reviews", {"learner": other, "events": [_event(hers.card)]})
        assert response.status_code == 403
    assert dump(stored) == before
    sent = {"learner": str(hers.user), "events": [_event(hers.card)]}
    assert ana.send("/api/reviews", sent).status_code == 200


def test_no_events_are_no_mistake(ana: Visitor) -> None:
    assert _sent(ana) == []


def test_an_answer_of_a_year_ago_keeps_its_day(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    then = day.milliseconds(NOW - timedelta(days=365))
    (reply,) = _sent(ana, _event(cards_of(stored, hers.cloze)[0], at=then))
    assert reply["due"] == "2025-03-03"
    assert "clock" not in reply
    row = _stored(stored, hers.user, "event-0001")
    assert (row.answered_at, row.sent_at, row.received_at) == (then, then, AT)


@pytest.mark.parametrize("ahead", [timedelta(days=365), timedelta(minutes=5, milliseconds=1)])
def test_an_answer_from_the_future_counts_from_when_it_arrived(
    ana: Visitor, hers: Library, stored: Database, ahead: timedelta
) -> None:
    then = day.milliseconds(NOW + ahead)
    event = _event(cards_of(stored, hers.cloze)[0], at=then)
    (reply,) = _sent(ana, event)
    assert reply["due"] == "2026-03-03"
    row = _stored(stored, hers.user, "event-0001")
    assert (row.answered_at, row.sent_at) == (AT, then)
    assert reply["clock"] == "ahead"
    assert _sent(ana, event)[0]["status"] == "repeated"


def test_a_clock_that_is_a_little_ahead_is_believed(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    then = day.milliseconds(NOW + events.CLOCK_AHEAD)
    _sent(ana, _event(cards_of(stored, hers.cloze)[0], at=then))
    assert _stored(stored, hers.user, "event-0001").answered_at == then


@pytest.mark.parametrize("at", [0, 1, 2**53 - 1])
def test_the_ends_of_time_are_taken(ana: Visitor, hers: Library, stored: Database, at: int) -> None:
    took = 2**53 - 1
    (reply,) = _sent(ana, _event(cards_of(stored, hers.cloze)[0], at=at, took=took))
    assert reply["status"] == "taken"
    assert _stored(stored, hers.user, "event-0001").took == events.LONGEST_ANSWER


def test_logged_out_the_answers_are_not_lost_without_a_word(
    visitor: Visitor, ana: Visitor, hers: Library, stored: Database
) -> None:
    before = dump(stored)
    response = visitor.send("/api/reviews", {"events": [_event(hers.card)]})
    assert response.status_code == 401
    assert response.json is not None
    assert "Log in again" in response.json["message"]
    assert visitor.send("/api/preview", {"type": "basic"}).status_code == 401
    assert dump(stored) == before


def test_without_the_present_disclaimer_accepted_nothing_is_taken(
    ana: Visitor, hers: Library, make_app: MakeApp
) -> None:
    asked = Visitor(make_app(disclaimer="Another text."))
    asked.client.set_cookie("flashcards", ana.cookie("flashcards") or "")
    database = asked.app.extensions["flashcards.database"]
    before = dump(database)
    response = asked.send("/api/reviews", {"events": [_event(hers.card)]})
    assert response.status_code == 403
    assert response.json is not None
    assert "disclaimer" in response.json["message"]
    assert dump(database) == before
    asked.post("/disclaimer", {"accepted": "y"})
    assert _sent(asked, _event(hers.card))[0]["status"] == "taken"


def test_a_card_of_a_deck_in_the_bin_still_takes_answers(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    ana.post(f"/decks/{hers.deck}/delete")
    (reply,) = _sent(ana, _event(cards_of(stored, hers.cloze)[0]))
    assert reply["status"] == "taken"


def test_a_note_added_offline_is_answered_as_soon_as_it_is_there(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    (card,) = cards_of(stored, add_note(ana, stored, hers.deck))
    assert _sent(ana, _event(card))[0]["kind"] == "scheduled"


def _event(card: int, **more: Any) -> dict[str, Any]:
    return {"id": "event-0001", "card": card, "at": AT, "grade": 4, "scale": "four", **more}


def _sent(visitor: Visitor, *batch: object) -> list[dict[str, Any]]:
    response = visitor.send("/api/reviews", {"events": list(batch)})
    assert response.status_code == 200, response.get_data(as_text=True)
    replies: list[dict[str, Any]] = json.loads(response.data)["events"]
    assert len(replies) == len(batch)
    return replies


def _stored(database: Database, user: int, id: str) -> ReviewEvent:
    with database.read() as session:
        return session.get_one(ReviewEvent, (user, id))
