"""A mail server on the loopback that keeps what it is given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import cast


class MailServer(ThreadingTCPServer):
    """Takes every letter; with ``refuses`` it takes none."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.letters: list[EmailMessage] = []
        self.receivers: list[str] = []
        self.refuses = False

    @property
    def url(self) -> str:
        """Return the address for the settings."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run a mail server."""
    with MailServer() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class _Conversation(StreamRequestHandler):
    """The few commands of RFC 5321 that smtplib speaks."""

    def handle(self) -> None:
        """Talk with one client until it leaves."""
        self._say("220 ready")
        for line in iter(self.rfile.readline, b""):
            if not self._answer(line.decode("utf-8", "replace").strip()):
                return

    def _answer(self, line: str) -> bool:
        server = cast(MailServer, self.server)
        word = line[:4].upper()
        if word == "RCPT":
            server.receivers.append(line.split(":", 1)[1].strip("<> "))
            self._say("550 no" if server.refuses else "250 fine")
        elif word == "DATA":
            self._say("354 go on")
            server.letters.append(self._letter())
            self._say("250 taken")
        elif word == "QUIT":
            self._say("221 bye")
        else:
            self._say("250 fine")
        return word != "QUIT"

    def _letter(self) -> EmailMessage:
        lines = []
        for line in iter(self.rfile.readline, b".\r\n"):
            lines.append(line[1:] if line.startswith(b".") else line)
        return message_from_bytes(b"".join(lines), policy=policy.default)

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")
