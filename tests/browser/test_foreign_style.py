"""In a real browser the style of somebody else's card changes nothing but the card."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from flashcards.anki.css.scope import scope
from flashcards.anki.package.foreign import ForeignNoteType, ForeignTemplate
from flashcards.anki.templates.render import Renderer

pytestmark = pytest.mark.browser

CSS = """
.card { font-family: Georgia; color: #333; margin: -400px; position: absolute; top: -50px;
  width: 3000px; transform: scale(2) }
html, body { background: red; font-size: 99px } * ~ header, header { display: none !important }
.card + footer, .card ~ * { display: none } hr { border: 3px solid green }
@keyframes glow { from { opacity: .99 } to { opacity: 1 } }
.cloze { color: blue; animation: glow 1s infinite } .nightMode .cloze { color: yellow }
b { position: fixed; top: 0; left: 0; z-index: 99999 } :root, * { --ink: red }
@media (min-width: 1px) { .card u, u { color: rgb(1, 2, 3) } } div:has(u) header { display: none }
"""
OUTER = "contain: layout paint; overflow: auto; position: relative; height: 200px"
"""What the page itself gives the element around a card: decision 17."""

OUTSIDE = """() => [...document.querySelectorAll("html, body, header, footer, footer *, .outer")]
  .map((element) => {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const kept = ["display", "position", "color", "backgroundColor", "fontFamily", "fontSize",
      "zIndex", "animationName", "borderTopWidth", "visibility"].map((name) => style[name]);
    return [element.tagName, kept, style.getPropertyValue("--ink"),
      box.x, box.y, box.width, box.height].join();
  })"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Give an empty page."""
    opened = chromium.new_page(viewport={"width": 700, "height": 400})
    yield opened
    opened.close()


def _page(css: str) -> str:
    template = ForeignTemplate("C", "{{cloze:T}}", "{{cloze:T}}<b>big</b><u>u</u><hr>")
    kind = ForeignNoteType(1, "C", ("T",), (template,), css, cloze=True, modified=0)
    card = Renderer(kind).render(["{{c1::Beck}} described it"], 1).answer
    return (
        f"<!doctype html><style>.outer {{ {OUTER} }} {css}</style><header>header</header>"
        f'<div class="outer"><div class="foreign-1">{card}</div></div>'
        "<footer>footer <b>b</b> <u>u</u> <i class='cloze card'>i</i></footer>"
    )


def _style(page: Page, selector: str, name: str) -> str:
    asked = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"
    return str(page.evaluate(asked, [selector, name]))


def test_the_style_of_a_foreign_card_stays_on_the_card(page: Page) -> None:
    page.set_content(_page(""))
    before = page.evaluate(OUTSIDE)
    page.set_content(_page(scope(CSS, "foreign-1", '[data-theme="dark"]', lambda name: None).css))
    assert page.evaluate(OUTSIDE) == before
    assert _style(page, ".foreign-1 .cloze", "color") == "rgb(0, 0, 255)"
    assert _style(page, ".foreign-1 .cloze", "animationName") == "foreign-1-glow"
    assert _style(page, ".foreign-1 u", "color") == "rgb(1, 2, 3)"
    assert _style(page, ".foreign-1 b", "position") == "static"
    page.evaluate("() => { document.documentElement.dataset.theme = 'dark' }")
    assert _style(page, ".foreign-1 .cloze", "color") == "rgb(255, 255, 0)"
