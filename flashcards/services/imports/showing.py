"""What of a package cannot be shown as Anki shows it: said in the plan, before it comes in."""

from __future__ import annotations

from collections.abc import Iterable

from flashcards.anki.package.foreign import ForeignNote
from flashcards.anki.package.issues import Trouble
from flashcards.anki.package.package import Package
from flashcards.anki.templates import clozes
from flashcards.anki.templates.faults import Wrong
from flashcards.anki.templates.render import Renderer
from flashcards.services.imports import fields


def note(package: Package, there: ForeignNote) -> None:
    """Count a note whose gaps cover parts of a picture among the issues of ``package``."""
    if package.note_types[there.note_type_id].cloze and any(map(clozes.covers, there.fields)):
        package.issues.add(Trouble.OCCLUSION, "notes", there.id)


def note_types(package: Package, keys: Iterable[int]) -> None:
    """Count what is wrong with the templates of note types among the issues of ``package``."""
    for key in keys:
        if key in fields.OURS:
            continue
        kind = package.note_types[key]
        for fault in Renderer(kind).faults():
            trouble = Trouble.SPEECH if fault.wrong is Wrong.SPEECH else Trouble.TEMPLATE_BROKEN
            place = f"“{kind.name}”, {fault.where}"
            package.issues.add(trouble, "note type", field=place, detail=fault.what)
