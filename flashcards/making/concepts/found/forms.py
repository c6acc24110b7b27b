"""How a sentence explains a term that stands in it."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.making.concepts.found.after import after
from flashcards.making.concepts.found.ahead import ahead
from flashcards.making.concepts.found.form import Explained, Form
from flashcards.making.concepts.found.predicate import said_of
from flashcards.making.concepts.found.renaming import past_bracket, renames_subject
from flashcards.making.tagging.phrases import FINITE, Parsed

_FORMAL = frozenset(("term", "concept", "word", "phrase", "idea", "notion"))
_LONGEST_INTRODUCTION = 14
_JOINING = frozenset(("and", "but", "while", "whereas", "although"))
_CONCEDING = frozenset(("while", "although", "though", "whereas"))
_SURE = (Form.IS, Form.DEFINED, Form.VERB)
"""What a later clause may tell of its own subject."""


def forms(parsed: Parsed, start: int, end: int) -> Iterator[Explained]:
    """Yield how the sentence explains the words ``start`` to ``end``; at least as mentioned."""
    subject = opens(parsed, start) and parsed.lows[end : end + 1] not in (("and",), ("or",))
    subject = subject and not _is_aside(parsed, start, end)
    told = [*after(parsed, start, end, subject), *ahead(parsed, start, end)]
    if not subject and joined(parsed, start):
        told += [one for one in after(parsed, start, end, subject=True) if one.form in _SURE]
    past = past_bracket(parsed, end)
    if not subject and renames_subject(parsed, start, past, opens):
        told += said_of(parsed, past + 1)
    if all(one.form is Form.BRACKETED for one in told):
        told.append(Explained(Form.MENTIONED, "", "", subject))
    yield from told


def _is_aside(parsed: Parsed, start: int, end: int) -> bool:
    """Tell whether the words are told of another subject: “Rites, small habits, are …”."""
    between = start > 1 and parsed.words[start - 1] == "," == "".join(parsed.words[end : end + 1])
    return between and parsed.tags[0] != "IN" and bool(FINITE & set(parsed.tags[end + 1 : end + 2]))


def joined(parsed: Parsed, start: int) -> bool:
    """Tell whether the words from ``start`` on open a second clause: “…, but anaphylaxis is …”."""
    at = start
    while at and parsed.tags[at - 1] in ("DT", "''"):
        at -= 1
    if at > 4 and parsed.words[at - 1] == "," and parsed.lows[0] in _CONCEDING:
        return any(tag in FINITE for tag in parsed.tags[: at - 1])
    if at < 4 or parsed.lows[at - 1] not in _JOINING or parsed.words[at - 2] != ",":
        return False
    return any(tag in FINITE for tag in parsed.tags[: at - 2])


def opens(parsed: Parsed, start: int) -> bool:
    """Tell whether the words from ``start`` on are what the sentence is about."""
    at = start
    while at and (parsed.tags[at - 1] in ("DT", "PRP$", "''") or parsed.lows[at - 1] in _FORMAL):
        at -= 1
    if at == 0 or parsed.words[at - 1] in ":;":
        return True
    if parsed.words[at - 1] != "," or at > _LONGEST_INTRODUCTION:
        return False
    introduced = not any(tag in FINITE for tag in parsed.tags[: at - 1])
    return introduced and parsed.lows[0] not in ("and", "but", "or")
