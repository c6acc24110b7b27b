"""A train without signal: the page says so, keeps every answer and sends it once, later."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from flashcards.store.engine import Database
from flashcards.store.models.learning import ReviewEvent
from tests.browser.conftest import Site, Visitor
from tests.browser.fine import is_fine
from tests.store.test_turns import writing

pytestmark = pytest.mark.browser


def begin(visitor: Visitor) -> None:
    visitor.signs_up()
    visitor.begins_to_study()


def grade(visitor: Visitor, key: str) -> None:
    visitor.page.keyboard.press("Space")
    visitor.page.keyboard.press(key)


def stored(site: Site) -> int:
    database = Database(site.settings.database_url)
    with database.read() as session:
        count = session.scalar(select(func.count()).select_from(ReviewEvent)) or 0
    database.close()
    return count


def test_answers_given_without_a_connection_arrive_once_it_is_back(
    visitor: Visitor, site: Site
) -> None:
    begin(visitor)
    grade(visitor, "3")
    visitor.has_sent_all()
    visitor.context.set_offline(True)
    grade(visitor, "3")
    grade(visitor, "1")
    line = visitor.page.locator("[data-connection]")
    expect(line).to_contain_text("No connection. 2 answers are kept")
    visitor.page.keyboard.press("u")
    expect(line).to_contain_text("3 answers are kept")
    assert stored(site) == 1
    visitor.context.set_offline(False)
    expect(line).to_be_hidden(timeout=15_000)
    assert stored(site) == 4


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_while_somebody_takes_in_a_large_collection_one_goes_on(
    visitors: Callable[..., Visitor], site: Site, width: int, scheme: str
) -> None:
    visitor = visitors(viewport={"width": width, "height": 800}, color_scheme=scheme)
    begin(visitor)
    line = visitor.page.locator("[data-connection]")
    with writing(site.app.extensions["flashcards.database"].patient()):
        first = visitor.question.text_content()
        grade(visitor, "3")
        expect(visitor.question).not_to_have_text(first or "")
        grade(visitor, "1")
        expect(line).to_contain_text("The server is busy for a moment. 2 answers are kept")
        is_fine(visitor.page)
        assert stored(site) == 0
    expect(line).to_be_hidden(timeout=15_000)
    visitor.has_sent_all()
    assert stored(site) == 2


def test_answers_survive_a_tab_that_is_closed_and_a_server_that_is_down(
    visitor: Visitor, site: Site
) -> None:
    begin(visitor)
    site.stop()
    grade(visitor, "3")
    expect(visitor.page.locator("[data-connection]")).to_contain_text("1 answer is kept")
    visitor.page.close()
    site.start()
    visitor.page = visitor.context.new_page()
    visitor.goes("/browse")
    visitor.has_sent_all()
    assert stored(site) == 1


def test_a_whole_sitting_without_a_connection_ends_well(visitor: Visitor, site: Site) -> None:
    begin(visitor)
    visitor.context.set_offline(True)
    for _ in range(10):
        grade(visitor, "3")
    expect(visitor.page.locator("[data-connection]")).to_contain_text("10 answers are kept")
    expect(visitor.page.get_by_role("heading", name="Done for now")).to_be_visible()
    expect(visitor.page.locator("[data-finished] [data-answers]")).to_have_text("10")
    visitor.context.set_offline(False)
    expect(visitor.page.get_by_role("heading", name="Done for today")).to_be_visible(timeout=15_000)
    assert stored(site) == 10


def test_keys_that_come_faster_than_a_frame_all_count(visitor: Visitor, site: Site) -> None:
    begin(visitor)
    shown = visitor.page.locator("[data-card]:not([hidden])")
    first = shown.get_attribute("data-card")
    visitor.page.evaluate(
        """() => { for (const key of [" ", "3", " ", "1", " ", "4", "u"]) {
          const press = new KeyboardEvent("keydown", { key, bubbles: true });
          document.activeElement.dispatchEvent(press);
        } }"""
    )
    visitor.has_sent_all()
    assert stored(site) == 4
    expect(visitor.page.locator("[data-left]")).to_have_text("9")
    assert shown.count() == 1
    assert shown.get_attribute("data-card") != first


def test_an_answer_is_finished_as_the_tab_is_put_away(visitor: Visitor, site: Site) -> None:
    begin(visitor)
    visitor.page.evaluate(
        """() => {
          window.requestAnimationFrame = () => 0;
          for (const key of [" ", "3"]) {
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
          }
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    expect(visitor.page.locator("[data-left]")).to_have_text("9", timeout=2_000)
    visitor.has_sent_all()
    assert stored(site) == 1


def test_where_no_first_copy_can_be_made_the_database_has_the_answer_at_once(
    visitor: Visitor,
) -> None:
    begin(visitor)
    visitor.context.set_offline(True)
    visitor.page.evaluate(
        """() => {
          Storage.prototype.setItem = () => { throw new Error("full"); };
          window.requestAnimationFrame = () => 0;
          for (const key of [" ", "3"]) {
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
          }
        }"""
    )
    count = """async () => {
      const learner = document.querySelector('meta[name="learner"]').content;
      const there = await new Promise((done) => {
        const asked = indexedDB.open(`flashcards-${learner}`);
        asked.onsuccess = () => done(asked.result);
      });
      const all = await new Promise((done) => {
        const asked = there.transaction("events").objectStore("events").count();
        asked.onsuccess = () => done(asked.result);
      });
      there.close();
      return all;
    }"""
    for _ in range(20):
        if visitor.page.evaluate(count):
            break
        time.sleep(0.05)
    assert visitor.page.evaluate(count) == 1


def test_the_badge_says_how_many_answers_wait_and_nothing_when_none_do(visitor: Visitor) -> None:
    begin(visitor)
    badge = visitor.page.locator("[data-waits]")
    visitor.context.set_offline(True)
    grade(visitor, "3")
    grade(visitor, "3")
    expect(badge).to_have_text("2 answers wait")
    expect(badge).to_be_visible()
    visitor.context.set_offline(False)
    expect(badge).to_be_hidden(timeout=15_000)


def test_a_reply_that_never_comes_makes_no_answer_count_twice(visitor: Visitor, site: Site) -> None:
    begin(visitor)
    lost: list[bytes] = []
    stopping = Thread(target=site.stop)

    def losing(app: Any) -> Any:
        def lose(environ: Any, start_response: Any) -> Any:
            if environ["PATH_INFO"] != "/api/reviews" or lost:
                return app(environ, start_response)
            lost.append(b"".join(app(environ, lambda *_: None)))
            serving = site.thread
            assert serving is not None
            stopping.start()
            serving.join()
            return []

        return lose

    site.stop()
    site.wrap = losing
    site.start()
    grade(visitor, "3")
    expect(visitor.page.locator("[data-connection]")).to_contain_text("1 answer is kept")
    assert b'"taken"' in lost[0]
    assert stored(site) == 1
    stopping.join()
    site.start()
    visitor.has_sent_all()
    assert stored(site) == 1


def test_answers_of_an_earlier_version_are_taken_over_from_where_they_were(
    visitor: Visitor, site: Site
) -> None:
    begin(visitor)
    page = visitor.page
    page.evaluate(
        """() => {
          const who = document.querySelector('meta[name="learner"]').content;
          const card = Number(document.querySelector("[data-card]").dataset.card);
          const event = { id: "earlier-0001", card, at: Date.now(), grade: 4, scale: "four" };
          localStorage.setItem(`flashcards.outbox.${who}.earlier-0001`, JSON.stringify(event));
        }"""
    )
    visitor.keeps(1)
    first = visitor.question.text_content()
    visitor.context.set_offline(True)
    page.reload()
    visitor.is_ready()
    assert visitor.question.text_content() != first
    assert page.evaluate("() => Object.keys(localStorage).length") == 0
    visitor.context.set_offline(False)
    visitor.has_sent_all()
    assert stored(site) == 1


def test_another_learner_never_sends_what_the_first_one_left(visitor: Visitor, site: Site) -> None:
    begin(visitor)
    visitor.page.evaluate(
        "() => localStorage.setItem('flashcards.outbox.999.x', JSON.stringify({id: 'x', at: 1}))"
    )
    grade(visitor, "3")
    deadline = time.monotonic() + 15
    while not stored(site) or visitor.waits() > 1:
        assert time.monotonic() < deadline
        visitor.page.wait_for_timeout(50)
    assert visitor.outbox() == {"999": ["x"]}
    assert stored(site) == 1
