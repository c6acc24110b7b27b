"""Our three Anki note types: their ids, fields and templates; no word of genanki.

Ids and field names stay as they are for ever (docs/decisions/0003-anki-note-types.md): Anki leaves
out the notes of a type whose id or fields differ from those it has. Templates and CSS may change;
then raise MODIFIED, or nobody who has the note types already will see it.
"""

from __future__ import annotations

from dataclasses import dataclass

from flashcards.anki.style import CSS
from flashcards.core.notes import NoteType

MODIFIED = 1_795_400_000
"""When templates or CSS changed last, in epoch seconds; raised by hand."""

_SHARED = ("Extra", "Source", "Quote", "Spare")
TWO_SIDES = ("Front", "Back", *_SHARED)
CLOZE_FIELDS = ("Text", *_SHARED)


@dataclass(frozen=True)
class Template:
    """What one kind of card shows before and after the answer."""

    name: str
    question: str
    answer: str


@dataclass(frozen=True)
class AnkiNoteType:
    """A note type as Anki knows it; the first field is the one that Anki sorts by."""

    id: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[Template, ...]
    cloze: bool = False
    css: str = CSS
    modified: int | None = None
    """In epoch seconds; ours were all modified at MODIFIED."""


_MORE = """
{{#Extra}}<div class="extra">{{Extra}}</div>{{/Extra}}
{{#Source}}<div class="source">{{Source}}</div>{{/Source}}
{{#Quote}}<details class="source"><summary>What the text says</summary>\
<blockquote>{{Quote}}</blockquote></details>{{/Quote}}
"""


def _side(field: str) -> str:
    return f'<div class="side">{{{{{field}}}}}</div>'


def _asking(name: str, question: str, answer: str) -> Template:
    shown = f'{{{{FrontSide}}}}\n<hr id="answer">\n{_side(answer)}{_MORE}'
    return Template(name, _side(question), shown)


_FORWARD = _asking("Front to back", "Front", "Back")
_BACKWARD = _asking("Back to front", "Back", "Front")
_CLOZE = Template("Cloze", _side("cloze:Text"), _side("cloze:Text") + _MORE)

NOTE_TYPES = {
    NoteType.BASIC: AnkiNoteType(1_763_894_601_437, "Flashcards: basic", TWO_SIDES, (_FORWARD,)),
    NoteType.REVERSED: AnkiNoteType(
        1_763_894_602_771, "Flashcards: basic and reversed", TWO_SIDES, (_FORWARD, _BACKWARD)
    ),
    NoteType.CLOZE: AnkiNoteType(
        1_763_894_604_093, "Flashcards: cloze", CLOZE_FIELDS, (_CLOZE,), cloze=True
    ),
}
