"""``flashcards user``: accounts, for whoever runs the installation."""

from __future__ import annotations

import click
from sqlalchemy import select

from flashcards import clock, config
from flashcards.core.errors import NotFound
from flashcards.services import accounts, logins, passwords, setup
from flashcards.store.models.accounts import User


@click.group()
def user() -> None:
    """Work with accounts."""


@user.command(name="list")
def list_users() -> None:
    """List the accounts."""
    with setup.prepare(config.load()).read() as session:
        for row in session.scalars(select(User).order_by(User.email)):
            click.echo(f"{row.email}  since {row.created_at:%Y-%m-%d}")


@user.command()
@click.argument("email")
def reset(email: str) -> None:
    """Print a link with which the owner of EMAIL can choose a new password within an hour."""
    settings = config.load()
    token = clock.token()
    with setup.prepare(settings).write() as session:
        if accounts.ask_for_reset(session, email, token, clock.now()) is None:
            raise NotFound(f"There is no account with the address {email}.")
    click.echo(f"{settings.url}/reset/{token}")


@user.command()
@click.argument("email")
@click.password_option(help="The new password.")
def password(email: str, password: str) -> None:
    """Set a new password for EMAIL and log all its browsers out."""
    with setup.prepare(config.load()).write() as session:
        found = accounts.by_email(session, email)
        if found is None:
            raise NotFound(f"There is no account with the address {email}.")
        found.password_hash = passwords.hashed(password, found.email)
        logins.close_all(session, found.id)
    click.echo("The new password is set.")
