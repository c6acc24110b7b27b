"""Coming in and going out: a cookie is worth what its row in the database says."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from flashcards.services import accounts, logins
from flashcards.store.engine import Database
from flashcards.store.models.accounts import Login
from tests.web.conftest import MakeApp
from tests.web.visitor import (
    NOW,
    PASSWORD,
    Clock,
    Visitor,
    dump,
    form_of,
    parsed,
    sqlite_only,
    wrong,
)

COOKIE = "flashcards"


def test_a_cookie_saved_before_logging_out_is_worthless(ana: Visitor, ben: Visitor) -> None:
    saved = ana.cookie(COOKIE)
    assert saved is not None
    assert ana.post("/logout").status_code == 302
    assert ana.cookie(COOKIE) is None
    thief = _with(ana.app, saved)
    assert thief.get("/settings").location.startswith("/login")
    assert thief.send("/api/reviews", {"events": []}).status_code == 401
    assert ben.is_in()


def test_every_login_has_a_token_of_its_own(app: Flask, ana: Visitor) -> None:
    first = ana.cookie(COOKIE)
    ana.post("/logout")
    ana.log_in("ana@example.org")
    again = ana.cookie(COOKIE)
    assert first != again
    other = Visitor(app)
    other.log_in("ana@example.org")
    assert other.cookie(COOKIE) not in {first, again}
    assert ana.is_in()
    assert other.is_in()


def test_a_token_that_was_planted_before_the_login_stays_worthless(
    app: Flask, ana: Visitor
) -> None:
    victim = _with(app, "planted-by-somebody-else")
    victim.log_in("ana@example.org")
    assert victim.cookie(COOKIE) != "planted-by-somebody-else"
    assert not _with(app, "planted-by-somebody-else").is_in()


def test_logging_in_anew_ends_the_login_that_the_browser_had(app: Flask, ana: Visitor) -> None:
    before = ana.cookie(COOKIE)
    assert before is not None
    assert ana.log_in("ana@example.org").status_code == 302
    assert ana.is_in()
    assert not _with(app, before).is_in()


def test_logging_out_everywhere_ends_her_logins_and_nobody_elses(
    app: Flask, ana: Visitor, ben: Visitor
) -> None:
    phone = Visitor(app)
    phone.log_in("ana@example.org")
    assert phone.is_in()
    assert ana.post("/logout-everywhere").status_code == 302
    assert not phone.is_in()
    assert not ana.is_in()
    assert ben.is_in()


def test_logging_out_empties_what_the_browser_keeps(ana: Visitor) -> None:
    assert ana.post("/logout").headers["Clear-Site-Data"] == '"cache"'


def test_logging_out_twice_harms_nothing(visitor: Visitor, ana: Visitor) -> None:
    assert visitor.post("/logout").status_code == 302
    assert visitor.post("/logout-everywhere").status_code == 302
    assert ana.is_in()


def test_a_login_ends_after_thirty_days_without_use(ana: Visitor, clock: Clock) -> None:
    clock.on(days=29)
    assert ana.is_in()
    clock.on(days=29)
    assert ana.is_in()
    clock.on(days=30)
    assert not ana.is_in()


def test_a_login_ends_after_half_a_year_however_much_it_is_used(ana: Visitor, clock: Clock) -> None:
    for _ in range(18):
        assert ana.is_in()
        clock.on(days=10)
    assert not ana.is_in()


def test_use_is_noted_once_an_hour(ana: Visitor, clock: Clock, stored: Database) -> None:
    clock.on(minutes=59)
    ana.get("/")
    assert _seen(stored) == NOW
    clock.on(minutes=1)
    ana.get("/")
    assert _seen(stored) == clock.at


def test_whoever_is_in_needs_no_form_to_come_in(ana: Visitor) -> None:
    assert ana.get("/login").location == "/"
    assert ana.get("/signup").location == "/"


@pytest.mark.parametrize("email", ["ana@example.org", "nobody@example.org", "not an address"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    ana: Visitor, visitor: Visitor, email: str
) -> None:
    response = visitor.log_in(email, "not the password")
    assert response.status_code == 422
    page = parsed(response)
    assert wrong(page) == {
        "": "Address or password is not right. Try again, or ask for a new password."
    }
    assert form_of(page, "/login")["email"] == email
    assert not form_of(page, "/login")["password"]
    assert not visitor.is_in()


def test_guessing_is_slowed_down_and_the_owner_comes_in_again_later(
    ana: Visitor, ben: Visitor, visitor: Visitor, clock: Clock
) -> None:
    for _ in range(accounts.TRIES_PER_ACCOUNT):
        assert visitor.log_in("ana@example.org", "wrong").status_code == 422
    refused = visitor.log_in("ana@example.org")
    assert refused.status_code == 429
    assert "Too many tries" in wrong(parsed(refused))[""]
    assert visitor.log_in("ANA@example.org ", "wrong").status_code == 429
    assert visitor.log_in("ben@example.org").status_code == 302
    clock.on(minutes=31)
    assert Visitor(visitor.app).log_in("ana@example.org").status_code == 302


def test_guessing_from_elsewhere_does_not_lock_the_owner_out(
    ana: Visitor, visitor: Visitor
) -> None:
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    fields = {"email": "ana@example.org", "password": "wrong"}
    for _ in range(accounts.TRIES_PER_ACCOUNT):
        visitor.post("/login", fields, environ_overrides=elsewhere)
    assert visitor.post("/login", fields, environ_overrides=elsewhere).status_code == 429
    assert visitor.log_in("ana@example.org").status_code == 302


@sqlite_only
def test_one_address_cannot_try_one_password_at_many_accounts(visitor: Visitor) -> None:
    for number in range(accounts.TRIES_PER_ADDRESS):
        assert visitor.log_in(f"nobody{number}@example.org").status_code == 422
    assert visitor.log_in("one-more@example.org").status_code == 429


def test_a_header_that_anybody_can_write_does_not_escape_the_throttle(
    ana: Visitor, visitor: Visitor
) -> None:
    for number in range(accounts.TRIES_PER_ACCOUNT):
        forged = {"X-Forwarded-For": f"198.51.100.{number}"}
        fields = {"email": "ana@example.org", "password": "wrong"}
        visitor.post("/login", fields, headers=forged)
    assert visitor.log_in("ana@example.org").status_code == 429


PLACES_OF_OURS = ["/browse?q=a&page=2", "/study/1#card", "/decks/1", "/browse?q=//other.org"]
OTHER_PLACES = [
    "//evil.org",
    "///evil.org",
    "/\\evil.org",
    "\\\\evil.org",
    "/\t/evil.org",
    "/\n/evil.org",
    "\t//evil.org",
    " //evil.org",
    "https:evil.org",
    "https://evil.org",
    "http:/evil.org",
    "https:///evil.org",
    "%2f%2fevil.org",
    "%2F%2Fevil.org",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "evil.org",
    "@evil.org",
    ".evil.org",
    "",
    "/decks\r\nX-Injected: yes",
    "/decks\x00",
    "/\u2028/evil.org",
]


@pytest.mark.parametrize("place", PLACES_OF_OURS)
@sqlite_only
def test_after_logging_in_the_page_that_was_asked_for_opens(ana: Visitor, place: str) -> None:
    ana.post("/logout")
    assert ana.log_in("ana@example.org", PASSWORD, next=place).location == place


@pytest.mark.parametrize("place", OTHER_PLACES)
@sqlite_only
def test_after_logging_in_nobody_is_sent_to_another_place(ana: Visitor, place: str) -> None:
    already_in = ana.get("/login", query_string={"next": place})
    assert already_in.headers.get("Location", "/") == "/"
    ana.post("/logout")
    by_field = ana.log_in("ana@example.org", PASSWORD, next=place)
    assert by_field.headers.get("Location", "/") == "/"
    assert "X-Injected" not in by_field.headers
    ana.post("/logout")
    fields = {"email": "ana@example.org", "password": PASSWORD}
    by_address = ana.post("/login", fields, query_string={"next": place})
    assert by_address.headers.get("Location", "/") == "/"


@sqlite_only
def test_a_doubly_encoded_place_stays_a_path_of_ours(ana: Visitor) -> None:
    ana.post("/logout")
    location = ana.log_in("ana@example.org", PASSWORD, next="/%2f%2fevil.org").location
    assert location == "/%2f%2fevil.org"


@sqlite_only
def test_whoever_must_log_in_first_comes_to_the_page_that_she_asked_for(visitor: Visitor) -> None:
    response = visitor.get("/browse?q=a+b&page=2")
    assert response.status_code == 302
    assert form_of(parsed(visitor.get(response.location)), "/login")["next"] == (
        "/browse?q=a+b&page=2"
    )


def test_a_refused_login_changes_nothing_but_the_count_of_tries(
    ana: Visitor, visitor: Visitor, stored: Database
) -> None:
    before = dump(stored)
    visitor.log_in("ana@example.org", "wrong")
    after = dump(stored)
    assert {name for name in after if after[name] != before[name]} == {"failed_tries"}


def test_behind_https_the_cookies_are_bound_to_the_host(make_app: MakeApp) -> None:
    safe = Visitor(make_app(base_url="https://cards.example.org"), "https://cards.example.org")
    response = safe.sign_up("ana@example.org")
    assert response.status_code == 302
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-flashcards=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert f"Max-Age={int(logins.LONGEST.total_seconds())}" in cookie
    assert safe.is_in()
    assert safe.post("/logout").status_code == 302
    assert not safe.is_in()


def _with(app: Flask, token: str) -> Visitor:
    made = Visitor(app)
    made.client.set_cookie(COOKIE, token)
    return made


def _seen(database: Database) -> object:
    with database.read() as session:
        return session.scalars(select(Login.seen_at)).one()
