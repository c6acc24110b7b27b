"""Sends mail through the SMTP server of the settings."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from flashcards.core.errors import Invalid

TIMEOUT = 20
"""Seconds to wait for the mail server."""


def reset_message(to: str, sender: str, link: str) -> EmailMessage:
    """Return the letter with the link to a new password."""
    message = EmailMessage()
    message["Subject"] = "A new password for Flashcards"
    message["From"] = sender
    message["To"] = to
    message.set_content(
        "Somebody, we hope you, asked for a new password.\n\n"
        f"Open this page within an hour to choose one:\n{link}\n\n"
        "If it was not you, nothing has changed and you need do nothing.\n"
    )
    return message


def send(message: EmailMessage, smtp_url: str) -> None:
    """Send a letter by ``smtp://`` (STARTTLS where the server offers it) or ``smtps://``.

    Raises Invalid for another kind of address, and the errors of smtplib.
    """
    parts = urlsplit(smtp_url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise Invalid("FLASHCARDS_SMTP_URL should look like smtp://name:password@server:587.")
    if parts.scheme == "smtps":
        with smtplib.SMTP_SSL(parts.hostname, parts.port or 465, timeout=TIMEOUT) as server:
            _log_in_and_send(server, parts.username, parts.password, message)
        return
    with smtplib.SMTP(parts.hostname, parts.port or 587, timeout=TIMEOUT) as server:
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls()
        _log_in_and_send(server, parts.username, parts.password, message)


def _log_in_and_send(
    server: smtplib.SMTP, name: str | None, password: str | None, message: EmailMessage
) -> None:
    if name:
        server.login(unquote(name), unquote(password or ""))
    server.send_message(message)
