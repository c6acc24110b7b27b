"""The tree of tags is the one that Beautiful Soup makes with the same parser."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4 import Tag as SoupTag
from bs4.element import Comment, Doctype, NavigableString, ProcessingInstruction
from hypothesis import given
from hypothesis import strategies as st

from flashcards.making.reading.tags import Aside, Tag, parsed

PIECES = (
    "<p>", "</p>", "<div class='a b' id=c>", "</div>", "<b>", "</b>", "<a href=x>", "</a>", "<li>",
    "<ul>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "<pre>", "</pre>", "<br>", "<h1>",
    "</h1>", "<!-- aside -->", "<!", "<", "&amp;", "&nbsp", "&what;", " ", "\n", "  \n ", "warmth",
    "<body>", "</body>", "<html lang=en>", "<title>", "</title>", "<script>", "</script>",
)  # fmt: skip


def soup(tag: SoupTag) -> list[Any]:
    """Return what stands in a tag of Beautiful Soup, as plain values."""
    found: list[Any] = []
    for child in tag.contents:
        if isinstance(child, SoupTag):
            found.append((child.name, child.get("id") or "", soup(child)))
        elif not isinstance(child, (Comment, Doctype, ProcessingInstruction)):
            assert isinstance(child, NavigableString)
            found.append(str(child))
    return found


def own(tag: Tag) -> list[Any]:
    """Return the same of a tag."""
    return [
        (child.name, child.get("id"), own(child)) if isinstance(child, Tag) else child
        for child in tag.children
        if not isinstance(child, Aside)
    ]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_it_is_the_tree_of_beautiful_soup(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = soup(BeautifulSoup(text, "lxml"))
    assert own(parsed(text)) == expected


PAGE = """<!DOCTYPE html><body><main><!-- a -->One <b>two</b><a href="x">three <i>four</i>
</a></main><table><tr><td>1</td><td><table><tr><td>2</td></tr></table></td></tr></table></body>"""


def test_tags_and_texts_come_in_order() -> None:
    body = parsed(PAGE).body
    assert body is not None
    assert [tag.name for tag in body.find_all("main", "b", "i", "a")] == ["main", "b", "a", "i"]
    main = body.find("main")
    assert main is not None
    assert main.stripped() == "Onetwothreefour"
    assert "".join(main.texts(without=("a",))) == " a One two"
    assert main.words("|") == "One |two|three |four|\n"
    row = body.find("tr")
    assert row is not None
    assert len(row.cells("td")) == 2
    assert len(row.find_all("td")) == 3


@pytest.mark.parametrize("name", ["a", "i"])
def test_what_is_removed_is_gone_with_all_that_stands_in_it(name: str) -> None:
    tree = parsed(PAGE)
    taken = tree.find(name)
    inner = tree.find("i")
    assert taken is not None
    assert inner is not None
    assert inner.is_under("a")
    taken.remove()
    taken.remove()
    assert inner.gone
    assert "four" not in tree.words()
    assert "two" in tree.words()
