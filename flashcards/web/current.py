"""What belongs to the present request: the database, the settings, the learner and the time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from flask import current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from flashcards import clock
from flashcards.config import Settings
from flashcards.core.errors import Busy, Refused
from flashcards.services import disclaimer, logins
from flashcards.services.imports.work import Imports
from flashcards.services.making.background import Background
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User

P = ParamSpec("P")
R = TypeVar("R", bound=ResponseReturnValue)


def database() -> Database:
    """Return the database of the app."""
    return cast(Database, current_app.extensions["flashcards.database"])


def settings() -> Settings:
    """Return the settings of the app."""
    return cast(Settings, current_app.extensions["flashcards.settings"])


def background() -> Background:
    """Return what drafts long documents beside the pages."""
    return cast(Background, current_app.extensions["flashcards.background"])


def importing() -> Imports:
    """Return what imports packages beside the pages."""
    return cast(Imports, current_app.extensions["flashcards.imports"])


def now() -> datetime:
    """Return the present instant, the same for the whole request."""
    if "now" not in g:
        g.now = clock.now()
    return cast(datetime, g.now)


def cookie_name() -> str:
    """Return the name of the login cookie; browsers bind ``__Host-`` to this one host."""
    return "__Host-flashcards" if settings().https else "flashcards"


def login_token() -> str | None:
    """Return the token in the login cookie."""
    return request.cookies.get(cookie_name())


def find_learner() -> None:
    """Work out, before each request, who is asking."""
    g.learner = None
    g.accepted = False
    token = login_token()
    if not token or request.endpoint == "static":
        return
    with database().read() as session:
        g.learner = logins.learner(session, token, now())
        if g.learner is None:
            return
        g.accepted = disclaimer.accepted(session, g.learner.id, settings().disclaimer)
        stale = logins.needs_note(session, token, now())
    if stale:
        # A page is not refused for want of this note: the next one makes it.
        with suppress(Busy), database().write() as session:
            logins.seen(session, token, now())


def somebody() -> User | None:
    """Return who is logged in, or None."""
    return cast("User | None", g.get("learner"))


def learner() -> User:
    """Return who is logged in; only for views behind ``for_learners``."""
    return cast(User, g.learner)


def me(session: Session) -> User:
    """Return the learner as a row of ``session``, to be changed."""
    return session.get_one(User, learner().id)


def for_learners(view: Callable[P, R]) -> Callable[P, R | ResponseReturnValue]:
    """Let only those in who are logged in and accepted the disclaimer as it stands today."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | ResponseReturnValue:
        if g.learner is None:
            if request.blueprint == "api":
                raise NotLoggedIn("You are logged out. Log in again: nothing of yours is lost.")
            return redirect(url_for("accounts.show_login", next=_here()))
        if not g.accepted:
            if request.blueprint == "api":
                raise Refused("The disclaimer has changed: please accept it first.")
            return redirect(url_for("accounts.show_disclaimer", next=_here()))
        return view(*args, **kwargs)

    return guarded


class NotLoggedIn(Refused):
    """Nobody is logged in."""


def _here() -> str:
    return request.full_path.rstrip("?") if request.method == "GET" else url_for("home.show")
