"""CSS of strangers touches nothing but its cards, and keeps what it can there."""

from __future__ import annotations

import re

import pytest
import tinycss2
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flashcards.anki.css.scope import LONGEST, scope

DARK = '[data-theme="dark"]'
MEDIA = {"_f.woff2": "/m/1", "a b.png": "/m/2"}


def scoped(css: str) -> str:
    """Return ``css`` as a card gets it, white space made equal."""
    return " ".join(scope(css, "x", DARK, MEDIA.get).css.split())


@pytest.mark.parametrize(
    ("selector", "bound"),
    [
        (".card", ".x"),
        ("body", ".x"),
        ("html", ".x"),
        (":root", ".x"),
        ("html body .card p", ".x p"),
        (".card.card1", ".x.card1"),
        ("div.card", ".x"),
        ("p", ".x p"),
        ("*", ".x *"),
        ("p, b > i", ".x p, .x b > i"),
        (".card > p", ".x > p"),
        (".card1", ".x .card1"),
        ("#typeans::after", ".x #typeans::after"),
        ("a:hover", ".x a:hover"),
        ("b ~ i", ".x b ~ i"),
        ("li:nth-child(2n + 1)", ".x li:nth-child(2n + 1)"),
        ('a[href^="http"]', '.x a[href^="http"]'),
        (".a\\.b", ".x .a\\.b"),
        (".nightMode .q", f"{DARK} .x .q"),
        (".card.nightMode", f"{DARK} .x"),
        (".night_mode.card b", f"{DARK} .x b"),
        (".nightMode", f"{DARK} .x"),
        ("p/* comment */.q", ".x p.q"),
        (":is(html, body) p", ".x :is(html, body) p"),
    ],
)
def test_a_selector_is_bound_to_the_card(selector: str, bound: str) -> None:
    assert scoped(f"{selector} {{ color: red }}") == f"{bound} {{ color: red; }}"


@pytest.mark.parametrize(
    "selector",
    [".card ~ *", ".card + p", "html ~ .q", ":root.q ~ *", "> p", "~ *", "p >", "p > > b",
     ".mobile .card",
     "", ",", "p ! b", "p $ b", "@x", "1p", "p|b", "b.card"],
)  # fmt: skip
def test_a_selector_that_would_look_beside_the_card_is_dropped(selector: str) -> None:
    assert scoped(f"{selector} {{ color: red }}") == ""


@pytest.mark.parametrize(
    "declaration",
    [
        "position: fixed", "position: sticky", "position: -webkit-sticky", "position: var(--p)",
        "p\\6fsition: fixed", "POSITION: FIXED", "z-index: 9999", "z-index: var(--z)",
        "background: url(http://evil/x.png)", "background: url(//evil/x.png)",
        "background: url('https://evil/x.png')", "background: URL(/abs.png)",
        "background: url(gone.png)",
        "background: url(../up.png)", "background: url(javascript:alert(1))",
        "background: url(data:text/html,x)", "background: u\\72l(http://evil)",
        "background: image-set('http://evil/x' 1x)", "background: -webkit-image-set('//evil' 1x)",
        "background: image('http://evil')", "background: src('http://evil')", "content: url(a.png)",
        "content: url('a b.png')", "behavior: url(x.htc)", "-moz-binding: url(x.xml#a)",
        "width: expression(alert(1))", "width: calc(1px + expression(alert(1)))",
        "--a: url(//evil)",
        "contain: none", "isolation: auto", "cursor: url(//evil), auto", "list-style: url(//evil)",
        "background: cross-fade(url(//a), url(//b), 50%)", "background: red url(//evil) blue",
    ],
)  # fmt: skip
def test_what_loads_runs_or_covers_is_dropped(declaration: str) -> None:
    found = scope(f"p {{ {declaration}; color: red }}", "x", DARK, MEDIA.get)
    assert found.css == ".x p { color: red; }"
    assert len(found.dropped) == 1


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("background: url(a%20b.png)", 'background: url("/m/2");'),
        ("background: url('a b.png') no-repeat", 'background: url("/m/2") no-repeat;'),
        (
            "background: url(data:image/png;base64,AA==)",
            'background: url("data:image/png;base64,AA==");',
        ),
        ("position: relative", "position: relative;"),
        ("z-index: 3", "z-index: 3;"),
        ("color: red !important", "color: red !important;"),
        ("--own: 3px", "--own: 3px;"),
        ("width: calc(100% - (2 * var(--own)))", "width: calc(100% - (2 * var(--own)));"),
        ("content: '→ '", 'content: "→ ";'),
    ],
)
def test_what_stays_on_the_card_stays(written: str, kept: str) -> None:
    assert scoped(f"p {{ {written} }}") == f".x p {{ {kept} }}"


@pytest.mark.parametrize(
    "rule",
    ["@import url(x.css);", "@import 'http://evil';", "@charset 'utf-8';", "@namespace a url(b);",
     "@page { margin: 0 }", "@property --a { syntax: '*' }", "@layer a { p { color: red } }",
     "@counter-style a { symbols: x }", "@font-face { font-family: A; src: url(//evil) }",
     "@font-face { src: url(_f.woff2) }", "@view-transition { navigation: auto }", "@media;",
     "@x {}"],
)  # fmt: skip
def test_rules_for_the_whole_page_are_dropped(rule: str) -> None:
    found = scope(rule, "x", DARK, MEDIA.get)
    assert found.css == ""
    assert found.dropped


