"""A person in front of a browser: keeps cookies, fills in forms, sends their tokens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from flashcards.store.engine import Database
from flashcards.store.models.base import Base

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
"""A Monday morning: tests have a time of their own."""

PASSWORD = "corn lantern voyage seven"
OTHER_PASSWORD = "velvet harbour ninety moths"

sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For matrices of many requests, none of which asks anything special of the database."""

Fields = Mapping[str, Any]


class Clock:
    """The clock of the tests: it stands still until it is moved on."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        """Return the present instant."""
        return self.at

    def on(self, **delta: float) -> None:
        """Move on by so many ``hours``, ``days`` and so on."""
        self.at += timedelta(**delta)


class Client(FlaskClient):
    """Reads every answer to its end, as a browser does."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request."""
        return super().open(*args, **{"buffered": True, **kwargs})


class Visitor:
    """Somebody with a browser of her own."""

    def __init__(self, app: Flask, base_url: str = "http://localhost") -> None:
        self.app = app
        self.base_url = base_url
        self.client = Client(app, app.response_class)
        self.email = ""
        self._token = ""

    def get(self, path: str, **options: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, base_url=self.base_url, **options)

    def page(self, path: str) -> BeautifulSoup:
        """Return a page that must be there."""
        response = self.get(path, follow_redirects=True)
        assert response.status_code == 200, (path, response.status)
        return parsed(response)

    def token(self) -> str:
        """Return the token against forgery that this browser's pages hold."""
        if not self._token:
            page = parsed(self.get("/disclaimer"))
            self._token = attribute(one(page, "meta[name=csrf-token]"), "content")
        return self._token

    def post(self, path: str, fields: Fields | None = None, **options: Any) -> TestResponse:
        """Send a form as a page of the site would."""
        data = MultiDict(list(_pairs(fields or {})))
        data.setdefault("csrf_token", self.token())
        headers = {"Referer": f"{self.base_url}/", **options.pop("headers", {})}
        if path.startswith(("/login", "/logout", "/signup")):
            self._token = ""
        return self.client.post(path, data=data, base_url=self.base_url, headers=headers, **options)

    def submit(self, page: BeautifulSoup, action: str, **fields: Any) -> TestResponse:
        """Press the button of the form ``action`` of ``page``, other fields as they stand there."""
        return self.post(action, {**form_of(page, action), **fields})

    def send(self, path: str, payload: object, **options: Any) -> TestResponse:
        """Send JSON as a script of the site would."""
        headers = {"X-CSRFToken": self.token(), "Referer": f"{self.base_url}/"}
        return self.client.post(
            path, json=payload, headers=headers, base_url=self.base_url, **options
        )

    def upload(
        self,
        data: bytes,
        name: str,
        path: str = "/make",
        headers: Mapping[str, str] | None = None,
        **fields: Any,
    ) -> TestResponse:
        """Give a file, to make cards from if ``path`` says nothing else."""
        return self.upload_as("file", data, name, path, {"deck": "new", **fields}, headers)

    def upload_as(
        self,
        field: str,
        data: bytes,
        name: str,
        path: str,
        fields: Fields,
        headers: Mapping[str, str] | None = None,
    ) -> TestResponse:
        """Send a form with a file in ``field``."""
        file = FileStorage(BytesIO(data), filename=name)
        sent = {"csrf_token": self.token(), field: file, **fields}
        boundary, body = encode_multipart(sent)
        kind = f"multipart/form-data; boundary={boundary}"
        return self.client.post(
            path, data=body, content_type=kind, base_url=self.base_url, headers=headers
        )

    def sign_up(self, email: str, /, **fields: Any) -> TestResponse:
        """Make an account."""
        self.email = email
        return self.post(
            "/signup",
            {"email": email, "password": PASSWORD, "accepted": "y", "zone": "UTC", **fields},
        )

    def log_in(self, email: str, password: str = PASSWORD, /, **fields: Any) -> TestResponse:
        """Come in."""
        self.email = email
        return self.post("/login", {"email": email, "password": password, **fields})

    def is_in(self) -> bool:
        """Say whether this browser is logged in."""
        return self.get("/bin/").status_code == 200

    def cookie(self, name: str) -> str | None:
        """Return what a cookie holds."""
        found = self.client.get_cookie(name)
        return found.value if found else None

    def say(self, response: TestResponse) -> list[str]:
        """Follow a redirect and return the messages that the page begins with."""
        assert response.status_code == 302, response.status
        return said(parsed(self.get(response.location, follow_redirects=True)))


def _pairs(fields: Fields) -> Iterator[tuple[str, Any]]:
    """Yield names with values; a list of values is sent as so many fields of one name."""
    for name, value in fields.items():
        for each in value if isinstance(value, list) else [value]:
            yield name, each


def parsed(response: TestResponse) -> BeautifulSoup:
    """Return a response as a tree."""
    return BeautifulSoup(response.get_data(as_text=True), "lxml")


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    """Return the only element that ``selector`` finds."""
    found = page.select(selector)
    assert len(found) == 1, (selector, len(found))
    return found[0]


def attribute(tag: Tag, name: str) -> str:
    """Return an attribute as one string."""
    value = tag.get(name, "")
    return value if isinstance(value, str) else " ".join(value or ())


def text_of(tag: Tag | BeautifulSoup) -> str:
    """Return the words of an element, single spaces between them."""
    return " ".join(tag.get_text(" ").split())


def said(page: BeautifulSoup) -> list[str]:
    """Return the messages on top of a page."""
    return [text_of(notice) for notice in page.select(".notice")]


def wrong(page: BeautifulSoup) -> dict[str, str]:
    """Return what the page says is wrong, by field; what is above the form stands under ''."""
    found = {
        attribute(error, "id").removesuffix("-wrong"): text_of(error)
        for error in page.select("p.error")
    }
    above = " ".join(text_of(notice) for notice in page.select(".notice.problem"))
    return {**found, "": above} if above else found


def form_of(page: BeautifulSoup, action: str) -> dict[str, str]:
    """Return what a browser would send for the first form ``action``, no button pressed.

    A form without an action goes to the page's own address: it is the one found by ``""`` too.
    """
    forms = [form for form in page.select("form") if attribute(form, "action") in {action, ""}]
    named = [form for form in forms if attribute(form, "action") == action]
    assert forms, f"no form goes to {action}"
    return fields_of((named or forms)[0])


def fields_of(form: Tag) -> dict[str, str]:
    """Return the fields of a form with what stands in them."""
    fields: dict[str, str] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name, kind = attribute(field, "name"), attribute(field, "type")
        if field.name == "textarea":
            fields[name] = field.get_text().removeprefix("\n").removeprefix("\r\n")
        elif field.name == "select":
            options = field.select("option[selected]") or field.select("option")[:1]
            if options:
                fields[name] = attribute(options[0], "value")
        elif kind == "file":
            continue
        elif kind not in {"checkbox", "radio"} or field.has_attr("checked"):
            fields[name] = attribute(field, "value")
    return fields


def dump(database: Database) -> dict[str, list[str]]:
    """Return every row of every table."""
    with database.read() as session:
        return {
            table.name: sorted(repr(tuple(row)) for row in session.execute(select(table)))
            for table in Base.metadata.sorted_tables
        }
