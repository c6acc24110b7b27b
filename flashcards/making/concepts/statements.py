"""Turns a plain statement into a question: what does it do, why does it matter, what brings it."""

from __future__ import annotations

import re

from flashcards.making.concepts import terms
from flashcards.making.concepts.clauses import Clause, clause, is_verb
from flashcards.making.concepts.outline import Outline
from flashcards.making.concepts.words import (
    GENERIC,
    PREPOSITIONS,
    STOP,
    content,
    is_finite,
    listed,
    words_of,
)

_MATTERS = re.compile(
    r"^(?P<adjective>(?:\w+ly )?(?:crucial|important|essential|vital|critical|necessary|key"
    r"|beneficial"
    r"|helpful|significant|fundamental|useful|valuable))"
    r"(?P<where> (?:in|for|to) [^,]{3,50}?)?,? (?:because|as|since) (?P<why>.+)$"
)
_HELPING = {
    "allow": "to do", "encourage": "to do", "enable": "to do", "help": "do", "motivate": "to do",
    "empower": "to do", "teach": "to do", "require": "to do", "permit": "to do", "let": "do",
    "invite": "to do",
}  # fmt: skip
_TRANSITIVE = listed(
    """
    create provide enhance foster promote involve influence require improve reduce build
    increase support strengthen facilitate affect produce emphasize emphasise offer measure
    regulate ensure establish prevent protect stimulate inhibit encourage maintain develop
    demonstrate reflect represent activate trigger cause shape determine encompass address
    target identify view challenge control decrease lower undermine weaken reinforce
    """
)
_HOLDING = listed(
    """
    assert hold state suggest propose argue claim posit predict emphasize mean assume maintain
    """
)
_GIVING = frozenset(("give", "offer", "provide", "teach", "show", "bring"))
_BRINGING = {"contribute": "to", "lead": "to", "influence": "", "affect": "", "cause": "",
             "improve": "", "shape": "", "determine": "", "strengthen": "", "undermine": "",
             "threaten": "", "weaken": ""}  # fmt: skip
_TRAILING = re.compile(
    r",? (?:which|and (?:it|they)|but|so that|such as|including|while|although|whereas|thereby"
    r"|especially|(?:leading|resulting|making|allowing|helping|causing|ultimately"
    r"|contributing) ).*$"
)
_HEDGED = frozenset(["can", "could", "may", "might", "must", "should", "will", "would"])


def asked(
    words: str, about: str, outline: Outline, where: str = "", known: bool = False
) -> tuple[str, str] | None:
    """Return a question and its answer from the statement ``words``, or None.

    ``about`` is what the section is about; ``where`` (“in therapy”) goes into the question;
    ``known`` says that the subject names something, whatever its words.
    """
    found = clause(words)
    if found is None or found.finite.lower() in _HEDGED:
        return None
    subject = terms.inside(found.subject.replace("[", "").replace("]", ""), outline)
    turns = _TURNS if known or _nameable(subject) else (_bringing,)
    for turn in turns:
        turned = turn(found, subject, about, where)
        if turned is not None:
            return turned if _is_sound(*turned) else None
    return None


def _is_sound(question: str, answer: str) -> bool:
    count = len(answer.split())
    if not 1 <= count <= 24 or len(question.split()) > 20:
        return False
    if count == 1 and answer.lower() in GENERIC:
        return False
    bare = re.sub(r"\[[^\]]*\]", "", answer)
    new = set(content(bare)) - set(content(question))
    return bool(new - GENERIC) and len(new) * 2 >= len(set(content(bare)))


def _nameable(subject: str) -> bool:
    simple = re.sub(r"\b(?:and|or) (?:the |an? )?", "", subject)
    return terms.names_something(simple) or terms.names_something(subject)


def _why(found: Clause, subject: str, about: str, where: str) -> tuple[str, str] | None:
    matters = _MATTERS.match(found.rest)
    if found.finite.lower() not in ("is", "are") or matters is None:
        return None
    place = matters["where"] or (f" {where}" if where else "")
    why = re.sub(r"^(?:it|they) ", f"[{subject}] ", matters["why"])
    if words_of(why)[0] in ("this", "that", "these", "he", "she", "we", "their", "its"):
        return None
    verb = found.finite.lower()
    return f"Why {verb} {subject} {matters['adjective']}{place}?", why


