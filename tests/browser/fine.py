"""What every page must be: without an axe finding, and no wider than its window."""

from __future__ import annotations

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_WIDER = "() => document.documentElement.scrollWidth - innerWidth"


def findings(page: Page, rules: Sequence[str] = RULES) -> list[str]:
    """Return what axe finds wrong, each with where; what is right is not asked for, it is long."""
    options = {"runOnly": list(rules), "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found]


def is_fine(page: Page) -> None:
    """See that axe finds nothing, and that nothing is wider than the window."""
    assert findings(page) == []
    assert page.evaluate(_WIDER) <= 0
