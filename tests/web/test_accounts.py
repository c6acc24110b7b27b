"""Signing up: nobody studies before she has accepted the disclaimer as it stands now."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from flashcards import config
from flashcards.services import disclaimer
from flashcards.store.engine import Database
from flashcards.store.models.accounts import Acceptance, Disclaimer, Login, User
from tests.web.conftest import MakeApp
from tests.web.library import Library
from tests.web.routes import routes
from tests.web.visitor import (
    NOW,
    PASSWORD,
    Clock,
    Visitor,
    attribute,
    dump,
    form_of,
    one,
    parsed,
    sqlite_only,
    text_of,
    wrong,
)

TEXT = (Path(config.__file__).parent / "texts" / "disclaimer.txt").read_text("utf-8").strip()


def test_the_disclaimer_stands_word_for_word_where_an_account_is_made(visitor: Visitor) -> None:
    assert one(visitor.page("/signup"), "#disclaimer").get_text() == TEXT


def test_anybody_can_read_the_disclaimer_at_any_time(visitor: Visitor, ana: Visitor) -> None:
    for reader in (visitor, ana):
        page = reader.page("/disclaimer")
        assert one(page, "#disclaimer").get_text() == TEXT
        assert not page.select("input[name=accepted]")


def test_nothing_is_ticked_for_the_learner(visitor: Visitor) -> None:
    page = visitor.page("/signup")
    assert not one(page, "input[name=accepted]").has_attr("checked")
    assert "accepted" not in form_of(page, "/signup")


def test_without_the_tick_there_is_no_account(visitor: Visitor, stored: Database) -> None:
    before = dump(stored)
    response = visitor.post("/signup", {"email": "ana@example.org", "password": PASSWORD})
    assert response.status_code == 422
    page = parsed(response)
    assert wrong(page)["accepted"] == disclaimer.NOT_ACCEPTED
    assert dump(stored) == before
    assert not visitor.is_in()


def test_what_was_typed_stays_except_the_password(visitor: Visitor) -> None:
    typed = {"email": "ana@example.org", "password": "too short"[:7], "accepted": "y"}
    page = parsed(visitor.post("/signup", {**typed, "zone": "Europe/Prague"}))
    kept = form_of(page, "/signup")
    assert kept["email"] == "ana@example.org"
    assert kept["zone"] == "Europe/Prague"
    assert kept["accepted"]
    assert not kept["password"]
    assert "too sho" not in page.decode()


def test_the_version_and_the_time_of_the_acceptance_are_kept(
    visitor: Visitor, stored: Database, clock: Clock, ana: Visitor
) -> None:
    clock.on(minutes=7)
    visitor.sign_up("new@example.org")
    with stored.read() as session:
        user = session.scalars(select(User).where(User.email == "new@example.org")).one()
        kept = session.scalars(select(Acceptance).where(Acceptance.user_id == user.id)).one()
        text = session.get_one(Disclaimer, kept.version)
        assert kept.version == disclaimer.version(TEXT)
        assert kept.accepted_at == clock.at
        assert (text.text, text.first_shown_at) == (TEXT, NOW)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": ""}, "email"),
        ({"email": "a@b.org\r\nBcc: c@d.org"}, "email"),
        ({"password": ""}, "password"),
        ({"password": "7 chars"}, "password"),
        ({"password": "password1"}, "password"),
        ({"password": "new@example.org"}, "password"),
        ({"password": "x" * 257}, "password"),
    ],
)
@sqlite_only
def test_each_mistake_is_told_at_its_own_field(
    visitor: Visitor, stored: Database, fields: dict[str, str], field: str
) -> None:
    response = visitor.sign_up("new@example.org", **fields)
    assert response.status_code == 422
    assert list(wrong(parsed(response))) == [field]
    with stored.read() as session:
        assert not session.scalars(select(User)).all()


def test_an_address_has_one_account_however_it_is_written(
    visitor: Visitor, ana: Visitor, stored: Database
) -> None:
    response = visitor.sign_up("  ANA@Example.org ")
    assert response.status_code == 422
    assert "email" in wrong(parsed(response))
    with stored.read() as session:
        assert len(session.scalars(select(User)).all()) == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_two_who_sign_up_with_one_address_at_once_get_one_account(
    visitor: Visitor, stored: Database
) -> None:
    def overtake(*_: object) -> None:
        with stored.write() as other:
            other.add(User(email="new@example.org", password_hash="x", created_at=NOW))

    event.listen(Session, "before_flush", overtake, once=True)
    response = visitor.sign_up("new@example.org")
    assert response.status_code == 422
    assert "email" in wrong(parsed(response))
    assert not visitor.is_in()
    with stored.read() as session:
        assert session.scalars(select(User.password_hash)).all() == ["x"]


def test_an_odd_time_zone_becomes_utc_and_harms_nobody(visitor: Visitor, stored: Database) -> None:
    assert visitor.sign_up("new@example.org", zone="../../etc/passwd").status_code == 302
    with stored.read() as session:
        assert session.scalars(select(User.zone)).one() == "UTC"


def test_a_password_may_be_long_and_in_any_script(visitor: Visitor) -> None:
    long = "лампа 旅行 " * 25
    assert visitor.sign_up("new@example.org", password=long).status_code == 302
    other = Visitor(visitor.app)
    assert other.log_in("new@example.org", long[:-1]).status_code == 422
    assert other.log_in("new@example.org", long).status_code == 302


def test_a_closed_site_takes_no_new_accounts(make_app: MakeApp) -> None:
    closed = Visitor(make_app(signup=False))
    assert not closed.page("/signup").select("form[method=post] input[name=email]")
    assert closed.sign_up("new@example.org").status_code == 403
    assert not closed.is_in()


def test_a_changed_text_is_asked_again_before_anything_else_works(
    make_app: MakeApp, ana: Visitor, hers: Library
) -> None:
    asked = _moved(ana, make_app(disclaimer="Another text."))
    database = asked.app.extensions["flashcards.database"]
    before = dump(database)
    for path in _learner_pages(asked.app, hers):
        response = asked.get(path)
        assert response.status_code == 302, path
        assert response.location.startswith("/disclaimer"), path
    for path in _learner_forms(asked.app, hers):
        response = asked.post(path)
        expected = 403 if path.startswith("/api/") else 302
        assert response.status_code == expected, path
        if expected == 302:
            assert response.location.startswith("/disclaimer"), path
    assert dump(database) == before


def test_accepting_the_new_text_opens_the_page_that_was_asked_for(
    make_app: MakeApp, ana: Visitor, hers: Library, clock: Clock
) -> None:
    asked = _moved(ana, make_app(disclaimer="Another text."))
    clock.on(days=1)
    page = parsed(asked.get(f"/study/{hers.deck}?card=1", follow_redirects=True))
    assert one(page, "#disclaimer").get_text() == "Another text."
    assert "accepted" not in form_of(page, "/disclaimer")
    refused = asked.submit(page, "/disclaimer")
    assert refused.status_code == 422
    assert wrong(parsed(refused))["accepted"] == disclaimer.NOT_ACCEPTED
    assert not asked.is_in()
    accepted = asked.submit(page, "/disclaimer", accepted="y")
    assert accepted.location == f"/study/{hers.deck}?card=1"
    assert asked.get(accepted.location).status_code == 200
    with asked.app.extensions["flashcards.database"].read() as session:
        kept = session.get(Acceptance, (hers.user, disclaimer.version("Another text.")))
        assert kept is not None
        assert kept.accepted_at == clock.at
        assert session.get(Acceptance, (hers.user, disclaimer.version(TEXT))) is not None


def test_accepting_twice_keeps_the_first_time(
    make_app: MakeApp, ana: Visitor, hers: Library, clock: Clock
) -> None:
    asked = _moved(ana, make_app(disclaimer="Another text."))
    asked.post("/disclaimer", {"accepted": "y"})
    clock.on(days=1)
    assert asked.post("/disclaimer", {"accepted": "y"}).status_code == 302
    with asked.app.extensions["flashcards.database"].read() as session:
        kept = session.get_one(Acceptance, (hers.user, disclaimer.version("Another text.")))
        assert kept.accepted_at == NOW


def test_nobody_can_accept_for_nobody(visitor: Visitor, stored: Database) -> None:
    response = visitor.post("/disclaimer", {"accepted": "y"})
    assert response.location.startswith("/login")
    assert not dump(stored)["acceptances"]


@sqlite_only
def test_every_page_links_the_disclaimer_in_its_footer(
    ana: Visitor, visitor: Visitor, hers: Library, stored: Database
) -> None:
    pages = [*_learner_pages(ana.app, hers), "/", "/disclaimer", "/nothing-here"]
    open_to_all = ["/", "/signup", "/login", "/forgotten", "/disclaimer", "/nothing-here"]
    for who, paths in ((ana, pages), (visitor, open_to_all)):
        for path in paths:
            response = who.get(path, follow_redirects=True)
            if response.mimetype == "text/html":
                links = parsed(response).select("footer a")
                assert "/disclaimer" in {attribute(link, "href") for link in links}, path
            else:
                sent = response.headers.get("Content-Disposition", "")
                is_file = path.startswith(("/media/", "/note-types/")) or "attachment" in sent
                assert is_file or response.mimetype == "application/json", path


def test_the_token_in_the_cookie_is_not_the_one_in_the_database(
    ana: Visitor, stored: Database
) -> None:
    token = ana.cookie("flashcards")
    assert token is not None
    assert len(token) >= 43
    with stored.read() as session:
        assert token not in session.scalars(select(Login.token_hash)).one()


def test_a_password_is_kept_as_an_argon2id_hash_alone(ana: Visitor, stored: Database) -> None:
    with stored.read() as session:
        assert session.scalars(select(User.password_hash)).one().startswith("$argon2id$")
    assert PASSWORD not in repr(dump(stored))


def test_the_page_shows_the_text_that_the_settings_name(make_app: MakeApp) -> None:
    other = Visitor(make_app(disclaimer="Of <b>this</b> house & garden."))
    page = other.page("/signup")
    assert one(page, "#disclaimer").get_text() == "Of <b>this</b> house & garden."
    assert "Of this" not in text_of(page)


def _moved(visitor: Visitor, app: Flask) -> Visitor:
    """Return the same browser in front of another app on the same database."""
    moved = Visitor(app)
    moved.email = visitor.email
    moved.client.set_cookie("flashcards", visitor.cookie("flashcards") or "")
    return moved


def _learner_pages(app: Flask, hers: Library) -> list[str]:
    return [route.path for route in routes(app, hers, "GET") if route.path not in _OPEN]


def _learner_forms(app: Flask, hers: Library) -> list[str]:
    return [route.path for route in routes(app, hers, "POST") if route.path not in _OPEN]


_OPEN = {
    "/signup",
    "/login",
    "/logout",
    "/logout-everywhere",
    "/disclaimer",
    "/sources",
    "/forgotten",
    "/reset/x",
    "/healthz",
    "/static/base.css",
    "/sw.js",
    "/offline",
    "/offline/me",
}
