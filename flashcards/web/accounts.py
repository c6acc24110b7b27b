"""Signing up with the disclaimer, logging in and out."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, EmailField, HiddenField, PasswordField
from wtforms.validators import InputRequired

from flashcards import clock
from flashcards.core.errors import Refused
from flashcards.services import accounts, disclaimer, logins, passwords, throttle
from flashcards.store.models.accounts import User
from flashcards.web.current import (
    cookie_name,
    database,
    learner,
    login_token,
    me,
    now,
    settings,
    somebody,
)
from flashcards.web.forms import Form, safe_next, text

bp = Blueprint("accounts", __name__)

SIGN_UPS_PER_ADDRESS = 100
"""New accounts from one network address in half an hour: a cohort behind one router fits."""


class SignUp(Form):
    """A new account."""

    email = EmailField("E-mail address", [InputRequired("Write your e-mail address.")])
    password = PasswordField("Password", [InputRequired("Choose a password.")])
    zone = HiddenField(default="UTC")
    accepted = BooleanField("I have read and accept the disclaimer.")


class LogIn(Form):
    """Coming in."""

    email = EmailField("E-mail address", [InputRequired("Write your e-mail address.")])
    password = PasswordField("Password", [InputRequired("Write your password.")])


class Accept(Form):
    """Accepting the disclaimer as it stands now."""

    accepted = BooleanField("I have read and accept the disclaimer.")


@bp.get("/signup")
def show_signup() -> ResponseReturnValue:
    """Show the form for a new account, with the disclaimer."""
    if somebody():
        return redirect(url_for("home.show"))
    return _signup_page(SignUp())


@bp.post("/signup")
def signup() -> ResponseReturnValue:
    """Make an account and let its owner in."""
    if not settings().signup:
        raise Refused("New accounts are made by whoever runs this site: ask there.")
    form = SignUp()
    user = form.attempt(lambda: _sign_up(form))
    return _let_in(user, url_for("home.show")) if user else _signup_page(form)


@bp.get("/login")
def show_login() -> ResponseReturnValue:
    """Show the form to come in."""
    if somebody():
        return redirect(safe_next())
    return _login_page(LogIn())


@bp.post("/login")
def login() -> ResponseReturnValue:
    """Let somebody in who knows the password."""
    form = LogIn()
    user = form.attempt(lambda: _log_in(form))
    if user:
        return _let_in(user, safe_next())
    if not form.errors and form.is_submitted():
        form.form_errors = [
            "Address or password is not right. Try again, or ask for a new password."
        ]
    return _login_page(form)


@bp.post("/logout")
def logout() -> ResponseReturnValue:
    """Log this browser out: its cookie is worthless from now on."""
    token = login_token()
    if token:
        with database().write() as rows:
            logins.close(rows, token)
    session.clear()
    response = make_response(redirect(url_for("home.show")))
    response.delete_cookie(cookie_name(), secure=settings().https, httponly=True, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@bp.get("/disclaimer")
def show_disclaimer() -> ResponseReturnValue:
    """Show the disclaimer; to a learner who has not accepted it as it stands, with the tick."""
    form = Accept() if somebody() and not g.accepted else None
    return render_template("accounts/disclaimer.html", form=form, text=settings().disclaimer)


@bp.post("/disclaimer")
def accept_disclaimer() -> ResponseReturnValue:
    """Keep that the learner accepted the disclaimer as it stands now."""
    if not somebody():
        return redirect(url_for("accounts.show_login"))
    form = Accept()
    text = settings().disclaimer

    def accept() -> bool:
        with database().write() as rows:
            disclaimer.accept(rows, me(rows), text, form.accepted.data, now())
        return True

    if form.attempt(accept):
        return redirect(safe_next())
    return render_template("accounts/disclaimer.html", form=form, text=text), form.status


@bp.post("/logout-everywhere")
def logout_everywhere() -> ResponseReturnValue:
    """Log out every browser of the learner, this one too."""
    if somebody():
        with database().write() as rows:
            logins.close_all(rows, learner().id)
    return logout()


def _sign_up(form: SignUp) -> User:
    known = accounts.address(text(form.email))
    if not form.accepted.data:
        form.accepted.errors = [*form.accepted.errors, disclaimer.NOT_ACCEPTED]
    password_hash = passwords.hashed(text(form.password), known)
    place = f"sign-ups {request.remote_addr}"
    with database().write() as rows:
        throttle.check(rows, place, SIGN_UPS_PER_ADDRESS, now())
        throttle.failed(rows, place, now())
        return accounts.sign_up(
            rows,
            known,
            password_hash,
            text(form.zone),
            settings().disclaimer,
            form.accepted.data,
            now(),
        )


def _log_in(form: LogIn) -> User | None:
    with database().write() as rows:
        return accounts.log_in(
            rows, text(form.email), text(form.password), request.remote_addr or "", now()
        )


def _let_in(user: User, target: str) -> Response:
    token, before = clock.token(), login_token()
    with database().write() as rows:
        if before:
            logins.close(rows, before)
        logins.open_login(rows, user, token, request.user_agent.string, now())
    session.clear()
    session.permanent = True
    response = make_response(redirect(target))
    response.set_cookie(
        cookie_name(),
        token,
        max_age=int(logins.LONGEST.total_seconds()),
        secure=settings().https,
        httponly=True,
        samesite="Lax",
    )
    return response


def _signup_page(form: SignUp) -> ResponseReturnValue:
    text = settings().disclaimer
    return render_template("accounts/signup.html", form=form, text=text), form.status


def _login_page(form: LogIn) -> ResponseReturnValue:
    return render_template("accounts/login.html", form=form), form.status
