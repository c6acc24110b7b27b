"""A train without signal: the page says so, keeps every answer and sends it once, later."""

from __future__ import annotations

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
    again = visitor.context.new_page()
    again.goto(site.url + "/browse")
    again.wait_for_function("() => !Object.keys(localStorage).length")
    assert stored(site) == 1


def test_a_whole_sitting_without_a_connection_ends_well(visitor: Visitor, site: Site) -> None:
    begin(visitor)
    visitor.context.set_offline(True)
    for _ in range(10):
        grade(visitor, "3")
    expect(visitor.page.locator("[data-connection]")).to_contain_text("10 answers are kept")
    visitor.context.set_offline(False)
    expect(visitor.page.get_by_role("heading", name="Done for today")).to_be_visible(timeout=15_000)
    assert stored(site) == 10


def test_answers_that_could_not_be_sent_outlast_a_logout_and_wait_for_their_learner(
    visitor: Visitor, site: Site
) -> None:
    begin(visitor)
    page = visitor.page
    page.evaluate(
        "() => localStorage.setItem('flashcards.outbox.999.x', JSON.stringify({id: 'x', at: 1}))"
    )
    visitor.goes("/")
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("link", name="Log in").first.wait_for()
    assert page.evaluate("() => Object.keys(localStorage).length") == 1


def test_another_learner_never_sends_what_the_first_one_left(visitor: Visitor, site: Site) -> None:
    begin(visitor)
    page = visitor.page
    page.evaluate(
        "() => localStorage.setItem('flashcards.outbox.999.x', JSON.stringify({id: 'x', at: 1}))"
    )
    grade(visitor, "3")
    page.wait_for_function("() => Object.keys(localStorage).length === 1")
    assert stored(site) == 1
