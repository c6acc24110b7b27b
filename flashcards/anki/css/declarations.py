"""Single declarations: what loads from elsewhere, runs code or covers the page is dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import tinycss2

from flashcards.anki.css.names import Names
from flashcards.anki.css.selectors import between_commas

Tokens = list[Any]
MediaUrl = Callable[[str], str | None]
"""Gives the address of a media file by its name, or None if there is none."""

MOST_DROPPED = 50
_NEVER = {
    "behavior", "-ms-behavior", "-moz-binding", "contain", "isolation", "will-change",
    "view-transition-name", "anchor-name",
}  # fmt: skip
_PLACES = {"static", "relative", "absolute"}
_HIGHEST = 100
_FUNCTIONS = {
    "expression", "image-set", "-webkit-image-set", "image", "src", "element", "-moz-element",
    "paint", "cross-fade", "-webkit-cross-fade",
}  # fmt: skip
_DATA = re.compile(
    r"data:(?:image/[a-z0-9.+-]+|font/[a-z0-9.+-]+|application/(?:x-)?font[a-z-]*)[;,]"
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\#?]|\.\.", re.IGNORECASE)
_FONTS = ("font", "font-family")
_ANIMATIONS = ("animation", "animation-name", "-webkit-animation", "-webkit-animation-name")


class _Dropped(Exception):
    """This declaration cannot stay; the text says why."""


@dataclass
class Declarations:
    """Cleans the blocks of one style sheet; ``dropped`` says what did not stay."""

    names: Names
    media: MediaUrl
    dropped: list[str] = field(default_factory=list)

    def drop(self, what: str) -> None:
        """Remember what was dropped."""
        if len(self.dropped) < MOST_DROPPED and what not in self.dropped:
            self.dropped.append(what)

    def block(self, content: Tokens) -> str:
        """Return the declarations of a block that may stay; nested rules are dropped."""
        return " ".join(self._kept(content))

    def font_face(self, content: Tokens) -> str | None:
        """Return the block of ``@font-face`` with the card's own name of the font."""
        out, has_source, named = [], False, False
        for each in _declared(content):
            if each.lower_name == "font-family":
                value, named = f'"{self.names.font(_family(each))}"', True
            else:
                value = ", ".join(self._parts(each.value))
            has_source = has_source or (each.lower_name == "src" and bool(value))
            if value:
                out.append(f"{_property(each)}: {value};")
        return " ".join(out) if has_source and named else None

    def _parts(self, value: Tokens) -> Iterator[str]:
        """Yield each part between commas that may stay."""
        for part in between_commas(value):
            try:
                yield str(tinycss2.serialize([self._safe(token) for token in part])).strip()
            except _Dropped as why:
                self.drop(str(why))

    def _kept(self, content: Tokens) -> Iterator[str]:
        for each in _declared(content):
            try:
                value = self._checked(each)
            except _Dropped as why:
                self.drop(str(why))
            else:
                important = " !important" if each.important else ""
                yield f"{_property(each)}: {value}{important};"

    def _checked(self, each: Any) -> str:
        name = each.lower_name
        if name in _NEVER:
            raise _Dropped(name)
        words = [token for token in each.value if token.type not in ("whitespace", "comment")]
        if name == "position" and not _is_place(words):
            raise _Dropped(f"position: {tinycss2.serialize(words)[:40]}")
        if name == "z-index" and not _is_low(words):
            raise _Dropped(f"z-index: {tinycss2.serialize(words)[:40]}")
        if name == "content" and any(_is_url(token) for token in words):
            raise _Dropped("content: url()")
        return self._value(each)

    def _value(self, each: Any) -> str:
        value = [self._safe(token) for token in each.value]
        if each.lower_name in _FONTS or each.lower_name.startswith("--"):
            return self.names.with_own_fonts(value).strip()
        if each.lower_name in _ANIMATIONS:
            return self.names.with_own_animations(value).strip()
        return str(tinycss2.serialize(value)).strip()

    def _safe(self, token: Any) -> Any:
        """Return the token with its addresses led to media; raises _Dropped."""
        if token.type in ("error", "at-keyword"):
            raise _Dropped(str(getattr(token, "message", token.type))[:60])
        if _is_url(token):
            return self._led(token)
        if token.type == "function":
            if token.lower_name in _FUNCTIONS:
                raise _Dropped(f"{token.lower_name}()")
            token.arguments = [self._safe(inner) for inner in token.arguments]
        elif token.type.endswith(" block"):
            token.content = [self._safe(inner) for inner in token.content]
        return token

    def _led(self, token: Any) -> Any:
        address = _address(token).strip()
        if _DATA.match(address.lower()):
            return _url(address)
        if not address or _ELSEWHERE.search(address):
            raise _Dropped(f"url({address[:60]})")
        found = self.media(address) or self.media(unquote(address))
        if found is None:
            raise _Dropped(f"url({address[:60]})")
        return _url(found)


def _declared(content: Tokens) -> Iterator[Any]:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return (each for each in found if each.type == "declaration")


def _property(each: Any) -> str:
    """Return the name of a property, those of one's own as they are written, with escapes."""
    if each.name.startswith("--"):
        return "--" + re.sub(r"[^\w-]", lambda odd: f"\\{ord(odd[0]):x} ", each.name[2:])
    return re.sub(r"[^a-z-]", "", each.lower_name)


def _family(each: Any) -> str:
    return " ".join(token.value for token in each.value if token.type in ("ident", "string"))


def _is_place(words: Tokens) -> bool:
    return [getattr(word, "lower_value", "") in _PLACES for word in words] == [True]


def _is_low(words: Tokens) -> bool:
    if len(words) != 1:
        return False
    (word,) = words
    if word.type == "ident":
        return str(word.lower_value) == "auto"
    return bool(word.type == "number" and word.is_integer and abs(word.int_value) <= _HIGHEST)


def _is_url(token: Any) -> bool:
    return bool(token.type == "url") or bool(token.type == "function" and token.lower_name == "url")


def _address(token: Any) -> str:
    if token.type == "url":
        return str(token.value)
    words = [each for each in token.arguments if each.type not in ("whitespace", "comment")]
    return str(words[0].value) if len(words) == 1 and words[0].type == "string" else ""


def _url(address: str) -> Any:
    quoted = re.sub(r'["\\\n\r\f<]', lambda odd: f"\\{ord(odd[0]):x} ", address)
    (token,) = tinycss2.parse_component_value_list(f'url("{quoted}")')
    return token
