"""The headers of every answer, whatever it answers."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from flashcards.services.library import search
from flashcards.store.engine import Database
from flashcards.web.headers import CONTENT_SECURITY_POLICY, connecting
from flashcards.web.media import HEADERS
from tests.web.conftest import MakeApp
from tests.web.library import Library
from tests.web.routes import routes
from tests.web.visitor import Visitor, attribute, one, parsed, sqlite_only, text_of

pytestmark = sqlite_only


def check(
    response: TestResponse, *, https: bool = False, is_file: bool = False, speaks: bool = False
) -> None:
    """Assert what holds for every answer; one page ``speaks`` to a program of the learner's."""
    headers = response.headers
    policy = HEADERS["Content-Security-Policy"] if is_file else CONTENT_SECURITY_POLICY
    if speaks:
        policy = connecting("http://127.0.0.1:8765", "http://localhost:8765")
    assert headers["Content-Security-Policy"] == policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert ("Strict-Transport-Security" in headers) is https
    assert "Access-Control-Allow-Origin" not in headers
    assert not {"Server", "X-Powered-By"} & set(headers.keys())
    for cookie in headers.getlist("Set-Cookie"):
        parts = set(cookie.split("; "))
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= parts, cookie
        assert ("Secure" in parts) is https
        assert cookie.startswith("__Host-") is https
        assert "Domain" not in cookie
    for word in (b"Traceback", b"File &#34;", b'File "', b".py", b"sqlalchemy", b"SELECT "):
        assert word not in response.data, word


