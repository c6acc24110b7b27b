"""The form of a note of one of Anki's note types: a field for each of its fields, in HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from wtforms import Field, HiddenField, SelectField, TextAreaField
from wtforms.validators import Length

from flashcards.core.notes import Layout, Note, NoteType, tags_from
from flashcards.services import foreign
from flashcards.services.media.keeping import Kept
from flashcards.web.forms import text
from flashcards.web.note_form import AnyNoteForm, NoteForm

LONGEST = 1_000_000
"""The longest field of an imported note, in characters: they come in as long as they are."""


class ForeignNoteForm(AnyNoteForm):
    """The fields of a note as its note type in Anki has them."""

    type = HiddenField(default=NoteType.IMPORTED.value)
    kept_in = "field-0"

    @property
    def columns(self) -> list[Field]:
        """Return the fields of the note type, in order."""
        return [field for name, field in self._fields.items() if name.startswith("field-")]

    def marked(self, kept: Kept) -> str:
        """Return what stands for a file in the fields of this form."""
        return kept.mark_in_html(text(self.words))

    def laid_over(self, note: Note) -> Note:
        """Return ``note`` with what the form holds."""
        if note.layout is None:
            raise ValueError("only an imported note has the fields of this form")
        tags = tags_from(text(self.tags))
        return laid_over(note, note.layout, {each.name: text(each) for each in self.columns}, tags)


def laid_over(note: Note, kind: Layout, said: Mapping[str, str], tags: tuple[str, ...]) -> Note:
    """Return an imported note with other fields; one that was not sent stays as it is."""
    before = [*note.fields, *("" for _ in kind.fields)]
    fields = tuple(
        said.get(f"field-{place}", before[place]).replace("\r\n", "\n")
        for place, _ in enumerate(kind.fields)
    )
    return foreign.laid_out(replace(note, tags=tags), kind, fields)


def form_for(note: Note, *, filled: bool = False) -> AnyNoteForm:
    """Return the form that a note is edited with: as it was sent, or ``filled`` with the note."""
    if note.layout is None:
        return NoteForm.of(note) if filled else NoteForm()
    kind = _form(note.layout)
    if not filled:
        return kind()
    fields: dict[str, Any] = {f"field-{place}": html for place, html in enumerate(note.fields)}
    return kind(data={"tags": " ".join(note.tags), **fields})


def _form(kind: Layout) -> type[ForeignNoteForm]:
    """Return the form of a note type."""
    fields: dict[str, Any] = {
        f"field-{place}": TextAreaField(name, [Length(max=LONGEST)], render_kw={"data-html": ""})
        for place, name in enumerate(kind.fields)
    }
    named = {f"field-{place}": name for place, name in enumerate(kind.fields)}
    into = SelectField("Put it into", choices=named, validate_choice=False)
    return type("NoteTypeForm", (ForeignNoteForm,), {**fields, "into": into})
