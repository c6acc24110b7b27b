"""The numbers of a text by their value, however they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from flashcards.making.checking.claims.tokens import Token
from flashcards.making.checking.words import listed

_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_PLACES = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
]  # fmt: skip
_SMALL = {word: n for n, word in enumerate(_UNITS)} | {
    word: 10 * n for n, word in enumerate(_TENS, 2)
}
_LARGE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_ORDINALS = {word: n for n, word in enumerate(_PLACES, 1)}
_PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4}
_PARTS |= {"fifths": 5, "sixths": 6, "tenths": 10}
_TIMES = {"twice": 2, "double": 2, "doubles": 2, "triple": 3, "dozen": 12}
_UNITS_OF = listed(
    "second minute hour day week month year decade session item step stage client percent %"
)
_DIGITS = re.compile(r"\.?\d")
_VAGUE = frozenset({"1", "#1"})
"""“one” and “first” mostly count nothing."""


@dataclass(frozen=True)
class Number:
    """A number: its value in one writing (``25``, ``25%``, ``#2``, ``1/2``) and as it was said."""

    value: str
    said: str
    at: int

    @property
    def is_vague(self) -> bool:
        """Whether it is a word that may count nothing, such as “one” or “first”."""
        return self.value in _VAGUE and not self.said[0].isdigit()


def numbers(some: Sequence[Token]) -> list[Number]:
    """Return the numbers among ``some`` tokens, in order."""
    found: list[Number] = []
    at = 0
    while at < len(some):
        number, taken = _at(some, at)
        if number:
            found.append(number)
        at += taken
    return found


def values(found: Sequence[Number], some: Sequence[Token]) -> set[str]:
    """Return all that ``found``, the numbers of ``some`` tokens, carry: 5 of 10 is half, 50 %."""
    carried = {number.value for number in found}
    carried |= {value.removesuffix("%") for value in carried}
    carried |= {value.removeprefix("#") for value in carried}
    for one, other in pairwise(found):
        between = " ".join(token.small for token in some[one.at + 1 : other.at])
        if other.value.endswith("%") and between in ("to", "–", "—", "and", "or"):
            carried.add(f"{one.value}%")
        if between in ("in", "of", "out of", "of the", "/") and one.value.isdigit():
            carried |= _share(one.value, other.value)
    if carried & {"1/2", "50%"}:
        carried |= {"1/2", "50%"}
    return carried


def other_units(mine: Sequence[Token], theirs: Sequence[Token]) -> list[str]:
    """Return numbers of ``mine`` that count another unit in ``theirs``: two weeks for two days."""
    given: dict[str, set[str]] = {}
    for value, unit in _with_units(theirs):
        given.setdefault(value, set()).add(unit)
    return [
        f"{value} {unit}"
        for value, unit in _with_units(mine)
        if value in given and unit not in given[value]
    ]


def _with_units(some: Sequence[Token]) -> list[tuple[str, str]]:
    found = []
    for number in numbers(some):
        after = some[number.at + len(number.said.split()) :][:1]
        unit = after[0].small.removesuffix("s") if after else ""
        if unit in _UNITS_OF:
            found.append((number.value, unit))
    return found


def _share(part: str, whole: str) -> set[str]:
    if not whole.isdigit() or not int(whole) or int(part) > int(whole):
        return set()
    share = Fraction(int(part), int(whole))
    return {str(share), f"{_written(100 * share)}%"}


def _at(some: Sequence[Token], at: int) -> tuple[Number | None, int]:
    token = some[at]
    if _DIGITS.match(token.text):
        return _with_unit(_digits(token.text), some, at, 1)
    if token.small in _SMALL and not token.text.lower().startswith(("one's", "one’s")):
        value, taken = _spelled(some, at)
        return _with_unit(value, some, at, taken)
    if token.small in _ORDINALS and not _is_moment(some, at):
        return Number(f"#{_ORDINALS[token.small]}", token.text, at), 1
    if token.small in ("half", "halves"):
        return Number("1/2", token.text, at), 1
    if token.small in _TIMES:
        return Number(str(_TIMES[token.small]), token.text, at), 1
    return None, 1


def _digits(text: str) -> str:
    ordinal = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", text)
    if ordinal:
        return f"#{int(ordinal[1])}"
    if text.endswith("s"):
        return text
    bare = re.sub(r",(?=\d{3}\b)", "", text).replace(",", ".")
    try:
        return _written(Fraction(f"0{bare}" if bare.startswith(".") else bare))
    except ValueError:
        return bare


def _written(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"


def _spelled(some: Sequence[Token], at: int) -> tuple[str, int]:
    total = part = taken = 0
    for token in some[at:]:
        if token.small in _SMALL and (not taken or (part % 100 >= 20 and not part % 10)):
            part += _SMALL[token.small]
        elif token.small in _LARGE and taken:
            part *= _LARGE[token.small]
            total, part = (total + part, 0) if part >= 1_000 else (total, part)
        else:
            break
        taken += 1
    return str(total + part), taken


def _with_unit(value: str, some: Sequence[Token], at: int, taken: int) -> tuple[Number, int]:
    said = " ".join(token.text for token in some[at : at + taken])
    after = [token.small for token in some[at + taken : at + taken + 2]]
    if after and after[0] in _PARTS and value.isdigit() and int(value):
        part = str(Fraction(int(value), _PARTS[after[0]]))
        return Number(part, f"{said} {after[0]}", at), taken + 1
    if after and after[0] in _LARGE and value.isdigit():
        return Number(str(int(value) * _LARGE[after[0]]), f"{said} {after[0]}", at), taken + 1
    if after[:1] in (["%"], ["percent"]) or after == ["per", "cent"]:
        return Number(f"{value}%", f"{said} %", at), taken + 1 + (after[0] == "per")
    return Number(value, said, at), taken


def _is_moment(some: Sequence[Token], at: int) -> bool:
    """Tell “the third of clients” and “a second later” from a place in an order."""
    before = some[at - 1].small if at else ""
    return some[at].small == "second" and before in ("a", "per", "every")
