"""Selectors, each bound to the card: what would match outside of it cannot be written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import tinycss2

Tokens = list[Any]

_CARD = {(".", "card"), (":", "root")}
_PAGE = {"html", "body"}
_DARK = {"nightmode", "night_mode"}
_COMBINATORS = {">", "+", "~"}
_SIDEWAYS = {"+", "~"}
_PLAIN = {"ident", "hash", "function", "[] block", "whitespace"}
_SIGNS = {".", ":", "*"}


def scoped(prelude: Tokens, prefix: str, dark: str) -> str | None:
    """Return the selectors of ``prelude`` bound to ``prefix``; None if none is left.

    ``.card``, ``body``, ``html`` and ``:root`` become ``prefix``; those of Anki's dark theme come
    after ``dark``.
    """
    found = (_bound(each, prefix, dark) for each in between_commas(prelude))
    kept = [each for each in found if each]
    return ", ".join(kept) or None


def between_commas(tokens: Tokens) -> Iterator[Tokens]:
    """Yield what stands between commas."""
    part: Tokens = []
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _bound(selector: Tokens, prefix: str, dark: str) -> str | None:
    """Return one selector bound to the card, or None if it is none or would look beside it."""
    selector = [token for token in selector if token.type != "comment"]
    if not all(map(_is_selector, selector)):
        return None
    compounds = _compounds(selector)
    if not compounds:
        return None
    dark_too = False
    own, inside = "", ""
    for combinator, compound in compounds:
        kept, is_dark, is_page = _sorted_out(compound)
        dark_too = dark_too or is_dark
        beside = not inside and combinator in _SIDEWAYS
        if beside or (is_page and (inside or not _is_card(kept))):
            return None
        if not inside and (is_page or (is_dark and not kept)):
            own += tinycss2.serialize(kept[1:] if kept and kept[0].type == "ident" else kept)
        else:
            inside += f" {combinator} " if combinator else " "
            inside += tinycss2.serialize(kept)
    return f"{dark} {prefix}{own}{inside}" if dark_too else f"{prefix}{own}{inside}"


def _is_card(kept: Tokens) -> bool:
    """Say whether the element of the card itself can be what a selector for the page names."""
    return not kept or kept[0].type != "ident" or kept[0].lower_value == "div"


def _compounds(selector: Tokens) -> list[tuple[str, Tokens]]:
    """Return each compound with the combinator before it; none if the selector is not one."""
    found: list[tuple[str, Tokens]] = [("", [])]
    for token in selector:
        combinator = _combinator(token)
        if combinator is None:
            found[-1][1].append(token)
        elif found[-1][1]:
            found.append((combinator, []))
        elif combinator:
            if found[-1][0] or len(found) == 1:
                return []
            found[-1] = (combinator, [])
    if not found[-1][1] and found[-1][0]:
        return []
    return [each for each in found if each[1]]


def _combinator(token: Any) -> str | None:
    """Return the combinator that ``token`` is, empty for white space; None for anything else."""
    if token.type == "whitespace":
        return ""
    return str(token.value) if token.type == "literal" and token.value in _COMBINATORS else None


def _is_selector(token: Any) -> bool:
    if token.type == "literal":
        return token.value in _COMBINATORS or token.value in _SIGNS
    return token.type in _PLAIN


def _sorted_out(compound: Tokens) -> tuple[Tokens, bool, bool]:
    """Return ``compound`` without the names of page and theme, and which of the two it had."""
    kept: Tokens = []
    dark = page = False
    for name, sign, tokens in _simple(compound):
        if sign == "." and name in _DARK:
            dark = True
        elif (sign, name) in _CARD or (not sign and name in _PAGE):
            page = True
        else:
            kept += tokens
    return kept, dark, page


def _simple(compound: Tokens) -> Iterator[tuple[str, str, Tokens]]:
    """Yield each simple selector: its name in lower case, the sign before it, its tokens."""
    signs: Tokens = []
    for token in compound:
        if token.type == "literal" and token.value in (".", ":"):
            signs.append(token)
            continue
        sign = "".join(each.value for each in signs)
        name = token.value.lower() if token.type == "ident" else ""
        yield name, sign, [*signs, token]
        signs = []
    if signs:
        yield "", "".join(each.value for each in signs), signs
