"""Before a note is kept that should be mended, its writer is asked once: without script, too."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from flask import g, request

from flashcards.core.errors import FlashcardsError, Invalid
from flashcards.core.notes import WRITTEN, Note, NoteType, validated
from flashcards.making.checking.check import check_note
from flashcards.services.checking import keeping
from flashcards.web import advice
from flashcards.web.advice import Advice
from flashcards.web.note_form import AnyNoteForm

MOST_ADDED = 12
"""Notes that one repair adds at most."""


class Unheeded(FlashcardsError):
    """The note is not kept yet: it should be mended, or kept as it is on purpose."""


def heed(note: Note, before: Note | None = None) -> None:
    """Ask the writer of ``note``, once for each rule, whether to keep it as it is.

    What was so ``before`` is no reason to ask. Only forms that show advice can be asked: they
    send the rules that it was shown for.
    """
    if "advised" not in request.form:
        return
    seen = request.form["advised"].split()
    old = {each.rule for each in keeping.unheeded(before, seen)} if before else set()
    found = [each for each in keeping.unheeded(note, seen) if each.rule not in old]
    if found:
        g.advice = advice.of(note, found)
        g.advised = " ".join(dict.fromkeys([*seen, *(each.rule for each in found)]))
        raise Unheeded("Not kept yet. Mend it, or press the button again to keep it as it is.")


def asked() -> list[Advice]:
    """Return the advice that stands in the way of keeping the note of this request."""
    return cast("list[Advice]", g.get("advice", []))


def advised() -> str:
    """Return the rules that the writer has been told of, for the form to send again."""
    return cast(str, g.get("advised", ""))


def mend(form: AnyNoteForm, note: Note) -> bool:
    """Lay the repair over ``form`` that a button of it asks for, and tell whether one did."""
    rule = request.form.get("mend")
    if not rule or form.type.data not in WRITTEN:
        return False
    repairs = (each.repair for each in check_note(form.laid_over(note)) if each.rule == rule)
    chosen = next((each for each in repairs if each and each.notes), None)
    if chosen is None:
        return False
    first, *others = chosen.notes
    form.type.data = first.type.value
    for name in advice.FIELDS:
        form[name].data = advice.value(first, name)
    g.also = [(each.front, each.back) for each in others]
    return True


def also() -> list[tuple[str, str]]:
    """Return front and back of the notes that are to be added with the one of the form."""
    if "also" in g:
        return cast("list[tuple[str, str]]", g.also)
    pairs = zip(request.form.getlist("also_front"), request.form.getlist("also_back"), strict=False)
    return [(front, back) for front, back in pairs if front.strip() and back.strip()][:MOST_ADDED]


def added(note: Note) -> list[Note]:
    """Return the notes to add with ``note``, valid and like it but for front and back."""
    try:
        return [
            validated(replace(note, type=NoteType.BASIC, guid="", text="", front=front, back=back))
            for front, back in also()
        ]
    except Invalid as error:
        raise Invalid(f"One of the notes to add cannot be kept. {error}") from error
