"""Accounts: who may come in, how passwords are kept, and how guessing is slowed down."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from hashlib import sha256

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.errors import Invalid, TooMany
from flashcards.services import accounts, disclaimer, logins, passwords, throttle
from flashcards.store.engine import Database
from flashcards.store.models.accounts import (
    Acceptance,
    Disclaimer,
    FailedTry,
    Login,
    PasswordReset,
    User,
)
from tests.conftest import NOW

GOOD, OTHER = "correct horse battery", "lantern fig staple"
TEXT = "For learning, not for treatment."


def join(session: Session, email: str = "ann@b.org", now: datetime = NOW) -> User:
    hashed = passwords.hashed(GOOD, email)
    return accounts.sign_up(session, email, hashed, "Europe/Berlin", TEXT, True, now)


def test_without_the_tick_there_is_no_account(database: Database) -> None:
    with database.write() as session:
        with pytest.raises(Invalid) as refused:
            accounts.sign_up(session, "ann@b.org", "x", "UTC", TEXT, False, NOW)
        assert refused.value.field == "accepted"
        assert session.scalars(select(User)).all() == []


def test_signing_up_keeps_which_text_was_accepted_and_when(database: Database) -> None:
    with database.write() as session:
        user = join(session)
        join(session, "bob@b.org")
        shown = session.scalars(select(Disclaimer)).one()
        assert (shown.version, shown.text) == (sha256(TEXT.encode()).hexdigest(), TEXT)
        kept = session.get_one(Acceptance, (user.id, shown.version))
        assert kept.accepted_at == NOW
        assert disclaimer.accepted(session, user.id, TEXT)


def test_a_changed_disclaimer_has_to_be_accepted_anew(database: Database) -> None:
    later = NOW + timedelta(days=9)
    with database.write() as session:
        user, other = join(session), join(session, "bob@b.org")
        assert not disclaimer.accepted(session, user.id, TEXT + " ")
        with pytest.raises(Invalid):
            disclaimer.accept(session, user, TEXT + " ", False, later)
        for _ in range(2):
            disclaimer.accept(session, user, TEXT + " ", True, later)
        assert disclaimer.accepted(session, user.id, TEXT + " ")
        assert disclaimer.accepted(session, user.id, TEXT)
        assert not disclaimer.accepted(session, other.id, TEXT + " ")


@pytest.mark.parametrize("again", ["ann@b.org", "ANN@B.org", " Ann@b.ORG "])
def test_one_address_has_one_account_however_it_is_written(database: Database, again: str) -> None:
    with database.write() as session:
        made = join(session)
        with pytest.raises(Invalid) as refused:
            join(session, again)
        assert refused.value.field == "email"
        assert accounts.by_email(session, again) is made
        assert accounts.by_email(session, "bob@b.org") is None


def test_two_who_sign_up_at_once_with_one_address_get_one_account(database: Database) -> None:
    def attempt(_: int) -> bool:
        try:
            with database.write() as session:
                join(session)
        except Invalid:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(attempt, range(6))) == [False] * 5 + [True]


def test_a_whole_class_can_sign_up_at_once(database: Database) -> None:
    def attempt(number: int) -> None:
        with database.write() as session:
            join(session, f"learner{number}@b.org")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(attempt, range(16)))
    with database.read() as session:
        assert len(session.scalars(select(Acceptance)).all()) == 16


@pytest.mark.parametrize("email", ["", "ann", "ann@", "@b.org", "a b@c.org", "ann@b", "a\0@b.org"])
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(Invalid) as refused:
        accounts.address(email)
    assert refused.value.field == "email"


def test_an_unknown_zone_becomes_utc_at_sign_up_and_is_refused_in_the_settings(
    database: Database,
) -> None:
    with database.write() as session:
        user = accounts.sign_up(session, "ann@b.org", "x", "Mars/Olympus", TEXT, True, NOW)
        assert user.zone == "UTC"
        accounts.change_settings(user, "Asia/Tokyo", 6, "six")
        assert (user.zone, user.rollover, user.scale) == ("Asia/Tokyo", 6, "six")
        for wrong in (("Mars/Olympus", 4, "four"), ("UTC", 3, "four"), ("UTC", 4, "five")):
            with pytest.raises(Invalid):
                accounts.change_settings(user, *wrong)
        assert (user.zone, user.rollover, user.scale) == ("Asia/Tokyo", 6, "six")


def test_passwords_are_kept_with_argon2id_and_a_salt_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passwords, "hasher", PasswordHasher())
    monkeypatch.setattr(passwords, "_NOBODY", [])
    one, other = (passwords.hashed(GOOD, "ann@b.org") for _ in range(2))
    assert one.startswith("$argon2id$v=19$m=65536,t=3,")
    assert one != other
    assert GOOD not in one
    assert passwords.matches(one, GOOD)
    assert not passwords.matches(one, GOOD + " ")
    assert not passwords.matches_nobody("nobody has this password")


@pytest.mark.parametrize("stored", ["", "x", "$argon2id$v=19$m=8,t=1,p=1$x", "pbkdf2:sha256:x"])
def test_a_hash_that_is_none_matches_nothing(stored: str) -> None:
    assert not passwords.matches(stored, GOOD)


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "short7!",
        "password",
        "Password1",
        "12345678",
        "qwertzuiop",
        "aaaaaaaaaaaa",
        "flashcards",
        "therapist1",
        "ann@b.org",
        "anneliese.m",
        "x" * 257,
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(weak: str) -> None:
    email = "anneliese.m@b.org" if weak.startswith("anneliese") else "ann@b.org"
    with pytest.raises(Invalid) as refused:
        passwords.hashed(weak, email, "new")
    assert refused.value.field == "new"


@pytest.mark.parametrize("good", [GOOD, OTHER, "Ünïcode wörds ok", "x7#kQ!pz", GOOD * 12])
def test_a_good_password_is_taken_whatever_its_letters(good: str) -> None:
    assert passwords.matches(passwords.hashed(good, "ann@b.org"), good)


def test_the_right_password_lets_in_and_no_other(database: Database) -> None:
    with database.write() as session:
        user = join(session)
        join(session, "bob@b.org")
        assert accounts.log_in(session, " ANN@b.org", GOOD, "::1", NOW) is user
        assert accounts.log_in(session, "ann@b.org", OTHER, "::1", NOW) is None
        assert accounts.log_in(session, "eve@b.org", GOOD, "::1", NOW) is None


def test_after_ten_failed_tries_an_account_rests_for_that_address_alone(
    database: Database,
) -> None:
    with database.write() as session:
        user = join(session)
        other = join(session, "bob@b.org")
        for number in range(10):
            email = ("ann@b.org", "ANN@B.ORG ")[number % 2]
            assert accounts.log_in(session, email, "wrong", "10.0.0.1", NOW) is None
        with pytest.raises(TooMany):
            accounts.log_in(session, "ann@b.org", GOOD, "10.0.0.1", NOW)
        assert accounts.log_in(session, "ann@b.org", GOOD, "10.0.0.2", NOW) is user
        assert accounts.log_in(session, "bob@b.org", GOOD, "10.0.0.1", NOW) is other
        later = NOW + timedelta(minutes=31)
        assert accounts.log_in(session, "ann@b.org", GOOD, "10.0.0.1", later) is user


def test_another_way_to_write_the_address_gives_no_more_tries(database: Database) -> None:
    wide = "ann@" + "".join(chr(ord(letter) + 0xFEE0) for letter in "beta") + ".org"
    assert unicodedata.normalize("NFKC", wide) == "ann@beta.org"
    with database.write() as session:
        join(session, "ann@beta.org")
        for _ in range(10):
            accounts.log_in(session, "ann@beta.org", "wrong", "10.0.0.1", NOW)
        if accounts.by_email(session, wide) is not None:
            with pytest.raises(TooMany):
                accounts.log_in(session, wide, GOOD, "10.0.0.1", NOW)


def test_after_a_hundred_failed_tries_the_address_rests_whatever_the_account(
    database: Database,
) -> None:
    with database.write() as session:
        join(session)
        for number in range(100):
            accounts.log_in(session, f"eve{number}@b.org", "wrong", "10.0.0.1", NOW)
        with pytest.raises(TooMany):
            accounts.log_in(session, "ann@b.org", GOOD, "10.0.0.1", NOW)


def test_failed_tries_are_forgotten_after_a_day(database: Database) -> None:
    with database.write() as session:
        throttle.failed(session, "x", NOW)
        throttle.failed(session, "y", NOW + timedelta(hours=25))
        session.flush()
        assert len(session.scalars(select(FailedTry)).all()) == 1
        assert "x" not in {row.key for row in session.scalars(select(FailedTry))}


def test_no_failed_try_is_lost_when_many_come_at_once(database: Database) -> None:
    def fail(_: int) -> None:
        with database.write() as session:
            throttle.failed(session, "x", NOW)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(fail, range(40)))
    with database.read() as session:
        throttle.check(session, "x", 41, NOW)
        with pytest.raises(TooMany):
            throttle.check(session, "x", 40, NOW)


def test_a_cookie_is_kept_as_its_hash_and_is_worthless_once_it_was_closed(
    database: Database,
) -> None:
    with database.write() as session:
        user, other = join(session), join(session, "bob@b.org")
        for owner, token in ((user, "one"), (user, "two"), (other, "three")):
            logins.open_login(session, owner, token, "b" * 500, NOW)
        session.flush()
        kept = session.scalars(select(Login)).all()
        assert {row.token_hash for row in kept}.isdisjoint({"one", "two", "three"})
        assert logins.learner(session, "one", NOW) is user
        assert logins.learner(session, "nothing", NOW) is None
        assert logins.learner(session, kept[0].token_hash, NOW) is None
        logins.close(session, "one")
        assert logins.learner(session, "one", NOW) is None
        assert logins.learner(session, "two", NOW) is user
        logins.close_all(session, user.id)
        assert logins.learner(session, "two", NOW) is None
        assert logins.learner(session, "three", NOW) is other


def test_a_login_ends_after_thirty_idle_days_and_after_half_a_year_in_any_case(
    database: Database,
) -> None:
    day = timedelta(days=1)
    with database.write() as session:
        user = join(session)
        logins.open_login(session, user, "t", "", NOW)
        session.flush()
        assert logins.learner(session, "t", NOW + 30 * day - timedelta(seconds=1)) is user
        assert logins.learner(session, "t", NOW + 30 * day) is None
        assert not logins.needs_note(session, "t", NOW + timedelta(minutes=59))
        assert logins.needs_note(session, "t", NOW + timedelta(hours=1))
        for passed in range(0, 180, 20):
            logins.seen(session, "t", NOW + passed * day)
        assert logins.learner(session, "t", NOW + 180 * day - timedelta(seconds=1)) is user
        assert logins.learner(session, "t", NOW + 180 * day) is None


def test_a_reset_link_works_once_within_an_hour_and_is_kept_as_its_hash(
    database: Database,
) -> None:
    with database.write() as session:
        user, other = join(session), join(session, "bob@b.org")
        logins.open_login(session, user, "cookie", "", NOW)
        logins.open_login(session, other, "his", "", NOW)
        assert accounts.ask_for_reset(session, "eve@b.org", "e", NOW) is None
        for token in ("used", "unused"):
            assert accounts.ask_for_reset(session, "ANN@b.org", token, NOW) is user
        session.flush()
        kept = {row.token_hash for row in session.scalars(select(PasswordReset))}
        assert len(kept) == 2
        assert kept.isdisjoint({"used", "unused"})
        late = NOW + timedelta(hours=1)
        for token, now in (("used", late), ("nothing", NOW), (next(iter(kept)), NOW)):
            with pytest.raises(Invalid):
                accounts.reset_password(session, token, OTHER, now)
        with pytest.raises(Invalid):
            accounts.reset_password(session, "used", "password", NOW)
        assert accounts.reset_password(session, "used", OTHER, NOW) is user
        assert passwords.matches(user.password_hash, OTHER)
        assert passwords.matches(other.password_hash, GOOD)
        assert logins.learner(session, "cookie", NOW) is None
        assert logins.learner(session, "his", NOW) is other
        for token in ("used", "unused"):
            with pytest.raises(Invalid):
                accounts.reset_password(session, token, GOOD, NOW)


def test_changing_the_password_needs_the_old_one_and_logs_every_browser_out(
    database: Database,
) -> None:
    with database.write() as session:
        user = join(session)
        logins.open_login(session, user, "cookie", "", NOW)
        session.flush()
        for current, new in ((OTHER, OTHER), (GOOD, "password")):
            with pytest.raises(Invalid):
                accounts.change_password(session, user, current, new)
        assert logins.learner(session, "cookie", NOW) is user
        accounts.change_password(session, user, GOOD, OTHER)
        assert passwords.matches(user.password_hash, OTHER)
        assert logins.learner(session, "cookie", NOW) is None
