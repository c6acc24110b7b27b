"""The quote carries what the answer says, as surely as the source says it (R10, R24)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards.core import cloze
from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.claims.tokens import Token, alike, tokens
from flashcards.making.checking.finding import Finding, Level
from flashcards.making.checking.grounding import uncarried
from flashcards.making.checking.words import listed

NEAR = 8
"""A hedge so many words from what the answer repeats hedges it."""
_HEDGES = listed(
    "may might could suggest suggests suggested suggesting seem seems seemed appear appears"
    " appeared possibly perhaps probably presumably likely preliminary tentative tentatively tend"
    " tends arguably hypothesized hypothesised speculated assumed allegedly reportedly potentially"
)
_QUALIFIERS = listed("some many most often sometimes usually typically generally frequently partly")
_WHOLLY = listed("all always every everyone everybody never nobody entirely completely invariably")
_PERMITS = listed("not never only also")
_ENDS = frozenset(".!?;\n")


def check(note: Note) -> Iterator[Finding]:
    """Yield what a note says that its quote does not carry, or carries less surely."""
    if not note.quote.strip():
        return
    field = "text" if note.type is NoteType.CLOZE else "back"
    said, asked = answered(note)
    found = uncarried(said, note.quote, asked, f"{note.source} {note.section}")
    if found.wrong:
        message = (
            f"The quote does not say {_listed(found.wrong)}. Go by the quote, or leave it out."
        )
        yield Finding("R10", Level.ERROR, message, field, note.guid)
    elif found.own_words:
        message = (
            f"The quote has other words than {_listed(found.own_words[:4])}. Read both again: does"
            " it say this?"
        )
        yield Finding("R10", Level.WARNING, message, field, note.guid)
    hedge = lost_hedge(said, note.quote, asked)
    if hedge:
        message = f"The source says “{hedge}”; the card says it as a fact. Put “{hedge}” back in."
        yield Finding("R24", Level.WARNING, message, field, note.guid)


def check_place(note: Note, document: str) -> Iterator[Finding]:
    """Yield a finding if the quote is not what ``document`` says from its start to its end."""
    if not note.quote or note.start is None or note.end is None:
        return
    if document[note.start : note.end] != note.quote:
        message = "The document has no such sentence in this place. Choose the quote again."
        yield Finding("R10", Level.ERROR, message, "quote", note.guid)


def answered(note: Note) -> tuple[str, str]:
    """Return what a note claims and what it asks; a cloze claims all of its text."""
    if note.type is NoteType.CLOZE:
        return cloze.plain(note.text), ""
    return note.back, note.front


def is_carried(note: Note) -> bool:
    """Tell whether the quote of ``note``, if it has one, still carries its answer."""
    return not any(
        finding.rule == "R10" and finding.level is Level.ERROR for finding in check(note)
    )


def lost_hedge(said: str, quote: str, asked: str = "") -> str:
    """Return the word by which ``quote`` is less sure than ``said`` and ``asked``; else nothing."""
    answer, source, question = tokens(said), tokens(quote), tokens(asked)
    told = {token.small for token in (*answer, *question)}
    if not told & (_HEDGES | {"can"}):
        for at, token in enumerate(source):
            if _hedges(source, at) and _repeats(answer, _clause(source, at)):
                return token.text.lower()
    if told & _WHOLLY and not told & _QUALIFIERS and not {t.small for t in source} & _WHOLLY:
        return next((token.text.lower() for token in source if token.small in _QUALIFIERS), "")
    return ""


def _hedges(source: Sequence[Token], at: int) -> bool:
    token = source[at]
    after = source[at + 1].small if at + 1 < len(source) else ""
    if token.small == "may":
        return token.text == "may" and after not in _PERMITS
    if token.small == "likely":
        return not (at and source[at - 1].small in ("more", "less", "most", "least", "as"))
    return token.small in _HEDGES


def _clause(source: Sequence[Token], at: int) -> list[Token]:
    """Return the words soon after a hedge, in its sentence: those that it hedges."""
    after = source[at + 1 : at + 1 + NEAR]
    end = next((n for n, token in enumerate(after) if token.text in _ENDS), len(after))
    return [token for token in after[:end] if token.is_content]


def _repeats(answer: Sequence[Token], clause: Sequence[Token]) -> bool:
    """Tell whether the answer says most of what is hedged."""
    said = [token.stem for token in answer if token.is_content]
    again = [t for t in clause if any(alike(t.stem, stem) for stem in said)]
    return bool(clause) and len(again) * 2 > len(clause)


def _listed(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
