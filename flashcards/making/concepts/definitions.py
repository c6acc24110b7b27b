"""Finds sentences that say what a term is, and cuts the definition out of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flashcards.making.concepts import terms
from flashcards.making.concepts.outline import Outline
from flashcards.making.concepts.words import GENERIC, content, stem, words_of

_ADVERB = r"(?:(?:\w+ly|often|sometimes|commonly|best) )?"
_STRONG = (
    rf"(?:(?:is|are) {_ADVERB}(?:defined|understood|conceptuali[sz]ed)"
    rf" {_ADVERB}as"
    rf"|(?:can|may|could) {_ADVERB}be {_ADVERB}(?:defined|described|thought of|understood) as"
    r"|(?:is|are) (?:the |a )?(?:terms?|words?|names?) (?:that (?:is|are) )?(?:used )?"
    r"(?:to describe|to refer to|to mean|for|given to)"
    rf"|{_ADVERB}refers? {_ADVERB}to|(?:is|are) when|means?|denotes?|{_ADVERB}(?:occurs?"
    rf"|happens?) when"
    r"|(?:is|are) the (?:process|ability|act|practice|tendency|belief|idea|study|use)s? (?:of"
    r"|to|that))"
)
_WEAK = rf"(?:{_ADVERB}(?:is|are) {_ADVERB})"
_SENTENCE = re.compile(
    r"^(?P<intro>(?:[A-Z][^,;:()]{2,60}, )?)(?:[Tt]he (?:term|concept|word|phrase) )?"
    r"(?P<det>(?:[Aa]n?|[Tt]he) )?[“\"‘]?(?P<term>[^,;:!?“”\"|]{2,70}?)[”\"’]?"
    r"(?P<aside>(?:, (?:or|also (?:called|known as)|sometimes called) [^,]{2,50},"
    r"| \([^)]{2,60}\))?)"
    rf" (?:(?P<strong>{_STRONG}) |(?P<weak>{_WEAK}))(?P<rest>.+)$"
)
_APPOSED = re.compile(
    r"^,? (?P<rest>(?:an?|the|meaning|in which|where|whereby|which (?:is|are))"
    r" (?:[^,;:]+(?:, (?!is |are |was |were |has |have |can |may )[\w’-]+(?: [\w’-]+){0,2})+"
    r", (?:and|or) [^,;:]{3,}?|[^;:]{12,}?))"
    r"(?:, (?!or )(?=\w+ )|\.$|;|—)"
)
"""What stands beside a term up to its end, a row of three and more whole."""
_BRACKETED = re.compile(
    r"^ \((?P<rest>(?!e\.g|i\.e|from |about |approximately |ages? |roughly |see|for example"
    r"|such as|also|or )(?:[a-z][^()\d]{8,140}))\)(?! of\b)"
)
_DASHED = re.compile(
    r"^(?:[”\"])?\s?[—–-]{1,2}\s?(?P<rest>(?:an?|the|when|in which"
    r"|\w+ing)\b [^—–]{12,}?)(?:[—–]|\.$)"
)
_KINDS = re.compile(
    r"^(?:(?:an?|the|our|people’s|any|one|when|how|those|your|someone|anything|that part) "
    r"|(?![\w-]+ (?:in|on|at|to|with|from) )(?:[\w’'-]+,? ){1,4}(?:that|which|who|whose|whereby"
    r"|in which|where|of|for"
    r"|used|characteri[sz]ed|involving|based)\b)"
)
_EMPTY = re.compile(
    r"^(?:(?:an?|one|another|the|some|also|very|most|not|often|usually|generally|considered)\s+)?"
    r"(?:(?:very|most|more|less|somewhat|\w+ly|[A-Z]\w+|of the (?:most|main|key)) )?(?:popular"
    r"|important"
    r"|common|key"
    r"|major|useful|good|critical|significant|great|frequent|typical|example|kind|possible"
    r"|available"
    r"|effective|controversial|difficult|first|second|third|last|same|other|one|essential|vital"
    r"|crucial|powerful|valuable|complex|challenging|result|reason|case|issue|topic|problem"
    r"|only way|vague|essential tools?|challenge|matter|focus"
    r"|fact|likely|reflection|concern|barrier|part"
    r"|leading cause"
    r"|contraindication|main reason|\w+ reason|huge|growing|large|single|specialty|type of \w+ \w+$"
    r"|type of \w+$|indication|description|measure of|number of|variety|range|overview|team effort"
    r"|public health concern|way to)\b"
    r"(?!.*\b(?:that|which|who|whereby|in which|used|involving|based|associated|characteri[sz]ed"
    r")\b)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"^(?:the number|an? measure) of (?:\S+ ){2}")
_BARE_KIND = re.compile(
    r"^(?:an?|the) (?:[\w-]+ ){0,2}(?:effect|medication|drug|condition|disorder|concept|process"
    r"|thing|method|approach|technique|problem|symptom|response|behaviou?r|agent|compound|substance)$",
    re.IGNORECASE,
)
"""A kind of which there are many: “an adverse effect” does not say which."""
_FOUNDATION = re.compile(
    r"^(?:an?|the) (?:\w+ ){0,2}"
    r"(?:foundation|basis|mainstay|cornerstone|backbone|environment|unit)s? (?:of|for)\b"
    r"|^(?:an?|the) (?:drug|treatment|method|test|agent)s? of choice\b",
    re.IGNORECASE,
)
_BAD_START = re.compile(
    r"^(?:not|no|also|more|less|very|so|too|most|now|still|only|just|both|based|found|thought"
    r"|believed|said|seen|made|given|called|known|considered|likely|able|due|often|associated"
    r"|related|linked|used|important|essential|common|because|important|similar|different"
    r"|like|in|on|at|as|to|under|from|never|always|typically|usually|some|many|what|shown|listed"
    r"|such|quite|up"
    r"|this|these|it|they|there|here|central|particularly|especially|\w+ed|\w+ing)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:, (?:which|and (?:it|they|he|she|is|are|can|may|was|were|has|have|often|this)|but|so"
    r"|including"
    r"|such as|although|though|while|whereas|especially|particularly|often|usually|for example"
    r"|e\.g\.|in contrast|as well as|making|leading|resulting|allowing|ranging|because|as)\b"
    r"|;|: | \((?:e\.g\.|for example|i\.e\.)| — | – |—|, e\.g\.).*$"
)
_ABBREVIATION = re.compile(r" \([A-Z][A-Za-z-]{1,7}\)")
_OPEN = re.compile(r"\b(?:if|when|although|though|while|because|unless|whether|since)\b[^,]*$")
_OPENERS = re.compile(
    r"^(?:According to|From an? [\w -]+ (?:perspective|view|viewpoint|standpoint)|In [A-Z]"
    r"|In (?:psycho|cognitive|the (?:context|field|theory|work)|\w+ (?:therapy"
    r"|theory|psychology|medicine)))"
)
_CONTRAST = re.compile(
    r"^(?:In contrast|Unlike|However|Conversely|Therefore|Thus|Also|In addition|Finally|First"
    r"|Second"
    r"|Third|Similarly|In (?:this|that|these|other|short|general|fact|essence)|Although|While"
    r"|For (?:example|instance)|As a result|Recall|Additionally|Moreover|Furthermore|Likewise"
    r"|On the other hand|By contrast|At (?:its|the)|Simply|Broadly|Generally|Typically|Overall)\b"
)
_NAMING = re.compile(
    r"^(?:an?|the|another) (?:term|word|name|phrase|label) "
    r"(?:(?:that is )?used (?:to (?:describe|refer to)|for)|for|given to"
    r"|that (?:describes|refers to))\s(?=(?:an?|the|any|how|when|\w+ing)\b)"
)
"""What says that a word is one before it says what it means."""
_LONG = 16
"""A definition of more words than this is cut where its main clause ends."""


@dataclass(frozen=True)
class Definition:
    """A term and what it is, both in the source's words; ``setting`` is where it holds."""

    term: str
    meaning: str
    verb: str
    strong: bool
    setting: str = ""


