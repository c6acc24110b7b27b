"""Which repair is offered for a finding: the first that mends it and breaks nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from flashcards.core.errors import Invalid
from flashcards.core.notes import Note, validated
from flashcards.making.checking.finding import Finding, Level, Repair
from flashcards.making.checking.repairs import asking, lists, trimming

Check = Callable[[Note], Sequence[Finding]]

_WAYS: dict[str, tuple[Callable[[Note], Iterator[Repair]], ...]] = {
    "R1": (lists.repairs, trimming.rest_to_extra),
    "R2": (lists.repairs,),
    "R3": (asking.for_the_reason,),
    "R5": (trimming.without_pointing,),
    "R6": (asking.with_its_school,),
    "R7": (trimming.shorter_front,),
    "R8": (trimming.rest_to_extra, trimming.aside_to_extra),
    "R9": (asking.hidden_too, asking.without_hint),
    "R10": (asking.by_the_quote,),
    "R11": (asking.in_own_words,),
    "R13": (asking.opened,),
    "R24": (asking.by_the_quote,),
}
_ONE_TOO_MANY = Repair("Delete this one: the other stays.", ())


def offered(note: Note, finding: Finding, check: Check) -> Finding:
    """Return ``finding`` with the repair to offer, if there is a good one."""
    return replace(finding, repair=repair(note, finding, check))


def repair(note: Note, finding: Finding, check: Check) -> Repair | None:
    """Return what mends ``finding`` in ``note`` without another finding, or None.

    ``check`` gives the findings of a single note.
    """
    if finding.rule == "R14":
        return _ONE_TOO_MANY
    ways = _WAYS.get(finding.rule, ())
    if not ways:
        return None
    before = _gravity(check(note))
    tried = chain.from_iterable(way(note) for way in ways)
    return next((each for each in tried if _mends(each, finding, check, before)), None)


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
