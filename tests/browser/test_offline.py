"""Studying without a connection: the app opens, the day's cards are there, answers arrive once."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from flashcards.core.reviews import fold
from flashcards.services import rendering
from flashcards.services.study import events
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.learning import ReviewEvent, ScheduleRow
from tests.browser.conftest import KEPT, PASSWORD, Site, Visitor
from tests.browser.test_connection import grade, stored

pytestmark = pytest.mark.browser

DECK = "The therapeutic relationship"


def begin(visitor: Visitor, email: str = "trainee@example.org") -> None:
    """Sign up, study the deck that ships, and wait until its cards are kept."""
    visitor.signs_up(email)
    visitor.begins_to_study()
    visitor.keeps(1)


def new_tab(visitor: Visitor, path: str) -> None:
    """Open another tab; what the first one had open stays."""
    visitor.page = visitor.context.new_page()
    visitor.page.on("pageerror", lambda error: visitor.troubles.append(str(error)))
    visitor.goes(path)


def left(visitor: Visitor) -> str | None:
    return visitor.page.locator("[data-left]").text_content()


def test_the_app_opens_without_a_connection(visitor: Visitor) -> None:
    begin(visitor)
    visitor.context.set_offline(True)
    visitor.page.close()
    new_tab(visitor, "/")
    page = visitor.page
    expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    expect(page.get_by_text("as of today at")).to_be_visible()
    page.get_by_role("link", name=f"Study {DECK}").click()
    visitor.is_ready()
    expect(page.locator("[data-connection]")).to_contain_text("These cards were fetched today at")
    for _ in range(10):
        grade(visitor, "4")
    expect(page.get_by_role("heading", name="Done for now")).to_be_visible()
    assert page.locator(".finished dd").all_text_contents() == ["10", "10", "100 %"]


@pytest.mark.parametrize("path", ["/browse", "/settings", "/decks/1", "/nothing", "/study/77"])
def test_what_needs_a_connection_says_so_and_what_can_be_studied(
    visitor: Visitor, path: str
) -> None:
    begin(visitor)
    visitor.context.set_offline(True)
    visitor.goes(path)
    expect(visitor.page.get_by_text("This page needs a connection.")).to_be_visible()
    expect(visitor.page.get_by_role("link", name=f"Study {DECK}")).to_be_visible()
    visitor.context.set_offline(False)
    expect(visitor.page.get_by_role("heading", name="You are offline")).to_be_hidden(timeout=15_000)


def test_a_tab_killed_in_the_middle_comes_back_where_it_was(visitor: Visitor, site: Site) -> None:
    begin(visitor)
    grade(visitor, "3")
    visitor.has_sent_all()
    visitor.context.set_offline(True)
    site.stop()  # The worker of a tab that is gone may send beside what the browser is told.
    grade(visitor, "3")
    grade(visitor, "1")
    grade(visitor, "3")
    question = visitor.question.text_content()
    visitor.page.close(run_before_unload=False)  # At once: not even a frame is drawn.
    new_tab(visitor, "/study/1")
    visitor.is_ready()
    assert (visitor.question.text_content(), left(visitor)) == (question, "7")
    visitor.page.keyboard.press("u")
    visitor.page.keyboard.press("u")
    visitor.page.keyboard.press("2")
    assert stored(site) == 1
    site.start()
    visitor.context.set_offline(False)
    visitor.has_sent_all()
    rows = log(site)
    assert len(rows) == 7
    assert [row.grade for row in rows if row.kind == "answer"] == [4, 4, 1, 4, 3]
    assert schedules(site) == folded(site)
    assert len(schedules(site)) == 3


def test_two_devices_end_in_the_same_state_in_either_order(visitors: Any, site: Site) -> None:
    found = []
    for order in (0, 1), (1, 0):
        email = f"trainee{order[0]}@example.org"
        laptop, phone = visitors(), visitors(viewport={"width": 390, "height": 844})
        begin(laptop, email)
        log_in(phone, email)
        phone.goes("/study/1")
        phone.is_ready()
        both = (laptop, phone)
        for device in both:
            device.context.set_offline(True)
        for device, keys in ((laptop, "331423"), (phone, "1433")):
            for key in keys:
                grade(device, key)
        for index in order:
            both[index].context.set_offline(False)
            both[index].has_sent_all()
        assert schedules(site, email) == folded(site, email)
        found.append(schedules(site, email))
        assert len(log(site, email)) == 10
    assert found[0] == found[1]


def test_two_tabs_share_what_waits(visitor: Visitor, site: Site) -> None:
    begin(visitor)
    first = visitor.page
    visitor.context.set_offline(True)
    grade(visitor, "3")
    new_tab(visitor, "/study/1")
    visitor.is_ready()
    assert left(visitor) == "9"
    grade(visitor, "3")
    for page in (first, visitor.page):
        expect(page.locator("[data-waits]")).to_have_text("2 answers wait")
        expect(page.locator("[data-waits]")).to_be_visible()
    visitor.context.set_offline(False)
    for page in (first, visitor.page):
        expect(page.locator("[data-waits]")).to_be_hidden(timeout=15_000)
    assert stored(site) == 2


def test_the_worker_sends_what_waits_without_a_page(visitor: Visitor, site: Site) -> None:
    begin(visitor)
    visitor.context.set_offline(True)
    grade(visitor, "3")
    expect(visitor.page.locator("[data-connection]")).to_contain_text("1 answer is kept")
    tags = "async () => (await navigator.serviceWorker.ready).sync.getTags()"
    assert visitor.page.evaluate(tags) == ["answers"]
    worker = visitor.context.service_workers[0]
    visitor.page.goto("about:blank")
    visitor.context.set_offline(False)
    worker.evaluate("() => dispatchEvent(new SyncEvent('sync', { tag: 'answers' }))")
    for _ in range(100):
        if stored(site):
            break
        visitor.page.wait_for_timeout(100)
    assert stored(site) == 1


def test_only_decks_that_are_kept_are_there(visitor: Visitor) -> None:
    begin(visitor)
    page = visitor.page
    visitor.goes("/decks/1/settings")
    page.get_by_label("Keep for offline use").uncheck()
    expect(page.get_by_text("Its cards are gone from this browser.")).to_be_visible()
    visitor.goes("/decks/1/settings")
    expect(page.get_by_label("Keep for offline use")).not_to_be_checked()
    visitor.context.set_offline(True)
    visitor.goes("/study/1")
    expect(page.get_by_text("Not kept for offline use")).to_be_visible()
    expect(page.get_by_role("link", name=f"Study {DECK}")).to_be_hidden()
    visitor.context.set_offline(False)
    visitor.is_ready()
    visitor.goes("/decks/1/settings")
    page.get_by_label("Keep for offline use").check()
    expect(page.get_by_text("Its cards are kept in this browser.")).to_be_visible()
    visitor.context.set_offline(True)
    visitor.goes("/study/1")
    visitor.is_ready()


def test_tomorrow_morning_the_cards_of_tomorrow_are_there(visitor: Visitor) -> None:
    begin(visitor)
    grade(visitor, "3")
    visitor.has_sent_all()
    visitor.context.set_offline(True)
    day = 24 * 3_600_000
    asked = """async (later) => {
      const script = document.querySelector('script[src*="/page.js"]').src;
      const { kept } = await import(script.replace("page.js", "offline-pages.js"));
      const now = Date.now;
      Date.now = () => now() + later;
      const who = document.querySelector('meta[name="learner"]').content;
      const page = await kept(who, "/study/1");
      Date.now = now;
      return Number(page.headers.get("X-Day-Begins"));
    }"""
    begins = [visitor.page.evaluate(asked, later) for later in (0, day, 9 * day, -9 * day)]
    assert [begin - begins[0] for begin in begins] == [0, day, day, 0]


def test_pictures_of_cards_are_fetched_ahead_unless_they_are_anothers(
    visitor: Visitor, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def with_media(app: Any) -> Any:
        def serve(environ: Any, start_response: Any) -> Any:
            if not environ["PATH_INFO"].startswith("/media/"):
                return app(environ, start_response)
            asked.append(environ["PATH_INFO"])
            whose = "2" if "theirs" in environ["PATH_INFO"] else "1"
            start_response("200 OK", [("Content-Type", "image/svg+xml"), ("X-Learner", whose)])
            return [b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>']

        return serve

    plain = rendering.face

    def face(note: Any, ordinal: int, files: Any) -> rendering.Face:
        shown = plain(note, ordinal, files)
        more = '<img alt="" src="/media/theirs.svg"><img alt="" src="/media/a.svg?x=1&amp;y=2">'
        return rendering.Face(shown.question + more, shown.answer)

    monkeypatch.setattr(rendering, "face", face)
    site.stop()
    site.wrap = with_media
    site.start()
    begin(visitor)
    while not visitor.page.evaluate(KEPT, "/media/a.svg?x=1&y=2"):
        visitor.page.wait_for_timeout(50)
    visitor.context.set_offline(True)
    visitor.goes("/study/1")
    visitor.is_ready()
    assert not visitor.page.evaluate(KEPT, "/media/theirs.svg")
    picture = visitor.page.locator("[data-card]:not([hidden]) img").last
    assert picture.evaluate("(img) => img.decode().then(() => img.naturalWidth)") == 40


def log_in(visitor: Visitor, email: str) -> None:
    visitor.goes("/login")
    visitor.page.get_by_label("E-mail address").fill(email)
    visitor.page.get_by_label("Password").fill(PASSWORD)
    visitor.page.get_by_role("button", name="Log in").click()
    visitor.page.wait_for_url(visitor.site.url + "/")


def log(site: Site, email: str = "trainee@example.org") -> list[ReviewEvent]:
    """Return what the server has of a learner, by the time of the answers."""
    database = Database(site.settings.database_url)
    with database.read() as session:
        mine = select(ReviewEvent).join(User, User.id == ReviewEvent.user_id)
        rows = session.scalars(mine.where(User.email == email).order_by(ReviewEvent.answered_at))
        found = list(rows)
    database.close()
    return found


def schedules(site: Site, email: str = "trainee@example.org") -> dict[int, Any]:
    database = Database(site.settings.database_url)
    with database.read() as session:
        mine = select(ScheduleRow).join(User, User.id == ScheduleRow.user_id)
        rows = session.scalars(mine.where(User.email == email)).all()
        found = {row.card_id: row.schedule for row in rows}
    database.close()
    return found


def folded(site: Site, email: str = "trainee@example.org") -> dict[int, Any]:
    """Return what the log says of each card, whatever is stored."""
    database = Database(site.settings.database_url)
    by_card: dict[int, list[Any]] = {}
    with database.read() as session:
        for row in log(site, email):
            by_card.setdefault(row.card_id, []).append(events._event(session, row))
    database.close()
    states = {card: fold(of_card) for card, of_card in by_card.items()}
    return {card: state for card, state in states.items() if state is not None}
