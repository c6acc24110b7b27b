"""What the tests of the pages share: an app, people who visit it, and a clock that they set.

A learner's things are made by the buttons of the pages, once for each kind of database: a test
that speaks of them begins with a copy, and with the cookies of its two learners.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from flashcards import config
from flashcards.config import Settings
from flashcards.services import passwords
from flashcards.store.engine import Database
from flashcards.web.app import create_app
from tests.postgres import TEMPLATE, Server
from tests.web.library import Library, furnish
from tests.web.visitor import Clock, Visitor

MakeApp = Callable[..., Flask]
DECKS = Path(__file__).parent / "data" / "decks"
ANA, BEN = "ana@example.org", "ben@example.org"


@dataclass(frozen=True)
class Prepared:
    """A database to copy; if it is furnished, the cookies of its learners and what they have."""

    template: str
    cookies: dict[str, str]
    libraries: dict[str, Library]


Prepare = Callable[[bool], Prepared]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the clock that the app reads."""
    made = Clock()
    monkeypatch.setattr("flashcards.clock.now", made)
    return made


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Return where compiled templates are kept, for they are the same in every test."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session")
def sqlite_files(
    sqlite_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
    compiled: FileSystemBytecodeCache,
) -> Prepare:
    """Give a function that returns a SQLite file to copy: furnished, or as the app begins."""

    @cache
    def prepare(furnished: bool) -> Prepared:
        folder = tmp_path_factory.mktemp("prepared")
        path = folder / "prepared.db"
        shutil.copy(sqlite_template, path)
        url = f"sqlite:///{path.as_posix()}"
        return Prepared(str(path), *_begun(url, folder, compiled, furnished))

    return prepare


@pytest.fixture(scope="session")
def postgres_templates(
    postgres: Server, tmp_path_factory: pytest.TempPathFactory, compiled: FileSystemBytecodeCache
) -> Prepare:
    """Give a function that returns a database of PostgreSQL to copy, as ``sqlite_files`` does."""

    @cache
    def prepare(furnished: bool) -> Prepared:
        name = f"web_prepared_{furnished}".lower()
        url = postgres.make(name, TEMPLATE)
        folder = tmp_path_factory.mktemp("prepared")
        return Prepared(name, *_begun(url, folder, compiled, furnished))

    return prepare


@pytest.fixture
def prepare(request: pytest.FixtureRequest) -> Prepare:
    """Give the function that returns what to copy for the kind of database of this test."""
    kind = request.node.callspec.params["database_url"]
    name = "sqlite_files" if kind == "sqlite" else "postgres_templates"
    found: Prepare = request.getfixturevalue(name)
    return found


@pytest.fixture
def prepared(request: pytest.FixtureRequest, prepare: Prepare) -> Prepared:
    """Return what the database of this test is a copy of: furnished if the test speaks of it."""
    return prepare(bool({"hers", "his"} & set(request.fixturenames)))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(
    request: pytest.FixtureRequest, prepared: Prepared, tmp_path: Path
) -> Iterator[str]:
    """Return the address of a fresh database of each kind."""
    if request.param == "sqlite":
        copy = tmp_path / "flashcards.db"
        shutil.copy(prepared.template, copy)
        yield f"sqlite:///{copy.as_posix()}"
        return
    server: Server = request.getfixturevalue("postgres")
    with server.made(f"web_{abs(hash(tmp_path)):x}", prepared.template) as url:
        yield url


@pytest.fixture
def make_app(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, compiled: FileSystemBytecodeCache
) -> Iterator[MakeApp]:
    """Give a function that opens an app on the test's database, some settings changed."""
    with _apps(monkeypatch, compiled) as make:
        yield lambda **changes: make(replace(settings, **changes))


@pytest.fixture
def app(make_app: MakeApp) -> Flask:
    """Return the app, guarded against forgery as it is for everybody."""
    return make_app()


@pytest.fixture
def stored(app: Flask) -> Database:
    """Return the database of the app."""
    return _database(app)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Return somebody who is not logged in."""
    return Visitor(app)


@pytest.fixture
def ana(app: Flask, prepared: Prepared) -> Visitor:
    """Return a learner."""
    return _learner(app, prepared.cookies, ANA)


@pytest.fixture
def ben(app: Flask, prepared: Prepared) -> Visitor:
    """Return another learner."""
    return _learner(app, prepared.cookies, BEN)


@pytest.fixture
def hers(prepared: Prepared) -> Library:
    """Return what Ana has."""
    return prepared.libraries[ANA]


@pytest.fixture
def his(prepared: Prepared) -> Library:
    """Return what Ben has: the same kinds of things, so that a query that is too broad fails."""
    return prepared.libraries[BEN]


@contextmanager
def _apps(
    monkeypatch: pytest.MonkeyPatch, compiled: FileSystemBytecodeCache
) -> Iterator[Callable[[Settings], Flask]]:
    """Give a function that opens apps; one small deck ships with them instead of the real ones."""
    shipped = config.shipped
    monkeypatch.setattr(config, "shipped", lambda name: DECKS if name == "decks" else shipped(name))
    made: list[Flask] = []

    def make(settings: Settings) -> Flask:
        app = create_app(settings)
        app.jinja_env.bytecode_cache = compiled
        made.append(app)
        return app

    try:
        yield make
    finally:
        for app in made:
            _database(app).close()


def _begun(
    url: str, folder: Path, compiled: FileSystemBytecodeCache, furnished: bool
) -> tuple[dict[str, str], dict[str, Library]]:
    """Start an app on the database at ``url``; let Ana and Ben sign up and furnish it."""
    loaded = config.load({"FLASHCARDS_INSTANCE": str(folder)})
    with pytest.MonkeyPatch.context() as patch, _apps(patch, compiled) as make:
        patch.setattr("flashcards.clock.now", Clock())
        patch.setattr(passwords, "hasher", PasswordHasher(1, 8, 1))
        app = make(replace(loaded, database_url=url, inline=True))
        people = [_learner(app, {}, email) for email in (ANA, BEN) if furnished]
        cookies = {who.email: who.cookie("flashcards") or "" for who in people}
        return cookies, {who.email: furnish(who, _database(app)) for who in people}


def _learner(app: Flask, cookies: dict[str, str], email: str) -> Visitor:
    learner = Visitor(app)
    learner.email = email
    if email in cookies:
        learner.client.set_cookie("flashcards", cookies[email])
    else:
        assert learner.sign_up(email).status_code == 302
    return learner


def _database(app: Flask) -> Database:
    database = app.extensions["flashcards.database"]
    assert isinstance(database, Database)
    return database
