"""A note type's style sheet becomes one that touches nothing but its cards.

Whoever shows the card puts it into two elements: the inner one has the class given here, the outer
one, which no selector of the note type can reach, has ``contain: layout paint`` and clips.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import tinycss2

from flashcards.anki.css.declarations import Declarations, MediaUrl
from flashcards.anki.css.names import Names, family
from flashcards.anki.css.selectors import scoped

LONGEST = 500_000
_DEEPEST = 8
_GROUPS = ("media", "supports", "container")
_KEYFRAMES = ("keyframes", "-webkit-keyframes")
_PRELUDES = {"ident", "literal", "function", "() block", "whitespace", "comment", "dimension",
             "number", "percentage"}  # fmt: skip

Tokens = list[Any]


@dataclass(frozen=True)
class Scoped:
    """CSS that stays on the card, and the first of what was dropped to make it so."""

    css: str
    dropped: tuple[str, ...] = ()


def scope(css: str, prefix: str, dark: str, media: MediaUrl) -> Scoped:
    """Return ``css`` bound to the class ``prefix`` (``"foreign-7"``); never raises.

    ``dark`` is the selector of the page's dark theme. ``media`` gives the address of a media file
    by its name; what is not a media file or ``data:`` is not loaded.
    """
    if len(css) > LONGEST:
        return Scoped("", ("the whole style sheet: it is too long",))
    try:
        return _scoped(css, prefix, dark, media)
    except RecursionError:
        return Scoped("", ("the whole style sheet: it is nested too deeply",))


def _scoped(css: str, prefix: str, dark: str, media: MediaUrl) -> Scoped:
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    sheet = _Sheet(prefix, dark, Declarations(Names(prefix), media))
    sheet.find_names(rules)
    written = "\n".join(sheet.rules(rules, 0))
    return Scoped(written.replace("</", "<\\/"), tuple(sheet.declarations.dropped))


@dataclass
class _Sheet:
    prefix: str
    dark: str
    declarations: Declarations

    def find_names(self, rules: Tokens, depth: int = 0) -> None:
        """Find the animations and fonts that the sheet defines, wherever they stand."""
        names = self.declarations.names
        for rule in rules:
            if rule.type != "at-rule" or rule.content is None or depth > _DEEPEST:
                continue
            if rule.lower_at_keyword in _KEYFRAMES:
                names.animations.add(family(rule.prelude).lower())
            elif rule.lower_at_keyword == "font-face":
                names.fonts |= _families(rule.content)
            elif rule.lower_at_keyword in _GROUPS:
                self.find_names(_rules(rule.content), depth + 1)

    def rules(self, rules: Tokens, depth: int) -> list[str]:
        """Return the rules that may stay."""
        found = (
            self.rule(rule) if rule.type == "qualified-rule" else self.at_rule(rule, depth)
            for rule in rules
            if rule.type in ("qualified-rule", "at-rule")
        )
        return [each for each in found if each]

    def rule(self, rule: Any) -> str | None:
        selectors = scoped(rule.prelude, f".{self.prefix}", self.dark)
        if selectors is None:
            self.declarations.drop(str(tinycss2.serialize(rule.prelude)).strip()[:60])
            return None
        block = self.declarations.block(rule.content)
        return f"{selectors} {{ {block} }}" if block else None

    def at_rule(self, rule: Any, depth: int) -> str | None:
        keyword = rule.lower_at_keyword
        if rule.content is not None:
            if keyword in _GROUPS and depth < _DEEPEST and _is_plain(rule.prelude):
                inside = "\n".join(self.rules(_rules(rule.content), depth + 1))
                condition = str(tinycss2.serialize(rule.prelude)).strip()
                return f"@{keyword} {condition} {{\n{inside}\n}}" if inside else None
            if keyword in _KEYFRAMES:
                return self._keyframes(rule)
            if keyword == "font-face" and (block := self.declarations.font_face(rule.content)):
                return f"@font-face {{ {block} }}"
        self.declarations.drop(f"@{keyword}"[:60])
        return None

    def _keyframes(self, rule: Any) -> str:
        frames = [
            f"{tinycss2.serialize(frame.prelude).strip()} "
            f"{{ {self.declarations.block(frame.content)} }}"
            for frame in _rules(rule.content)
            if frame.type == "qualified-rule" and _is_plain(frame.prelude)
        ]
        name = self.declarations.names.animation(family(rule.prelude))
        return f"@keyframes {name} {{\n" + "\n".join(frames) + "\n}"


def _rules(content: Tokens) -> Tokens:
    return list(tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True))


def _families(content: Tokens) -> set[str]:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return {
        family(each.value).lower()
        for each in found
        if each.type == "declaration" and each.lower_name == "font-family"
    }


def _is_plain(prelude: Tokens) -> bool:
    """Say whether a condition is of words, numbers and brackets alone, at every depth."""
    for token in prelude:
        if token.type not in _PRELUDES:
            return False
        inner = getattr(token, "arguments", None) or getattr(token, "content", None) or []
        if not _is_plain(inner):
            return False
    return True
