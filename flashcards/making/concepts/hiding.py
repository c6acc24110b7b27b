"""Tells whether a sentence says enough of what is hidden in it, and names it whole."""

from __future__ import annotations

import re

_ONE_MORE = re.compile(r"^,? (?:(?:is|are|was|were) )?(?:also )?another\b")
"""“Another danger” needs the one before it."""
_POSSIBLE = re.compile(
    r"^(?:,[^,]{3,60},)? (?:can|may|might|could) (?:\w+ly |also )?"
    r"(?:cause|lead|result|present|contribute|affect|increase)\b"
)
"""What may follow from a thing may follow from many others."""
_OF_A_NAME = re.compile(r"\b[A-Z]\w+ (?:on|of|for) (?:the )?$")


def tells_enough(hidden: str, words: str) -> bool:
    """Tell whether ``words`` say of ``hidden`` what is not as true of others, and name it whole."""
    before, _, behind = words.partition(hidden)
    if _ONE_MORE.match(behind) or _POSSIBLE.match(behind):
        return False
    return not (hidden[:1].isupper() and _OF_A_NAME.search(before))


def is_fragment(words: str, has_verb: bool) -> bool:
    """Tell whether ``words`` are no sentence: they have no verb and no full stop."""
    return not has_verb and not words.endswith((".", "!", ")", "”", '"'))
