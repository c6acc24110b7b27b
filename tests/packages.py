"""Small packages with a note type of somebody's own, as Anki reads and writes them."""

from __future__ import annotations

import random
import warnings
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import genanki

EDITED = datetime(2026, 3, 1, tzinfo=UTC)
"""When all notes were edited last."""
KIND, DECK = 1_512_345_678_901, 1_612_345_678_901
FIELDS = ("Question", "Answer", "Notes")
FRONT = "{{Question}}"
BACK = '{{FrontSide}}<hr id="answer">{{Answer}}<div class="extra">{{Notes}}</div>'
CSS = ".card { color: rgb(1, 2, 3); }\n.extra { font-style: italic; }\n"


def write(
    path: Path,
    *notes: Sequence[str],
    templates: Sequence[tuple[str, str]] = (),
    css: str = CSS,
    media: Mapping[str, bytes] | None = None,
    deck: str = "From::Anki",
    padding: int = 0,
    series: int = 0,
    cloze: bool = False,
) -> Path:
    """Write a package of ``notes``; ``padding`` bytes of a file make it large.

    Those of another ``series`` have other guids and another note type.
    """
    shown = templates or ((FRONT.replace("{{", "{{cloze:") if cloze else FRONT, BACK),)
    kind = genanki.Model(
        KIND + series,
        "Theory",
        fields=[{"name": name} for name in FIELDS],
        templates=[
            {"name": f"Card {number}", "qfmt": front, "afmt": back}
            for number, (front, back) in enumerate(shown, 1)
        ],
        css=css,
        model_type=genanki.Model.CLOZE if cloze else genanki.Model.FRONT_BACK,
    )
    made = genanki.Deck(DECK, deck)
    for number, fields in enumerate(notes):
        padded = [*fields, *("" for _ in FIELDS[len(fields) :])]
        made.add_note(genanki.Note(kind, padded, guid=f"guid-{series + number}", tags=["anki"]))
    package = genanki.Package(made)
    files = dict(media or {})
    if padding:
        files["long.txt"] = random.Random(1).randbytes(padding)
    for name, content in files.items():
        (path.parent / name).write_bytes(content)
        package.media_files.append(str(path.parent / name))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of HTML that is no HTML: that is what some tests want
        package.write_to_file(str(path), timestamp=EDITED.timestamp())
    return path
