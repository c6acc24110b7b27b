"""A train without signal: the page says so, keeps every answer and sends it once, later."""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from flashcards.store.engine import Database
from flashcards.store.models.learning import ReviewEvent
from tests.browser.conftest import Site, Visitor

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
    visitor.context.set_offline(False)
    expect(visitor.page.get_by_role("heading", name="Done for today")).to_be_visible(timeout=15_000)
    assert stored(site) == 10


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

    def losing(app: Any) -> Any:
        def lose(environ: Any, start_response: Any) -> Any:
            if environ["PATH_INFO"] != "/api/reviews" or lost:
                return app(environ, start_response)
            lost.append(b"".join(app(environ, lambda *_: None)))
            site.stop()
            return []

        return lose

    site.stop()
    site.wrap = losing
    site.start()
    grade(visitor, "3")
    expect(visitor.page.locator("[data-connection]")).to_contain_text("1 answer is kept")
    assert b'"taken"' in lost[0]
    assert stored(site) == 1
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