def test_conditions_keep_their_bound_rules() -> None:
    inner = "@supports (display: grid) { p { margin: 0 } }"
    css = f"@media (max-width: 60em) {{ .card {{ color: red }} {inner} }}"
    assert scoped(css) == (
        "@media (max-width: 60em) { .x { color: red; }"
        " @supports (display: grid) { .x p { margin: 0; } } }"
    )


def test_a_rule_inside_a_rule_is_dropped() -> None:
    assert (
        scoped("p { color: red; & ~ * { color: blue } .q { color: green } }")
        == ".x p { color: red; }"
    )


def test_animations_have_names_of_the_cards_own() -> None:
    css = (
        "@keyframes spin { from { left: 0 } 50% { left: 9px; position: fixed } }"
        " p { animation: spin 2s }"
    )
    assert scoped(css) == (
        "@keyframes x-spin { from { left: 0; } 50% { left: 9px; } } .x p { animation: x-spin 2s; }"
    )
    assert scoped("p { animation-name: other }") == ".x p { animation-name: other; }"


def test_packaged_fonts_have_names_of_the_cards_own() -> None:
    face = (
        "@font-face { font-family: %s; src: url(//evil) format('woff'),"
        " url(_f.woff2) format('woff2') }"
    )
    used = "p { font-family: 'My Font', serif; font: italic 1em/2 My Font, serif; --f: 'my font' }"
    for written in ("'My Font'", "My Font"):
        assert scoped(face % written + used) == (
            '@font-face { font-family: "x my-20-font"; src: url("/m/1") format("woff2"); }'
            ' .x p { font-family: "x my-20-font", serif;'
            ' font: italic 1em/2 "x my-20-font", serif; --f: "x my-20-font"; }'
        )


@pytest.mark.parametrize(
    "css",
    ["{", "}", "p {", "p { color: red", "/*", "@media {", "p { a: (((( }", "\x00", "<!-- -->", "'"],
)
def test_broken_css_breaks_nothing(css: str) -> None:
    scoped(css)


def test_endless_or_deep_css_is_dropped_whole() -> None:
    for css in ("p{}" * LONGEST, "p { width: " + "(" * 50_000 + "}", "@media x{" * 50_000):
        found = scope(css, "x", DARK, MEDIA.get)
        assert len(found.css) < 100
        assert found.dropped


def test_nothing_closes_a_style_element() -> None:
    css = "p[title='</style><script>'] { content: '</style>'; color: red }"
    assert "</style" not in scoped(css)


PIECES = st.sampled_from(
    ["p", ".card", "html", "*", " ", ">", "~", "+", ",", "{", "}", ":", ";", "color:red",
     "position:fixed",
     "url(//e)", "url('//e')", "@media x", "@import 'e';", "@font-face", "@keyframes a", "(",
     ")", "[",
     "]",
     "'", '"', "\\", "/*", "*/", "<!--", "&", "!important", "image-set('e')", "--a:", ":is(",
     ":not(.card)",
     ".nightMode", "#a", "|", "\n", "ü", "@supports (a:b)", "font-family:a", "src:url(_f.woff2)"]
)  # fmt: skip
SELECTORS = re.compile(r"\.x(?![\w-])|\[data-theme=\"dark\"\] \.x(?![\w-])")


@settings(max_examples=300, deadline=None)
@example("position:fixed{color:red")
@given(st.lists(PIECES, max_size=25).map("".join))
def test_whatever_the_css_every_rule_begins_at_the_card_and_loads_nothing_else(css: str) -> None:
    found = scope(css, "x", DARK, MEDIA.get).css
    _bound(tinycss2.parse_stylesheet(found, skip_comments=True, skip_whitespace=True))
    for token in _every(tinycss2.parse_component_value_list(found)):
        if token.type == "url":
            assert token.value in MEDIA.values()
        if token.type == "function" and token.lower_name == "url":
            assert token.arguments[0].value in MEDIA.values()
        if token.type == "{} block":
            assert not _said(token.content) & {"fixed", "sticky"}


def _bound(rules: list[tinycss2.ast.Node]) -> None:
    for rule in rules:
        assert rule.type in ("qualified-rule", "at-rule"), rule
        if rule.type == "qualified-rule":
            selectors = tinycss2.serialize(rule.prelude)
            assert SELECTORS.match(selectors), selectors
            assert not re.match(r"\S*\.x[^\s]*\s*[~+]", selectors), selectors
        elif rule.lower_at_keyword in ("media", "supports", "container"):
            _bound(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
        else:
            assert rule.lower_at_keyword in ("keyframes", "font-face")


def _said(content: list[tinycss2.ast.Node]) -> set[str]:
    """Return the words that the declarations of a block say; a selector in it says none."""
    return {
        getattr(token, "lower_value", "")
        for each in tinycss2.parse_blocks_contents(content)
        if each.type == "declaration"
        for token in each.value
    }


def _every(tokens: list[tinycss2.ast.Node]) -> list[tinycss2.ast.Node]:
    found = []
    for token in tokens:
        found.append(token)
        inner = getattr(token, "content", None) or getattr(token, "arguments", None)
        found += _every(inner) if isinstance(inner, list) else []
    return found
