"""Which words of a sentence can name a term: its marked words and its noun phrases."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.making.concepts import terms
from flashcards.making.concepts.words import GENERIC, SINGULAR_VERBS, STOP, listed, stem
from flashcards.making.tagging.phrases import Parsed, Phrase

LONGEST = 7
_LEADING = listed(
    """
    important key main major common certain many several various different other such new same
    own first second third last next two three four five six most more some all specific
    particular following additional potential possible current recent overall good better best
    """
)
_FORMAL = listed("term terms concept word phrase so-called")
_OPENING = listed(
    """
    essence addition fact general particular turn short summary order contrast conclusion
    practice response comparison theory reality total part case cases video figure table please
    source sources
    """
)
_DETERMINERS = listed("a an the this these his their its our")
_NAMING = (
    ("known", "as"), ("referred", "to", "as"), ("is", "called"), ("are", "called"), ("termed",),
)  # fmt: skip
_NAME_TAGS = frozenset(("VBN", "VBD", "VBG", "JJ", "NN", "NNS"))
_AFTER_NAME = frozenset((".", ",", ";", "(", ")", "—"))
_JOINING = frozenset(("of", "for", "in"))
_POSSESSIVE = ("'s", "’s", "'", "’")


def named(parsed: Parsed, marks: tuple[str, ...]) -> Iterator[tuple[int, int, str, bool]]:
    """Yield start, end, determiner and whether it is marked for each term of a sentence."""
    taken = {place for mark in marks for place in _marked(parsed, mark)}
    for place in sorted(taken):
        yield *place, _determiner(parsed, place[0]), True
    called = set(_called(parsed)) - taken
    for place in sorted(called):
        yield *place, "", False
    yield from _phrases(parsed, taken | called)


def _phrases(parsed: Parsed, taken: set[tuple[int, int]]) -> Iterator[tuple[int, int, str, bool]]:
    """Yield the noun phrases that can name something and are not ``taken`` yet."""
    for index, phrase in enumerate(parsed.phrases):
        start = phrase.start
        while start < phrase.end - 1 and parsed.lows[start] in _LEADING | _FORMAL:
            start += 1
        bare = start > phrase.start and phrase.end - start == 1
        if bare and parsed.lows[start - 1] not in _FORMAL:
            continue
        for end in (phrase.end, *_longer(parsed, phrase, parsed.phrases[index + 1 :][:1])):
            if (start, end) not in taken and _can_name(parsed, start, end):
                yield start, end, phrase.determiner if start == phrase.start else "", False


def _called(parsed: Parsed) -> Iterator[tuple[int, int]]:
    """Yield names that begin with a participle: “… is known as referred pain”."""
    for start in range(2, len(parsed.words) - 1):
        if parsed.tags[start] not in ("VBN", "VBD", "VBG"):
            continue
        if not any(parsed.lows[start - len(cue) : start] == cue for cue in _NAMING):
            continue
        end = start
        while end < len(parsed.words) and parsed.tags[end] in _NAME_TAGS:
            end += 1
        closed = end == len(parsed.words) or parsed.words[end] in _AFTER_NAME
        if closed and end - start > 1 and _can_name(parsed, start, end):
            yield start, end


def _longer(parsed: Parsed, phrase: Phrase, following: tuple[Phrase, ...]) -> Iterator[int]:
    """Yield where the phrase ends if “of …” belongs to it."""
    for other in following:
        near = other.start == phrase.end + 1
        near = near or (other.start == phrase.end + 2 and other.determiner == "the")
        if near and parsed.lows[phrase.end] in _JOINING:
            yield other.end


def _marked(parsed: Parsed, mark: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of ``mark`` stand in the sentence."""
    at = parsed.text.find(mark)
    if at < 0 or not 1 <= len(mark.split()) <= LONGEST:
        return
    starts = [span[0] for span in parsed.spans]
    ends = [span[1] for span in parsed.spans]
    if at in starts and at + len(mark) in ends:
        start, end = starts.index(at), ends.index(at + len(mark)) + 1
        start += start + 1 < end and parsed.lows[start] in ("a", "an", "the")
        end = _whole(parsed, start, end)
        if terms.names_something(parsed.said(start, end), marked=True):
            yield start, end


def _whole(parsed: Parsed, start: int, end: int) -> int:
    """Return where the noun phrase ends that the mark begins: “*sensorimotor* stage”."""
    begun = (one.end for one in parsed.phrases if one.start <= start and end < one.end)
    longer = next(begun, end)
    more = range(end, longer)
    nouns = all(parsed.tags[at] in ("NN", "NNS") for at in more)
    verb = any(parsed.lows[at] in SINGULAR_VERBS for at in more)
    return longer if nouns and not verb and longer - start <= LONGEST else end


def _determiner(parsed: Parsed, start: int) -> str:
    low = parsed.lows[start - 1] if start else ""
    return low if low in _DETERMINERS else ""


def _can_name(parsed: Parsed, start: int, end: int) -> bool:
    words, lows = parsed.words[start:end], parsed.lows[start:end]
    if end - start > LONGEST or _is_name(parsed, start, end) or _is_odd(words):
        return False
    if lows[0] in STOP or lows[-1] in STOP or lows[0] in _OPENING:
        return False
    if len(words) > 2 and words[1] in _POSSESSIVE and stem(words[0]) in GENERIC:
        return False
    if len(words) > 1:
        return not terms.is_generic(" ".join(words))
    if parsed.tags[start] == "VBG" and start and parsed.tags[start - 1] != "DT":
        return False
    return lows[0] not in GENERIC and stem(lows[0]) not in GENERIC and len(lows[0]) > 3


def _is_odd(words: tuple[str, ...]) -> bool:
    digits = any(char.isdigit() for char in words[0])
    return digits or len(words[-1]) < 3 or "." in words[0][:-1] or "." in words[-1]


def _is_name(parsed: Parsed, start: int, end: int) -> bool:
    """Tell whether the words are most likely a person's or a place's: capitals, all of them."""
    inner = range(max(start, 1), end)
    if not inner or any(parsed.words[at].isupper() for at in range(start, end)):
        return False
    if len(inner) < end - start and parsed.tags[start] != "NNP":
        return False
    return all(parsed.tags[at] == "NNP" and parsed.words[at][:1].isupper() for at in inner)
