"""Whatever is sent, it is the sender's mistake and never a failure of ours."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.store.engine import Database
from tests.web.library import Library
from tests.web.routes import routes
from tests.web.visitor import Visitor, dump, sqlite_only

ODD = [
    "",
    "abc",
    "-1",
    "0",
    "1.5",
    "1e3",
    " 1",
    "²",
    "٤",
    str(2**31),
    str(2**53),
    str(2**63 - 1),
    str(2**63),
    str(10**12),
    str(10**30),
    "9" * 5000,
    "\x00",
    "a\x00b",
    "\ufffe\uffff",
    "\ue000",
    "%",
    "'",
    '"',
    "\\",
    "x" * 20_000,
    "😀" * 300,
    "../../etc/passwd",
    "{{7*7}}",
    "true",
    "None",
    "[]",
]
NAMES = ["q", "page", "deck", "card", "turned", "next", "type", "tags", "v", "zone"]
FIELDS = [
    *("csrf_token", "title", "description", "front", "back", "text", "extra", "source", "tags"),
    *("type", "deck", "grade", "card", "id", "suspended", "email", "password", "current", "new"),
    *("zone", "rollover", "scale", "accepted", "new_per_day", "reviews_per_day", "next", "file"),
    *("bury_siblings", "drill_failed_only", "ease_falls_on_lapse"),
]
ENDS_THE_LOGIN = {"accounts.logout", "accounts.logout_everywhere"}
FUZZ = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_odd_values_in_addresses_are_no_failure(ana: Visitor, hers: Library) -> None:
    for value in ODD:
        for path, name in (
            ("/browse", "page"),
            ("/browse", "deck"),
            ("/browse", "q"),
            (f"/decks/{hers.deck}", "page"),
            (f"/study/{hers.deck}", "card"),
            ("/notes/new", "deck"),
            ("/notes/new", "type"),
            ("/notes/new", "tags"),
            ("/make", "deck"),
            (f"/notes/{hers.note}", "next"),
        ):
            response = ana.get(path, query_string={name: value})
            assert response.status_code in {200, 400}, (path, name, value)


def test_odd_values_in_forms_are_no_failure(ana: Visitor, hers: Library) -> None:
    study = {"card": hers.card, "grade": "4"}
    note = {"type": "basic", "front": "Q", "back": "A", "deck": str(hers.deck)}
    for value in ODD:
        for path, fields in (
            (f"/study/{hers.deck}", {**study, "id": value}),
            (f"/study/{hers.deck}", {**study, "card": value}),
            (f"/study/{hers.deck}", {**study, "grade": value}),
            ("/decks/new", {"title": value, "description": value}),
            (f"/decks/{hers.deck}/settings", {"new_per_day": value, "reviews_per_day": value}),
            (f"/decks/{hers.deck}/describe", {"title": value}),
            ("/notes/new", {**note, "front": value, "tags": value, "source": value}),
            ("/notes/new", {**note, "deck": value}),
            (f"/notes/{hers.note}", {**note, "back": value, "extra": value}),
            (f"/notes/{hers.note}/suspend", {"suspended": value}),
            (f"/drafts/{hers.drafts[2]}", {**note, "front": value}),
            ("/make", {"text": f"{value} is a word. " * 30, "deck": value}),
            ("/settings", {"zone": value, "rollover": value, "scale": value}),
            ("/forgotten", {"email": value}),
            ("/password", {"current": value, "new": value}),
            ("/reset/x", {"new": value}),
        ):
            assert ana.post(path, fields).status_code < 500, (path, value)
        ana.get("/bin/")


@sqlite_only
@pytest.mark.parametrize("value", ODD, ids=range(len(ODD)))
def test_odd_values_let_nobody_in(visitor: Visitor, value: str) -> None:
    for path, fields in (
        ("/login", {"email": value, "password": value}),
        ("/signup", {"email": value, "password": value, "zone": value, "accepted": value}),
        ("/signup", {"email": "a@example.org", "password": value, "accepted": ""}),
        ("/forgotten", {"email": value}),
    ):
        assert 400 <= visitor.post(path, fields).status_code < 500
    assert not visitor.is_in()


def test_a_number_too_large_for_anything_is_not_there(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    before = dump(stored)
    for number in (2**31, 2**53, 2**63 - 1, 2**63, 10**30, int("9" * 4000)):
        everything: dict[str, Any] = {**dict.fromkeys(vars(hers), number), "drafts": (number,) * 9}
        nowhere = Library(**everything)
        for method, ask in (("GET", ana.get), ("POST", ana.post)):
            for route in routes(ana.app, nowhere, method):
                if str(number) in route.path:
                    assert ask(route.path).status_code in {400, 404, 405}, route
    assert dump(stored) == before


@sqlite_only
def test_a_number_of_five_thousand_digits_is_not_there(ana: Visitor) -> None:
    for path in ("/decks/{}", "/notes/{}", "/documents/{}", "/drafts/{}", "/study/{}"):
        assert ana.get(path.format("9" * 5000)).status_code == 404


@sqlite_only
@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/decks/1%00",
        "/static/%00",
        "/static/base.css%00.html",
        "/reset/%00",
        "/reset/%ff%fe",
        "/%ff",
        "//",
        "///etc/passwd",
        "/decks//1",
        "/decks/1/../2",
        "/decks/+1",
        "/decks/0x1",
        "/decks/1;2",
        "/browse?q=%ff",
        "/browse?q=%00",
        "/browse?page=%00&deck=%00",
        "/browse?q=a&q=b&q=%25",
        "/browse?page=1&page=abc&page=-5",
        "/browse?deck=1&deck=2",
        "/browse?q[]=1&page[a]=2",
        "/browse?" + "&".join(f"a{n}=1" for n in range(2000)),
        "/browse?q=" + "x" * 100_000,
        "/browse?" + "%" * 999,
        "/login?next=" + "/" * 10_000,
        "/" + "a" * 100_000,
        "/decks/" + "1" * 10_000,
    ],
    ids=range(27),
)
def test_odd_addresses_are_no_failure(ana: Visitor, visitor: Visitor, path: str) -> None:
    for who in (ana, visitor):
        assert who.get(path).status_code < 500
        assert who.client.post(path).status_code < 500


def test_a_field_sent_twice_counts_by_its_first_value(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    ana.post(f"/decks/{hers.deck}/describe", {"title": ["First", "Second"]})
    assert "First" in ana.get(f"/decks/{hers.deck}").get_data(as_text=True)
    assert ana.get("/browse?page=2&page=1").status_code == 200
    twice = {"card": [hers.card, 1], "grade": ["4", "0"], "id": ["double-0001", "double-0002"]}
    assert ana.post(f"/study/{hers.deck}", twice).status_code == 302
    assert "double-0001" in repr(dump(stored)["review_events"])
    assert "double-0002" not in repr(dump(stored)["review_events"])


def test_a_null_byte_is_told_and_nothing_is_kept(
    ana: Visitor, hers: Library, stored: Database
) -> None:
    before = dump(stored)
    note = {"type": "basic", "front": "Q\x00", "back": "A", "deck": str(hers.deck)}
    assert ana.post("/notes/new", note).status_code == 400
    assert ana.post("/decks/new", {"title": "\x00"}).status_code == 400
    assert ana.get("/browse?q=%00").status_code == 400
    assert dump(stored) == before
    assert ana.is_in()


@sqlite_only
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/form-data"),
        (b"--x", "multipart/form-data; boundary=x"),
        (
            b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--",
            "multipart/form-data; boundary=x",
        ),
        (b"\xff\xfe=\xff", "application/x-www-form-urlencoded"),
        (b"&".join(b"a=1" for _ in range(50_000)), "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"x", "text/plain; charset=nonsense"),
        (b"x", "\xfcber/\xfcber"),
        (b"x", ""),
    ],
    ids=range(9),
)
def test_odd_bodies_are_no_failure(
    ana: Visitor, hers: Library, stored: Database, body: bytes, kind: str
) -> None:
    before = dump(stored)
    for route in routes(ana.app, hers, "POST"):
        for headers in ({}, {"X-CSRFToken": ana.token()}):
            if headers and route.endpoint in ENDS_THE_LOGIN:
                continue
            if headers and not route.endpoint.endswith((".add", ".take", ".change", "reviews")):
                continue
            response = ana.client.post(route.path, data=body, content_type=kind, headers=headers)
            assert 400 <= response.status_code < 500, route
    assert dump(stored) == before


@sqlite_only
@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "flashcards=\x01; flashcards_session=nonsense"},
        {"Cookie": "flashcards=" + "x" * 10_000},
        {"Cookie": "flashcards_session=eyJhIjoxfQ.YQ.AAAA; flashcards=a; flashcards=b"},
        {"User-Agent": "x" * 10_000},
        {"User-Agent": ""},
        {"Accept": "\x7f/*;q=nonsense"},
        {"Host": "evil.org"},
        {"Host": "[::1"},
        {"Host": ""},
        {"If-None-Match": '"' * 999, "If-Modified-Since": "yesterday"},
        {"Range": "bytes=999-1"},
        {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.org"},
    ],
    ids=range(12),
)
def test_odd_headers_are_no_failure(visitor: Visitor, headers: dict[str, str]) -> None:
    for path in ("/", "/login", "/browse", "/static/base.css", "/api/reviews"):
        response = visitor.client.get(path, headers=headers)
        assert response.status_code < 500, path
        assert "evil.org" not in response.get_data(as_text=True)
        assert "evil.org" not in response.headers.get("Location", "")


VALUES = st.one_of(
    st.sampled_from(ODD),
    st.text(max_size=40).map(lambda text: text.encode("utf-8", "replace").decode()),
    st.integers().map(str),
)


@FUZZ
@given(data=st.data())
def test_no_address_brings_the_app_down(ana: Visitor, hers: Library, data: st.DataObject) -> None:
    route = data.draw(st.sampled_from(_fuzzed(ana, hers, "GET")))
    asked = data.draw(st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=5))
    response = ana.get(route, query_string=_several(asked))
    assert response.status_code < 500


@FUZZ
@given(data=st.data())
def test_no_form_brings_the_app_down(ana: Visitor, hers: Library, data: st.DataObject) -> None:
    route = data.draw(st.sampled_from(_fuzzed(ana, hers, "POST")))
    plausible = st.sampled_from(
        ["basic", "cloze", "reversed", "{{c1::x}}", "4", "UTC", "six", "y", str(hers.deck)]
    )
    asked = data.draw(
        st.lists(st.tuples(st.sampled_from(FIELDS[1:]), st.one_of(plausible, VALUES)), max_size=9)
    )
    response = ana.post(route, _several(asked))
    assert response.status_code < 500


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=9,
)
EVENT = st.fixed_dictionaries(
    {},
    optional={
        "id": st.sampled_from(["event-0001", "event-0002", "short"]) | JSON,
        "card": st.integers(0, 40) | JSON,
        "at": st.integers(0, 2**53) | JSON,
        "grade": st.integers(0, 5) | JSON,
        "scale": st.sampled_from(["four", "six"]) | JSON,
        "took": st.integers(0, 2**54) | JSON,
        "target": st.sampled_from([None, "event-0001", "event-0002", "event-0009"]) | JSON,
    },
)


@FUZZ
@given(events=st.lists(EVENT | JSON, max_size=4))
def test_no_batch_brings_the_app_down(ana: Visitor, hers: Library, events: list[Any]) -> None:
    response = ana.send("/api/reviews", {"events": events})
    assert response.status_code == 200
    assert response.json is not None
    assert len(response.json["events"]) == len(events)


@sqlite_only
@FUZZ
@given(
    sent=JSON
    | st.fixed_dictionaries(
        {"type": st.sampled_from(["basic", "reversed", "cloze"]) | JSON},
        optional=dict.fromkeys(("front", "back", "text", "extra"), st.text() | JSON),
    )
)
def test_no_preview_brings_the_app_down(ana: Visitor, sent: Any) -> None:
    assert ana.send("/api/preview", sent).status_code in {200, 422}


def _fuzzed(visitor: Visitor, library: Library, method: str) -> list[str]:
    found = routes(visitor.app, library, method)
    kept = [r for r in found if r.endpoint not in {*ENDS_THE_LOGIN, "password.change"}]
    return [route.path for route in kept if not route.path.startswith("/api/")]


def _several(asked: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in asked:
        found.setdefault(name, []).append(value)
    return found
