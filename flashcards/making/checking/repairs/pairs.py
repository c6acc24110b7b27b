"""Two notes that are easily mixed up, or contradict each other (R15, R16)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import takewhile

from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.finding import Repair
from flashcards.making.checking.repairs import whose
from flashcards.making.checking.words import listed, plain, stems

_WHAT_IS = re.compile(
    r"^(?:what (?:is|are)(?: meant by)?|define|what does) (?P<term>.{2,80}?)(?: mean)?\??$",
    re.IGNORECASE,
)
Asked = tuple[str, str, str]
"""A question, and what it calls one of the two and the other."""
_ARTICLE = re.compile(r"^(?:an?|the) (?=\w)", re.IGNORECASE)
_PREPOSITIONS = listed("of in for with to at on from by between within during")
_SHOWN = 60


def contrast(note: Note, other: Note) -> Iterator[Repair]:
    """Yield a further note that asks what tells the two apart, in the words of both answers."""
    if NoteType.CLOZE in (note.type, other.type):
        return
    asked = _of_terms(other.front, note.front) or _of_words(other.front, note.front)
    if asked is None:
        return
    front, one, two = asked
    back = "\n\n".join(
        f"**{term[:1].upper()}{term[1:]}**: {each.back.strip()}"
        for term, each in ((one, other), (two, note))
    )
    sources = dict.fromkeys(filter(None, (other.source.strip(), note.source.strip())))
    added = replace(
        note,
        guid="",
        type=NoteType.BASIC,
        front=front,
        back=back,
        extra="",
        source="; ".join(sources),
        quote="",
        section=note.section if note.section == other.section else "",
        start=None,
        end=None,
    )
    yield Repair("Add a card that asks what tells the two apart.", (note, added))


def apart(note: Note, other: Note) -> Iterator[Repair]:
    """Yield each of the two saying whose it is, as far as it tells."""
    for each, guid, beside in ((note, "", other), (other, other.guid, note)):
        ways = (*whose.with_its_school(each), *whose.with_its_author(each))
        new = next((way for way in ways if _differs(way.notes[0], beside)), None)
        if new is not None:
            where = "" if not guid else "In the other note: "
            yield replace(new, of=guid, what=f"{where}{new.what}")


def removed(_note: Note, other: Note) -> Iterator[Repair]:
    """Yield each of the two removed."""
    yield Repair("Delete this one: the other stays.", ())
    yield Repair(f"Delete the other, “{_short(other.back)}”: this one stays.", (), of=other.guid)


def _differs(note: Note, other: Note) -> bool:
    return stems(note.front) != stems(other.front)


def _of_terms(one: str, two: str) -> Asked | None:
    """Return the question and the terms of two questions that ask what something is."""
    found = [_WHAT_IS.match(" ".join(plain(front).split())) for front in (one, two)]
    if not all(found):
        return None
    first, second = (each["term"].strip() for each in found if each)
    parted = _of_words(first, second)
    one, two = parted[1:] if parted else (first, second)
    front = f"What tells {first} from {_without_rest(second, first)}?"
    return front, _ARTICLE.sub("", one), _ARTICLE.sub("", two)


def _without_rest(term: str, before: str) -> str:
    """Return ``term`` without “of …”, “in …” at its end where ``before`` ends the same."""
    words, others = term.split(), before.split()
    pairs = zip(reversed(words), reversed(others), strict=False)
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    rest = range(max(1, len(words) - same), len(words))
    cut = next((at for at in rest if words[at] in _PREPOSITIONS), len(words))
    return " ".join(words[:cut])


def _of_words(one: str, two: str) -> Asked | None:
    """Return the question and the words in which alone two questions differ."""
    left, right = plain(one).split(), plain(two).split()
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    changed = [code for code in codes if code[0] != "equal"]
    if len(changed) != 1 or changed[0][0] != "replace":
        return None
    _, i, j, k, m = changed[0]
    words, others = " ".join(left[i:j]).strip("?,."), " ".join(right[k:m]).strip("?,.")
    whole = " ".join([*left[:i], "…", *left[j:]])
    return f"What tells “{words}” from “{others}” in “{whole}”", words, others


def _short(text: str) -> str:
    words = " ".join(plain(text).split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
