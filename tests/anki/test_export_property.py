"""Any small deck survives the real Anki: every note, card and field, and nothing twice."""

from __future__ import annotations

import tempfile
import unicodedata
from html import escape
from pathlib import Path

import pytest
from anki.collection import Collection
from anki.import_export_pb2 import ImportAnkiPackageRequest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.anki.export import write_package
from flashcards.anki.outgoing import PackageDeck, PackageNote
from flashcards.core.notes import WRITTEN, Note, NoteType, ordinals

NOW = 1_795_400_000
words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12
).map(escape)
pieces = st.sampled_from(
    [
        "{{c1::",
        "{{c2::",
        "{{c11::",
        "{{c0::",
        "}}",
        "}",
        "{{",
        "::",
        "<b>",
        "</b>",
        "&lt;",
        "\n",
        "a",
    ]
)


@st.composite
def cloze_texts(draw: st.DrawFn) -> str:
    """Draw a text with at least one whole mark, and any mess around it."""
    mess = "".join(draw(st.lists(st.one_of(pieces, words), max_size=10)))
    return f"{draw(words)} {{{{c{draw(st.integers(1, 9))}::{draw(words)}}}}} {mess}"


@st.composite
def packages(draw: st.DrawFn) -> list[PackageDeck]:
    """Draw up to three decks with up to five notes each, no guid twice."""
    guids = iter(range(100))
    note = st.builds(
        lambda **said: PackageNote(**said),
        guid=st.builds(lambda: f"guid-{next(guids)}"),
        type=st.sampled_from(WRITTEN),
        modified=st.integers(1, NOW),
        note_id=st.integers(10**12, 10**12 + 5),
        front=words,
        back=words,
        text=cloze_texts(),
        extra=st.one_of(st.just(""), words),
        source=st.one_of(st.just(""), words),
        quote=st.one_of(st.just(""), words),
        tags=st.lists(words, max_size=3).map(tuple),
    )
    deck = st.builds(
        PackageDeck,
        name=st.sampled_from(["Therapy", "Therapy::CBT", "ACT::Values::Ü"]),
        description=words,
        notes=st.lists(note, max_size=5),
    )
    return draw(st.lists(deck, max_size=3))


def _fields(note: PackageNote) -> list[str]:
    """Return the fields as Anki keeps them: composed (NFC)."""
    own = [note.text] if note.type is NoteType.CLOZE else [note.front, note.back]
    fields = [*own, note.extra, note.source, note.quote, ""]
    return [unicodedata.normalize("NFC", field) for field in fields]


def _cards(note: PackageNote) -> list[int]:
    return list(ordinals(Note(guid=note.guid, type=note.type, text=note.text)))


@pytest.mark.long
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(packages())
def test_every_note_card_and_field_arrives_and_nothing_arrives_twice(
    decks: list[PackageDeck],
) -> None:
    notes = {note.guid: note for deck in decks for note in deck.notes}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "our.apkg"
        path.write_bytes(write_package(decks, NOW))
        collection = Collection(str(Path(folder) / "collection.anki2"))
        try:
            request = ImportAnkiPackageRequest(package_path=str(path))
            assert len(collection.import_anki_package(request).log.new) == len(notes)
            assert len(collection.import_anki_package(request).log.duplicate) == len(notes)
            arrived = {
                note.guid: note for note in map(collection.get_note, collection.find_notes(""))
            }
            assert {guid: note.fields for guid, note in arrived.items()} == {
                guid: _fields(note) for guid, note in notes.items()
            }
            collection.fix_integrity()
            assert {
                guid: sorted(card.ord + 1 for card in note.cards())
                for guid, note in arrived.items()
            } == {guid: _cards(note) for guid, note in notes.items()}
        finally:
            collection.close()