def _holding(found: Clause, subject: str, about: str, where: str) -> tuple[str, str] | None:
    """Ask what a theory says."""
    held = re.match(r"^that (?P<claim>[^,;]{15,}.*)$", found.rest)
    if found.verb not in _HOLDING or held is None:
        return None
    if (
        re.match(r"(?:we|you|they|it|he|she|this|these)\b", held["claim"])
        or " would " in held["claim"]
    ):
        return None
    does = "do" if found.plural else "does"
    return f"What {does} {subject} {found.verb}?", held["claim"]


def _helping(found: Clause, subject: str, about: str, where: str) -> tuple[str, str] | None:
    asks = _HELPING.get(found.verb)
    if asks is None:
        return None
    parts = _object_and_action(found.rest)
    if parts is None:
        return None
    who, action = parts
    place = f" {where}" if where else ""
    does = "do" if found.plural else "does"
    adverb = f"{found.adverb} " if found.adverb and found.adverb != "also" else ""
    return f"What {does} {subject} {adverb}{found.verb} {who} {asks}{place}?", _until_verb(action)


def _object_and_action(rest: str) -> tuple[str, str] | None:
    tokens = rest.split()
    for index in range(1, min(7, len(tokens) - 1)):
        word = tokens[index].lower()
        before = tokens[:index]
        if word == "to" and len(tokens) > index + 1:
            return " ".join(before), " ".join(tokens[index + 1 :])
        if is_verb(word) and tokens[index - 1].lower() not in STOP:
            return " ".join(before), " ".join(tokens[index:])
        if word in PREPOSITIONS or word.endswith(","):
            return None
    return None


def _until_verb(action: str) -> str:
    """Return ``action`` up to where the sentence says a second thing of its subject."""
    tokens = _TRAILING.sub("", action).split()
    for index, token in enumerate(tokens[:-1]):
        nearby = token.lower() in ("and", "or")
        following = tokens[index + 1].lower()
        if nearby and index > 1 and following.endswith("s") and is_finite(following, "and"):
            return " ".join(tokens[:index]).rstrip(",")
    return " ".join(tokens).rstrip(", ")


def _giving(found: Clause, subject: str, about: str, where: str) -> tuple[str, str] | None:
    """Ask what somebody is given."""
    given = re.match(r"^(?P<whom>(?:the )?\w+(?: \w+)?) (?P<what>(?:an?|the) .+)$", found.rest)
    if found.verb not in _GIVING or given is None:
        return None
    if set(words_of(given["whom"])) & (PREPOSITIONS | {"a", "an", "and"}):
        return None
    place = f" {where}" if where else ""
    does = "do" if found.plural else "does"
    return f"What {does} {subject} {found.verb} {given['whom']}{place}?", _until_verb(given["what"])


def _bringing(found: Clause, subject: str, about: str, where: str) -> tuple[str, str] | None:
    particle = _BRINGING.get(found.verb)
    if particle is None or not found.rest.startswith(particle):
        return None
    target = _until_verb(found.rest)
    topic = set(content(about)) - GENERIC
    if not topic or not len(topic & set(content(target))) * 2 >= len(topic):
        return None
    if topic & set(content(subject)) or len(subject.split()) > 12 or "[" in found.subject:
        return None
    if len(content(subject)) < 2 and not _nameable(subject):
        return None
    verb = (
        found.finite
        if not found.plural
        else {"affect": "affects"}.get(found.verb, f"{found.verb}s")
    )
    return f"What {verb} {target}?", found.subject[0].lower() + found.subject[1:]


_NO_OBJECT = frozenset(("that", "it", "this", "when", "how", "what", "and", "or", "but"))


def _doing(found: Clause, subject: str, about: str, where: str) -> tuple[str, str] | None:
    if found.verb not in _TRANSITIVE:
        return None
    target = _until_verb(found.rest)
    first = words_of(target)[:1]
    if not first or first[0] in PREPOSITIONS | _NO_OBJECT:
        return None
    if len(target.split()) < 2:
        return None
    place = f" {where}" if where else ""
    does = "do" if found.plural else "does"
    adverb = f"{found.adverb} " if found.adverb and found.adverb not in ("also", "often") else ""
    return f"What {does} {subject} {adverb}{found.verb}{place}?", target


_TURNS = (_why, _holding, _helping, _giving, _bringing, _doing)
