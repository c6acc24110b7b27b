"""Words in each other's place where an answer otherwise repeats its quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from flashcards.making.checking.claims import directions
from flashcards.making.checking.claims.tokens import Token
from flashcards.making.checking.words import listed

REPEATS = 0.5
"""An answer with this share of its words in the quote, in order, repeats it."""
_LONGEST = 3
_JOINS = listed("and or as well nor versus vs , /")
_POINTERS = listed("a an the it its they their them he she his her this these that")
_FEWEST = 3
_MOST = 40
"""Between how many words of meaning two in each other's place are looked for."""


def exchanged(mine: Sequence[Token], theirs: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where a word of the answer stands in the place of which word of the quote.

    Both are given without stops.
    """
    matcher = SequenceMatcher(None, [t.small for t in mine], [t.small for t in theirs], False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks or sum(block.size for block in blocks) < REPEATS * len(mine):
        return
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "replace" and b - a <= _LONGEST:
            yield from ((i, j) for i in range(a, b) for j in range(max(c, d - 4), d))
    first, last = blocks[0], blocks[-1]
    end, quoted = last.a + last.size, last.b + last.size
    if first.a == 1 and first.b:
        yield 0, first.b - 1
    if end == len(mine) - 1 and quoted < len(theirs):
        yield end, quoted


def is_cut_from(answer: Sequence[Token], quote: Sequence[Token]) -> bool:
    """Tell whether an answer is a stretch of its quote, word for word."""
    mine, theirs = ([t.small for t in some if not t.is_stop] for some in (answer, quote))
    return f" {' '.join(mine)} " in f" {' '.join(theirs)} "


def swapped(answer: Sequence[Token], quote: Sequence[Token]) -> tuple[Token, Token] | None:
    """Return two words of the answer that stand in each other's place in the quote, if any.

    All its other words must be those of the quote, in the same order: then neither a passive nor
    another turn of phrase explains the swap.
    """
    known = {token.stem for token in quote} | _POINTERS
    if any(not token.is_stop and not {token.stem, token.small} & known for token in answer):
        return None
    places = [at for at, token in enumerate(answer) if _counts(token)]
    mine = [answer[at].stem for at in places]
    theirs = [token.stem for token in quote if _counts(token)]
    if not _FEWEST <= len(places) <= _MOST or _follows(mine, theirs):
        return None
    for n, first in enumerate(places):
        for m, second in enumerate(places[n + 1 :], n + 1):
            turned = [*mine]
            turned[n], turned[m] = turned[m], turned[n]
            near = m == n + 1 and not _are_set_against(answer, first, second)
            if near or _are_listed(answer, first, second):
                continue
            if _follows(turned, theirs):
                return answer[first], answer[second]
    return None


def _counts(token: Token) -> bool:
    return token.is_content or token.text[0].isdigit()


def _follows(some: Iterable[str], text: Iterable[str]) -> bool:
    """Tell whether ``some`` stand in ``text`` in this order."""
    rest = iter(text)
    return all(word in rest for word in some)


def _are_listed(answer: Sequence[Token], first: int, second: int) -> bool:
    """Tell whether two words are items of one list: their order is free."""
    between = answer[first + 1 : second]
    if not any(token.small in _JOINS for token in between):
        return False
    after = answer[second + 1] if second + 1 < len(answer) else None
    return len(between) == 1 or after is None or after.is_stop or after.small in _JOINS


def _are_set_against(answer: Sequence[Token], first: int, second: int) -> bool:
    """Tell whether two neighbours are names, opposites, or one is what the other is not."""
    one, other = answer[first], answer[second]
    names = one.text[0].isupper() and other.text[0].isupper()
    parted = any(token.small == "not" for token in answer[first + 1 : second])
    return names or parted or directions.are_opposite(one, other)
