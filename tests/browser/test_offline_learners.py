"""Two learners at one browser: nothing of one is shown to the other or sent as hers."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from tests.browser.conftest import Site, Visitor
from tests.browser.test_connection import grade, stored
from tests.browser.test_offline import DECK, begin, log, log_in, new_tab

pytestmark = pytest.mark.browser

ANA, BEN = "ana@example.org", "ben@example.org"
DUMP = """async () => {
  const found = { local: { ...localStorage }, session: { ...sessionStorage }, caches: {} };
  for (const name of await caches.keys()) {
    if (name.startsWith("flashcards-static-")) continue;
    const keys = await (await caches.open(name)).keys();
    if (keys.length) found.caches[name] = keys.map(({ url }) => url);
  }
  found.databases = (await indexedDB.databases()).map(({ name }) => name);
  return found;
}"""


def dump(visitor: Visitor) -> dict[str, object]:
    found: dict[str, object] = visitor.page.evaluate(DUMP)
    return found


def log_out(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Log out").click()


def number(site: Site, email: str) -> int:
    database = Database(site.settings.database_url)
    with database.read() as session:
        found = session.scalars(select(User.id).where(User.email == email)).one()
    database.close()
    return found


def test_logging_out_sends_what_waits_and_leaves_nothing_behind(
    visitor: Visitor, site: Site
) -> None:
    begin(visitor, ANA)
    site.stop()
    grade(visitor, "3")
    expect(visitor.page.locator("[data-connection]")).to_contain_text("1 answer is kept")
    site.start()
    log_out(visitor)
    visitor.page.get_by_role("link", name="Log in").first.wait_for()
    assert stored(site) == 1
    assert dump(visitor) == {"local": {}, "session": {}, "caches": {}, "databases": []}


def test_logging_out_says_what_could_not_be_sent_and_keeps_it_for_its_learner_alone(
    visitor: Visitor, site: Site
) -> None:
    begin(visitor, ANA)
    hers = str(number(site, ANA))
    busy = [True]
    site.stop()
    site.wrap = lambda app: (
        lambda asked, start: (
            start("503 Busy", []) or []
            if busy and asked["PATH_INFO"] == "/api/reviews"
            else app(asked, start)
        )
    )
    site.start()
    grade(visitor, "3")
    grade(visitor, "4")
    log_out(visitor)
    expect(visitor.page.get_by_role("alert")).to_contain_text("2 answers could not be sent")
    visitor.page.get_by_role("button", name="Log out all the same").click()
    visitor.page.get_by_role("link", name="Log in").first.wait_for()
    busy.clear()
    kept = {learner: len(ids) for learner, ids in visitor.outbox().items()}
    assert kept == {hers: 2}
    visitor.signs_up(BEN)
    visitor.begins_to_study()
    visitor.keeps(1)
    expect(visitor.page.locator("[data-left]")).to_have_text("10")
    expect(visitor.page.locator("[data-waits]")).to_be_hidden()
    grade(visitor, "3")
    visitor.page.wait_for_timeout(1500)
    assert {who: len(ids) for who, ids in visitor.outbox().items()} == {hers: 2}
    assert (len(log(site, ANA)), len(log(site, BEN))) == (0, 1)
    log_out(visitor)
    visitor.page.get_by_role("link", name="Log in").first.wait_for()
    log_in(visitor, ANA)
    visitor.has_sent_all()
    assert [row.grade for row in log(site, ANA)] == [4, 5]
    assert len(log(site, BEN)) == 1


def test_a_page_that_outlived_its_login_sends_nothing_as_somebody_else(
    visitor: Visitor, site: Site
) -> None:
    begin(visitor, ANA)
    hers = visitor.page
    new_tab(visitor, "/")
    log_out(visitor)
    visitor.page.get_by_role("link", name="Log in").first.wait_for()
    visitor.signs_up(BEN)
    hers.keyboard.press("Space")
    hers.keyboard.press("3")
    expect(hers.locator("[data-connection]")).to_contain_text("You are logged out. 1 answer is")
    hers.wait_for_timeout(500)
    assert (len(log(site, ANA)), len(log(site, BEN))) == (0, 0)
    assert list(visitor.outbox()) == [str(number(site, ANA))]


def test_offline_nobody_sees_what_was_kept_for_another(visitor: Visitor, site: Site) -> None:
    begin(visitor, ANA)
    question = visitor.question.text_content()
    assert question
    log_out(visitor)
    visitor.page.get_by_role("link", name="Log in").first.wait_for()
    visitor.context.set_offline(True)
    for path in ("/", "/study/1", "/offline"):
        visitor.goes(path)
        expect(visitor.page.get_by_role("heading", name="You are offline")).to_be_visible()
        assert DECK not in visitor.page.content()
    visitor.context.set_offline(False)
    new_tab(visitor, "/login")
    visitor.signs_up(BEN)
    visitor.context.set_offline(True)
    for path in ("/", "/study/1"):
        visitor.goes(path)
        expect(visitor.page.get_by_role("heading", name="You are offline")).to_be_visible()
        assert question not in visitor.page.content()
        assert visitor.page.get_by_role("link", name=f"Study {DECK}").count() == 0
    assert "flashcards-pages-" + str(number(site, ANA)) not in json.dumps(dump(visitor))


def test_logging_out_without_a_connection_takes_away_what_was_kept(visitor: Visitor) -> None:
    begin(visitor, ANA)
    visitor.context.set_offline(True)
    log_out(visitor)
    expect(visitor.page.get_by_text("is gone from this browser")).to_be_visible()
    visitor.goes("/study/1")
    expect(visitor.page.get_by_role("heading", name="You are offline")).to_be_visible()
    assert DECK not in visitor.page.content()


def test_what_is_kept_holds_no_token_of_a_login(visitor: Visitor) -> None:
    begin(visitor, ANA)
    token = visitor.page.locator('meta[name="csrf-token"]').get_attribute("content")
    assert token
    kept = visitor.page.evaluate(
        """async () => {
          const pages = [];
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const key of await cache.keys()) pages.push(await (await cache.match(key)).text());
          }
          return pages.filter((page) => page.startsWith("<!doctype")).join();
        }"""
    )
    assert DECK in kept
    for said in ('name="csrf-token" content="', 'name="csrf_token" value="'):
        assert kept.count(said) == kept.count(said + '"') > 0
