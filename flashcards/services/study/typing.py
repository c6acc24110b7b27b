"""Which answers are short and plain enough to be typed."""

from __future__ import annotations

import re
from html import unescape

LONGEST = 60
"""Characters of an answer that one types."""

_CLOZE = re.compile(r'<span class="cloze">(.*?)</span>', re.DOTALL)
_BLOCK = re.compile(r"<(?:p|ul|ol|br|table|pre|blockquote|h3|h4|hr|img|audio|video)\b")
_TAG = re.compile(r"<[^>]*>")


def is_typable(answer: str) -> bool:
    """Say whether an answer, as safe HTML, is one short line; of a cloze what it hides counts."""
    hidden = _CLOZE.findall(answer)
    wanted = " ".join(hidden) if hidden else answer
    if _BLOCK.search(wanted):
        return False
    return 0 < len(unescape(_TAG.sub("", wanted)).strip()) <= LONGEST
