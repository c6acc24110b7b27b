"""Names that stand again, or unannounced, in what looks like a client's record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flashcards.making.checking.guard.report import CLIENT, NAME, Sighting
from flashcards.making.checking.guard.spelling import PARTICLE, TITLE, UPPER, WORD
from flashcards.making.checking.guard.weigh import Region, is_inside

AROUND = 1_500
"""Parts of a name are looked for this many characters around a record, whole names everywhere."""
_PART = re.compile(rf"\b[{UPPER}]\w+(?:['’-][{UPPER}]\w+)*")
_TITLE = re.compile(rf"{TITLE}$")
_SENDER = re.compile(
    rf"^[ \t]*(?:\[?[\d/.,: -]{{8,22}}\]?[ :–-]+|(?:From|To|Von|An|De)[ \t]*:[ \t]*)"
    rf"(?P<who>{WORD}(?: {WORD})*)",
    re.MULTILINE,
)
_PROPER = re.compile(
    rf"(?<=[a-zß-ÿ,;] )(?!(?:{PARTICLE}|{TITLE})\b){WORD}(?: {WORD})*"
    rf"|\b(?P<first>{WORD})(?= (?:is|was|has|had|said|says|told|tells|asked|asks|reported|reports"
    r"|shared|came|comes|did|didn['’]t|does|rang|cried|wept|feels|felt|thinks|wants|wanted|arrived|brought|sat"
    r"|got|went|left|looked|laughed|gave|put|took|talked|brings|played|plays|drew|hears|shouts|quiet"
    r"|lives)\b)"
)
_INITIAL = re.compile(
    r"(?<![\w.’'(-])(?<!z\. )(?<!p\. )[B-HJ-Z](?:\.(?! ?[A-Z\d])|(?=['’]s\b))", re.MULTILINE
)
"""One letter in a name's place: “P. came”, “R.'s mother”."""
_NOUN = re.compile(r"(?:tion|sion|ance|ence|ure|ness|ment|ity|ism|ing|apy|ogy|sis|ety|ship)$")
"""The end of a noun that begins a sentence: “Exposure is …” names nobody."""
_NO_NAMES = """
    Client Patient Pat Pt The He She They It We You This That There Therapist Session Dr Mr Mrs Ms
    Mum Mom Dad Mother Father Sister Brother Husband Wife Son Daughter Student Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Mon Tue Tues Wed Weds Thu Thurs Fri Sat Sun Jan Feb Mar Apr
    Jun Jul Aug Sep Sept Oct Nov Dec English German French Spanish Christmas Easter Then What Who
    Her His Their My Our Its Mood Risk Plan Homework Theme Both Neither Nobody Everyone Speech
    Affect Nothing Something And But If When After Before No Not Group Baby Tears Plan Partner
    Parents Boyfriend Girlfriend Everything One Two Three Nan Gran Uncle Aunt Boss Today
    Yesterday There Here Why How Where Afterwards Later Now Yes Someone Somebody Anyone People
    Work School Sleep Silence
"""
_COMMON = frozenset(_NO_NAMES.split())
GERMAN = 0.12
"""Where more of the words than this have capitals, capitals tell no names (German)."""


def recurring(text: str, seen: Sequence[Sighting], places: Sequence[Region]) -> Iterator[Sighting]:
    """Yield further names: parts of those in ``seen``, senders, and other proper names."""
    known = [each for each in seen if each.stands_for in {CLIENT, NAME}]
    around = _widened(places, len(text))
    whole = _by_first_word(known)
    parts = _parts(known)
    for found in _PART.finditer(text):
        start, word = found.start(), found[0]
        for name, like in whole.get(word, ()):
            if text.startswith(name, start) and not text[start + len(name) :][:1].isalnum():
                yield _again(start, name, like)
        if word in parts and is_inside(start, around):
            yield _again(start, word, parts[word])
    for place in places:
        yield from _unannounced(text, *_lines_of(text, place))


def _widened(places: Sequence[Region], length: int) -> list[Region]:
    wide: list[Region] = []
    for place in places:
        start, end = max(0, place.start - AROUND), min(length, place.end + AROUND)
        if wide and start <= wide[-1].end:
            start = wide.pop().start
        wide.append(Region(start, end))
    return wide


def _by_first_word(known: Sequence[Sighting]) -> dict[str, list[tuple[str, Sighting]]]:
    """Return the names of several words, the longest first, under the first of them."""
    whole = {each.excerpt.strip(): each for each in known if " " in each.excerpt.strip()}
    found: dict[str, list[tuple[str, Sighting]]] = {}
    for name in sorted(whole, key=len, reverse=True):
        first = _PART.match(name)
        if first:
            found.setdefault(first[0], []).append((name, whole[name]))
    return found


def _parts(known: Sequence[Sighting]) -> dict[str, Sighting]:
    parts: dict[str, Sighting] = {}
    for sighting in known:
        for part in _PART.findall(sighting.excerpt):
            if part not in _COMMON and len(part) > 2 and not _TITLE.fullmatch(part):
                parts.setdefault(part, sighting)
    return parts


def _again(start: int, name: str, like: Sighting) -> Sighting:
    return Sighting("a name again", start, start + len(name), name, 0, like.stands_for)


def _lines_of(text: str, place: Region) -> tuple[int, int]:
    """Return the stretch of a record, widened to whole paragraphs within reach."""
    start = max(text.rfind("\n\n", 0, place.start) + 1, place.start - AROUND, 0)
    end = text.find("\n\n", place.end)
    return start, min(end if end >= 0 else len(text), place.end + AROUND)


def _unannounced(text: str, start: int, end: int) -> Iterator[Sighting]:
    for found in _SENDER.finditer(text, start, end):
        yield _named(text, *found.span("who"), "a sender's name")
    for found in _INITIAL.finditer(text, start, end):
        yield _named(text, *found.span(), "an initial in a name's place")
    words = len(text[start:end].split()) or 1
    proper = [
        found
        for found in _PROPER.finditer(text, start, end)
        if found[0] not in _COMMON and not _NOUN.search(found["first"] or "")
    ]
    if len(proper) <= max(3, GERMAN * words):
        for found in proper:
            yield _named(text, *found.span(), "a proper name")


def _named(text: str, start: int, end: int, kind: str) -> Sighting:
    return Sighting(kind, start, end, text[start:end], 0, NAME)
