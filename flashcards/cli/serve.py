"""``flashcards serve``: the app behind a production server, on this computer alone by default."""

from __future__ import annotations

import socket
import sys
from contextlib import nullcontext
from dataclasses import replace

import click
import waitress
from filelock import FileLock, Timeout

from flashcards import config
from flashcards.cli import bounds
from flashcards.config import Settings
from flashcards.core.errors import Refused
from flashcards.services import setup
from flashcards.store import migrate
from flashcards.store.engine import FIXED_SQLITE, sqlite_module
from flashcards.web.app import create_app

THREADS = 8


@click.command()
@click.option("--host", help="The address to listen on (FLASHCARDS_HOST; 127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="The port (FLASHCARDS_PORT; 8000).")
def serve(host: str | None, port: int | None) -> None:
    """Serve the app until Ctrl+C is pressed."""
    settings = config.load()
    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    _refuse_taken_port(settings)
    settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    with only_one(settings):
        app = create_app(settings)
        app.extensions["flashcards.background"].wake()
        _warn(settings)
        click.echo(f"Flashcards is at {settings.url} (your data: {settings.instance})")
        click.echo("Press Ctrl+C to stop.")
        bounds.bound(settings.max_upload)
        proxy = {"trusted_proxy": settings.trusted_proxy, "trusted_proxy_headers": _HEADERS}
        try:
            waitress.serve(
                app,
                host=settings.host,
                port=settings.port,
                threads=THREADS,
                ident=None,
                max_request_body_size=bounds.most(settings.max_upload, settings.import_size),
                clear_untrusted_proxy_headers=True,
                **(proxy if settings.trusted_proxy else {}),
            )
        finally:
            app.extensions["flashcards.background"].close()


@click.command(name="check-migrations", hidden=True)
def check_migrations() -> None:
    """Compare the migrations with the models; exit with 1 where they differ."""
    settings = config.load()
    database = setup.prepare(settings)
    found = migrate.differences(database)
    for difference in found:
        click.echo(str(difference), err=True)
    click.echo("The migrations lead to the models." if not found else "They differ.")
    sys.exit(1 if found else 0)


_HEADERS = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"}


def _refuse_taken_port(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise Refused(
                f"Port {settings.port} at {settings.host} cannot be used ({error.strerror})."
                " Is Flashcards running already? Another port: --port 8001."
            ) from error


class only_one:  # noqa: N801 - reads as a statement
    """One process at a time on one SQLite database: its write lock is in the process."""

    def __init__(self, settings: Settings) -> None:
        sqlite = settings.database_url.startswith("sqlite")
        path = settings.instance / "serving.lock"
        self._lock = FileLock(path, timeout=0) if sqlite else nullcontext()

    def __enter__(self) -> None:
        try:
            self._lock.__enter__()
        except Timeout as error:
            raise Refused(
                "Flashcards is already serving this data in another window. Stop it there first."
            ) from error

    def __exit__(self, *error: object) -> None:
        self._lock.__exit__(None, None, None)


def _warn(settings: Settings) -> None:
    found = sqlite_module().sqlite_version_info
    if settings.database_url.startswith("sqlite") and found < FIXED_SQLITE:
        click.echo(
            f"Note: this Python's SQLite is {'.'.join(map(str, found))}; from 3.51.3 on a rare"
            " fault of its log is mended. A newer Python brings a newer SQLite.",
            err=True,
        )
    local = settings.host in {"127.0.0.1", "localhost", "::1"}
    if not local and not settings.https:
        click.echo(
            "Note: others can reach this address, but passwords would travel in the open. Put it"
            " behind https and set FLASHCARDS_BASE_URL to the https address.",
            err=True,
        )
