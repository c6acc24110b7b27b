"""What became of each quote: it stands, it was changed, or it is gone."""

from __future__ import annotations

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.making.document import Block, Document, Kind
from flashcards.making.editions.compare import STRANGE, Comparison, Quote, Standing, compare
from flashcards.making.editions.differences import shifts

_PARTS = (
    ("The therapist", "A client", "The group", "Rogers", "Bordin", "An infant", "Supervision"),
    ("repairs", "names", "avoids", "remembers", "rehearses", "doubts", "describes"),
    ("an early rupture", "the working alliance", "a dream of flight", "some shared goals"),
    ("within 12 weeks", "in 40 sessions", "without any notes", "before the first break"),
)
SENTENCES = [
    f"{one} {two} {three} {four}."
    for one in _PARTS[0]
    for two in _PARTS[1]
    for three in _PARTS[2]
    for four in _PARTS[3]
]
Paragraphs = list[list[str]]


def written(paragraphs: Paragraphs, heading: str = "") -> Document:
    """Return paragraphs as a document, under a heading if there is one."""
    text, blocks = "", []
    for words in [*([heading] if heading else []), *(" ".join(some) for some in paragraphs)]:
        kind = Kind.HEADING if words == heading else Kind.PARAGRAPH
        blocks.append(Block(len(text), len(text) + len(words), kind, level=1))
        text += f"{words}\n\n"
    return Document("On ruptures", text, tuple(blocks))


def quotes_of(document: Document, words: list[str]) -> list[Quote]:
    return [Quote(n, each, document.text.index(each)) for n, each in enumerate(words)]


def stand(found: Comparison, standing: Standing) -> set[int]:
    return {key for key, place in found.places.items() if place.standing is standing}


def said(document: Document, found: Comparison, key: int) -> str:
    span = found.places[key].new
    assert span is not None
    return document.text[span.start : span.end]


texts = st.lists(st.sampled_from(SENTENCES), min_size=4, max_size=24, unique=True).flatmap(
    lambda some: st.integers(1, 4).map(lambda n: [some[i : i + n] for i in range(0, len(some), n)])
)


@given(texts)
def test_in_the_same_text_every_quote_stands_where_it_stood(paragraphs: Paragraphs) -> None:
    document = written(paragraphs)
    quotes = quotes_of(document, [each for some in paragraphs for each in some])
    found = compare(document, document, quotes)
    assert {key: place.new.start for key, place in found.places.items() if place.new} == {
        quote.id: quote.start for quote in quotes
    }
    assert stand(found, Standing.UNTOUCHED) == {quote.id for quote in quotes}
    assert (found.added, found.likeness) == ((), 1.0)


@given(texts, st.randoms())
def test_moved_paragraphs_leave_every_quote_untouched(
    paragraphs: Paragraphs, chance: random.Random
) -> None:
    old = written(paragraphs)
    moved = [*paragraphs]
    chance.shuffle(moved)
    new = written(moved, "Another heading")
    quotes = quotes_of(old, [each for some in paragraphs for each in some])
    found = compare(old, new, quotes)
    assert stand(found, Standing.UNTOUCHED) == {quote.id for quote in quotes}
    assert [said(new, found, quote.id) for quote in quotes] == [quote.words for quote in quotes]


@given(texts, st.data())
def test_a_sentence_taken_out_loses_its_own_notes_alone(
    paragraphs: Paragraphs, data: st.DataObject
) -> None:
    old = written(paragraphs)
    every = [each for some in paragraphs for each in some]
    gone = data.draw(st.sampled_from(range(len(every))))
    left = [[each for each in some if each != every[gone]] for some in paragraphs]
    new = written([some for some in left if some])
    found = compare(old, new, quotes_of(old, every))
    assert stand(found, Standing.LOST) == {gone}
    assert stand(found, Standing.CHANGED) == set()


@given(texts, st.data(), st.integers(13, 39))
def test_a_changed_number_is_found_and_flagged(
    paragraphs: Paragraphs, data: st.DataObject, number: int
) -> None:
    every = [each for some in paragraphs for each in some]
    numbered = [n for n, each in enumerate(every) if "12" in each or "40" in each]
    old = written(paragraphs)
    if not numbered:
        return
    chosen = data.draw(st.sampled_from(numbered))
    told = every[chosen].replace("12", str(number)).replace("40", str(number))
    new = written(
        [[told if each == every[chosen] else each for each in some] for some in paragraphs]
    )
    found = compare(old, new, quotes_of(old, every))
    assert stand(found, Standing.CHANGED) == {chosen}
    assert said(new, found, chosen) == told
    (shift,) = shifts(every[chosen], told)
    assert (shift.what, shift.after.split()[0]) == ("number", str(number))


@given(texts, st.data())
def test_no_note_goes_to_a_sentence_that_is_anothers(
    paragraphs: Paragraphs, data: st.DataObject
) -> None:
    old = written(paragraphs)
    every = [each for some in paragraphs for each in some]
    dropped = set(data.draw(st.lists(st.sampled_from(every), max_size=6)))
    more = data.draw(st.lists(st.sampled_from(SENTENCES), max_size=6))
    new = written([[each for each in every if each not in dropped], more])
    found = compare(old, new, quotes_of(old, every))
    for key, place in found.places.items():
        if every[key] in new.text:
            assert said(new, found, key) == every[key]
        elif place.standing is Standing.CHANGED:
            assert said(new, found, key) not in every


