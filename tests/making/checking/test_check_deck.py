"""What the rules find between the notes of a deck."""

from __future__ import annotations

from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.check import check_deck
from flashcards.making.checking.finding import Finding

NOISE = [
    Note("noise-1", NoteType.BASIC, "Who wrote on the secure base?", "Bowlby.", source="B (1988)"),
    Note("noise-2", NoteType.CLOZE, source="W (1960)", text=(
        "For Winnicott the {{c1::holding}} of the infant comes before all else."
    )),
]  # fmt: skip


def basic(guid: str, front: str, back: str, type_: NoteType = NoteType.BASIC) -> Note:
    return Note(guid, type_, front, back, source="A (2001)")


def found(*notes: Note) -> list[Finding]:
    return check_deck([*NOISE, *notes])


def rules(*notes: Note) -> list[tuple[str, str]]:
    return [(f"{finding.rule}{finding.level}", finding.guid) for finding in found(*notes)]


def test_a_deck_of_different_cards_passes() -> None:
    assert check_deck(NOISE) == []


def test_the_same_card_twice_is_an_error_of_the_later_one() -> None:
    one = basic("one", "What is empathy?", "Sensing the client’s world.")
    two = basic("two", "What is **empathy**?", "sensing the client's world")
    assert rules(one, two) == [("R14E", "two")]


def test_a_reversed_note_twice_is_told_once() -> None:
    one, two = (basic(n, "empathy", "Sensing a world.", NoteType.REVERSED) for n in ("one", "two"))
    assert rules(one, two) == [("R14E", "two")]


def test_the_same_front_alone_is_no_duplicate_but_a_contradiction() -> None:
    one = basic("one", "What is empathy?", "Sensing the client’s world as if it were one’s own.")
    two = basic("two", "What is empathy?", "A kind feeling for anybody who suffers a loss.")
    assert rules(one, two) == [("R16E", "two")]


def test_nearly_the_same_card_is_warned_of() -> None:
    one = basic("one", "What does a therapist do with a rupture?", "She names it and explores it.")
    two = basic("two", "What does the therapist do with a rupture?", "She names and explores it.")
    assert rules(one, two) == [("R14W", "two")]


def test_nearly_the_same_question_with_another_answer_is_warned_of() -> None:
    front = "Which part of the working alliance of Bordin concerns the {} of the work?"
    one = basic("one", front.format("aims"), "Goals.")
    two = basic("two", front.format("steps"), "Tasks.")
    assert rules(one, two) == [("R15W", "two")]
    assert "the aims of the" in found(one, two)[0].message


def test_questions_that_quote_what_they_ask_about_are_not_mixed_up() -> None:
    front = "What kinds of rupture are there? “{}”: what is it?"
    one = basic("one", front.format("Withdrawal"), "Moving away.")
    two = basic("two", front.format("Confrontation"), "Turning against.")
    assert rules(one, two) == []


def test_both_directions_of_one_note_are_no_duplicates() -> None:
    assert rules(basic("one", "bond", "bond of affection", NoteType.REVERSED)) == []


def test_two_answers_to_the_back_of_reversed_notes_contradict_each_other() -> None:
    one = basic("one", "empathy", "sensing the inner world", NoteType.REVERSED)
    two = basic("two", "attunement", "sensing the inner world", NoteType.REVERSED)
    assert rules(one, two) == [("R16E", "two")]


def test_a_cloze_that_says_the_same_is_a_duplicate() -> None:
    text = "For Winnicott the holding of the {{c1::infant}} comes before all else."
    again = Note("two", NoteType.CLOZE, text=text, source="W (1960)")
    assert rules(again) == [("R14E", "two")]


def test_a_deck_of_definitions_alone_is_warned_of_as_a_whole() -> None:
    names = ["trust", "empathy", "listening", "transference", "rupture", "repair", "respect"]
    names += ["immediacy", "warmth"]
    notes = [basic(name, f"What is {name}?", f"Something on {name[::-1]}.") for name in names]
    assert rules(*notes) == [("R20W", "")]
    assert rules(*notes[:6]) == []


def test_the_findings_of_each_note_come_along() -> None:
    assert rules(basic("one", "Is empathy inborn?", "No.")) == [("R3E", "one")]
