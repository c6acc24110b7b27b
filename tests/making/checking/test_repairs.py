"""A repair mends what it is offered for, breaks nothing else and loses no word of the answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core import cloze
from flashcards.core.notes import Note, NoteType, keepable, validated
from flashcards.making.checking.check import check_deck, check_note, with_repair
from flashcards.making.checking.finding import Finding, Level, Repair
from flashcards.making.checking.words import content_stems

SOURCE = "Bordin (1979)"


def basic(
    front: str, back: str, *, source: str = SOURCE, quote: str = "", section: str = ""
) -> Note:
    return Note("n", NoteType.BASIC, front, back, source=source, quote=quote, section=section)


def gapped(text: str) -> Note:
    return Note("n", NoteType.CLOZE, text=text, source=SOURCE)


PARTS = "What are the three parts of Bordin’s working alliance?"
ONE_OF_THREE = f"{PARTS}\n\n- {{{{c1::bond}}}}\n- {{{{c2::goals}}}}\n- {{{{c3::tasks}}}}"
QUOTED = "Naming the rupture may heal it."

MENDED = [
    ("R1", basic(PARTS, "- bond\n- goals\n- tasks"), gapped(ONE_OF_THREE)),
    ("R2", basic(PARTS, "bond, goals, and tasks"), gapped(ONE_OF_THREE)),
    (
        "R1",
        basic("What is a rupture?", "A strain. It has two forms. Both can be mended."),
        replace(basic("What is a rupture?", "A strain."),
                extra="It has two forms. Both can be mended."),
    ),
    (
        "R3",
        basic("Is empathy agreement?", "No: one can follow a feeling without sharing a view."),
        basic("Why isn’t empathy agreement?", "One can follow a feeling without sharing a view."),
    ),
    (
        "R3",
        basic("Does trust matter here?", "Yes, because it lets clients open up."),
        basic("Why does trust matter here?", "It lets clients open up."),
    ),
    (
        "R5",
        basic("As mentioned above, what is a rupture?", "A strain."),
        basic("What is a rupture?", "A strain."),
    ),
    (
        "R6",
        basic("What is congruence?", "Being openly what one is.", section="Gestalt therapy"),
        basic("In Gestalt therapy, what is congruence?", "Being openly what one is.",
              section="Gestalt therapy"),
    ),
    (
        "R9",
        gapped("A {{c1::rupture}} is a strain of the bond, and a rupture can be mended again."),
        gapped("A {{c1::rupture}} is a strain of the bond, and a {{c1::rupture}} can be mended"
               " again."),
    ),
    (
        "R9",
        gapped("For Winnicott the {{c1::holding::holding}} of the infant comes before all else."),
        gapped("For Winnicott the {{c1::holding}} of the infant comes before all else."),
    ),
    (
        "R10",
        basic("How many parts are there?", "Five.", quote="Bordin saw three parts."),
        basic("How many parts are there?", "Bordin saw three parts.",
              quote="Bordin saw three parts."),
    ),
    (
        "R11",
        basic("What is a rupture?", "A strain.", source=""),
        basic("What is a rupture?", "A strain.", source="Own words"),
    ),
    (
        "R13",
        gapped("The therapist {{c1::names}} the rupture before {{c2::she}} explores it openly."),
        gapped("The therapist {{c1::names}} the rupture before she explores it openly."),
    ),
    (
        "R24",
        basic("What does naming do?", "It heals the rupture.", quote=QUOTED),
        basic("What does naming do?", QUOTED, quote=QUOTED),
    ),
]  # fmt: skip


def offer(note: Note, rule: str) -> Repair | None:
    return next(each.repair for each in check_note(note) if each.rule == rule)


@pytest.mark.parametrize(("rule", "before", "after"), MENDED)
def test_the_repair_is_the_note_that_one_would_write(rule: str, before: Note, after: Note) -> None:
    repair = offer(before, rule)
    assert repair is not None
    assert repair.notes == (after,)


def test_a_list_with_names_for_its_parts_becomes_a_note_of_each() -> None:
    kinds = "- Withdrawal: the client moves away\n- Confrontation: the client turns against it"
    repair = offer(basic("What kinds of rupture are there?", kinds), "R1")
    assert repair is not None
    first, second = repair.notes
    assert (first.guid, second.guid) == ("n", "")
    assert first.front == "What kinds of rupture are there? “Withdrawal”: what is it?"
    assert (first.back, second.back) == (
        "the client moves away",
        "the client turns against it",
    )
    assert (second.source, second.tags) == (first.source, first.tags)


NO_OFFER = [
    ("R3", basic("Is empathy agreement?", "No.")),
    ("R8", basic("What is it that a rupture is?", "word " * 50)),
    ("R5", basic("They depend on what?", "Trust.")),
    ("R6", basic("What is congruence?", "Being openly what one is.")),
    ("R1", basic("Why?", f"{'Some long word ' * 12}. B is. C is.")),
]


@pytest.mark.parametrize(("rule", "note"), NO_OFFER)
def test_where_no_repair_is_good_none_is_offered(rule: str, note: Note) -> None:
    assert offer(note, rule) is None


def test_of_two_that_are_the_same_one_can_go() -> None:
    one, other = (replace(basic("What is a rupture?", "A strain."), guid=g) for g in ("a", "b"))
    (finding,) = check_deck([one, other])
    assert (finding.rule, finding.guid) == ("R14", "b")
    assert with_repair(other, finding).repair == Repair("Delete this one: the other stays.", ())


ANSWERS = st.lists(
    st.sampled_from(
        ["trust", "goals", "a bond", "Rogers", "the frame.", "Yes, because", "No:", ";", ",", "and",
         "\n- tasks", "\n- Bond: liking", "It grows.", "Others say (for years now) so.", "e.g."]
    ),
    min_size=1,
    max_size=14,
).map(" ".join)  # fmt: skip
FRONTS = st.sampled_from(
    [PARTS, "Is it so?", "As noted above, what is it?", "What are the goals?", "Who?", "Why trust?"]
)
TEXTS = st.lists(
    st.sampled_from(
        ["{{c1::trust}}", "trust", "{{c2::the}}", "{{c1::goals::goals}}", "bond", "grows in a",
         "room with", "every client", "{{c3::liking and warmth}}", "slowly."]
    ),
    min_size=3,
    max_size=12,
).map(" ".join)  # fmt: skip
NOTES = st.one_of(
    st.builds(basic, FRONTS, ANSWERS, source=st.sampled_from(["", SOURCE])),
    st.builds(gapped, TEXTS),
)


def said(note: Note) -> set[str]:
    text = cloze.plain(note.text)
    return content_stems(" ".join((note.front, note.back, text, note.extra)))


@given(NOTES)
def test_whatever_is_offered_keeps_its_rule_and_every_word_of_the_answer(note: Note) -> None:
    for finding in check_note(note):
        if finding.repair is None:
            continue
        after = [check_note(validated(each)) for each in finding.repair.notes]
        assert finding.rule not in {each.rule for found in after for each in found}
        assert all(errors([each]) <= errors([check_note(note)]) for each in after)
        kept = set().union(*(said(each) for each in finding.repair.notes))
        answer = cloze.plain(note.text) or note.back
        assert content_stems(answer) - kept <= {"yes", "becaus"}
        assert all(keepable(each.back) == each.back for each in finding.repair.notes)


def errors(found: list[list[Finding]]) -> int:
    return sum(each.level is Level.ERROR for some in found for each in some)
