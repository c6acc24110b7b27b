"""What a text denies, and whether another text denies the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from flashcards.making.checking.claims.tokens import Token, alike
from flashcards.making.checking.words import listed

_NEGATORS = listed(
    "not no never none nobody nothing neither nor without hardly rarely seldom nowhere non"
)
_INSTEAD = {("rather", "than"), ("instead", "of")}
_LACKS = listed(
    "lack lacks lacking lacked absent absence fail fails failed failure avoid avoids avoiding"
    " avoided refuse refuses refused refusal prevent prevents free independent little few unlike"
    " except unless deny denies denied refrain refrains instead exclude excludes excluded unable"
    " difficulty difficulties cease ceases stop stops beyond against rather contrary reject"
    " rejects devoid regardless loss nor less fewer barely scarcely cannot inability"
)
_NOT_DENYING = listed("only just merely simply solely necessarily doubt longer matter")
_AVOIDS = listed("avoid avoids avoiding avoided refrain refrains lack lacks lacked")
_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mis", "mal")
_NO_PREFIX = listed(
    "inform increas impress import improv includ incom input insid instanc intens under until"
    " uniqu unit union diseas discuss display discover disorder distanc distress disciplin mission"
    " impact implicit intent invest involv introduc interest internal inner intern imply"
)
_WINDOW = 5
_SCOPE = 2


def denied(some: Sequence[Token]) -> list[tuple[int, list[int]]]:
    """Return where ``some`` deny, each with the places of the words that are denied there."""
    places = [at for at in range(len(some)) if _denies(some, at)]
    return [(at, list(_scope(some, at))) for at in places]


def added(answer: Sequence[Token], quote: Sequence[Token]) -> list[str]:
    """Return what the answer denies and the quote does not."""
    near = _near_denial(quote)
    return [
        " ".join(token.text for token in answer[at : (scope or [at])[-1] + 1])
        for at, scope in denied(answer)
        if not _is_denied([answer[place] for place in scope], quote, near)
        or _stood_beside(answer, at, quote)
    ]


def dropped(
    answer: Sequence[Token], quote: Sequence[Token], question: Sequence[Token]
) -> list[str]:
    """Return what the quote denies and the answer says as if it were so."""
    if any(_is_negator(token) for token in question):
        return []
    own = {place for _, scope in denied(answer) for place in scope}
    avoided = [(at, list(_scope(quote, at))) for at, t in enumerate(quote) if t.small in _AVOIDS]
    inside = {place for _, scope in (*denied(quote), *avoided) for place in scope}
    free = [token.stem for at, token in enumerate(quote) if at not in inside]
    found = []
    for at, scope in (*denied(quote), *avoided):
        first = next((quote[place] for place in scope), None)
        if first is None or any(alike(first.stem, word) for word in free):
            continue
        said = [n for n, t in enumerate(answer) if n not in own and alike(first.stem, t.stem)]
        starts = said == [0] and quote[at].small in _AVOIDS
        if said and not starts and not _denial_near(answer, said[0]):
            found.append(f"{quote[at].text} {first.text}")
    return found


def turned(answer: Sequence[Token], quote: Sequence[Token]) -> list[str]:
    """Return words whose prefix turns what the quote says: “unsafe” for “safe”, or the reverse."""
    said, given = ({t.stem: t for t in some if t.text[0].isalpha()} for some in (answer, quote))
    own = {answer[place].stem for _, scope in denied(answer) for place in scope}
    inside = {quote[place].stem for _, scope in denied(quote) for place in scope}
    found = []
    for word, token in said.items():
        if word in given:
            continue
        for other in given:
            flips = _turns(word, other) or _turns(other, word)
            if flips and other not in said and word not in own and other not in inside:
                found.append(token.text)
    return found


def _denies(some: Sequence[Token], at: int) -> bool:
    if not _is_negator(some[at]):
        here = some[at].small, some[at + 1].small if at + 1 < len(some) else ""
        return here in _INSTEAD
    after = some[at + 1].small if at + 1 < len(some) else ""
    return after not in _NOT_DENYING


def _is_negator(token: Token) -> bool:
    return token.small in _NEGATORS and token.text != "NO"


def _scope(some: Sequence[Token], at: int) -> Iterator[int]:
    """Yield the places of the first words of meaning after a negator, in its clause."""
    left = _SCOPE
    for place in range(at + 1, len(some)):
        token = some[place]
        if token.is_stop or token.small in ("but", "and", "because") or not left:
            return
        if token.is_content:
            left -= 1
            yield place


def _stood_beside(answer: Sequence[Token], at: int, quote: Sequence[Token]) -> bool:
    """Tell whether the words around a negator stand side by side in the quote, without it."""
    around = [token.small for token in (*answer[max(0, at - 1) : at], *answer[at + 1 : at + 2])]
    pairs = {(one.small, other.small) for one, other in pairwise(quote)}
    denied_too = at > 0 and (answer[at - 1].small, answer[at].small) in pairs
    return len(around) == 2 and tuple(around) in pairs and not denied_too


def _near_denial(quote: Sequence[Token]) -> set[int]:
    places = [at for at, token in enumerate(quote) if _denies(quote, at) or token.small in _LACKS]
    return {near for at in places for near in range(at - _WINDOW, at + _WINDOW + 4)}


def _is_denied(scope: Sequence[Token], quote: Sequence[Token], near: set[int]) -> bool:
    """Tell whether the quote denies ``scope`` too: near a denial, or by a prefix."""
    stems = [token.stem for token in scope]
    if any(_turns(token.stem, stem) for token in quote for stem in stems):
        return True
    places = [at for at, token in enumerate(quote) if any(alike(token.stem, s) for s in stems)]
    return bool(near) and (not places or any(at in near for at in places))


def _denial_near(answer: Sequence[Token], place: int) -> bool:
    near = answer[max(0, place - _WINDOW) : place + _WINDOW - 1]
    return any(_is_negator(token) or token.small in _LACKS for token in near) or any(
        (one.small, other.small) in _INSTEAD for one, other in pairwise(near)
    )


def _turns(word: str, other: str) -> bool:
    """Tell whether ``word`` is ``other`` with a prefix that denies it."""
    if word in _NO_PREFIX or len(other) < 3:
        return False
    return any(word == prefix + other for prefix in _PREFIXES)
