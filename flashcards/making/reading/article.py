"""Finds the article in a web page and takes menus, banners and comments out of it."""

from __future__ import annotations

import re

from flashcards.making.reading.tags import Tag

_NEVER = (
    "script", "style", "noscript", "template", "svg", "nav", "form", "button", "iframe", "select",
    "input", "textarea", "object", "video", "audio", "canvas", "dialog", "head", "math",
)  # fmt: skip
_ROLES = {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu"}
_CLUTTER = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|menus|breadcrumbs?|sidebar|widget|cookies?|consent"
    r"|gdpr|banner|comments?|respond|related|recommended|recirc|share|sharing|social|newsletter"
    r"|subscribe|subscription|signup|sign-up|promo|promotion|advert|adverts|advertisement|ads?"
    r"|sponsor|sponsored|popup|modal|pagination|pager|tags|byline|author-box|author-bio|toc"
    r"|table-of-contents|skip-link|screen-reader-text|sr-only|visually-hidden|site-header"
    r"|site-footer|page-header-nav|footer|masthead|toolbar|login|search|rating|print-only"
    r"|mw-editsection|navbox|infobox|hatnote|reflist|reference|catlinks)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PIECE = 40
"""A shorter piece of text is no running text."""
_MUCH = 0.5
"""The share of a page's prose that makes a part of it the article."""


def article_of(tree: Tag) -> Tag | None:
    """Return the part of the page that holds the article, cleared of everything around it."""
    _clear(tree)
    body = tree.body or tree
    total = prose(body)
    if total == 0:
        return body if body.stripped() and not _mostly_links(body) else None
    chosen: Tag = body
    for candidate in _named_articles(body):
        if prose(candidate) >= total * _MUCH:
            chosen = candidate
            break
    _clear_links(chosen)
    return chosen


def prose(tag: Tag) -> int:
    """Return how many letters of running text stand under ``tag``, links not counted."""
    if tag.name == "a" or tag.is_under("a"):
        return 0
    return sum(len(piece) for piece in tag.texts(without=("a",)) if len(piece) >= _PIECE)


def _clear(tree: Tag) -> None:
    for tag in tree.find_all(*_NEVER):
        tag.remove()
    body = tree.body or tree
    total = max(1, prose(body))
    for tag in body.find_all():
        if not tag.gone and _is_clutter(tag) and prose(tag) < total * _MUCH:
            tag.remove()


def _is_clutter(tag: Tag) -> bool:
    if tag.name in ("body", "html", "main", "article"):
        return False
    if tag.has("hidden") or tag.get("aria-hidden") == "true":
        return True
    if "display:none" in tag.get("style").replace(" ", ""):
        return True
    if tag.name in ("aside", "footer") or tag.get("role") in _ROLES:
        return True
    if tag.name == "header":
        return tag.find("h1", "h2") is None
    return bool(_CLUTTER.search(f"{tag.get('class')} {tag.get('id')}"))


def _named_articles(body: Tag) -> list[Tag]:
    found = [
        tag
        for tag in body.tags()
        if tag.name in ("article", "main")
        or tag.get("role") == "main"
        or tag.get("itemprop") == "articleBody"
    ]
    return sorted(found, key=lambda tag: len(tag.words()))


def _clear_links(article: Tag) -> None:
    """Take out lists, and blocks that stand alone, whose words are nearly all links."""
    for tag in article.find_all("ul", "ol", "div", "section", "p"):
        if not tag.gone and _mostly_links(tag) and tag.find("h1", "h2", "h3") is None:
            tag.remove()


def _mostly_links(tag: Tag) -> bool:
    links = tag.find_all("a")
    if not links or (tag.name == "p" and len(links) == 1):
        return False
    linked = sum(len(link.stripped()) for link in links)
    return linked > 0.7 * len(tag.stripped())
