"""The names of a text: people, places, works, schools and abbreviations."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from flashcards.making.checking.claims.tokens import Token, alike, words_only
from flashcards.making.checking.words import listed

_NO_NAMES = listed("i a an the in on of and or for to by with from at as is it he she we")
_ROMAN = listed("ii iii iv vi vii viii ix")


def names(some: Sequence[Token]) -> list[Token]:
    """Return the tokens that are names: capitals where none are due, and abbreviations."""
    if _is_title(some):
        return [token for token in some if _is_abbreviation(token)]
    run = _opens_a_name(some)
    return [
        token
        for token in some
        if _is_abbreviation(token) or (_is_capital(token) and (not token.initial or token in run))
    ]


def may_be_names(some: Sequence[Token]) -> list[Token]:
    """Return what is written with a capital, sentences' first words too."""
    return [token for token in some if _is_capital(token)]


def is_carried(name: Token, given: Sequence[Token], words: Collection[str]) -> bool:
    """Tell whether ``name`` is among ``given``, whose small ``words`` come along, in some form."""
    if name.small in words or any(alike(name.small, word) for word in words):
        return True
    return _is_abbreviation(name) and _initials(name, given)


def _initials(name: Token, given: Sequence[Token]) -> bool:
    wanted = name.text.removesuffix("s").lower()
    letters = "".join(token.small[:1] for token in words_only(given))
    near = (letters[at : at + len(wanted) + 3] for at in range(len(letters)))
    return len(wanted) > 1 and any(_in_order(wanted, some) for some in near)


def _in_order(wanted: str, letters: str) -> bool:
    rest = iter(letters)
    return all(letter in rest for letter in wanted)


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper() and token.small not in _NO_NAMES


def _is_abbreviation(token: Token) -> bool:
    letters = token.text.removesuffix("s")
    return len(letters) > 1 and letters.isupper() and letters.isalpha()


def _is_title(some: Sequence[Token]) -> bool:
    """Tell whether every word is written with a capital, as in a heading."""
    content = [token for token in some if token.is_content]
    return len(content) > 1 and all(_is_capital(token) for token in content)


def _opens_a_name(some: Sequence[Token]) -> list[Token]:
    """Return first words of sentences that another capital follows: “Donald Winnicott”."""
    return [
        one
        for one, other in pairwise(some)
        if one.initial
        and _is_capital(one)
        and one.is_content
        and _is_capital(other)
        and other.small not in _ROMAN
    ]
