"""Deciding on drafts in a browser: keys, the text beside, own cards, the phone, no script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import fine
from tests.browser.conftest import DATA, Visitor

pytestmark = pytest.mark.browser
SELECT = """([words, from, to]) => {
  const source = document.querySelector("[data-source]");
  const walker = document.createTreeWalker(source, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at + from);
    range.setEnd(node, at + to);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
}"""


def opened(visitor: Visitor) -> Page:
    """Give the article and return its page, ready for keys."""
    visitor.signs_up()
    visitor.goes("/make")
    visitor.page.get_by_label("Or choose a file").set_input_files(DATA / "alliance.html")
    visitor.page.get_by_role("button", name="Draft the cards").click()
    visitor.page.wait_for_url(re.compile(r"/documents/1"))
    is_drafted(visitor)
    is_ready(visitor.page)
    return visitor.page


def is_drafted(visitor: Visitor) -> None:
    """Open the document once it has drafts; on a busy machine they are made in the background."""
    for _ in range(60):
        visitor.goes("/documents/1")
        if visitor.page.locator("[data-draft]").count():
            return
        visitor.page.wait_for_timeout(1_000)
    raise AssertionError("there are no drafts")


def is_ready(page: Page) -> None:
    """Wait until the script listens."""
    page.locator("[data-beside].live").wait_for()
    page.locator(".draft.now, .all-decided:not([hidden])").first.wait_for()


def now(page: Page) -> Locator:
    """Return the draft one is at."""
    return page.locator(".draft.now")


def sure(page: Page) -> None:
    """Wait until the server has what was decided, and where one is."""
    page.wait_for_timeout(900)
    page.wait_for_load_state("networkidle")


def select(page: Page, words: str, start: int, end: int) -> None:
    """Select letters of the text that says ``words``."""
    page.evaluate(SELECT, [words, start, end])


def is_fine(visitor: Visitor) -> None:
    """See that axe finds nothing, and that nothing is wider than the window."""
    visitor.page.evaluate("() => document.querySelector('.side')?.scrollTo(0, 0)")
    fine.is_fine(visitor.page)


def comes_into_sight(page: Page) -> None:
    """Wait until the quote stands in the window, above the sheet if there is one."""
    page.wait_for_function(
        """() => {
          const drafts = document.querySelector("[data-drafts]");
          const fixed = getComputedStyle(drafts).position === "fixed";
          const { top, bottom } = document.querySelector("mark.now").getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight - (fixed ? drafts.offsetHeight : 0);
        }""",
        timeout=3_000,
    )


def test_keys_move_and_decide_and_the_focus_is_never_lost(visitor: Visitor) -> None:
    page = opened(visitor)
    said = page.locator("[data-said]")
    total = int(page.locator("[data-pending]").inner_text())
    page.keyboard.press("j")
    second = now(page).get_attribute("id")
    expect(page.locator(f"#{second}")).to_be_focused()
    page.keyboard.press("k")
    first = now(page).get_attribute("id")
    assert first != second
    page.keyboard.press("a")
    expect(said).to_have_text(f"Accepted, {total - 1} left")
    expect(page.locator(f"#{second}")).to_be_focused()
    page.keyboard.press("r")
    expect(said).to_have_text(f"Rejected, {total - 2} left")
    expect(now(page)).to_be_focused()
    for left, which in ((total - 1, second), (total, first)):
        page.keyboard.press("u")
        expect(said).to_have_text(f"Undone, {left} left")
        expect(page.locator(f"#{which}")).to_be_focused()
    page.keyboard.press("u")
    expect(said).to_have_text("Nothing is left to undo")
    expect(page.locator(".draft:not(.pending)")).to_have_count(0)


def test_undo_reaches_back_over_a_new_load(visitor: Visitor) -> None:
    page = opened(visitor)
    for key in "ara":
        page.keyboard.press(key)
    sure(page)
    page.reload()
    is_ready(page)
    expect(page.locator(".draft.accepted")).to_have_count(2)
    for left in (2, 1, 0):
        page.keyboard.press("u")
        expect(page.locator(".draft:not(.pending)")).to_have_count(left)


def test_the_text_goes_along_and_a_quote_leads_to_its_draft(
    visitors: Callable[..., Visitor],
) -> None:
    visitor = visitors(viewport={"width": 1280, "height": 420}, reduced_motion="reduce")
    page = opened(visitor)
    for _ in range(4):
        page.keyboard.press("j")
        comes_into_sight(page)
        quoted = now(page).get_attribute("data-draft") or ""
        assert quoted in (page.locator("mark.now").first.get_attribute("data-of") or "").split()
    shared = page.locator("mark[data-of*=' ']").first
    ids = (shared.get_attribute("data-of") or "").split()
    seen = []
    for _ in ids:
        shared.click()
        seen.append(now(page).get_attribute("data-draft"))
    assert sorted(filter(None, seen)) == sorted(ids)
    page.locator("a.to").last.click()
    expect(now(page)).to_be_focused()


def test_an_edit_in_place_becomes_the_note(visitor: Visitor) -> None:
    page = opened(visitor)
    first = now(page).get_attribute("data-draft")
    page.keyboard.press("e")
    panel = page.locator("[data-panel]")
    expect(panel.get_by_label("Front")).to_be_focused()
    expect(panel.locator("[data-preview]")).to_be_visible()
    panel.get_by_label("Front").fill("")
    panel.get_by_role("button", name="Accept it like this").click()
    expect(panel.get_by_role("alert")).to_contain_text("The front is empty")
    expect(panel.get_by_label("Front")).to_be_focused()
    panel.get_by_label("Front").fill("What is an alliance, in my own words?")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#draft-{first}")).to_have_class(re.compile("accepted"))
    expect(page.locator(f"#draft-{first}")).to_contain_text("in my own words")
    expect(panel).to_be_hidden()
    expect(now(page)).to_be_focused()
    page.keyboard.press("e")
    expect(panel.get_by_label("Front")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(now(page)).to_be_focused()


def test_selected_words_become_an_own_card_by_one_key(visitor: Visitor) -> None:
    page = opened(visitor)
    select(page, "It gives clients enough safety", 1, 12)
    expect(page.get_by_role("button", name="Make a card of this")).to_be_visible()
    page.keyboard.press("n")
    panel = page.locator("[data-panel]")
    expect(panel.locator("[data-panel-quote]")).to_have_text("It gives clients")
    expect(panel.get_by_label("Front")).to_be_focused()
    page.keyboard.type("Is it safe?")
    panel.get_by_label("Back").fill("Yes")
    expect(panel.locator(".finding").first).to_be_visible()
    panel.get_by_label("Front").fill("Whom does the alliance give safety?")
    panel.get_by_label("Back").fill("clients")
    panel.get_by_role("button", name="Put it into the deck").click()
    own = page.locator(".draft.accepted", has_text="Whom does the alliance give safety?")
    expect(own).to_be_visible()
    expect(page.locator("mark", has_text="It gives clients")).to_be_visible()
    visitor.goes("/browse?q=whom+safety")
    page.get_by_role("link", name="Its sentence").click()
    expect(page.locator("mark.now")).to_have_text("It gives clients")


def test_an_own_cloze_hides_words_of_the_passage(visitor: Visitor) -> None:
    page = opened(visitor)
    select(page, "It gives clients enough safety to look at what hurts.", 0, 53)
    page.keyboard.press("n")
    panel = page.locator("[data-panel]")
    panel.get_by_label("Kind").select_option("cloze")
    text = panel.get_by_label("Text")
    expect(text).to_have_value("It gives clients enough safety to look at what hurts.")
    text.evaluate("field => { field.focus(); field.setSelectionRange(24, 30); }")
    page.keyboard.press("Alt+c")
    expect(text).to_have_value("It gives clients enough {{c1::safety}} to look at what hurts.")
    panel.get_by_role("button", name="Put it into the deck").click()
    expect(page.locator(".draft.accepted .cloze")).to_have_text("safety")


def test_letters_outside_of_the_first_plane_do_not_shift_the_quote(visitor: Visitor) -> None:
    visitor.signs_up()
    page = visitor.page
    visitor.goes("/make")
    words = "A rupture 😀😀 is a strain in the bond of therapist and client. It mends in time. "
    page.get_by_label("Paste the text").fill("# Ruptures\n\n" + words * 4)
    page.get_by_role("button", name="Draft the cards").click()
    page.wait_for_url(re.compile(r"/documents/1"))
    is_drafted(visitor)
    page.locator("[data-beside].live").wait_for()
    select(page, "mends in time", 1, 4)
    page.keyboard.press("n")
    expect(page.locator("[data-panel-quote]")).to_have_text("mends")


def test_the_slider_and_the_order_hold_over_a_load(visitor: Visitor) -> None:
    page = opened(visitor)
    shown = page.locator("[data-draft]:not([hidden])")
    normal = shown.count()
    slider = page.get_by_label("How many")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "Essentials")
    few = shown.count()
    page.keyboard.press("End")
    many = shown.count()
    assert few < normal <= many
    expect(page.locator("[data-pending]")).to_have_text(str(many))
    page.get_by_label("Order").select_option("text")
    starts = shown.evaluate_all("all => all.map(each => Number(each.dataset.start))")
    assert starts == sorted(starts)
    sure(page)
    page.reload()
    is_ready(page)
    expect(slider).to_have_attribute("aria-valuetext", "Thorough")
    assert shown.evaluate_all("all => all.map(each => Number(each.dataset.start))") == starts
    page.get_by_label("Show").select_option("accepted")
    expect(page.get_by_text("No draft is like this.")).to_be_visible()


def test_what_was_left_out_is_shown_in_place_and_taken_in(visitor: Visitor) -> None:
    page = opened(visitor)
    out = page.locator("[data-left-out]")
    expect(out).to_contain_text("caption of a picture")
    out.locator("summary").press("Enter")
    expect(out.get_by_text("A bench in a park")).to_be_visible()
    out.get_by_role("button", name="Use this passage").press("Enter")
    expect(page.locator("[data-said]")).to_contain_text(re.compile("The passage is in|new draft"))
    expect(page.locator("[data-left-out]")).to_have_count(0)
    expect(page.locator("[data-source] p", has_text="A bench in a park")).to_be_visible()


def test_what_cannot_be_saved_is_put_back_and_said(visitor: Visitor) -> None:
    page = opened(visitor)
    first = page.locator("[data-draft]").first
    page.context.route("**/drafts/*/accept", lambda route: route.abort())
    page.keyboard.press("a")
    expect(first.get_by_role("alert")).to_contain_text("Not saved")
    expect(first).to_have_class(re.compile("pending"))
    page.context.unroute("**/drafts/*/accept")
    page.keyboard.press("a")
    expect(first).to_have_class(re.compile("accepted"))
    expect(first.locator("[data-problem]")).to_be_empty()


def test_when_all_is_decided_the_page_says_so(visitor: Visitor) -> None:
    page = opened(visitor)
    for _ in range(int(page.locator("[data-pending]").inner_text())):
        page.keyboard.press("a")
    expect(page.locator("[data-all-decided]")).to_be_visible()
    expect(page.locator("[data-said]")).to_have_text("Accepted, none left")
    is_fine(visitor)
    sure(page)
    page.reload()
    page.get_by_role("link", name="Study", exact=True).click()
    visitor.is_ready()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light"), (320, "dark")])
def test_every_state_is_fine_for_all(
    visitors: Callable[..., Visitor], width: int, scheme: str
) -> None:
    visitor = visitors(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = opened(visitor)
    is_fine(visitor)
    page.keyboard.press("a")
    page.keyboard.press("r")
    page.keyboard.press("e")
    expect(page.locator("[data-panel] [data-preview]")).to_be_visible()
    is_fine(visitor)
    sure(page)
    for path in ("/documents", "/documents?q=zebra", "/documents/1/own", "/documents/1/delete"):
        visitor.goes(path)
        is_fine(visitor)


def test_all_of_it_works_without_script(visitors: Callable[..., Visitor]) -> None:
    visitor = visitors(java_script_enabled=False)
    page = visitor.page
    visitor.signs_up()
    visitor.goes("/make")
    page.get_by_label("Or choose a file").set_input_files(DATA / "alliance.html")
    page.get_by_role("button", name="Draft the cards").click()
    page.wait_for_url(re.compile(r"/documents/1"))
    is_drafted(visitor)
    expect(page.locator("[data-draft]").first).to_be_visible()
    page.get_by_role("button", name="Accept", exact=True).first.click()
    expect(page.locator(".draft.accepted")).to_have_count(1)
    page.get_by_role("button", name="Reject", exact=True).first.click()
    page.locator("[data-undo]").get_by_role("button").click()
    expect(page.locator(".draft.rejected")).to_have_count(0)
    page.locator(".choices summary").click()
    page.get_by_label("Order").select_option("text")
    page.get_by_role("button", name="Show these").click()
    starts = page.locator("[data-draft]").evaluate_all
    found = starts("all => all.map(each => Number(each.dataset.start))")
    assert found == sorted(found)
    page.locator("a.to").first.click()
    expect(page).to_have_url(re.compile(r"#draft-\d+$"))
    page.get_by_role("link", name="Its sentence").first.click()
    expect(page).to_have_url(re.compile(r"#q\d+$"))
    page.locator("[data-left-out] summary").click()
    page.get_by_role("button", name="Use this passage").click()
    expect(page.get_by_text("The passage is in.")).to_be_visible()
