"""Fields that come back from Anki say in Markdown what they said there."""

from __future__ import annotations

import os
from dataclasses import replace
from html import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flashcards.core import cloze as clozes
from flashcards.core.notes import Note, NoteType
from flashcards.services import rendering
from flashcards.services.imports import as_markdown, fields
from tests.services.people import basic, cloze

EXAMPLES = int(os.environ.get("FLASHCARDS_TEST_EXAMPLES", "100"))

words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp")),
    min_size=1,
    max_size=8,
)
odd = st.sampled_from(
    [
        *("*a*", "_b_", "1. c", "- d", "# e", "> f", "`g`", "[h](i)", "a|b", "2 < 3", "&amp;"),
        *("\\", "~~x~~", "![p](q.png)", "{{c1::r}}", "http://s.org", "+ t", "=", "---"),
        *("<u>v</u>", "*", "_", "1)", "\\*"),
    ]
)
markdowns = st.lists(st.one_of(words, odd), min_size=1, max_size=6).map(" ".join)


def read(html: str) -> str:
    """Return a field as we write it, had it come back from Anki."""
    return rendering.for_anki(fields.markdown(html))


@settings(max_examples=EXAMPLES)
@given(markdowns)
@example("a\n\nb\nc")
@example("1. one\n2. two\n\n- three\n  - four")
@example("| a | b |\n|---|---|\n| c | d |")
@example("![a](b%20c.png) [sound:d e.mp3] **f** *g* ~~h~~ `i`")
@example("> quoted\n> on")
@example("{{c1::a {{c2::b **c**::hint}}}} d")
@example("```\ncode\n  more\n```")
@example('[words](https://example.org/a_b?c=d&e=f "g")')
@example("5. five\n6. six")
def test_what_we_wrote_comes_back_the_same(text: str) -> None:
    once = rendering.for_anki(text)
    assert as_markdown.said(read(once)) == as_markdown.said(once)
    assert fields.same([read(read(once))], [read(once)])


@pytest.mark.parametrize(
    "text",
    [
        "a\n\nb\nc",
        "1. one\n2. two\n\n- three\n  - four",
        "| a | b |\n|---|---|\n| c | d |",
        "![a](b%20c.png) [sound:d e.mp3] **f** *g* ~~h~~ `i`",
        "> quoted\n> on",
        "{{c1::a {{c2::b **c**::hint}}}} d",
        "```\ncode\n  more\n```",
        '[words](https://example.org/a_b?c=d&e=f "g")',
        "5. five\n6. six",
        "### Title\n\ntext",
        "2 \\* 3 < 4 & \\_a\\_ \\[b\\]",
    ],
)
def test_the_looks_that_markdown_has_come_back_too(text: str) -> None:
    once = rendering.for_anki(text)
    assert fields.same([read(once)], [once]), fields.markdown(once)


tags = st.sampled_from(
    ("b", "i", "u", "strong", "em", "s", "sub", "sup", "code", "span", "div", "p")
)


def inside(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return HTML as Anki's editor writes it, around other such HTML."""
    several = st.lists(children, min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda tag, html: f"<{tag}>{html}</{tag}>", tags, children),
        several.map(lambda all_of_it: "<br>".join(all_of_it)),
        several.map(lambda all_of_it: "".join(f"<div>{each}</div>" for each in all_of_it)),
        several.map(lambda all_of_it: f"<ul>{''.join(f'<li>{e}</li>' for e in all_of_it)}</ul>"),
        several.map(lambda all_of_it: f"<ol>{''.join(f'<li>{e}</li>' for e in all_of_it)}</ol>"),
        several.map("".join),
        st.builds(
            lambda number, html: f"{{{{c{number}::{html}::hint}}}}", st.integers(1, 3), children
        ),
    )


leaves = st.one_of(
    words.map(escape),
    odd.map(escape),
    st.just("<div><br></div>"),
    st.just("&nbsp;"),
    st.sampled_from(("rose.png", "a b.png", "50%.png", "a&b.jpg", "(x).gif")).map(
        lambda name: f'<img src="{escape(name)}">'
    ),
    st.sampled_from(("hum.mp3", "a b_c.mp3")).map(lambda name: f"[sound:{name}]"),
)
htmls = st.recursive(leaves, inside, max_leaves=8)


@settings(max_examples=EXAMPLES, deadline=None)
@given(htmls)
@example("<b>a</b><b>b</b>")
@example("a<b>(b)</b>c")
@example("x<sup>2</sup> H<sub>2</sub>O a<sub>i</sub>")
@example("<b>{{c1::a</b> b}}")
@example("<ul><li>a<ul><li>b</li></ul></li></ul>c")
@example("1. a<br>2. b<br>- c<br># d<br>> e")
def test_every_word_that_ankis_editor_wrote_comes_back(html: str) -> None:
    assert as_markdown.said(read(html)) == as_markdown.said(html)
    assert clozes.ordinals(fields.markdown(html)) == clozes.ordinals(html)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("a<div>b</div><div><br></div><div>c</div>", "a\nb\n\n\nc"),
        ("<b>a</b> <i>b</i> <u>c</u> <strike>d</strike>", "**a** *b* *c* ~~d~~"),
        ("H<sub>2</sub>O, m<sup>2</sup>, a<sub>xy</sub>", "H₂O, m², axy"),
        ("{{c1::<b>a</b> {{c2::b}}::hint}}", "{{c1::**a** {{c2::b}}::hint}}"),
        ('<img src="a b.png"><br>[sound:c_d.mp3]', "![](<a b.png>)\n[sound:c_d.mp3]"),
        ("a<b>(b)</b>c", "a(b)c"),
        ("one\ntwo", "one two"),
        ('<span style="color: red">red</span> &amp; &lt;b&gt;', "red \\& \\<b\\>"),
    ],
)
def test_html_becomes_this_markdown(html: str, markdown: str) -> None:
    assert fields.markdown(html) == markdown


def test_a_field_that_says_the_same_stays_as_it_was_written() -> None:
    note = basic("g", "Who *is* it?", "Bordin, **1979**")
    there = ("Who <i>is</i> it?", "Bordin, <b>1979</b><br>", "", "", "", "")
    assert fields.says_the_same(note, there)
    changed = ("Who <i>is</i> it?", "Bordin, <b>1980</b>", "", "", "", "")
    assert not fields.says_the_same(note, changed)
    made = fields.from_anki(note, changed)
    assert made == replace(note, back="Bordin, **1980**")


def test_a_tag_is_not_the_word_that_looks_like_one() -> None:
    assert not fields.same(["&lt;b&gt;x&lt;/b&gt;"], ["<b>x</b>"])
    assert fields.same(["a&nbsp;&eacute;"], ["a e\u0301"])


def test_a_note_that_would_have_no_card_stays_as_it_is() -> None:
    assert fields.from_anki(basic("g"), ("", "", "", "", "", "")) is None
    assert fields.from_anki(cloze("g"), ("no mark", "", "", "", "")) is None
    kept = fields.from_anki(cloze("g"), ("{{c2::<i>a</i>}}", "", "", "", ""))
    assert kept is not None
    assert (kept.type, kept.text) == (NoteType.CLOZE, "{{c2::*a*}}")
    assert isinstance(kept, Note)
