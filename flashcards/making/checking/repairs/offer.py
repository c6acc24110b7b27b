"""Which repairs are offered for a finding: those that mend it and break nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from flashcards.core.errors import Invalid
from flashcards.core.notes import WRITTEN, Note, validated
from flashcards.making.checking.finding import Finding, Level, Question, Repair
from flashcards.making.checking.repairs import (
    asking,
    dating,
    letting_go,
    lists,
    pairs,
    quoting,
    trimming,
    whose,
)

Check = Callable[[Note], Sequence[Finding]]

_WAYS: dict[str, tuple[Callable[[Note], Iterator[Repair]], ...]] = {
    "R1": (lists.repairs, trimming.rest_to_extra),
    "R2": (lists.repairs,),
    "R3": (asking.for_the_reason,),
    "R5": (trimming.without_pointing,),
    "R6": (whose.with_its_school,),
    "R7": (trimming.shorter_front,),
    "R8": (trimming.rest_to_extra, trimming.aside_to_extra),
    "R9": (asking.hidden_too, asking.without_hint),
    "R10": (asking.by_the_quote,),
    "R11": (asking.in_own_words,),
    "R13": (asking.opened,),
    "R24": (asking.by_the_quote,),
}
_BETWEEN: dict[str, Callable[[Note, Note], Iterator[Repair]]] = {
    "R15": pairs.contrast,
    "R16": pairs.apart,
}
_SAY_WHOSE = ("Say whose it is.", whose.WHOSE, whose.as_answered)
_ASKED: dict[
    str, tuple[str, tuple[Question, ...], Callable[[Note, Mapping[str, str]], Iterator[Repair]]]
] = {
    "R6": _SAY_WHOSE,
    "R12": ("Say of when and where.", dating.OF_WHEN, dating.as_answered),
    "R16": _SAY_WHOSE,
}
_ONE_TOO_MANY = Repair("Delete this one: the other stays.", ())


def offered(note: Note, finding: Finding, check: Check, other: Note | None = None) -> Finding:
    """Return ``finding`` with the repairs to offer, the best first.

    ``other`` is the note that it was found beside, if the finding is about two.
    """
    every = _all(note, finding, check, other)
    written = all(each.type in WRITTEN for each in (note, other) if each is not None)
    offers = tuple(each for each in every if written or _writes_none(each))
    return replace(finding, repairs=offers)


def answered(note: Note, rule: str, answers: Mapping[str, str], check: Check) -> Repair | None:
    """Return what ``rule`` asked about, written into ``note``; None where it mends nothing.

    Raises Invalid for an answer that cannot be taken.
    """
    if rule not in _ASKED or note.type not in WRITTEN:
        return None
    before = _gravity(check(note))
    written = _ASKED[rule][2](note, answers)
    return next((each for each in written if _keeps(each, rule, check, before)), None)


def _writes_none(repair: Repair) -> bool:
    """Tell whether a repair writes no words: a note from Anki has fields that no rule knows."""
    return not (repair.notes or repair.asks)


def _all(note: Note, finding: Finding, check: Check, other: Note | None) -> Iterator[Repair]:
    at_once = _at_once(note, finding, check)
    if at_once is not None:
        yield at_once
    if finding.rule in _BETWEEN and other is not None:
        yield from (
            each
            for each in _BETWEEN[finding.rule](note, other)
            if _adds_no_error(each, check, (note, other))
        )
    if finding.rule == "R23":
        yield from letting_go.ways(note)
    if finding.rule in _ASKED:
        what, questions, _ = _ASKED[finding.rule]
        yield Repair(what, (), asks=questions)
    if finding.rule == "R16" and other is not None:
        yield from pairs.removed(note, other)


def _at_once(note: Note, finding: Finding, check: Check) -> Repair | None:
    """Return what mends ``finding`` in ``note`` without another finding, or None.

    ``check`` gives the findings of a single note.
    """
    if finding.rule == "R14":
        return _ONE_TOO_MANY
    if finding.rule == "R22":
        return next(quoting.shorter(note), None)
    ways = _WAYS.get(finding.rule, ())
    if not ways:
        return None
    before = _gravity(check(note))
    tried = chain.from_iterable(way(note) for way in ways)
    return next((each for each in tried if _mends(each, finding, check, before)), None)


def _adds_no_error(offer: Repair, check: Check, both: tuple[Note, Note]) -> bool:
    """Tell whether no note that is changed or new has to be mended for more than ``both`` have."""
    known = {each for note in both for each in _errors(note, check)}
    return all(_errors(note, check) <= known for note in offer.notes)


def _errors(note: Note, check: Check) -> set[str]:
    return {found.rule for found in check(note) if found.level is Level.ERROR}


def _keeps(offer: Repair, rule: str, check: Check, before: int) -> bool:
    """Tell whether the note of an answer keeps ``rule`` and is no worse than it was."""
    found = [each for note in offer.notes for each in check(validated(note))]
    return _gravity(found) <= before and rule not in {each.rule for each in found}


def _mends(offer: Repair, finding: Finding, check: Check, before: int) -> bool:
    """Tell whether each note of ``offer`` is valid, keeps the rule, and is better on the whole."""
    for note in offer.notes:
        try:
            found = check(validated(note))
        except Invalid:
            return False
        if _gravity(found) >= before or any(each.rule == finding.rule for each in found):
            return False
    return True


def _gravity(findings: Sequence[Finding]) -> int:
    weights = {Level.ERROR: 100, Level.WARNING: 1, Level.INFO: 0}
    return sum(weights[finding.level] for finding in findings)
