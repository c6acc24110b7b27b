"""The form of a note, used for notes and for drafts alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length

from flashcards.core.errors import FlashcardsError
from flashcards.core.notes import FIELD_LIMIT, Note, NoteType, tags_from
from flashcards.services.media.keeping import Kept
from flashcards.web import media
from flashcards.web.forms import Form, text

TYPES = {
    NoteType.BASIC.value: "Question and answer",
    NoteType.REVERSED.value: "Question and answer, both ways",
    NoteType.CLOZE.value: "Cloze: hide words of a sentence",
}

PLACES = {"front": "Front", "back": "Back", "text": "Text", "extra": "Extra"}
"""The fields that a picture or a sound can go into."""


class AnyNoteForm(Form):
    """What the forms of all notes share: tags, and a file that is put into a field."""

    tags = StringField("Tags", [Length(max=1000)])
    into = SelectField("Put it into", validate_choice=False)
    words = StringField("What it shows", [Length(max=300)])
    kept_in = "extra"
    """The field that a file goes into where none was chosen."""

    def laid_over(self, note: Note) -> Note:
        """Return ``note`` with what the form holds."""
        raise NotImplementedError

    def marked(self, kept: Kept) -> str:
        """Return what stands for a file in the fields of this form."""
        return kept.mark(text(self.words))

    def add_file(self) -> bool:
        """Put the picture or sound that was sent with the form into a field; say if it could be."""
        try:
            kept = media.keep_sent("picture")
        except FlashcardsError as error:
            self.blame(error)
            return False
        if kept is not None:
            into = self[
                self.into.data if self.into.data in (self.into.choices or ()) else self.kept_in
            ]
            into.data = f"{text(into)} {self.marked(kept)}".strip()
            self.words.data = ""
        return True


class NoteForm(AnyNoteForm):
    """A note's fields, in Markdown."""

    type = SelectField("Kind", choices=TYPES, default=NoteType.BASIC.value)
    front = TextAreaField("Front", [Length(max=FIELD_LIMIT)])
    back = TextAreaField("Back", [Length(max=FIELD_LIMIT)])
    text = TextAreaField("Text", [Length(max=FIELD_LIMIT)])
    extra = TextAreaField("Extra", [Length(max=FIELD_LIMIT)])
    source = StringField("Source", [Length(max=1000)])
    into = SelectField("Put it into", choices=PLACES, validate_choice=False)

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
