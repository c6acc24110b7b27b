"""A term is explained before it is used."""

from __future__ import annotations

from flashcards.core.notes import Note, NoteType
from flashcards.making.checking import order


def basic(guid: str, front: str) -> Note:
    return Note(guid, NoteType.BASIC, front, "Something.", source="A (2001)")


EXPLAINED = basic("explained", "What is transference?")
USED = basic("used", "Who first wrote of transference?")
NOISE = basic("noise", "Who wrote on the secure base?")


def found(*notes: Note) -> list[tuple[str, str]]:
    return [(f"{each.rule}{each.level}", each.guid) for each in order.check(notes)]


def test_a_term_that_is_used_before_it_is_explained_is_told_once() -> None:
    again = basic("again", "When does transference end?")
    assert found(NOISE, USED, again, EXPLAINED) == [("R19I", "used")]


def test_a_term_that_is_explained_first_is_in_order() -> None:
    assert found(EXPLAINED, NOISE, USED) == []


def test_explanations_need_no_order_among_themselves() -> None:
    later = basic("later", "What is transference neurosis?")
    assert found(later, EXPLAINED) == []


def test_a_cloze_uses_terms_too() -> None:
    text = "Ferenczi widened the meaning of {{c1::transference}}."
    assert found(Note("c", NoteType.CLOZE, text=text), EXPLAINED) == [("R19I", "c")]


def test_a_word_of_a_longer_question_is_no_term() -> None:
    asked = basic("asked", "What is unconditional in Rogers’ unconditional positive regard?")
    assert found(basic("x", "Who offers unconditional regard?"), asked) == []
