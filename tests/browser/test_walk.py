"""The main job, as a person does it: an article becomes a deck that is studied and goes to Anki."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from anki.collection import Collection
from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest
from playwright.sync_api import expect

from tests.browser.conftest import DATA, Visitor

pytestmark = pytest.mark.browser


def test_from_sign_up_to_anki(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.page
    visitor.goes("/signup")
    tick = page.get_by_label("I have read and accept the disclaimer")
    expect(tick).not_to_be_checked()
    disclaimer = Path("flashcards/texts/disclaimer.txt").read_text(encoding="utf-8").strip()
    expect(page.locator("#disclaimer")).to_have_text(disclaimer)
    visitor.signs_up_by_hand()
    expect(page.get_by_role("heading", name="Nothing to learn yet")).to_be_visible()

    page.get_by_role("link", name="Make cards", exact=True).first.click()
    page.get_by_label("Or choose a file").set_input_files(DATA / "alliance.html")
    page.get_by_role("button", name="Draft the cards").click()
    expect(page.get_by_role("heading", name="What holds therapy together")).to_be_visible()
    drafts = page.locator("[data-draft]:not([hidden])")
    total = drafts.count()
    assert total >= 5
    assert "Gardening" not in drafts.all_inner_texts().__str__()
    for mark in page.locator("[data-source] mark").all_inner_texts():
        assert "substitute" not in mark

    expect(page.locator(".draft.now")).to_be_visible()
    page.keyboard.press("a")
    expect(drafts.nth(0)).to_have_class(re.compile("accepted"))
    page.keyboard.press("r")
    expect(drafts.nth(1)).to_have_class(re.compile("rejected"))
    page.keyboard.press("u")
    expect(drafts.nth(1)).to_have_class(re.compile("pending"))
    expect(page.locator("[data-pending]")).to_have_text(str(total - 1))
    page.get_by_role("button", name="Accept all that are left").click()
    expect(page.get_by_role("heading", name=f"{total} notes")).to_be_visible()

    page.get_by_role("link", name="Study", exact=True).click()
    visitor.is_ready()
    question = visitor.question
    first = question.inner_text()
    page.keyboard.press("Space")
    expect(page.locator("[data-card]:not([hidden]) [data-answer]")).to_be_visible()
    page.keyboard.press("s")
    expect(page.locator("[data-card]:not([hidden]) blockquote")).to_be_visible()
    page.keyboard.press("3")
    expect(question).not_to_have_text(first)
    page.keyboard.press("u")
    expect(question).to_have_text(first)
    left = int(page.locator("[data-left]").inner_text())
    for _ in range(left):
        page.keyboard.press("Space") if not _turned(visitor) else None
        page.keyboard.press("3")
    expect(page.get_by_role("heading", name="Done for today")).to_be_visible()
    expect(page.get_by_text("The next card is due tomorrow.")).to_be_visible()

    page.get_by_role("link", name="What holds therapy together").click()
    page.get_by_role("link", name="Export to Anki").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export", exact=True).click()
    package = tmp_path / "deck.apkg"
    download.value.save_as(package)
    assert download.value.suggested_filename == "What holds therapy together.apkg"
    assert _into_anki(package, tmp_path / "collection.anki2") == total


def test_what_is_undone_is_undone_on_the_server_too(visitor: Visitor) -> None:
    page = visitor.page
    visitor.signs_up()
    visitor.begins_to_study()
    questions = []
    for key in ("3", "1", "4"):
        questions.append(visitor.question.inner_text())
        page.keyboard.press("Space")
        page.keyboard.press(key)
    for before in reversed(questions):
        page.keyboard.press("u")
        expect(visitor.question).to_have_text(before)
    visitor.has_sent_all()
    visitor.goes("/")
    expect(page.locator(".counts")).to_contain_text("10")
    expect(page.locator(".counts dd").last).to_have_text("10")


def test_undo_reaches_back_over_a_new_page_load(visitor: Visitor) -> None:
    page = visitor.page
    visitor.signs_up()
    visitor.begins_to_study()
    question = visitor.question
    first = question.inner_text()
    page.keyboard.press("Space")
    page.keyboard.press("4")
    second = question.inner_text()
    page.keyboard.press("Space")
    page.keyboard.press("1")
    visitor.has_sent_all()
    page.reload()
    visitor.is_ready()
    page.keyboard.press("u")
    expect(question).to_have_text(second)
    visitor.is_ready()
    page.keyboard.press("u")
    expect(question).to_have_text(first)


def _turned(visitor: Visitor) -> bool:
    return visitor.page.locator("[data-card].turned:not([hidden])").count() > 0


def _into_anki(package: Path, collection: Path) -> int:
    anki = Collection(str(collection))
    try:
        anki.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
        )
        return anki.note_count()
    finally:
        anki.close()