def test_the_policy_lets_nothing_in_from_elsewhere_and_no_script_stand_in_a_page(
    visitor: Visitor,
) -> None:
    policy = visitor.get("/").headers["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["script-src"] == rules["style-src"] == "'self'"
    assert rules["object-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert rules["form-action"] == "'self'"
    assert rules["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in policy
    assert "http" not in policy


def test_every_answer_carries_them(
    ana: Visitor, visitor: Visitor, hers: Library, his: Library
) -> None:
    for route in routes(ana.app, hers, "GET"):
        for who in (ana, visitor):
            response = who.get(route.path)
            is_hers = who is ana and route.endpoint == "media.show"
            speaks = who is ana and route.endpoint == "straight.show"
            check(response, is_file=is_hers, speaks=speaks)
    for route in routes(ana.app, hers, "POST"):
        for who in (visitor, ana):
            check(who.client.post(route.path))
        check(visitor.post(route.path))
    for route in routes(ana.app, his, "GET"):
        check(ana.get(route.path), speaks=route.endpoint == "straight.show")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/static/nothing.css", 404),
        ("GET", "/static/../app.py", 404),
        ("GET", "/static/%2e%2e/app.py", 404),
        ("GET", "/static/", 404),
        ("GET", "/decks/-1", 404),
        ("GET", "/decks/abc", 404),
        ("GET", "/api/nothing", 404),
        ("GET", "/api/reviews", 405),
        ("POST", "/", 405),
        ("DELETE", "/decks/1", 405),
        ("PUT", "/settings", 405),
        ("TRACE", "/", 405),
        ("TRACE", "/login", 405),
        ("TRACE", "/static/base.css", 405),
        ("CONNECT", "/", 405),
        ("PROPFIND", "/", 405),
        ("GET", "/bin", 308),
    ],
)
def test_errors_carry_them_too(ana: Visitor, method: str, path: str, status: int) -> None:
    for who in (ana, Visitor(ana.app)):
        response = who.client.open(path, method=method)
        assert response.status_code == status
        check(response)
        if status == 405:
            allowed = set(response.headers["Allow"].split(", "))
            assert allowed
            assert method not in allowed
        if status >= 400:
            assert (response.mimetype == "application/json") is path.startswith("/api/")


def test_too_large_a_body_is_refused_with_them(make_app: MakeApp) -> None:
    visitor = Visitor(make_app(max_upload=1024 * 1024))
    visitor.sign_up("ana@example.org")
    for path in ("/make", "/login", "/api/reviews", "/nothing"):
        response = visitor.post(path, {"text": "x" * (1024 * 1024)})
        assert response.status_code == (404 if path == "/nothing" else 413)
        check(response)
    assert "1 MB" in text_of(one(parsed(visitor.upload(b"x" * 1024 * 1024, "x.txt")), "main"))


def test_a_failure_of_ours_shows_nothing_of_the_inside(
    ana: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("SELECT secret FROM inside")

    monkeypatch.setattr(search, "notes", broken)
    response = ana.get("/browse")
    assert response.status_code == 500
    check(response)
    assert "secret" not in response.get_data(as_text=True)
    assert "Nothing that was saved is lost" in text_of(one(parsed(response), "main"))


def test_a_database_that_does_not_answer_is_told_as_busy(
    ana: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OperationalError("SELECT secret", {}, Exception("disk full"))

    monkeypatch.setattr(search, "notes", broken)
    response = ana.get("/browse")
    assert response.status_code == 503
    check(response)


def test_a_failure_in_the_interface_is_told_in_json(
    ana: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("flashcards.services.study.events.record", broken)
    response = ana.send("/api/reviews", {"events": []})
    assert response.status_code == 500
    assert response.json is not None
    assert "secret" not in response.get_data(as_text=True)
    check(response)


def test_pages_of_a_learner_are_kept_by_no_cache(ana: Visitor, hers: Library) -> None:
    for route in routes(ana.app, hers, "GET"):
        if route.endpoint not in {"static", "media.show"}:
            assert ana.get(route.path).headers["Cache-Control"] == "no-store", route
    assert ana.get("/nothing").headers["Cache-Control"] == "no-store"
    assert ana.send("/api/reviews", {"events": []}).headers["Cache-Control"] == "no-store"
    assert ana.client.head("/").headers["Cache-Control"] == "no-store"


def test_pages_for_all_that_hold_a_token_are_kept_by_no_shared_cache(visitor: Visitor) -> None:
    for path in ("/", "/login", "/signup", "/disclaimer", "/forgotten", "/nothing"):
        headers = visitor.get(path).headers
        assert "Cookie" in headers["Vary"]
        assert "public" not in headers.get("Cache-Control", "")


def test_static_files_are_kept_for_a_year_and_set_no_cookie(ana: Visitor) -> None:
    ana.get("/")
    (style, *_) = ana.page("/").select("link[rel=stylesheet]")
    response = ana.get(attribute(style, "href"))
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in response.headers


def test_a_static_file_that_is_missing_is_not_missing_for_a_year(visitor: Visitor) -> None:
    for method, path in (("GET", "/static/nothing.css"), ("POST", "/static/base.css")):
        headers = visitor.client.open(path, method=method).headers
        assert "public" not in headers.get("Cache-Control", "")


def test_behind_https_browsers_are_told_to_stay_there(make_app: MakeApp) -> None:
    base_url = "https://cards.example.org"
    safe = Visitor(make_app(base_url=base_url), base_url)
    check(safe.get("/login"), https=True)
    check(safe.sign_up("ana@example.org"), https=True)
    for path in ("/", "/nothing", "/browse"):
        response = safe.get(path)
        check(response, https=True)
        policy = response.headers["Strict-Transport-Security"]
        assert policy == "max-age=31536000; includeSubDomains"
    check(safe.post("/logout"), https=True)


def test_pages_hold_no_script_and_no_style_of_their_own(ana: Visitor, hers: Library) -> None:
    for route in routes(ana.app, hers, "GET"):
        response = ana.get(route.path)
        if response.mimetype == "text/html":
            page = parsed(response)
            assert not page.select("style, [style], script:not([src]), base, iframe, object")
            for script in page.select("script"):
                assert str(script["src"]).startswith("/static/")


def test_the_health_of_the_server_tells_nothing_else(visitor: Visitor, stored: Database) -> None:
    assert visitor.get("/healthz").json == {"status": "ok"}


def test_debugging_is_off(app: Flask) -> None:
    assert not app.debug
    assert not app.testing
