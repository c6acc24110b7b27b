"""Names that count for a whole page, of animations and fonts, made a card's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Tokens = list[Any]
_WORD = ("ident", "string")


@dataclass
class Names:
    """The animations and fonts that a style sheet defines, by their names in lower case."""

    slug: str
    animations: set[str] = field(default_factory=set)
    fonts: set[str] = field(default_factory=set)

    def animation(self, name: str) -> str:
        """Return the card's own name of an animation."""
        return f"{self.slug}-{_plain(name)}"

    def font(self, name: str) -> str:
        """Return the card's own name of a font."""
        return f"{self.slug} {_plain(name)}"

    def with_own_animations(self, value: Tokens) -> str:
        """Return the value of ``animation`` or ``animation-name`` with own names."""
        written = (
            self.animation(token.value)
            if token.type in _WORD and token.value.lower() in self.animations
            else token.serialize()
            for token in value
        )
        return "".join(written)

    def with_own_fonts(self, value: Tokens) -> str:
        """Return the value of ``font`` or ``font-family`` with own names."""
        out: list[str] = []
        run: Tokens = []
        for token in (*value, None):
            if token is not None and (
                token.type == "ident" or (run and token.type == "whitespace")
            ):
                run.append(token)
                continue
            out.append(self._named(run))
            run = []
            if token is not None:
                out.append(self._quoted(token))
        return "".join(out)

    def _quoted(self, token: Any) -> str:
        if token.type == "string" and token.value.lower() in self.fonts:
            return f'"{self.font(token.value)}"'
        return str(token.serialize())

    def _named(self, run: Tokens) -> str:
        """Return words side by side; the last of them may be the name of a font."""
        written = "".join(token.serialize() for token in run)
        words = [token for token in run if token.type == "ident"]
        for first in range(len(words)):
            name = " ".join(token.value for token in words[first:])
            if name.lower() in self.fonts:
                before = "".join(f"{token.serialize()} " for token in words[:first])
                trailing = " " if run[-1].type == "whitespace" else ""
                return f'{before}"{self.font(name)}"{trailing}'
        return written


def family(value: Tokens) -> str:
    """Return the one font name in the value of a ``font-family`` inside ``@font-face``."""
    return " ".join(token.value for token in value if token.type in _WORD)


def _plain(name: str) -> str:
    return "".join(letter if letter.isalnum() and letter.isascii() else f"-{ord(letter):x}-"
                   for letter in name.lower())  # fmt: skip
