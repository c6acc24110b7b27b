"""The app: its database, its pages, and what every request has in common."""

from __future__ import annotations

import logging
import sys
from datetime import timedelta

from flask import Flask
from flask_wtf import CSRFProtect
from sqlalchemy import text

from flashcards import config
from flashcards.config import Settings
from flashcards.making.apart.call import Call
from flashcards.making.apart.here import Here
from flashcards.services import setup
from flashcards.services.imports.work import Imports
from flashcards.services.making.background import Background
from flashcards.services.media.keeping import Limits
from flashcards.services.statistics.histories import Histories
from flashcards.web import (
    accounts,
    bin,
    by_hand,
    cards,
    checks,
    comfort,
    current,
    decks,
    drafts,
    editions,
    errors,
    everything,
    exams,
    formats,
    headers,
    home,
    imports,
    interchange,
    make,
    media,
    model,
    note_types,
    notes,
    offline,
    packages,
    passages,
    password,
    practice,
    progress,
    scheduler,
    secret,
    settings_page,
    sources,
    statistics,
    straight,
    study,
    tables,
    unreadable,
    words,
)
from flashcards.web.api import api
from flashcards.web.files import WithFiles

log = logging.getLogger("flashcards")


def create_app(settings: Settings | None = None) -> Flask:
    """Return the app, its database brought up to date and the shipped decks loaded."""
    chosen = settings or config.load()
    database = setup.prepare(chosen)
    app = WithFiles(__name__)
    app.config.update(
        SECRET_KEY=secret.key(chosen.instance),
        MAX_CONTENT_LENGTH=chosen.max_upload,
        MAX_FORM_MEMORY_SIZE=chosen.max_upload,
        SESSION_COOKIE_NAME="__Host-session" if chosen.https else "flashcards_session",
        SESSION_COOKIE_SECURE=chosen.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=180),
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.extensions["flashcards.settings"] = chosen
    app.extensions["flashcards.database"] = database.hurried()
    app.extensions["flashcards.background"] = Background(
        database, chosen.workers, Here if chosen.inline else Call
    )
    app.extensions["flashcards.imports"] = Imports(
        database,
        chosen.imports,
        Limits(chosen.media_file, chosen.media_quota),
        inline=chosen.inline,
    )
    app.extensions["flashcards.histories"] = Histories()
    app.url_map.converters["int"] = unreadable.Whole
    app.before_request(current.find_learner)
    app.before_request(packages.allow)
    app.before_request(unreadable.refuse)
    _log_to_stderr()
    app.before_request(progress.wake_once)
    CSRFProtect(app)
    app.after_request(headers.add)
    errors.register(app)
    words.register(app)
    for part in (
        accounts,
        password,
        settings_page,
        comfort,
        home,
        make,
        drafts,
        passages,
        model,
        progress,
        editions,
        decks,
        checks,
        scheduler,
        cards,
        by_hand,
        exams,
        notes,
        note_types,
        media,
        bin,
        statistics,
        study,
        practice,
        sources,
        offline,
        imports,
        tables,
        formats,
        everything,
        straight,
    ):
        app.register_blueprint(part.bp)
    app.register_blueprint(interchange.bp)
    app.register_blueprint(api.bp)
    app.get("/healthz")(_healthy)
    return app


def _healthy() -> dict[str, str]:
    with current.database().read() as session:
        session.execute(text("SELECT 1"))
    return {"status": "ok"}


def _log_to_stderr() -> None:
    if not log.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
