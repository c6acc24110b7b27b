"""What holds for every deck file: nothing is lost in reading, writing and rendering."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.deckfile.deck import DeckFile, DeckFileError
from flashcards.core.deckfile.reading import parse
from flashcards.core.deckfile.writing import render, write
from flashcards.core.notes import WRITTEN, Note, NoteType

NASTY = [
    *("Q: x", "A:", "Id: another", "# Section", "#", "## Heading", "---", "\\", "\\\\", "\\Q: x"),
    *("", " ", "\t", "\r", "\\\r", "Note: well", "http://x", "\\ x", '"quoted"', '"', "-", "[1]"),
    *("{{c1::x}}", "trailing  ", "  leading", "\u2028", "\x85", "\ufeff", "s1, p. 2", "Ünïcode: x"),
]
pieces = st.one_of(st.sampled_from(NASTY), st.text(max_size=20))
texts = st.lists(pieces, max_size=6).map("\n".join)
filled = texts.filter(lambda text: bool(text.strip()))
ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{3,20}", fullmatch=True)
offsets = st.none() | st.integers(0, 10**6)


@st.composite
def notes(draw: st.DrawFn) -> Note:
    type_ = draw(st.sampled_from(WRITTEN))
    cloze = type_ is NoteType.CLOZE
    return Note(
        guid=draw(ids),
        type=type_,
        front="" if cloze else draw(filled),
        back="" if cloze else draw(filled),
        text=draw(texts) + "{{c1::hidden}}" + draw(texts) if cloze else "",
        extra=draw(texts),
        source=draw(texts),
        quote=draw(texts),
        section=draw(texts),
        start=draw(offsets),
        end=draw(offsets),
        tags=tuple(draw(st.lists(texts, max_size=3))),
    )


note_lists = st.lists(notes(), max_size=4, unique_by=lambda note: note.guid)


@given(note_lists, filled, texts)
def test_parsing_a_rendered_deck_gives_its_notes_back(
    made: list[Note], title: str, description: str
) -> None:
    deck = parse(render(title, made, description=description), "x.md")
    assert [entry.note for entry in deck.notes] == made
    assert (deck.title, deck.description) == (title, description)


@given(note_lists, st.sampled_from(["p. 3", "ch. 2", "throughout", "a [b]"]))
def test_a_known_source_keeps_its_key_and_its_place(made: list[Note], place: str) -> None:
    sources = {"first": "One (1957)", "second": "Two (1979)"}
    cited = [Note(n.guid, NoteType.BASIC, "f", "b", source=f"Two (1979) [{place}]") for n in made]
    deck = parse(render("T", cited, sources=sources), "x.md")
    assert deck.sources == sources
    assert all((e.source_key, e.place) == ("second", place) for e in deck.notes)


@given(note_lists, st.booleans(), st.booleans())
def test_a_deck_is_written_back_byte_for_byte(made: list[Note], crlf: bool, bom: bool) -> None:
    text = "\ufeff" * bom + render("T", made)
    text = text.replace("\n", "\r\n") if crlf else text
    assert write(parse(text, "x.md")) == text


@st.composite
def mutated(draw: st.DrawFn) -> str:
    lines = render("T", draw(note_lists)).split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        change = draw(st.sampled_from(["drop", "double", "put", "swap"]))
        if change == "drop" and len(lines) > 1:
            del lines[at]
        elif change == "double":
            lines.insert(at, lines[at])
        elif change == "put":
            lines.insert(at, draw(pieces))
        else:
            lines[at], lines[-1] = lines[-1], lines[at]
    return "\n".join(lines)


@given(mutated() | texts)
def test_any_text_is_refused_with_lines_or_written_back_byte_for_byte(text: str) -> None:
    found = parsed(text)
    if isinstance(found, DeckFileError):
        assert found.problems
        assert all(1 <= line <= text.count("\n") + 1 for line, _ in found.problems)
    else:
        assert write(found) == text


def parsed(text: str) -> DeckFile | DeckFileError:
    try:
        return parse(text, "x.md")
    except DeckFileError as error:
        return error


@given(note_lists.filter(bool), st.data())
def test_a_fault_is_told_where_it_was_put(made: list[Note], data: st.DataObject) -> None:
    text = render("T", made)
    entry = data.draw(st.sampled_from(parse(text, "x.md").notes))
    lines = text.split("\n")
    lines.insert(entry.end - 1, "Hint: no such key")
    found = parsed("\n".join(lines))
    assert isinstance(found, DeckFileError)
    assert [line for line, _ in found.problems] == [entry.end]


@given(note_lists.filter(bool))
def test_the_lines_of_a_note_hold_the_note_and_nothing_else(made: list[Note]) -> None:
    deck = parse(render("T", made), "x.md")
    for entry in deck.notes:
        own = deck.lines[entry.line - 1 : entry.end - 1]
        assert own[0] == f"Id: {entry.note.guid}\n"
        assert own[-1].strip()
        assert sum(line.startswith("Id: ") for line in own) == 1
