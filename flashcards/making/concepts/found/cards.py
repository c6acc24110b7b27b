"""Words the best explanation of each term as a question with its answer, or as a cloze."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from flashcards.making.concepts import terms
from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.defining import can_be_hidden
from flashcards.making.concepts.found.answered import LISTING, POINTING
from flashcards.making.concepts.found.form import Form
from flashcards.making.concepts.found.naming import Place
from flashcards.making.concepts.found.predicate import BE
from flashcards.making.concepts.found.questions import (
    Asked,
    what_also,
    what_called,
    what_does,
    what_is,
    what_says,
)
from flashcards.making.concepts.found.renaming import past_bracket
from flashcards.making.concepts.found.weighing import Weighed
from flashcards.making.concepts.hiding import is_fragment
from flashcards.making.concepts.outline import Outline
from flashcards.making.concepts.words import GENERIC, LIST_NOUNS, STOP, listed, stem
from flashcards.making.tagging.phrases import FINITE

_FORMS = tuple(Form)
_WAYS_TO_ASK: dict[Form, Callable[[Weighed, Outline], Asked | None]] = {
    **dict.fromkeys(
        (Form.IS, Form.DEFINED, Form.VERB, Form.BESIDE, Form.DASHED, Form.COLON, Form.BRACKETED),
        what_is,
    ),
    Form.SAYS: what_says,
    Form.TELLS: what_does,
    Form.CALLED: what_called,
    Form.GLOSSED: what_called,
    Form.ALSO: what_also,
}
_HIDDEN = (Form.TELLS, Form.CALLED, Form.NAMED, Form.SETTING, Form.MENTIONED)
_CALLED = (Form.CALLED, Form.NAMED)
_NAMED = (Form.CALLED, Form.GLOSSED, Form.ALSO)
_POINTED = frozenset(
    ("this", "these", "those", "such", "his", "her", "their", "its", "our", "your")
)
LINKED = re.compile(
    r"(?:However|Therefore|Thus|Hence|Also|Moreover|Furthermore|In addition|Additionally|Similarly"
    r"|Likewise|Finally|First|Second|Third|Next|Then|As a result|Consequently|In contrast"
    r"|In comparison|In short|In summary|In fact|Indeed|Overall|Of course"
    r"|On the other hand|By contrast|Instead|Nevertheless|In other words|Interestingly), "
)
_PARTLY = re.compile(
    r"(?:In some|In certain|In a certain|Sometimes|Occasionally|In part)\b|(?:To|For) [A-Z]"
)
"""What follows does not always hold, and a question that left this out would lie."""
_ABBREVIATED = re.compile(r" \([A-Z][A-Za-z-]{1,7}s?\)")
_OPENING = listed("the a an in according when if sometimes")
_NAMING = (",", "CC", "DT", "JJ", "NN", "NNS", "NNP", "PRP$")
_RELATIVE = listed("which where whereby who whose")
_WHICH = tuple((",", word) for word in _RELATIVE)
_CLOSING = frozenset((".", ",", ";", "that", "which", "in", "where", "whereby"))
_DENYING = listed("not no never neither cannot than")
_SUPPOSING = (("could",), ("would",), ("should",), ("might",))
_SOMEBODY = re.compile(
    r"\b[A-Z][a-z]+[’']s (?:friends?|famil(?:y|ies)|mother|father|mom|dad|parents?|teachers?|wife"
    r"|husband|partner|boss|doctor|therapist|sister|brother|son|daughter|nurse|school)\b"
)
"""Who is told of by name is an example."""
_TRIED, _MOST = 6, 2
_OFTEN = 3
_TELLING, _SETTING = 0.03, 0.1
"""A term that matters less is not hidden in a sentence that only speaks of it."""


def found(weighed: list[list[Weighed]], outline: Outline) -> Iterator[Concept]:
    """Yield the best ways to ask for each term, or to hide it."""
    for told in weighed:
        tried = (written(one, outline) for one in told[:_TRIED])
        yield from islice((concept for concept in tried if concept is not None), _MOST)


def written(one: Weighed, outline: Outline) -> Concept | None:
    """Return what ``one`` becomes, or None if it makes no card that stands alone."""
    parsed = one.place.parsed
    if one.place.determiner.lower() in _POINTED or parsed.tags[0] in ("VB", "MD"):
        return None
    partly = _PARTLY.match(parsed.text)
    if parsed.text.endswith("?") or (partly and one.told.form not in _CALLED):
        return None
    ask = None if partly else _WAYS_TO_ASK.get(one.told.form)
    asked = ask(one, outline) if ask else None
    if asked is not None:
        what = What.NAME if one.told.form in _NAMED else What.DEFINITION
        return _concept(one, what, question=asked[0], answer=asked[1])
    lists = one.told.form is Form.VERB and one.told.verb in LISTING
    if lists and _names_a_list(one.place):
        return None
    return _cloze(one) if lists or one.told.form in _HIDDEN else None


def _cloze(one: Weighed) -> Concept | None:
    whole, term = one.place.sentence.plain, one.place.term
    linked = LINKED.match(whole)
    sentence = terms.capitalised(whole[linked.end() :]) if linked else whole
    if not can_be_hidden(term, sentence) or POINTING.search(sentence) or not _is_worth(one):
        return None
    if whole.find(term) != one.place.parsed.spans[one.place.start][0]:
        return None
    following = whole[whole.find(term) + len(term) :][:1]
    if following.isalnum() or following in ("+", "-", "–"):
        return None
    if whole[whole.find(term) + len(term) :].startswith((" of ", " for ")):
        return None
    if _among_others(one.place) or _is_remark(one) or _is_part(one.place):
        return None
    placed = one.told.form is Form.SETTING
    if sentence.split()[0].lower() in STOP - _OPENING and not placed:
        return None
    abbreviated = _ABBREVIATED.match(whole, whole.find(term) + len(term))
    term += abbreviated[0] if abbreviated else ""
    hidden = terms.capitalised(term) if sentence.startswith(terms.capitalised(term)) else term
    return _concept(one, What.NAME, text=sentence, hidden=(hidden,))


def _is_remark(one: Weighed) -> bool:
    """Tell whether “considered” names nothing: “… are considered last-line treatments”."""
    before = one.place.parsed.lows[max(0, one.place.start - 2) : one.place.start]
    return one.told.form is Form.CALLED and "considered" in before


def _names_a_list(place: Place) -> bool:
    """Tell whether the term only says of what a list is: “the usual models include …”."""
    last = place.end - 1
    generic = stem(place.parsed.lows[last]) in GENERIC | LIST_NOUNS
    return generic and place.parsed.tags[last] == "NNS"


def _is_part(place: Place) -> bool:
    """Tell whether a noun follows, “the Climate Scale (CS) form”, or no sentence is there."""
    tags, past = place.parsed.tags, past_bracket(place.parsed, place.end)
    bracket = past > place.end or place.parsed.words[place.end - 1] == ")"
    if bracket and tags[past : past + 1] in (("NN",), ("NNS",)):
        return True
    return is_fragment(place.parsed.text, any(tag in FINITE for tag in tags))


def _among_others(place: Place) -> bool:
    """Tell whether the term is one of several in a row: “race, ethnicity, culture, and …”."""
    parsed, at = place.parsed, place.start
    while at and parsed.tags[at - 1] in ("DT", "PRP$", "JJ"):
        at -= 1
    before = parsed.lows[at - 1] if at else ""
    after = parsed.lows[place.end] if place.end < len(parsed.lows) else ""
    if before == "," and after in (",", "and", "or"):
        return at > 1 and parsed.tags[at - 2] in ("NN", "NNS", "NNP")
    ahead = parsed.tags[place.end : place.end + 7]
    named = next((k for k, tag in enumerate(ahead) if tag not in _NAMING), len(ahead))
    row = parsed.lows[place.end : place.end + named]
    return after == "," and row.count(",") > 1 and bool({"and", "or"} & set(row))


def _is_worth(one: Weighed) -> bool:
    """Tell whether the term matters enough to be hidden where it is not explained."""
    form, place = one.told.form, one.place
    if form not in (Form.SETTING, Form.MENTIONED, Form.TELLS):
        return True
    if _tells_little(place):
        return False
    if form is Form.SETTING:
        return place.marked or one.weight >= _SETTING
    if _is_identified(place):
        return True
    if form is Form.MENTIONED and place.marked and _introduced(place):
        return True
    often = place.marked or len(one.term.places) >= _OFTEN or form is Form.MENTIONED
    return one.told.is_subject and often and (place.marked or one.weight > _TELLING)


def _introduced(place: Place) -> bool:
    """Tell whether the sentence gives the term its place: “is the …, which …”, “… (the term)”."""
    parsed, at = place.parsed, place.start
    while at and parsed.tags[at - 1] in ("DT", "''"):
        at -= 1
    before, behind = parsed.lows[at - 1 : at], parsed.words[place.end : place.end + 3]
    if behind[:1] == ("(",):
        return behind[1:2] != () and behind[1].islower()
    if behind[:1] == (",",) and _RELATIVE & set(behind[1:]):
        return True
    if before == ("(",):
        return behind[:1] == (")",)
    return at > 1 and before[0] in BE and (not behind or behind[0] in _CLOSING)


def _is_identified(place: Place) -> bool:
    """Tell whether the sentence says which one it is: “the last phase is the …, which …”."""
    parsed, at = place.parsed, place.start
    while at and parsed.tags[at - 1] == "DT":
        at -= 1
    behind = parsed.lows[place.end : place.end + 2]
    return at > 1 and parsed.lows[at - 1] in BE and behind in _WHICH


def _tells_little(place: Place) -> bool:
    """Tell whether a sentence only says what is not, what could be, or what befell somebody."""
    parsed = place.parsed
    said = parsed.lows[place.end : place.end + 4]
    return (
        bool(_DENYING & set(said)) or said[:1] in _SUPPOSING or bool(_SOMEBODY.search(parsed.text))
    )


def _concept(
    one: Weighed,
    what: What,
    question: str = "",
    answer: str = "",
    text: str = "",
    hidden: tuple[str, ...] = (),
) -> Concept:
    sentence = one.place.sentence
    return Concept(
        what,
        one.place.term,
        sentence.start,
        sentence.end,
        one.place.section.heading,
        0.3 + 0.4 * one.weight + 0.3 * min(1.0, max(0.0, one.clarity)),
        question=question,
        answer=answer,
        text=text,
        hidden=hidden,
        traits=(float(_FORMS.index(one.told.form)), one.clarity, one.weight, *one.traits),
    )
