"""What an answer says that its quote does not carry (R10)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from flashcards.making.checking.claims import directions, negations, places
from flashcards.making.checking.claims.names import is_carried, may_be_names, names
from flashcards.making.checking.claims.numbers import numbers, other_units, values
from flashcards.making.checking.claims.tokens import Token, alike, inserted, tokens, words_only
from flashcards.making.checking.words import listed

MOST_OWN = 1 / 3
"""An answer with a larger share of words that the quote does not have is in other words."""
FEW_OWN = 2
"""So many words of one's own are never too many."""
_COMMON_ENDINGS = (
    "ing", "tion", "sion", "ness", "ment", "ity", "ly", "ed", "ance", "ence", "ship", "ism",
    "ious", "ful", "less", "able", "ible", "ive", "al", "ic", "ure", "sis", "thy", "cy", "ogy",
    "apy", "ory", "ary", "ings", "tions", "ments",
)  # fmt: skip

_SAID = listed(
    "is was has had saw said says taught wrote built found held drew made gave took spoke called"
    " calls holds sees speaks writes teaches and or"
)
"""What a person in front of it does."""


@dataclass(frozen=True)
class Uncarried:
    """What an answer says against its quote, and which of its words are not in the quote."""

    wrong: tuple[str, ...]
    own_words: tuple[str, ...]


def carried(answer: str, quote: str) -> list[str]:
    """Return what ``answer`` says that ``quote`` does not carry; empty if it carries all.

    Numbers, names, negations and directions come first; then, where they are too many for a cut
    or a turn of phrase, the words that the quote does not have. What the answer inserts in square
    brackets is left out of account.
    """
    found = uncarried(answer, quote)
    return [*found.wrong, *found.own_words]


def uncarried(answer: str, quote: str, question: str = "", given: str = "") -> Uncarried:
    """Return what ``quote`` does not carry of ``answer``.

    ``question`` is what the card asks; numbers and names of it and of ``given``, for example of
    the source and the section, need not be in the quote again.
    """
    said, carrying, asked = tokens(answer), tokens(quote), tokens(question)
    if places.is_cut_from(said, carrying):
        return Uncarried(tuple(negations.dropped(said, carrying, asked)), ())
    beside = [*asked, *tokens(given), *tokens(inserted(answer))]
    wrong = dict.fromkeys(
        [
            *_numbers(said, carrying, beside),
            *other_units(said, carrying),
            *_names(said, carrying, asked, beside),
            *negations.added(said, carrying),
            *negations.dropped(said, carrying, asked),
            *negations.turned(said, carrying),
            *directions.against(said, carrying),
            *_in_place(said, carrying),
        ]
    )
    return Uncarried(tuple(wrong), tuple(_own_words(said, [*carrying, *beside])))


def _numbers(
    said: Sequence[Token], quote: Sequence[Token], beside: Sequence[Token]
) -> Iterator[str]:
    theirs = numbers(quote)
    allowed = values(theirs, quote) | {number.value for number in numbers(beside)}
    counted = any(not number.is_vague for number in theirs)
    for number in numbers(said):
        if number.value not in allowed and (counted or not number.is_vague):
            yield number.said


def _names(
    said: Sequence[Token], quote: Sequence[Token], asked: Sequence[Token], beside: Sequence[Token]
) -> Iterator[str]:
    given = [*quote, *beside]
    words = {token.small for token in given}
    certain = names(said)
    for at, token in enumerate(said):
        if is_carried(token, given, words) or not token.text[0].isupper():
            continue
        after = said[at + 1] if at + 1 < len(said) else None
        if token in certain:
            if after is None or after not in certain or not is_carried(after, given, words):
                yield token.text
        elif _may_name(token, after, asked) and _other_names(said, quote, beside):
            yield token.text


def _may_name(token: Token, after: Token | None, asked: Sequence[Token]) -> bool:
    """Tell whether a sentence's first word may be a name: by what follows and what was asked."""
    if not token.is_content or token.small.endswith(_COMMON_ENDINGS):
        return False
    if any(word.small in ("who", "whose", "whom") for word in asked):
        return True
    return after is None or after.is_stop or after.small.endswith("ed") or after.small in _SAID


def _other_names(
    said: Sequence[Token], quote: Sequence[Token], beside: Sequence[Token]
) -> list[Token]:
    """Return what may be a name in the quote and is neither asked with nor answered."""
    used = {token.small for token in (*said, *beside)}
    capitals = [token for token in may_be_names(quote) if token.is_content]
    return [
        token
        for token in capitals
        if token.small not in used
        and (not token.initial or not token.small.endswith(_COMMON_ENDINGS))
    ]


def _in_place(said: Sequence[Token], quote: Sequence[Token]) -> Iterator[str]:
    mine, theirs = words_only(said), words_only(quote)
    said_at = {number.at: number for number in numbers(mine)}
    given_at = {number.at: number for number in numbers(theirs)}
    literal = {number.value for number in given_at.values()}
    words = {token.small for token in theirs}
    exchanged = list(places.exchanged(mine, theirs))
    for i, j in exchanged:
        one, other = mine[i], theirs[j]
        if directions.are_opposite(one, other) or _is_other_name(one, other, theirs, words):
            yield one.text
    for i, number in said_at.items():
        instead = {given_at[j].value for n, j in exchanged if n == i and j in given_at}
        moved = number.value in literal and bool(instead) and number.value not in instead
        if moved and not number.value.startswith("#"):
            yield number.said
    swapped = places.swapped(said, quote)
    if swapped:
        yield f"{swapped[0].text} … {swapped[1].text}"


def _is_other_name(
    one: Token, other: Token, quote: Sequence[Token], words: Collection[str]
) -> bool:
    """Tell whether a name of the quote stands where the answer has another."""
    if not (one.text[0].isupper() and other.text[0].isupper()):
        return False
    if not (one.is_content and other.is_content) or alike(one.small, other.small):
        return False
    if one.initial and other.initial and one.small.endswith(_COMMON_ENDINGS):
        return False
    return one.small in words or not is_carried(one, quote, words)


def _own_words(said: Sequence[Token], given: Sequence[Token]) -> list[str]:
    stems = {token.stem for token in given}
    content = [token for token in said if token.is_content]
    own = [
        token.text
        for token in content
        if token.stem not in stems and not any(alike(token.stem, stem) for stem in stems)
    ]
    return own if len(own) > max(FEW_OWN, MOST_OWN * len(content)) else []
