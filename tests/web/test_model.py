"""A model is asked on purpose, beside the pages; it only proposes, and failures lose nothing."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import select

from flashcards.services.model import asking
from flashcards.store.engine import Database
from flashcards.store.models.content import Asking, Draft, Note
from tests.services.model.modelserver import ModelServer, Play, fails, model_server, streams
from tests.web.conftest import MakeApp
from tests.web.library import add_document, drafts_of
from tests.web.visitor import Visitor, dump, form_of, one, sqlite_only, text_of

pytestmark = sqlite_only
QUOTE = "Repair is the work by which both restore the bond after a rupture."


def answer(card: int = 1, question: str = "What is meant by a rupture?", **more: str) -> Play:
    """Answer with one other wording and one further card."""
    further = {
        "question": "What does the work of repair restore after a rupture?",
        "answer": "the bond",
        "quote": QUOTE,
        **more,
    }
    said = {"rewordings": [{"card": card, "question": question}], "cards": [further]}
    return streams(json.dumps(said))


@contextmanager
def asked(make_app: MakeApp, play: Play, **more: Any) -> Iterator[tuple[Visitor, ModelServer]]:
    """Give a learner with a document, number 1, on a site that has a model."""
    with model_server(play) as server:
        visitor = Visitor(make_app(model=server.model(**more)))
        visitor.sign_up("ana@example.org")
        assert add_document(visitor) == 1
        yield visitor, server


def send(visitor: Visitor) -> Database:
    """Press the button, and wait for the end."""
    page = visitor.page("/documents/1/model")
    response = visitor.submit(page, "/documents/1/model")
    assert response.location == "/documents/1"
    database: Database = visitor.app.extensions["flashcards.database"]
    for _ in range(400):
        with database.read() as session:
            if session.get_one(Asking, 1).state != asking.WORKING:
                return database
        time.sleep(0.025)
    raise AssertionError("the model is still being asked")


def news(visitor: Visitor) -> dict[str, Any]:
    """Return what the page is told."""
    told = visitor.get("/documents/1/news").json
    assert told is not None
    return dict(told)


def basic(database: Database) -> list[Draft]:
    """Return the drafts that are sent along, in their order."""
    with database.read() as session:
        chosen = select(Draft).where(Draft.type == "basic").order_by(Draft.position)
        return list(session.scalars(chosen))


def test_without_a_model_nothing_offers_one(ana: Visitor) -> None:
    document = add_document(ana)
    assert "further drafts" not in ana.get(f"/documents/{document}").get_data(as_text=True)
    assert ana.get(f"/documents/{document}/model").status_code == 404


def test_before_anything_is_sent_it_is_said_what_goes_where(make_app: MakeApp) -> None:
    with asked(make_app, answer()) as (visitor, server):
        assert "Ask tiny for wording" in text_of(one(visitor.page("/documents/1"), "main"))
        page = visitor.page("/documents/1/model")
        said = text_of(one(page, "main"))
        assert "characters of “Ruptures” are sent to http://127.0.0.1:" in said
        assert form_of(page, "/documents/1/model") is not None
        assert server.asked == []


def test_what_it_proposes_waits_until_it_is_taken(make_app: MakeApp) -> None:
    with asked(make_app, answer()) as (visitor, server):
        before = basic(visitor.app.extensions["flashcards.database"])
        database = send(visitor)
        assert len(server.asked) == 1
        with database.read() as session:
            new = session.scalars(select(Draft).where(Draft.tags.contains("model"))).one()
            assert (new.back, new.quote, new.state) == ("the bond", QUOTE, "pending")
            proposed = session.scalars(select(Draft).where(Draft.proposed.is_not(None))).one()
            assert proposed.id in {draft.id for draft in before}
            assert proposed.front not in {None, proposed.proposed}
            assert not session.scalars(select(Note).where(Note.document_id == 1)).all()
        page = visitor.page("/documents/1")
        assert "From the model" in text_of(one(page, f"#draft-{new.id}:not([hidden])"))
        draft = one(page, f"#draft-{proposed.id}")
        assert proposed.front in text_of(one(draft, ".proposed .before"))
        assert "What is meant by a rupture?" in text_of(one(draft, ".proposed .after"))
        assert "1 other wordings and 1 further drafts" in text_of(
            one(visitor.page("/documents/1/model"), "main")
        )
        assert visitor.post(f"/drafts/{proposed.id}/wording", {"take": "yes"}).status_code == 302
        with database.read() as session:
            row = session.get_one(Draft, proposed.id)
            assert (row.front, row.proposed) == ("What is meant by a rupture?", None)
        assert visitor.post(f"/drafts/{proposed.id}/wording", {"take": "yes"}).status_code == 409


def test_a_wording_that_is_left_changes_nothing(make_app: MakeApp) -> None:
    with asked(make_app, answer()) as (visitor, _):
        database = send(visitor)
        with database.read() as session:
            row = session.scalars(select(Draft).where(Draft.proposed.is_not(None))).one()
        visitor.post(f"/drafts/{row.id}/wording", {"take": "no"})
        with database.read() as session:
            left = session.get_one(Draft, row.id)
            assert (left.front, left.proposed) == (row.front, None)


def test_what_the_text_does_not_carry_is_dropped_and_said(make_app: MakeApp) -> None:
    with asked(make_app, answer(quote="Repair takes nine sessions on the whole.")) as (visitor, _):
        count = len(drafts_of(visitor.app.extensions["flashcards.database"], 1))
        database = send(visitor)
        assert len(drafts_of(database, 1)) == count
        said = text_of(one(visitor.page("/documents/1/model"), "main"))
        assert "the quote is not in the text (1)" in said


@pytest.mark.parametrize("play", [fails(500, "out of memory"), fails(401, "bad key")])
def test_a_model_that_fails_is_told_in_words_and_nothing_is_lost(
    make_app: MakeApp, play: Play
) -> None:
    with asked(make_app, play) as (visitor, _):
        before = dump(visitor.app.extensions["flashcards.database"])
        after = dump(send(visitor))
        assert {name for name in after if after[name] != before.get(name)} == {"askings"}
        notice = one(visitor.page("/documents/1/model"), "main .notice.problem")
        assert "127.0.0.1" in text_of(notice)
        assert text_of(notice) == news(visitor)["says"]
        send(visitor)


def test_it_is_asked_once_at_a_time_and_again_after_a_long_silence(make_app: MakeApp) -> None:
    with asked(make_app, answer()) as (visitor, server):
        database = send(visitor)
        with database.write() as session:
            row = session.get_one(Asking, 1)
            row.state = asking.WORKING
        assert visitor.post("/documents/1/model").status_code == 409
        assert news(visitor)["working"] is True
        with database.write() as session:
            row = session.get_one(Asking, 1)
            row.heard_at -= asking.SILENCE * 9
        assert news(visitor)["working"] is False
        assert "Nothing was heard" in text_of(one(visitor.page("/documents/1/model"), "main"))
        count = len(server.asked)
        send(visitor)
        assert len(server.asked) == count + 1