def defined(plain: str, outline: Outline) -> Definition | None:
    """Return the definition that the sentence ``plain`` opens with, if it does."""
    found = _SENTENCE.match(plain)
    if found is None:
        return None
    verb = (found["strong"] or found["weak"]).strip()
    abbreviation = found["aside"] if _ABBREVIATION.fullmatch(found["aside"]) else ""
    term = f"{found['det'] or ''}{found['term']}".strip() + abbreviation
    if not terms.names_something(term) or _is_odd_intro(found["intro"]):
        return None
    meaning = _meaning(verb, found["rest"])
    strong = found["strong"] is not None
    if meaning is None or not _says_something(term, meaning, strong):
        return None
    setting = found["intro"] if _OPENERS.match(found["intro"]) else ""
    return Definition(terms.inside(term, outline), meaning, verb, strong, setting)


def is_setting(opening: str) -> bool:
    """Tell whether ``opening`` says who holds it or where: “According to Freud, ”."""
    return bool(_OPENERS.match(opening))


def says_nothing(meaning: str) -> bool:
    """Tell whether ``meaning`` only praises or places: “an important part”, “the first step”."""
    empty = _EMPTY.match(meaning) and not _COUNTED.match(meaning)
    return bool(empty or _BARE_KIND.match(meaning) or _FOUNDATION.match(meaning))


