"""A text is shown as it was built, every letter of it once, and each quote in its place."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.services.making.article import GAP, LEFT, Part, article, elsewhere
from flashcards.store.models.content import Document, Draft

TEXT = (
    "Repair\n\nA rupture is a strain.\n\nfirst\n\nsecond\n\nterm\n\nmeaning\n\nA | B\n\nc | d"
    "\n\nE | F\n\nsaid\n\nPage 3\n\nPage 4\n\nlost words\n\nx = 1"
)


def block(kind: str, words: str, level: int = 0, marks: tuple[tuple[str, str], ...] = ()) -> list:  # type: ignore[type-arg]
    """Return a block of TEXT as it is kept; cells stand between bars."""
    start = TEXT.index(words)
    cells = []
    if kind == "row":
        at = start
        for cell in words.split(" | "):
            cells.append([at, at + len(cell)])
            at += len(cell) + 3
    styles = [[TEXT.index(each), TEXT.index(each) + len(each), style] for each, style in marks]
    return [kind, start, start + len(words), level, styles, cells]


BLOCKS = [
    block("heading", "Repair", 2),
    block("paragraph", "A rupture is a strain.", marks=(("rupture", "bold"), ("strain", "italic"))),
    block("item", "first", 1),
    block("item", "second", 2),
    block("term", "term"),
    block("definition", "meaning"),
    block("row", "A | B", 0),
    block("row", "c | d", 1),
    block("row", "E | F", 0),
    block("quote", "said"),
    block("code", "x = 1"),
]


def out(words: str, why: str = "a page number") -> dict[str, object]:
    start = TEXT.index(words)
    return {"quote": words, "why": why, "start": start, "end": start + len(words)}


def document(**more: object) -> Document:
    """Return a document of all kinds of blocks."""
    values = {"left_out": [out("Page 3"), out("Page 4"), {"quote": "old", "why": "lost"}], **more}
    return Document(title="x", text=TEXT, blocks=BLOCKS, chapters=[["x", 0, 11]], **values)


def draft(id_: int, words: str, text: str = TEXT) -> Draft:
    start = text.index(words)
    return Draft(id=id_, start=start, end=start + len(words))


def words_of(part: Part) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in part.lines]


def test_blocks_that_belong_together_are_one_part() -> None:
    parts = article(document(), [])
    assert [(part.kind, words_of(part)) for part in parts] == [
        ("heading", ["Repair"]),
        ("paragraph", ["A rupture is a strain."]),
        ("list", ["first", "second"]),
        ("terms", ["term", "meaning"]),
        ("table", ["A", "B", "c", "d"]),
        ("table", ["E", "F"]),
        ("quote", ["said"]),
        (LEFT, ["Page 3", "Page 4"]),
        (GAP, ["lost words"]),
        ("code", ["x = 1"]),
    ]
    by_kind = {part.kind: part for part in parts}
    assert by_kind["list"].levels == (1, 2)
    assert by_kind["terms"].levels == (0, 1)
    assert [len(row) for row in parts[4].rows] == [2, 2]
    assert by_kind[LEFT].why == "a page number"
    assert elsewhere(document(), 0) == [{"quote": "old", "why": "lost"}]


def test_headings_stand_under_one_another_without_a_gap() -> None:
    words = ["Title", "Three", "Five", "Four", "Two", "Six"]
    levels = [1, 3, 5, 4, 2, 6]
    text, blocks = "\n\n".join(words), []
    for word, level in zip(words, levels, strict=True):
        at = text.index(word)
        blocks.append(["heading", at, at + len(word), level, [], []])
    row = Document(title="Title", text=text, blocks=blocks, left_out=[], chapters=[["x", 0, 6]])
    assert [part.level for part in article(row, [])] == [0, 1, 2, 2, 1, 2]
    row.title = "Another"
    assert [part.level for part in article(row, [])] == [1, 2, 3, 3, 2, 3]


def test_emphasis_and_quotes_cut_a_line_where_they_begin_and_end() -> None:
    quotes = [draft(1, "A rupture is a"), draft(2, "rupture is a strain."), draft(3, "c | d")]
    parts = article(document(), quotes)
    runs = [(run.text, run.styles, run.drafts, run.ending) for run in parts[1].lines[0].runs]
    assert runs == [
        ("A ", (), (1,), ()),
        ("rupture", ("bold",), (1, 2), ()),
        (" is a", (), (1, 2), (1,)),
        (" ", (), (2,), ()),
        ("strain", ("italic",), (2,), ()),
        (".", (), (2,), (2,)),
    ]
    cells = [(run.text, run.drafts, run.ending) for line in parts[4].lines for run in line.runs]
    assert cells == [("A", (), ()), ("B", (), ()), ("c", (3,), ()), ("d", (3,), (3,))]


def test_different_reasons_are_different_parts() -> None:
    gone = [out("Page 3", "one"), out("Page 4", "another")]
    assert [part.why for part in article(document(left_out=gone), []) if part.kind == LEFT] == [
        "one",
        "another",
    ]


def test_an_empty_document_has_no_parts() -> None:
    empty = Document(text="", blocks=[], left_out=[], chapters=[["x", 0, 0]], title="x")
    assert article(empty, []) == []


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))), max_size=12))
def test_every_letter_is_shown_once_and_every_quote_ends_once(spans: list[tuple[int, int]]) -> None:
    quotes = [
        Draft(id=number, start=min(span), end=max(span))
        for number, span in enumerate(spans)
        if TEXT[min(span) : max(span)].strip() == TEXT[min(span) : max(span)] != ""
    ]
    parts = article(document(), quotes)
    runs = [run for part in parts for line in part.lines for run in line.runs]
    shown = "".join(run.text for run in runs)
    assert "".join(shown.split()) == "".join(TEXT.replace("|", "").split())
    for run in runs:
        assert TEXT[run.start : run.start + len(run.text)] == run.text
    for each in quotes:
        carried = "".join(run.text for run in runs if each.id in run.drafts)
        quote = TEXT[each.start : each.end].replace("|", "")
        assert "".join(carried.split()) == "".join(quote.split())
        assert sum(run.ending.count(each.id) for run in runs) == (1 if quote.strip() else 0)


def test_twice_the_drafts_take_about_twice_the_time() -> None:
    sentences = [f"Sentence {number} says a thing about ruptures." for number in range(4_000)]
    text = "\n\n".join(sentences)
    at, blocks = 0, []
    for sentence in sentences:
        blocks.append(["paragraph", at, at + len(sentence), 0, [], []])
        at += len(sentence) + 2
    row = Document(text=text, blocks=blocks, left_out=[], chapters=[["x", 0, 4_000]], title="x")
    quotes = [Draft(id=n, start=each[1], end=each[2]) for n, each in enumerate(blocks)]

    def seconds(count: int) -> float:
        begun = time.perf_counter()
        article(row, quotes[:count])
        return time.perf_counter() - begun

    assert min(seconds(4_000) for _ in range(3)) < 6 * min(seconds(1_000) for _ in range(3)) + 0.05
