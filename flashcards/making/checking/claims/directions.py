"""Which way a text points: more or less, before or after, for or against, who or whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flashcards.making.checking.claims.tokens import Token
from flashcards.making.checking.words import listed, stem

_PAIRS = """
increase raise rise more higher greater larger grow gain heighten boost elevate rising grew
    grown bigger / decrease reduce lower less fewer smaller decline diminish shrink lessen drop
    fall reduction falling fell
improve enhance strengthen better stronger foster promote support improvement benefit / worsen
    impair weaken worse weaker undermine damage harm hinder deteriorate deterioration inhibit
    suppress block
most highest greatest largest maximum strongest / least lowest smallest minimum weakest
best / worst
high / low
strong / weak
strongly / weakly
long longer / short shorter brief
lengthen prolong lengthening / shorten shortening
faster quickly rapid rapidly / slower slowly gradual gradually
before precede prior / after follow
early earlier / late later
first initial / last final
begin start / end stop cease
always / never rarely seldom
often frequently usually / rarely seldom never
many / few
all every / none no
everyone everybody / nobody
positive positively / negative negatively
internal inner inward / external outer outward
past / present future
client patient / therapist counsellor counselor clinician psychologist nurse
child infant / parent mother caregiver
men man male / women woman female
father / mother
young younger / old older
new newer / old older
together / apart
same / different
similar similarity / different difference
open opened / closed close
accept acceptance / reject rejection
approach / avoid avoidance
cause lead / prevent
encourage / discourage
include / exclude
allow permit enable / forbid prevent prohibit
active actively / passive passively
acute / chronic
advantage / disadvantage drawback
give / receive
conscious / unconscious
with / without
success successful / failure
toward towards into / away
narrow / broad wide
narrower / broader wider
safe / dangerous risky
above over / below under
maximize maximise / minimize minimise
agonist / antagonist
activate stimulate / inhibit suppress block
remember recall / forget
shared mutual / separate
easy easier / difficult harder
expand extend / restrict limit
presence / absence
gain / loss
predict / result
"""
"""Opposites, a pair of sides a line (an indented line goes on): on each, words of one direction."""
_NEGATORS = listed("not no never without non")


def _forms(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


_SIDES = [
    (_forms(one), _forms(other))
    for one, _, other in (each.partition(" / ") for each in re.split(r"\n(?! )", _PAIRS.strip()))
]
_UP = _SIDES[0][0] | _SIDES[1][0]
_DOWN = _SIDES[0][1] | _SIDES[1][1]
_ALIGNED = [*_SIDES, (_UP, _DOWN)]


def are_opposite(one: Token, other: Token) -> bool:
    """Tell whether two words point in opposite directions."""
    return any(
        (one.stem in up and other.stem in down) or (one.stem in down and other.stem in up)
        for up, down in _ALIGNED
    )


def against(answer: Sequence[Token], quote: Sequence[Token]) -> list[str]:
    """Return the words of the answer whose opposite alone stands in the quote.

    What either denies does not count for it: “after, not before” says after.
    """
    said, given = _plainly(answer), _plainly(quote)
    denied = {token.stem for token in quote} - given.keys()
    found = []
    for one, other in (side for up, down in _SIDES for side in ((up, down), (down, up))):
        mine, theirs = one & said.keys(), other & given.keys()
        if mine and theirs and not (one & given.keys() or other & said.keys() or other & denied):
            found += [said[word].text for word in mine]
    return found


def _plainly(some: Sequence[Token]) -> dict[str, Token]:
    """Return the words that are not denied, by their stems."""
    words = ((at, token) for at, token in enumerate(some) if token.text[0].isalpha())
    return {token.stem: token for at, token in words if not _denied(some, at)}


def _denied(some: Sequence[Token], at: int) -> bool:
    return any(token.small in _NEGATORS for token in some[max(0, at - 4) : at])
