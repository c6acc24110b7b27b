"""The form of a note, used for notes and for drafts alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length

from flashcards.core.notes import FIELD_LIMIT, Note, NoteType, tags_from
from flashcards.web.forms import Form, text

TYPES = {
    NoteType.BASIC.value: "Question and answer",
    NoteType.REVERSED.value: "Question and answer, both ways",
    NoteType.CLOZE.value: "Cloze: hide words of a sentence",
}


class NoteForm(Form):
    """A note's fields, in Markdown."""

    type = SelectField("Kind", choices=TYPES, default=NoteType.BASIC.value)
    front = TextAreaField("Front", [Length(max=FIELD_LIMIT)])
    back = TextAreaField("Back", [Length(max=FIELD_LIMIT)])
    text = TextAreaField("Text", [Length(max=FIELD_LIMIT)])
    extra = TextAreaField("Extra", [Length(max=FIELD_LIMIT)])
    source = StringField("Source", [Length(max=1000)])
    tags = StringField("Tags", [Length(max=1000)])

    @classmethod
    def of(cls, note: Note, **more: Any) -> NoteForm:
        """Return the form filled with a note."""
        fields = {
            name: getattr(note, name) for name in ("front", "back", "text", "extra", "source")
        }
        return cls(type=note.type.value, tags=" ".join(note.tags), **fields, **more)

    def laid_over(self, note: Note) -> Note:
        """Return ``note`` with what the form holds."""
        kind = NoteType(self.type.data)
        cloze = kind is NoteType.CLOZE
        return replace(
            note,
            type=kind,
            front="" if cloze else text(self.front).strip(),
            back="" if cloze else text(self.back).strip(),
            text=text(self.text).strip() if cloze else "",
            extra=text(self.extra).strip(),
            source=text(self.source).strip(),
            tags=tags_from(text(self.tags)),
        )
