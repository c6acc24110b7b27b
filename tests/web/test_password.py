"""A new password: knowing the old one, or by a link that is good once and for an hour."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from flashcards.store.engine import Database
from flashcards.store.models.accounts import PasswordReset
from flashcards.web.password import GUESSES_PER_ACCOUNT, LINKS_PER_ADDRESS
from tests.web.conftest import MakeApp
from tests.web.mailserver import MailServer, mail_server
from tests.web.visitor import (
    OTHER_PASSWORD,
    PASSWORD,
    Clock,
    Visitor,
    dump,
    one,
    parsed,
    said,
    sqlite_only,
    text_of,
    wrong,
)


@pytest.fixture
def server() -> Iterator[MailServer]:
    """Return a mail server on the loopback."""
    with mail_server() as made:
        yield made


def test_a_new_password_logs_every_browser_out(ana: Visitor, ben: Visitor) -> None:
    phone = Visitor(ana.app)
    phone.log_in("ana@example.org")
    response = ana.post("/password", {"current": PASSWORD, "new": OTHER_PASSWORD})
    assert response.location == "/login"
    assert not ana.is_in()
    assert not phone.is_in()
    assert ben.is_in()
    assert ana.log_in("ana@example.org").status_code == 422
    assert ana.log_in("ana@example.org", OTHER_PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"current": "wrong", "new": OTHER_PASSWORD}, "current"),
        ({"current": PASSWORD, "new": "7 chars"}, "new"),
        ({"current": PASSWORD, "new": "ana@example.org"}, "new"),
        ({"current": PASSWORD}, "new"),
        ({"new": OTHER_PASSWORD}, "current"),
    ],
)
@sqlite_only
def test_a_refused_new_password_changes_nothing(
    ana: Visitor, stored: Database, fields: dict[str, str], field: str
) -> None:
    before = dump(stored)
    response = ana.post("/password", fields)
    assert response.status_code == 422
    assert list(wrong(parsed(response))) == [field]
    counted = {"failed_tries": dump(stored)["failed_tries"]}
    assert dump(stored) == before | counted
    assert ana.is_in()


def test_the_present_password_cannot_be_guessed_for_ever(ana: Visitor) -> None:
    guess = {"current": "wrong", "new": OTHER_PASSWORD}
    for _ in range(GUESSES_PER_ACCOUNT):
        assert ana.post("/password", guess).status_code == 422
    refused = ana.post("/password", {"current": PASSWORD, "new": OTHER_PASSWORD})
    assert refused.status_code == 429
    assert ana.is_in()


def test_without_a_mail_server_the_link_stands_in_the_log(
    ana: Visitor, ben: Visitor, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    link = _asked(visitor, caplog)
    assert visitor.get(link).status_code == 200
    response = visitor.post(link, {"new": OTHER_PASSWORD})
    assert response.location == "/login"
    assert not ana.is_in()
    assert ben.is_in()
    assert visitor.log_in("ana@example.org").status_code == 422
    assert visitor.log_in("ana@example.org", OTHER_PASSWORD).status_code == 302
    assert ben.log_in("ben@example.org").status_code == 302


def test_a_link_is_good_once(
    ana: Visitor, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    link = _asked(visitor, caplog)
    done = visitor.post(link, {"new": OTHER_PASSWORD})
    assert visitor.say(done) == ["The new password is set. Log in with it."]
    assert visitor.say(visitor.get(link)) == [
        "This link was used already or is older than an hour. Ask for a new one."
    ]
    assert visitor.post(link, {"new": PASSWORD}).status_code == 422
    assert visitor.log_in("ana@example.org", PASSWORD).status_code == 422
    assert visitor.log_in("ana@example.org", OTHER_PASSWORD).status_code == 302


def test_a_link_is_good_for_an_hour(
    ana: Visitor, visitor: Visitor, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    link = _asked(visitor, caplog)
    clock.on(minutes=59, seconds=59)
    assert visitor.get(link).status_code == 200
    clock.on(seconds=1)
    assert visitor.get(link).location == "/forgotten"
    assert visitor.post(link, {"new": OTHER_PASSWORD}).status_code == 422
    assert visitor.log_in("ana@example.org").status_code == 302


def test_a_weak_password_does_not_use_the_link_up(
    ana: Visitor, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    link = _asked(visitor, caplog)
    response = visitor.post(link, {"new": "password"})
    assert response.status_code == 422
    assert "new" in wrong(parsed(response))
    assert visitor.post(link, {"new": OTHER_PASSWORD}).status_code == 302


def test_a_guessed_link_opens_nothing(
    ana: Visitor, visitor: Visitor, stored: Database, caplog: pytest.LogCaptureFixture
) -> None:
    _asked(visitor, caplog)
    before = dump(stored)
    with stored.read() as session:
        kept = session.scalars(select(PasswordReset.token_hash)).one()
    for guess in ("x", kept, "a" * 5000, "%00", "..", "%F0%9F%98%80"):
        assert visitor.get(f"/reset/{guess}").location == "/forgotten"
        assert visitor.post(f"/reset/{guess}", {"new": OTHER_PASSWORD}).status_code == 422
    assert dump(stored) == before


def test_a_link_that_was_used_ends_the_other_links_too(
    ana: Visitor, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = _asked(visitor, caplog), _asked(visitor, caplog)
    assert visitor.post(second, {"new": OTHER_PASSWORD}).status_code == 302
    assert visitor.post(first, {"new": PASSWORD}).status_code == 422
    assert visitor.log_in("ana@example.org", OTHER_PASSWORD).status_code == 302


def test_the_answer_is_the_same_whether_the_address_is_known_or_not(
    ana: Visitor, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    pages = []
    for email in ("ana@example.org", "nobody@example.org"):
        response = visitor.post("/forgotten", {"email": email})
        pages.append((response.status_code, text_of(one(parsed(response), "main"))))
    assert pages[0] == pages[1]
    assert pages[0][0] == 200
    assert len(_links(caplog)) == 1


def test_what_is_no_address_is_told_at_the_field(visitor: Visitor) -> None:
    response = visitor.post("/forgotten", {"email": "nobody"})
    assert response.status_code == 422
    assert "email" in wrong(parsed(response))


def test_links_are_sent_only_so_often_to_one_place(
    ana: Visitor, visitor: Visitor, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(LINKS_PER_ADDRESS):
        assert visitor.post("/forgotten", {"email": "ana@example.org"}).status_code == 200
    assert visitor.post("/forgotten", {"email": "ana@example.org"}).status_code == 429
    assert len(_links(caplog)) == LINKS_PER_ADDRESS
    clock.on(minutes=31)
    assert visitor.post("/forgotten", {"email": "ana@example.org"}).status_code == 200


def test_a_throttled_owner_comes_in_again_by_a_link(
    ana: Visitor, visitor: Visitor, caplog: pytest.LogCaptureFixture, clock: Clock
) -> None:
    for _ in range(11):
        visitor.log_in("ana@example.org", "wrong")
    link = _asked(visitor, caplog)
    visitor.post(link, {"new": OTHER_PASSWORD})
    clock.on(minutes=31)
    assert visitor.log_in("ana@example.org", OTHER_PASSWORD).status_code == 302


def test_a_letter_brings_the_link(
    make_app: MakeApp, server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    app = make_app(
        smtp_url=server.url,
        mail_from="cards@example.org",
        base_url="http://cards.example.org",
    )
    ana, visitor = Visitor(app), Visitor(app)
    ana.sign_up("ana@example.org")
    response = visitor.post("/forgotten", {"email": "Ana@example.org"})
    assert response.status_code == 200
    (letter,) = server.letters
    assert server.receivers == ["ana@example.org"]
    assert (letter["To"], letter["From"]) == ("ana@example.org", "cards@example.org")
    body = letter.get_content()
    found = re.search(r"http://cards\.example\.org(/reset/\S+)", body)
    assert found is not None
    assert not _links(caplog)
    assert visitor.post(found[1], {"new": OTHER_PASSWORD}).status_code == 302
    assert visitor.log_in("ana@example.org", OTHER_PASSWORD).status_code == 302


def test_no_letter_goes_to_an_unknown_address(make_app: MakeApp, server: MailServer) -> None:
    visitor = Visitor(make_app(smtp_url=server.url))
    assert visitor.post("/forgotten", {"email": "nobody@example.org"}).status_code == 200
    assert not server.letters


@pytest.mark.parametrize("email", ["ana@example.org", "üma@example.org"])
@sqlite_only
def test_a_mail_server_that_fails_does_not_tell_who_has_an_account(
    make_app: MakeApp, server: MailServer, email: str, caplog: pytest.LogCaptureFixture
) -> None:
    server.refuses = True
    visitor = Visitor(make_app(smtp_url=server.url))
    visitor.sign_up(email)
    visitor.post("/logout")
    known = visitor.post("/forgotten", {"email": email})
    unknown = visitor.post("/forgotten", {"email": "nobody@example.org"})
    assert known.status_code == unknown.status_code == 200
    assert text_of(one(parsed(known), "main")) == text_of(one(parsed(unknown), "main"))
    assert not server.letters
    assert "could not be sent" in caplog.text


@pytest.mark.parametrize(
    "url",
    ["smtp://127.0.0.1:1", "http://127.0.0.1:25", "smtp://", "smtp://127.0.0.1:many", "nonsense"],
)
@sqlite_only
def test_a_mail_server_that_is_not_there_does_not_tell_who_has_an_account(
    make_app: MakeApp, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = Visitor(make_app(smtp_url=url))
    visitor.sign_up("ana@example.org")
    visitor.post("/logout")
    for email in ("ana@example.org", "nobody@example.org"):
        assert visitor.post("/forgotten", {"email": email}).status_code == 200
    assert "could not be sent" in caplog.text


def test_links_are_kept_as_hashes(
    ana: Visitor, visitor: Visitor, stored: Database, caplog: pytest.LogCaptureFixture
) -> None:
    token = _asked(visitor, caplog).rsplit("/", 1)[1]
    assert len(token) >= 43
    assert token not in repr(dump(stored))


def test_passwords_never_stand_in_the_log(
    ana: Visitor, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor.log_in("ana@example.org", "not the password")
    visitor.log_in("ana@example.org")
    visitor.post("/password", {"current": PASSWORD, "new": OTHER_PASSWORD})
    assert visitor.cookie("flashcards")
    for secret in ("not the password", PASSWORD, OTHER_PASSWORD, visitor.cookie("flashcards")):
        assert str(secret) not in caplog.text


def _asked(visitor: Visitor, caplog: pytest.LogCaptureFixture) -> str:
    """Ask for a link for Ana, and return its path out of the log."""
    assert visitor.post("/forgotten", {"email": "ana@example.org"}).status_code == 200
    return _links(caplog)[-1]


def _links(caplog: pytest.LogCaptureFixture) -> list[str]:
    return re.findall(r"http://127\.0\.0\.1:8000(/reset/\S+)", caplog.text)


def test_the_page_says_where_the_link_will_be(visitor: Visitor, make_app: MakeApp) -> None:
    assert "log" in text_of(one(visitor.page("/forgotten"), "main"))
    mailing = Visitor(make_app(smtp_url="smtp://127.0.0.1:1"))
    assert "log" not in text_of(one(mailing.page("/forgotten"), "main"))
    assert not said(mailing.page("/forgotten"))
