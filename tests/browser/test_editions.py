"""A new edition in a browser: read side by side, decided on by keys alone, and undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from flashcards.services.library import decks
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from tests.browser.conftest import Visitor
from tests.browser.fine import is_fine
from tests.conftest import NOW
from tests.services.editions.revised import NEW_TEXT, Kept, keep

pytestmark = pytest.mark.browser


def furnish(visitor: Visitor) -> Kept:
    """Sign up, and have a document with four notes."""
    visitor.signs_up()
    database = Database(visitor.site.settings.database_url)
    with database.write() as session:
        user = session.scalars(select(User.id)).one()
        deck = decks.add(session, user, "On ruptures", "", NOW)
        kept = keep(session, user, deck.id)
    database.close()
    return kept


def give(visitor: Visitor, kept: Kept, folder: Path) -> None:
    """Give the revised document."""
    file = folder / "revised.md"
    file.write_text(NEW_TEXT)
    visitor.goes(f"/documents/{kept.document}")
    visitor.page.get_by_role("link", name="Editions").press("Enter")
    visitor.page.get_by_label("Choose the file of the new edition").set_input_files(file)
    visitor.page.get_by_role("button", name="Compare it").press("Enter")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(
        "What the new edition changes"
    )


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light"), (320, "dark")])
def test_its_pages_are_fine_at_every_width(
    visitors: Callable[..., Visitor], tmp_path: Path, width: int, scheme: str
) -> None:
    visitor = visitors(viewport={"width": width, "height": 800}, color_scheme=scheme)
    kept = furnish(visitor)
    visitor.goes(f"/documents/{kept.document}/editions")
    is_fine(visitor.page)
    give(visitor, kept, tmp_path)
    is_fine(visitor.page)
    page = visitor.page
    page.get_by_label("Take the new wording").first.check()
    for summary in page.locator("main summary").all():
        summary.click()
    is_fine(visitor.page)
    sides = [page.locator(f".sides .{each}").first.bounding_box() for each in ("before", "after")]
    assert sides[0] is not None
    assert sides[1] is not None
    stacked = sides[1]["y"] >= sides[0]["y"] + sides[0]["height"]
    assert stacked == (width < 768)
    page.get_by_role("button", name="Put the new edition in its place").click()
    expect(page.get_by_text("The new edition is in its place.")).to_be_visible()
    page.get_by_role("link", name="Editions").click()
    expect(page.get_by_role("button", name="Undo this edition")).to_be_visible()
    is_fine(visitor.page)
    visitor.goes(f"/documents/{kept.document}/editions")
    is_fine(visitor.page)


@pytest.mark.parametrize("script", [True, False])
def test_keys_alone_decide_and_undo(
    visitors: Callable[..., Visitor], tmp_path: Path, script: bool
) -> None:
    visitor = visitors(viewport={"width": 1280, "height": 860}, java_script_enabled=script)
    kept = furnish(visitor)
    give(visitor, kept, tmp_path)
    page, keys = visitor.page, visitor.page.keyboard
    numbered = page.locator(f"[data-note='{kept.notes['numbered']}']")
    back = numbered.get_by_label("Back")
    expect(back).to_be_hidden()
    numbered.get_by_label("Leave it as it is").focus()
    keys.press("ArrowDown")
    expect(numbered.get_by_label("Take the new wording")).to_be_checked()
    keys.press("Tab")
    expect(numbered.get_by_label("Front")).to_be_focused()
    keys.press("Tab")
    expect(back).to_be_focused()
    expect(back).to_have_value("a questionnaire of 12 items about bonds and goals")
    keys.press("End")
    keys.type(", my way")
    keys.press("Tab")
    reworded = page.locator(f"[data-note='{kept.notes['reworded']}']")
    expect(reworded.get_by_label("Keep my wording")).to_be_focused()
    button = page.get_by_role("button", name="Put the new edition in its place")
    for _ in range(12):
        keys.press("Tab")
        if button.evaluate("each => each === document.activeElement"):
            break
    keys.press("Enter")
    notice = page.locator(".notice", has_text="The new edition is in its place.")
    expect(notice).to_be_visible()
    visitor.goes(f"/notes/{kept.notes['numbered']}")
    expect(page.get_by_label("Back", exact=True)).to_have_value(
        "a questionnaire of 12 items about bonds and goals, my way"
    )
    expect(page.get_by_text("The answer is no longer carried")).to_have_count(0)
    page.get_by_role("link", name="Open the document at this place").press("Enter")
    page.get_by_role("link", name="Editions").press("Enter")
    page.get_by_role("button", name="Undo this edition").press("Enter")
    expect(page.get_by_text("The earlier edition is in its place again")).to_be_visible()
    visitor.goes(f"/notes/{kept.notes['numbered']}")
    expect(page.get_by_label("Back", exact=True)).to_have_value(
        "a questionnaire of 36 items about bonds and goals"
    )
