"""Accounts: signing up, settings, and new passwords."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from flashcards.core.errors import Invalid
from flashcards.core.grades import Scale
from flashcards.core.scheduling import day
from flashcards.services import disclaimer, logins, passwords, throttle
from flashcards.store.models.accounts import PasswordReset, User

RESET_TIME = timedelta(hours=1)
TRIES_PER_ACCOUNT = 10
TRIES_PER_ADDRESS = 100


def address(text: str) -> str:
    """Return an e-mail address in the one form in which it is kept; raises Invalid."""
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise Invalid(
            "This is not an e-mail address: it should look like name@place.org.", "email"
        ) from error


def sign_up(
    session: Session,
    email: str,
    password_hash: str,
    zone: str,
    text: str,
    ticked: bool,
    now: datetime,
) -> User:
    """Make an account for somebody who accepted the disclaimer ``text``.

    ``password_hash`` comes from ``passwords.hashed``. Raises Invalid without the tick and where
    the address has an account.
    """
    if not ticked:
        raise Invalid(disclaimer.NOT_ACCEPTED, "accepted")
    user = User(email=address(email), password_hash=password_hash, created_at=now, zone=_zone(zone))
    try:
        with session.begin_nested():
            session.add(user)
    except IntegrityError as error:
        raise Invalid("There is an account with this address: log in instead.", "email") from error
    disclaimer.accept(session, user, text, ticked, now)
    return user


def log_in(session: Session, email: str, password: str, address: str, now: datetime) -> User | None:
    """Return the account of these credentials, or None, which counts as a failed try.

    ``address`` is the network address of the person. Raises TooMany after ten failed tries at one
    account from one address, or a hundred from one address, in half an hour.
    """
    user = by_email(session, email)
    name = user.email if user else email.strip().lower()
    account, place = f"{name}@{address}", f"address {address}"
    throttle.check(session, account, TRIES_PER_ACCOUNT, now)
    throttle.check(session, place, TRIES_PER_ADDRESS, now)
    known = (
        passwords.matches(user.password_hash, password)
        if user
        else passwords.matches_nobody(password)
    )
    if user is not None and known:
        return user
    throttle.failed(session, account, now)
    throttle.failed(session, place, now)
    return None


def by_email(session: Session, email: str) -> User | None:
    """Return the account with this address."""
    try:
        known = address(email)
    except Invalid:
        return None
    return session.scalar(select(User).where(User.email == known))


def change_settings(user: User, zone: str, rollover: int, scale: str) -> None:
    """Change when the study day turns, where the learner lives, and her buttons."""
    day.zone(zone)
    if rollover not in day.ROLLOVER_HOURS:
        raise Invalid("The study day turns at 4, 5 or 6 in the morning.", "rollover")
    if scale not in set(Scale):
        raise Invalid("Choose four buttons or six.", "scale")
    user.zone, user.rollover, user.scale = zone, rollover, scale


def change_password(session: Session, user: User, current: str, new: str) -> None:
    """Change the password, and log out every browser; raises Invalid if ``current`` is wrong."""
    if not passwords.matches(user.password_hash, current):
        raise Invalid("This is not your present password.", "current")
    user.password_hash = passwords.hashed(new, user.email, "new")
    logins.close_all(session, user.id)


def ask_for_reset(session: Session, email: str, token: str, now: datetime) -> User | None:
    """Make ``token`` a link to a new password for one hour; None where nobody has the address."""
    user = by_email(session, email)
    if user is not None:
        session.add(
            PasswordReset(token_hash=_hash(token), user_id=user.id, expires_at=now + RESET_TIME)
        )
    return user


def reset_of(session: Session, token: str, now: datetime) -> PasswordReset:
    """Return the open reset of a link; raises Invalid where it was used or is too old."""
    found = session.get(PasswordReset, _hash(token))
    if found is None or found.used_at is not None or found.expires_at <= now:
        raise Invalid("This link was used already or is older than an hour. Ask for a new one.")
    return found


def reset_password(session: Session, token: str, new: str, now: datetime) -> User:
    """Set a new password by a link, use up all links, and log out every browser."""
    found = reset_of(session, token, now)
    user = session.get_one(User, found.user_id)
    user.password_hash = passwords.hashed(new, user.email, "new")
    session.execute(
        update(PasswordReset)
        .where(PasswordReset.user_id == user.id, PasswordReset.used_at.is_(None))
        .values(used_at=now)
    )
    logins.close_all(session, user.id)
    return user


def _zone(name: str) -> str:
    try:
        day.zone(name)
    except Invalid:
        return "UTC"
    return name


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
