"""Pictures and sounds in Markdown: they come out by name, and nothing from elsewhere is loaded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from flashcards.core.media import marks

BEGIN, END = "\ue002", "\ue003"
"""Around the name of a sound: in the text of the page no such character is left."""

_SOUND = re.compile(r"\[sound:([^\]\n]+)\]")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
"""How the address of a picture begins that is not the name of a file."""

_ON_THE_WEB = re.compile(r"https?://", re.IGNORECASE)
_MARKS = re.compile("[\ue000-\ue003]")


def add_media(markdown: MarkdownIt) -> MarkdownIt:
    """Let ``markdown`` read Anki's mark of a sound, and name pictures as Anki does."""
    markdown.inline.ruler.before("link", "sound", _read_sound)
    markdown.add_render_rule("sound", _sound)
    markdown.add_render_rule("image", _picture)
    return markdown


def linked(address: str, words: str) -> str:
    """Return a link in the place of a picture from elsewhere: it is not loaded."""
    if not _ON_THE_WEB.match(address):
        return escape(words)
    to = escape(address)
    return f'<a href="{to}" rel="noopener noreferrer">{escape(words) or to}</a>'


def _read_sound(state: StateInline, silent: bool) -> bool:
    found = _SOUND.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("sound", "", 0).content = found[1].strip()
    state.pos = found.end()
    return True


def _sound(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, _env: Any
) -> str:
    return f"{BEGIN}{escape(_MARKS.sub('', tokens[index].content), quote=False)}{END}"


def _picture(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any
) -> str:
    token = tokens[index]
    words = _MARKS.sub("", self.renderInlineAsText(token.children, options, env))
    source = str(token.attrGet("src") or "")
    if ELSEWHERE.match(source):
        return linked(source, words)
    name = marks.in_html(_MARKS.sub("", unquote(source)))
    return f'<img src={name} alt="{escape(words)}">'
