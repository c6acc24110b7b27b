"""Repairs that need a word of the learner's, or a second note: asked for, contrasted, set apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from flashcards.core.errors import Invalid
from flashcards.core.notes import Note, NoteType
from flashcards.making.checking import amounts, provenance
from flashcards.making.checking.check import answered, check_deck, check_note, with_repair
from flashcards.making.checking.finding import Does, Finding, Level, Repair
from flashcards.making.checking.words import words

SOURCE = "A handbook (2019)"


def basic(front: str, back: str, guid: str = "n", **more: object) -> Note:
    note = Note(guid, NoteType.BASIC, front, back, source=SOURCE)
    return replace(note, **more)  # type: ignore[arg-type]


def found(note: Note, rule: str) -> Finding:
    return next(each for each in check_note(note) if each.rule == rule)


def between(one: Note, other: Note, rule: str) -> Finding:
    """Return what a rule finds between two notes, with its repairs."""
    finding = next(each for each in check_deck([one, other]) if each.rule == rule)
    return with_repair(other, finding, one)


ETHICS = basic("What does the ethics code ask of a therapist who stops?", "To prepare the client.")


def test_what_changes_with_time_is_asked_about() -> None:
    repair = found(ETHICS, "R12").repairs[0]
    assert [each.name for each in repair.asks] == ["edition", "place", "until"]
    assert found(ETHICS, "R12").repair is None


def test_edition_and_place_go_to_extra_and_the_day_to_a_tag() -> None:
    says = {"edition": "APA code of 2017", "place": "United States", "until": "2027-11-23"}
    note = replace(ETHICS, extra="Said often.", tags=("ethics",))
    repair = answered(note, "R12", says)
    assert repair is not None
    (new,) = repair.notes
    assert new == replace(
        note,
        extra="Said often.\n\nValid for: APA code of 2017, United States",
        tags=("ethics", "review-by-2027-11-23"),
    )
    assert "R12" not in {each.rule for each in check_note(new)}


def test_what_was_said_before_is_replaced() -> None:
    first = answered(ETHICS, "R12", {"edition": "Code of 2010", "until": "2020-01-01"})
    assert first is not None
    again = answered(first.notes[0], "R12", {"edition": "Code of 2017", "until": "2027-01-01"})
    assert again is not None
    assert again.notes[0].extra == "Valid for: Code of 2017"
    assert again.notes[0].tags == ("review-by-2027-01-01",)
    later = answered(again.notes[0], "R12", {"until": "2029-01-01"})
    assert later is not None
    assert later.notes[0].extra == "Valid for: Code of 2017"


def test_an_answer_that_dates_nothing_is_no_repair() -> None:
    assert answered(ETHICS, "R12", {"place": "United States"}) is None
    assert answered(ETHICS, "R12", {}) is None
    with pytest.raises(Invalid, match="day"):
        answered(ETHICS, "R12", {"edition": "2017", "until": "soon"})


def test_a_note_is_found_again_when_its_day_has_come() -> None:
    note = replace(ETHICS, extra="Valid for: 2017", tags=("x", "review-by-2027-11-23"))
    assert list(provenance.check_until(note, date(2027, 11, 22))) == []
    (finding,) = provenance.check_until(note, date(2027, 11, 24))
    assert (finding.rule, finding.level) == ("R12", Level.WARNING)
    assert "23 November 2027" in finding.message
    assert with_repair(note, finding).repairs[0].asks
    assert list(provenance.check_until(replace(note, tags=("review-by-soon",)), date.max)) == []


def test_a_term_of_several_meanings_asks_whose_it_is() -> None:
    note = basic("What is congruence?", "Being openly what one is.")
    assert [each.name for each in found(note, "R6").repairs[-1].asks] == ["whose"]
    for whose, front in (
        ("person-centred therapy", "In person-centred therapy, what is congruence?"),
        ("Rogers", "For Rogers, what is congruence?"),
        ("In Gestalt therapy", "In Gestalt therapy, what is congruence?"),
    ):
        repair = answered(note, "R6", {"whose": whose})
        assert repair is not None
        assert repair.notes == (replace(note, front=front),)
    assert answered(note, "R6", {"whose": " "}) is None


def test_a_name_at_the_front_keeps_its_capital() -> None:
    note = basic("Rogers calls what congruence?", "x")
    repair = answered(note, "R6", {"whose": "person-centred therapy"})
    assert repair is None or "therapy, Rogers calls" in repair.notes[0].front
    cloze = Note("n", NoteType.CLOZE, text="The {{c1::frame}} keeps the hour of the work.",
                 source=SOURCE)  # fmt: skip
    repair = answered(cloze, "R6", {"whose": "psychoanalysis"})
    assert repair is not None
    assert (
        repair.notes[0].text == "In psychoanalysis, the {{c1::frame}} keeps the hour of the work."
    )


WITHDRAWAL = "a withdrawal rupture in the alliance of a brief therapy"
CONFRONTATION = "a confrontation rupture in the alliance of a brief therapy"
ALIKE = (
    basic(f"What is {WITHDRAWAL}?", "Moving away from the therapist.", "one"),
    basic(f"What is {CONFRONTATION}?", "Turning against the therapist.", "two"),
)


def test_look_alikes_get_a_card_that_tells_them_apart() -> None:
    one, two = ALIKE
    (repair,) = between(one, two, "R15").repairs
    kept, contrast = repair.notes
    assert kept == two
    assert contrast.guid == ""
    assert contrast.front == f"What tells {WITHDRAWAL} from a confrontation rupture?"
    assert contrast.back == (
        "**Withdrawal**: Moving away from the therapist.\n\n"
        "**Confrontation**: Turning against the therapist."
    )
    assert (contrast.source, contrast.quote, contrast.start) == (SOURCE, "", None)
    assert not [each for each in check_note(contrast) if each.level is Level.ERROR]


def test_with_the_contrast_card_there_the_pair_is_not_found_any_more() -> None:
    one, two = ALIKE
    contrast = replace(between(one, two, "R15").repairs[0].notes[1], guid="three")
    assert {each.rule for each in check_deck([one, two, contrast])} & {"R14", "R15", "R16"} == set()


def test_questions_that_differ_in_one_word_are_contrasted_in_that_word() -> None:
    front = "Which part of the working alliance of Bordin concerns the {} of the work?"
    one, two = (
        basic(front.format("aims"), "Goals.", "a"),
        basic(front.format("steps"), "Tasks.", "b"),
    )
    (repair,) = between(one, two, "R15").repairs
    assert repair.notes[1].front == (
        "What tells “aims” from “steps” in “Which part of the working alliance of Bordin concerns"
        " the … of the work?”"
    )
    assert repair.notes[1].back == "**Aims**: Goals.\n\n**Steps**: Tasks."


def test_sources_of_both_stand_in_the_contrast_card() -> None:
    one = ALIKE[0]
    two = replace(
        ALIKE[1],
        source="Another book (2001)",
        quote="A confrontation is a turn against the therapist.",
        start=5,
        end=53,
    )
    contrast = between(one, two, "R15").repairs[0].notes[1]
    assert contrast.source == "A handbook (2019); Another book (2001)"
    assert (contrast.quote, contrast.start, contrast.end) == ("", None, None)


SAME = "What is congruence for a therapist?"
OURS = basic(SAME, "Being genuine with the client.", "one", source="Rogers, C. R. (1957)")
THEIRS = basic(SAME, "A match of words and posture.", "two", section="Gestalt therapy")


def test_a_contradiction_is_set_apart_on_either_side_or_one_goes() -> None:
    repairs = between(OURS, THEIRS, "R16").repairs
    mine = replace(THEIRS, front="In Gestalt therapy, what is congruence for a therapist?")
    other = replace(OURS, front="For Rogers, what is congruence for a therapist?")
    assert [(each.of, each.notes, each.does) for each in repairs if not each.asks] == [
        ("", (mine,), Does.CHANGE),
        ("one", (other,), Does.CHANGE),
        ("", (), Does.CHANGE),
        ("one", (), Does.CHANGE),
    ]
    assert [each.name for each in repairs[2].asks] == ["whose"]
    for changed in ([OURS, mine], [other, THEIRS], [OURS], [THEIRS]):
        assert "R16" not in {each.rule for each in check_deck(changed)}


def test_who_says_nothing_of_its_school_is_asked() -> None:
    one, two = basic(SAME, "Being genuine.", "one"), basic(SAME, "A match of posture.", "two")
    repairs = between(one, two, "R16").repairs
    assert [bool(each.asks) for each in repairs] == [True, False, False]
    repair = answered(two, "R16", {"whose": "Gestalt therapy"})
    assert repair is not None
    assert repair.notes[0].front == "In Gestalt therapy, what is congruence for a therapist?"


LONG = (
    "The alliance was studied for many years by many people, and a great deal has been written on"
    " how it comes about in the first weeks of a treatment. A rupture is a strain in the bond"
    " between a therapist and a client. Others have said much about other matters since then."
)


def test_a_long_quote_is_cut_to_the_sentence_that_carries_the_answer() -> None:
    note = basic("What is a rupture?", "A strain in the bond between a therapist and a client.",
                 quote=LONG, start=100, end=100 + len(LONG))  # fmt: skip
    (finding,) = amounts.check_shared(note)
    (repair,) = with_repair(note, finding).repairs
    (new,) = repair.notes
    sentence = "A rupture is a strain in the bond between a therapist and a client."
    at = LONG.index(sentence)
    assert (new.quote, new.start, new.end) == (sentence, 100 + at, 100 + at + len(sentence))
    assert replace(new, quote=note.quote, start=note.start, end=note.end) == note
    assert list(amounts.check_shared(new)) == []


def test_as_many_sentences_stay_as_the_answer_needs() -> None:
    text = (
        "Much was written. A rupture is a strain in the bond. It can be mended by naming it. "
        + "Nothing else is to be said here of anything at all. " * 5
    ).strip()
    note = basic("What is a rupture?", "A strain in the bond that can be mended by naming.",
                 quote=text)  # fmt: skip
    (repair,) = with_repair(note, next(amounts.check_shared(note))).repairs
    assert (
        repair.notes[0].quote == "A rupture is a strain in the bond. It can be mended by naming it."
    )
    assert repair.notes[0].start is None


def test_a_quote_that_is_needed_as_a_whole_is_not_cut() -> None:
    note = basic("What is all this?", "word " * 45, quote="word " * 45)
    assert len(words(note.quote)) > amounts.QUOTE_WORDS
    assert with_repair(note, next(amounts.check_shared(note))).repairs == ()


@pytest.mark.parametrize("answers", [amounts.Answers(6, 1.0, 1.0), amounts.Answers(6, 9.0, 0.2)])
def test_what_is_too_easy_or_too_hard_can_be_reworded_or_left_out_of_study(
    answers: amounts.Answers,
) -> None:
    note = basic("What is a rupture?", "A strain.")
    (finding,) = amounts.check_answers("n", answers)
    repairs = with_repair(note, finding).repairs
    assert [each.does for each in repairs] == [Does.SUSPEND, Does.EDIT]
    assert all(each.notes == (note,) for each in repairs)
    assert with_repair(note, finding).repair is None


def test_what_can_be_done_at_once_is_the_repair() -> None:
    asks = Repair("Ask", (), asks=provenance_asks())
    done = Repair("Do", (ETHICS,))
    finding = Finding("R6", Level.WARNING, "x", "front", "n", (asks, done))
    assert finding.repair is done


def provenance_asks() -> tuple:  # type: ignore[type-arg]
    return found(ETHICS, "R12").repairs[0].asks