def test_a_quote_that_stands_twice_keeps_its_neighbours_and_its_heading() -> None:
    twice = "It has 21 items."
    old = written([["The scale is old.", twice], ["The test is new.", twice]])
    new = written([["The test is new.", twice], ["A preface."], ["The scale is old.", twice]])
    first = old.text.index(twice)
    second = old.text.index(twice, first + 1)
    found = compare(old, new, [Quote(1, twice, first), Quote(2, twice, second)])
    starts = {key: place.new.start for key, place in found.places.items() if place.new}
    assert starts[1] > starts[2]


def test_line_breaks_and_curly_marks_do_not_change_a_sentence() -> None:
    old = written([["Bordin's “bond” – a tie – holds."]])
    new = written([['Bordin’s "bond" -\na tie -  holds.']])
    quote = Quote(1, "Bordin's “bond” – a tie – holds.", 0)
    found = compare(old, new, [quote])
    assert found.places[1].standing is Standing.UNTOUCHED
    assert said(new, found, 1) == 'Bordin’s "bond" -\na tie -  holds.'


def test_part_of_a_word_is_no_place_for_a_quote() -> None:
    old, new = written([["He heals."], ["Rest."]]), written([["She heals."], ["Rest."]])
    found = compare(old, new, [Quote(1, "He heals.", 0)])
    assert found.places[1].standing is not Standing.UNTOUCHED


def test_a_sentence_that_stood_there_before_is_not_what_became_of_another() -> None:
    away = "Withdrawal is movement away from the therapist."
    against = "Confrontation is movement against the therapist."
    rest = ["Repair takes patience.", "The bond is restored by honest words."]
    old, new = written([[away, against], rest]), written([[against], rest])
    found = compare(old, new, quotes_of(old, [away, against]))
    assert [found.places[n].standing for n in (0, 1)] == [Standing.LOST, Standing.UNTOUCHED]


def test_alike_sentences_that_both_changed_are_not_mistaken_for_each_other() -> None:
    old = written(
        [["Stage one of the manual lasts 2 weeks.", "Stage two of the manual lasts 9 weeks."]]
    )
    new = written(
        [["Stage one of the manual lasts 3 weeks.", "Stage two of the manual lasts 8 weeks."]]
    )
    found = compare(old, new, quotes_of(old, old.text.strip().split(". ")))
    assert said(new, found, 0) == "Stage one of the manual lasts 3 weeks."
    assert said(new, found, 1) == "Stage two of the manual lasts 8 weeks."


def test_a_list_that_lost_an_item_was_changed() -> None:
    items = [
        "The kinds of rupture are these.",
        "Withdrawal from the work.",
        "Confrontation of the therapist.",
    ]
    old, new = written([items, ["The end."]]), written([[items[0], items[2]], ["The end."]])
    whole = " ".join(items)
    found = compare(old, new, quotes_of(old, [whole]))
    assert found.places[0].standing is Standing.CHANGED
    assert said(new, found, 0) == f"{items[0]} {items[2]}"


def test_another_document_is_told_from_an_edition() -> None:
    old = written([SENTENCES[:12]])
    other = written(
        [["Photosynthesis turns light into sugar.", "Leaves are green from chlorophyll."]]
    )
    assert compare(old, other, []).likeness < STRANGE
    assert compare(old, written([SENTENCES[6:18]]), []).likeness >= STRANGE


def test_text_in_any_script_is_compared() -> None:
    old = written(
        [["العلاقة تحالف من ثلاثة أجزاء.", "Zwölf Sitzungen genügen.", "治療同盟很重要。"]]
    )
    new = written([["Zwölf Sitzungen genügen.", "العلاقة تحالف من ثلاثة أجزاء.", ""]])
    found = compare(old, new, quotes_of(old, ["العلاقة تحالف من ثلاثة أجزاء.", "治療同盟很重要。"]))
    assert [found.places[n].standing for n in (0, 1)] == [Standing.UNTOUCHED, Standing.LOST]


@settings(max_examples=1, deadline=None)
@given(st.just(7))
def test_a_book_of_600_pages_is_compared_in_seconds(seed: int) -> None:
    chance = random.Random(seed)
    words = [f"w{n:x}" for n in range(9000)]
    often = [1 / (n + 1) for n in range(9000)]
    lines = [
        " ".join(chance.choices(words, often, k=chance.randint(8, 30))).capitalize() + "."
        for _ in range(13_000)
    ]
    revised = [
        each.replace(each.split()[4], "revised", 1) if n % 10 == 0 else each
        for n, each in enumerate(lines)
    ]
    old, new = (
        written([some[n : n + 5] for n in range(0, 13_000, 5)]) for some in (lines, revised)
    )
    quotes = quotes_of(old, lines[::8])
    begun = time.perf_counter()
    found = compare(old, new, quotes)
    assert time.perf_counter() - begun < 20
    assert not stand(found, Standing.LOST)
    assert len(found.added) > 1000
