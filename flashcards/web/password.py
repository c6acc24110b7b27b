"""A new password: by a link in a letter, or knowing the old one."""

from __future__ import annotations

import logging
import smtplib

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired

from flashcards import clock
from flashcards.core.errors import FlashcardsError, Invalid
from flashcards.services import accounts, mail, throttle
from flashcards.web.current import database, for_learners, learner, me, now, settings
from flashcards.web.forms import Form, text

bp = Blueprint("password", __name__)
log = logging.getLogger("flashcards")
LINKS_PER_ADDRESS = 10
GUESSES_PER_ACCOUNT = 10


class Forgotten(Form):
    """Asking for a link."""

    email = EmailField("E-mail address", [InputRequired("Write your e-mail address.")])


class NewPassword(Form):
    """Choosing a new password by a link."""

    new = PasswordField("New password", [InputRequired("Choose a password.")])


class ChangePassword(Form):
    """Choosing a new password, knowing the old one."""

    current = PasswordField("Present password", [InputRequired("Write your present password.")])
    new = PasswordField("New password", [InputRequired("Choose a password.")])


@bp.get("/forgotten")
def show_forgotten() -> ResponseReturnValue:
    """Show the form that asks for a link."""
    return render_template("accounts/forgotten.html", form=Forgotten(), sent=False)


@bp.post("/forgotten")
def forgotten() -> ResponseReturnValue:
    """Send a link to a new password; the page says the same whoever asks."""
    form = Forgotten()
    sent = bool(form.attempt(lambda: _send_link(text(form.email))))
    page = render_template("accounts/forgotten.html", form=form, sent=sent)
    return page, 200 if sent else form.status


@bp.get("/reset/<token>")
def show_reset(token: str) -> ResponseReturnValue:
    """Show the form for a new password to whoever holds an open link."""
    with database().read() as rows:
        try:
            accounts.reset_of(rows, token, now())
        except Invalid as error:
            flash(str(error), "problem")
            return redirect(url_for("password.show_forgotten"))
    return render_template("accounts/reset.html", form=NewPassword())


@bp.post("/reset/<token>")
def reset(token: str) -> ResponseReturnValue:
    """Set the new password and use the link up."""
    form = NewPassword()

    def change() -> bool:
        with database().write() as rows:
            accounts.reset_password(rows, token, text(form.new), now())
        return True

    if form.attempt(change):
        flash("The new password is set. Log in with it.", "done")
        return redirect(url_for("accounts.show_login"))
    return render_template("accounts/reset.html", form=form), form.status


@bp.get("/password")
@for_learners
def show_change() -> ResponseReturnValue:
    """Show the form for a new password."""
    return render_template("accounts/password.html", form=ChangePassword())


@bp.post("/password")
@for_learners
def change() -> ResponseReturnValue:
    """Set the new password and log every browser out."""
    form = ChangePassword()

    def change_it() -> bool:
        with database().read() as rows:
            throttle.check(rows, _guesses(), GUESSES_PER_ACCOUNT, now())
        try:
            with database().write() as rows:
                accounts.change_password(rows, me(rows), text(form.current), text(form.new))
        except Invalid as error:
            _count_guess(error)
            raise
        return True

    if form.attempt(change_it):
        flash("The new password is set, and every browser is logged out. Log in with it.", "done")
        return redirect(url_for("accounts.show_login"))
    return render_template("accounts/password.html", form=form), form.status


def _guesses() -> str:
    return f"present password of {learner().id}"


def _count_guess(error: Invalid) -> None:
    if error.field == "current":
        with database().write() as rows:
            throttle.failed(rows, _guesses(), now())


def _send_link(email: str) -> bool:
    accounts.address(email)
    token = clock.token()
    place = f"links {request.remote_addr}"
    with database().write() as rows:
        throttle.check(rows, place, LINKS_PER_ADDRESS, now())
        throttle.failed(rows, place, now())
        user = accounts.ask_for_reset(rows, email, token, now())
    if user is not None:
        _deliver(user.email, settings().url + url_for("password.show_reset", token=token))
    return True


def _deliver(to: str, link: str) -> None:
    chosen = settings()
    if not chosen.smtp_url:
        log.warning("No mail server is set. The link to a new password for %s: %s", to, link)
        return
    try:
        mail.send(
            mail.reset_message(to, chosen.mail_from or "flashcards@localhost", link),
            chosen.smtp_url,
        )
    except (OSError, ValueError, smtplib.SMTPException, FlashcardsError):
        log.exception("the letter with a link to a new password could not be sent")