def begins_badly(meaning: str) -> bool:
    """Tell whether ``meaning`` begins like no definition does."""
    return bool(_BAD_START.match(meaning))


def names_kind(meaning: str) -> bool:
    """Tell whether ``meaning`` begins with what kind of thing something is."""
    return bool(_KINDS.search(meaning))


def _is_odd_intro(intro: str) -> bool:
    return bool(intro) and not (_OPENERS.match(intro) or _CONTRAST.match(intro))


def _meaning(verb: str, rest: str) -> str | None:
    kept = re.search(
        r"(the (?:process|ability|act|practice|tendency|belief|idea|study|use)s? (?:of|to|that))$",
        verb,
    )
    whole = f"{kept[1]} {rest}" if kept else rest
    if verb.endswith("when"):
        whole = f"when {rest}"
    return cut(whole)


def cut(meaning: str) -> str:
    """Return a definition without its full stop and, if it is long, without what trails it."""
    words = _NAMING.sub("", meaning.strip().rstrip(".!;,").strip())
    if len(words.split()) > _LONG:
        for tail in _TAIL.finditer(words):
            head = words[: tail.start()]
            whole = head.count("(") == head.count(")") and not _OPEN.search(head)
            if len(head.split()) >= 6 and whole:
                words = head
                break
    return words.strip(" ,;:–—")


def _says_something(term: str, meaning: str, strong: bool) -> bool:
    if len(meaning.split()) < 4 or len(meaning.split()) > 40 or says_nothing(meaning):
        return False
    if not set(content(meaning)) - set(content(term)) - GENERIC:
        return False
    if strong:
        return not re.match(
            r"^(?:when )?(?:that|this|it|they|these|more|not|we|you|he|she)\b", meaning
        )
    return not _BAD_START.match(meaning) and bool(_KINDS.search(meaning))


_CLAIMING = re.compile(
    r"^,? (?:which|that) (?P<verb>means|holds|asserts|states|suggests"
    r"|proposes) (?P<rest>(?:that )?[^;]{15,}?)\.?$"
)
_EXPLAINED = re.compile(
    r"^: (?P<rest>(?:an?|the|\w+(?:ing|ment|tion|ity|ness|ance)) [^:;]{15,}?)\.?$"
)


def claimed(plain: str, term: str) -> tuple[str, str] | None:
    """Return the verb and what it says where a sentence ends with “…, which means that …”."""
    at = plain.find(term)
    found = _CLAIMING.match(plain[at + len(term) :]) if at >= 0 else None
    return (found["verb"], found["rest"]) if found else None


def apposed(plain: str, term: str) -> str | None:
    """Return what stands beside ``term`` to explain it: after a comma, a dash or in brackets."""
    at = plain.find(term)
    if at < 0:
        return None
    after = plain[at + len(term) :].lstrip('”"’')
    for pattern in (_BRACKETED, _DASHED, _EXPLAINED, _APPOSED):
        found = pattern.match(after)
        if found and len(found["rest"].split()) >= (2 if pattern is _BRACKETED else 4):
            rest = re.sub(r"^(?:which (?:is|are)|meaning) ", "", found["rest"])
            return None if says_nothing(rest) or rest.startswith("the one") else cut(rest)
    return None


def asks(definition: Definition, outline: Outline) -> str:
    """Return the question that ``definition`` answers."""
    setting = definition.setting
    if definition.meaning.startswith("when "):
        question = when_one_speaks_of(definition.term, definition.verb)
        return f"{setting}{question}" if setting else terms.capitalised(question)
    question = f"what {be(definition.term, definition.verb)} {definition.term}?"
    return f"{setting}{question}" if setting else terms.capitalised(question)


def when_one_speaks_of(term: str, verb: str) -> str:
    """Return the question that “when …” answers, without a capital."""
    first = words_of(verb)[:1]
    for base in ("occur", "happen"):
        if first and first[0].startswith(base):
            return f"when {'does' if first[0].endswith('s') else 'do'} {term} {base}?"
    return f"what {'do' if terms.is_plural(term) else 'does'} {term} mean?"


def be(term: str, verb: str = "") -> str:
    """Return “is” or “are”, as goes with ``term``; the verb of its sentence decides if it can."""
    first = words_of(verb)[:1] if verb else []
    if first and first[0] in ("is", "are"):
        return first[0]
    if first and first[0] in ("refer", "mean", "denote", "describe", "involve", "consist", "occur"):
        return "are"
    if first and first[0] != stem(first[0]):
        return "is"
    return "are" if terms.is_plural(term) else "is"
