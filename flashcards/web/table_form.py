"""The form that says how a table is to be read, and where its notes go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from flask import request
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import Length

from flashcards.core.errors import Invalid
from flashcards.core.tables import finding
from flashcards.core.tables.rows import Shape
from flashcards.services.formats import reading
from flashcards.services.formats.reading import Way
from flashcards.services.formats.sorting import Target
from flashcards.services.library.decks import TITLE_LIMIT
from flashcards.store.models.content import Deck
from flashcards.web.forms import Form, text

NEW = "new"
OTHER = "other"
SIGNS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "line": "\n", "gap": "\n\n"}
CELLS = {
    "tab": "Tab",
    "comma": "Comma",
    "semicolon": "Semicolon",
    "pipe": "Upright line |",
    OTHER: "Other signs",
}
ROWS = {"line": "New line", "semicolon": "Semicolon", "gap": "Empty line", OTHER: "Other signs"}
KINDS = {
    "": "As each row says",
    "basic": "Question and answer",
    "reversed": "Both ways",
    "cloze": "Cloze",
}


class WayForm(Form):
    """How a table is to be read; a deck file leaves most of it out."""

    separator = SelectField("Between cells", choices=CELLS)
    separator_other = StringField("Signs between cells", [Length(max=10)])
    row_separator = SelectField("Between rows", choices=ROWS)
    row_separator_other = StringField("Signs between rows", [Length(max=10)])
    quoted = BooleanField("Quotation marks hold a cell together")
    header = BooleanField("The first row names the columns")
    html = BooleanField("Cells are HTML")
    kind = SelectField("Kind of the notes", choices=KINDS)


class TargetForm(Form):
    """Where the notes go."""

    deck = RadioField("Into", default=NEW)
    title = StringField("Title of the new deck", [Length(max=TITLE_LIMIT)])
    update = BooleanField("Change notes that are here already", default=True)


@dataclass(frozen=True)
class Chosen:
    """What the learner chose, on a form that shows it."""

    form: WayForm
    target: TargetForm
    way: Way | None


def shown(waiting_text: str, *, table: bool, title: str, own: list[Deck]) -> Chosen:
    """Return the forms, as they were sent, or filled in with what was found."""
    target = TargetForm(prefix="to-", formdata=request.form or None, title=title)
    target.deck.choices = {NEW: "A new deck", **{str(deck.id): deck.title for deck in own}}
    if not table:
        return Chosen(WayForm(formdata=None), target, None)
    found = reading.found(waiting_text)
    sent = request.method == "POST"
    form = WayForm(formdata=request.form if sent else None, **_fields(found))
    return Chosen(form, target, _way(form, waiting_text) if sent else found)


def columns_of(way: Way) -> list[tuple[str, str]]:
    """Return the name of the field of each column, and the role that is chosen in it."""
    return [(f"column-{at}", role) for at, role in enumerate(way.columns)]


def target_of(form: TargetForm, fallback: str) -> Target:
    """Return where the notes go; raises Invalid where that is no deck of hers."""
    if form.deck.data in (None, NEW):
        title = " ".join(text(form.title).split()) or fallback
        return Target(None, title[:TITLE_LIMIT])
    choices: Any = form.deck.choices
    names: dict[str, str] = dict(choices)
    if form.deck.data not in names:
        raise Invalid("Choose one of your decks.", "deck")
    return Target(int(form.deck.data), names[form.deck.data])


def _fields(way: Way) -> dict[str, object]:
    separator = way.shape.separator
    names = {sign: name for name, sign in SIGNS.items()}
    return {
        "separator": names.get(separator, OTHER),
        "separator_other": "" if separator in names else separator,
        "row_separator": names[way.shape.row_separator],
        "quoted": way.shape.quoted,
        "header": way.header,
        "html": way.html,
        "kind": way.kind,
    }


def _way(form: WayForm, whole: str) -> Way:
    """Return how the table is to be read by what was sent; columns not named are looked at."""
    shape = Shape(
        _signs(form.separator.data, form.separator_other, "\t"),
        _signs(form.row_separator.data, form.row_separator_other, "\n"),
        bool(form.quoted.data),
    )
    way = reading.of(finding.look(whole, shape, bool(form.header.data)))
    kind = form.kind.data if form.kind.data in KINDS else ""
    way = replace(way, html=bool(form.html.data), kind=kind)
    if request.form.get("seen") != mark(way):
        return way
    return replace(way, columns=_columns(request.form, way.columns))


def _columns(sent: Mapping[str, str], found: tuple[str, ...]) -> tuple[str, ...]:
    """Return the roles that were chosen; of two columns with one role the first has it."""
    roles: list[str] = []
    for at, role in enumerate(found):
        chosen = sent.get(f"column-{at}", role)
        known = chosen in finding.ROLES and (chosen not in roles or chosen == "ignore")
        roles.append(chosen if known else "ignore")
    return tuple(roles)


def mark(way: Way) -> str:
    """Return what tells whether columns were chosen for the table as it is read now."""
    seen = repr((way.shape, way.header, len(way.columns)))
    return sha256(seen.encode()).hexdigest()[:16]


def _signs(chosen: str | None, other: StringField, usual: str) -> str:
    if chosen != OTHER:
        return SIGNS.get(chosen or "", usual)
    return text(other).replace("\\t", "\t").replace("\\n", "\n") or usual
