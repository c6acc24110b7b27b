"""Signs that lie in the order of lines: the headings S, O, A, P and the turns of a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.making.checking.guard.report import Sighting

_HEADING = re.compile(
    r"^[ \t>*#-]*\**([SOAPDBIRGE])\**[ \t]*(?:[:)–]| -)[ \t]*\**(?=\S)"
    r"|(?:^[ \t>*#-]*|(?<=[.!?\"”] ))(Subjective|Objective|Assessment|Plan|Data|Behaviou?r"
    r"|Intervention|Response|Goal|Evaluation)\**:\**[ \t]*(?=\S)",
    re.MULTILINE | re.IGNORECASE,
)
_FORMATS = re.compile("SOAPE?|SOAP|DAP|BIRP|GIRP|DARP", re.IGNORECASE)
_TURN = re.compile(
    r"^[ \t]*(?P<therapist>T|Th|Therapist)?(?(therapist)|(?:C|Cl|Ct|P|Pt|Client"
    r"|Patient))\d*[ \t]*:",
    re.MULTILINE,
)
FEWEST_TURNS = 4
APART = 1_200
"""Headings or turns further apart than this belong to different notes."""


def progress_notes(text: str) -> Iterator[Sighting]:
    """Yield each run of lines headed as in SOAP, DAP, BIRP or GIRP notes."""
    found = list(_HEADING.finditer(text))
    letters = "".join((match[1] or match[2][0]).upper() for match in found)
    for run in _FORMATS.finditer(letters):
        first, last = found[run.start()], found[run.end() - 1]
        if last.end() - first.start() <= APART * len(run[0]):
            start, end = first.start(first.lastindex or 0), first.end()
            kind = "the headings of a progress note"
            yield Sighting(kind, start, end, text[start:end], 2)


def transcript(text: str) -> Iterator[Sighting]:
    """Yield where therapist and client begin to speak in turns."""
    turns = list(_TURN.finditer(text))
    at = 0
    while at + FEWEST_TURNS <= len(turns):
        run = turns[at : at + FEWEST_TURNS]
        near = run[-1].end() - run[0].start() <= APART * 2
        if near and {bool(turn["therapist"]) for turn in run} == {True, False}:
            start, end = run[0].span()
            yield Sighting("the turns of a session", start, end, text[start:end], 1.5)
            at += FEWEST_TURNS
        else:
            at += 1
