"""What is measured of a term, and of a sentence that explains it, for the learned weights."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from flashcards.making.concepts.definitions import begins_badly, names_kind, says_nothing
from flashcards.making.concepts.found.form import Explained, Form
from flashcards.making.concepts.found.naming import Key, Place, Term
from flashcards.making.concepts.outline import Outline
from flashcards.making.concepts.words import STOP, content, stem, words_of
from flashcards.making.document import Kind
from flashcards.making.tagging.phrases import FINITE, Parsed

_DANGLING = re.compile(
    r"^(?:it|this|that|these|those|they|he|she|his|her|their|its|such|here|others?|another|both"
    r"|as such|what|one (?:of|example)|the (?:former|latter|following|above|same|other))\b",
    re.IGNORECASE,
)
_LINKING = re.compile(
    r"^(?:however|therefore|thus|hence|also|moreover|furthermore|in addition|additionally|for"
    r" (?:example|instance)|similarly|likewise|finally|but|and|or|so|then|first|second|third|next"
    r"|as a result|consequently|in contrast|on the other hand|instead|nevertheless)\b",
    re.IGNORECASE,
)
_FORMS = tuple(Form)
_ENDINGS = (
    "tion", "sion", "ism", "ity", "ness", "ment", "sis", "ia", "ing", "ogy", "ance", "ence", "ure",
    "ics", "ory", "s",
)  # fmt: skip
_NOUNS = (
    "theory model effect therapy disorder syndrome stage bias system response approach style"
    " behavior type process reaction principle skill intervention technique perspective care"
    " health drug disease pain culture identity development method program factor"
)
_HEADS = {word: index for index, word in enumerate(_NOUNS.split())}
_US = frozenset(("we", "you", "i", "our", "your", "us"))


@dataclass(frozen=True)
class Setting:
    """What is known of the document as a whole when its terms are weighed."""

    outline: Outline
    heads: frozenset[Key]
    common: Mapping[str, float]
    """How much of all texts uses each stem, 0 to 1."""
    sentences: int
    marks: float
    """Marked words per 1,000 words."""


def of_term(term: Term, setting: Setting) -> list[float]:
    """Return what is measured of ``term`` in its document."""
    places = term.places
    first = places[0]
    surface = term.spellings.most_common(1)[0][0]
    words = surface.split()
    stems = [stem(word) for word in words_of(surface) if word not in STOP]
    shares = [setting.common.get(word, 0.0) for word in stems] or [0.0]
    last = stems[-1] if stems else ""
    title = set(content(setting.outline.title))
    section = set(content(first.section.heading))
    frequency = setting.outline.frequency(surface)
    capital = sum(
        1 for p in places if p.start > 0 and p.parsed.words[p.start][:1].isupper()
    ) / len(places)  # fmt: skip
    low = surface.lower()
    sections = len({p.section.start for p in places})
    spread = (places[-1].order - first.order) / max(1, setting.sentences)
    plain = low.rstrip("s")
    return [
        len(words),
        math.log1p(len(places)),
        math.log1p(frequency),
        1000 * len(places) / max(200, setting.outline.words),
        term.marked > 0,
        term.marked / len(places),
        setting.marks,
        term.key in setting.heads,
        sum(1 for head in setting.heads if set(term.key) <= set(head)),
        len(set(term.key) & title) / max(1, len(term.key)),
        len(set(term.key) & section) / max(1, len(term.key)),
        min(shares),
        max(shares),
        sum(shares) / len(shares),
        setting.common.get(last, 0.0),
        _HEADS.get(last, -1),
        next((i for i, ending in enumerate(_ENDINGS) if plain.endswith(ending)), -1),
        len(surface) / max(1, len(words)),
        capital,
        surface.isupper(),
        "-" in surface,
        " of " in surface,
        term.determiners[""] / len(places),
        term.determiners["the"] / len(places),
        (term.determiners["a"] + term.determiners["an"]) / len(places),
        low.endswith("s"),
        first.order / max(1, setting.sentences),
        first.nth,
        sections,
        spread,
        sum(p.start <= 1 for p in places) / len(places),
        sum(p.kind is Kind.ITEM for p in places) / len(places),
        "'" in surface or "’" in surface,
    ]


def of_explanation(
    place: Place, told: Explained, term: Term, setting: Setting
) -> list[float]:  # fmt: skip
    """Return what is measured of one sentence and of how it explains a term."""
    parsed = place.parsed
    meaning = told.meaning
    count = len(meaning.split())
    whole = len(parsed.words)
    first_word = meaning.split()[0].lower() if meaning else ""
    stems = set(content(meaning))
    following = parsed.tags[place.end : place.end + 1]
    before = parsed.tags[max(0, place.start - 1) : place.start]
    said = Parsed(meaning).tags[:12] if meaning else ()
    return [
        _FORMS.index(told.form),
        told.is_subject,
        count,
        whole,
        place.start,
        (whole - place.end) / whole,
        place.marked,
        place.nth,
        place.order == term.places[0].order,
        term.places.index(place) if len(term.places) < 50 else 50,
        first_word in ("a", "an"),
        first_word == "the",
        names_kind(meaning),
        begins_badly(meaning),
        says_nothing(meaning),
        _finite_first(said),
        said.count("WDT") + said.count("WP") + said.count("WRB"),
        (parsed.tags.count("PRP") + parsed.tags.count("PRP$")) / whole,
        not _US.isdisjoint(parsed.lows),
        parsed.tags.count("VBD") / whole,
        parsed.tags.count("MD"),
        parsed.tags.count("CD"),
        parsed.tags.count("NNP") / whole,
        bool(_DANGLING.match(parsed.text)),
        bool(_LINKING.match(parsed.text)),
        "example" in parsed.lows or "instance" in parsed.lows or "e.g." in parsed.lows,
        parsed.text.endswith("?"),
        "not" in parsed.lows,
        len(stems & set(term.key)) / max(1, len(term.key)),
        len(stems - set(term.key)),
        sum(setting.common.get(word, 0.0) for word in stems) / max(1, len(stems)),
        place.determiner in ("this", "these", "his", "their", "its", "our"),
        place.determiner in ("a", "an"),
        place.determiner == "the",
        bool(following) and following[0] in ("NN", "NNS", "IN"),
        bool(before) and before[0] in ("IN", "CC"),
        parsed.words.count(","),
        place.kind is Kind.ITEM,
        told.verb in ("is", "are"),
        told.verb in ("was", "were"),
        told.verb in ("refers", "refer", "means", "mean", "defined", "describes"),
        told.verb in ("involves", "involve", "includes", "include", "consists"),
        told.verb in ("called", "known", "termed", "referred", "named"),
        first_word.endswith("ing"),
        first_word in ("when", "how", "that", "what"),
        set(content(place.section.heading)) & set(term.key) != set(),
        ":" in parsed.text or ";" in parsed.text,
    ]


def _finite_first(tags: tuple[str, ...]) -> float:
    """Return 1 where a finite verb comes before any relative pronoun."""
    for tag in tags:
        if tag in ("WDT", "WP", "WRB", "IN"):
            return 0.0
        if tag in FINITE:
            return 1.0
    return 0.0
