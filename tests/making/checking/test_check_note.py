"""Each rule fires on a bad card and is silent on a good one."""

from __future__ import annotations

import pytest

from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.check import check_note

SOURCE = "Bordin, E. S. (1979). The generalizability of the working alliance."
MANY = " ".join(f"word{number}" for number in range(80))


def basic(
    front: str = "What is transference?",
    back: str = "Feelings for an earlier person, met again in the therapist.",
    *,
    source: str = SOURCE,
    tags: tuple[str, ...] = (),
) -> Note:
    return Note("note-1", NoteType.BASIC, front, back, source=source, tags=tags)


def cloze(text: str) -> Note:
    return Note("note-1", NoteType.CLOZE, text=text, source=SOURCE)


def found(note: Note) -> set[str]:
    return {f"{finding.rule}{finding.level}" for finding in check_note(note)}


GOOD = [
    basic(),
    basic("What tells transference from countertransference?", "Who has it: the client, or not."),
    basic("Who introduced the term holding environment?", "Donald Winnicott."),
    basic("Is a late client withdrawing or confronting the therapist?", "Withdrawing, as a rule."),
    basic("Why should goals be agreed early on?", "Agreement on goals is part of the alliance."),
    basic("What tells splitting from repression for Freud?", "**Splitting**: both stay known."),
    basic("What is transference?", "Transference: old feelings for a new person."),
    basic("What did Bordin (1979) add to the bond?", "Agreement on goals and on tasks."),
    basic("What may repair need first? Think of e.g. a late start.", "That it is named, cf. p. 3."),
    basic("What does congruence mean for Rogers?", "Being in the room what one is inside."),
    basic("What does congruence mean in person-centred therapy?", "Being openly what one feels."),
    basic(
        "What does the APA Ethics Code (2017) ask for at the outset?", "The limits are discussed."
    ),
    basic("For whom is it hard to trust?", "It is hard for those who were let down early."),
    cloze("Bordin's alliance has a {{c1::bond}}, shared {{c2::goals}} and agreed {{c3::tasks}}."),
    cloze(
        "In 2018 the working alliance and outcome correlated at {{c1::r = .28}} over the studies."
    ),
    cloze("A {{c1::hand}} that is held out on the other side of the bond is a first repair."),
    cloze("The therapist {{c1::names::what does she do?}} the rupture before she explores it."),
]


@pytest.mark.parametrize("note", GOOD, ids=lambda note: note.front or note.text)
def test_a_good_card_passes_all_rules(note: Note) -> None:
    assert check_note(note) == []


BAD = [
    ("R13E", cloze("On the other {{c1::hand}}, the client may trust the therapist only late.")),
    ("R13E", cloze("The therapist waits in {{c1::order}} to hear what the silence has to say.")),
    ("R1E", basic(back="- bond\n- tasks")),
    ("R1E", basic(back="It is old; it is felt; it is repeated.")),
    ("R1E", basic(back="It is old. It is felt. It is repeated.")),
    ("R2W", basic("Which three parts make up the alliance of Bordin?", "Bond, tasks and goals.")),
    ("R2W", basic("What are the main phases of repair?", "Naming, exploring and linking.")),
    ("R2E", basic("List the feelings.", "Joy, anger, grief, fear and shame.")),
    ("R2E", basic("Name the five steps of Safran.", "1. a\n2. b\n3. c\n4. d\n5. e")),
    ("R3E", basic("Is transference conscious?", "No, mostly not.")),
    ("R3E", basic("True or false: transference is rare.", "False.")),
    ("R5E", basic("What did this study find?")),
    ("R5E", basic("What do the authors recommend?")),
    ("R5E", basic("Which of the following is a rupture?")),
    ("R5E", basic(back="The process described above.")),
    ("R5E", basic("It is measured by what?")),
    ("R5E", basic("What did he call the bond?")),
    ("R5E", cloze("They are strengthened when the {{c1::therapist}} repairs a rupture in time.")),
    ("R6W", basic("What is congruence?")),
    ("R6W", basic("What does MI stand for?", "Motivational interviewing.")),
    ("R6W", cloze("A strong {{c1::alliance}} is formed within the first three or four meetings.")),
    ("R7W", basic("Why " + " ".join(MANY.split()[:16]) + "?")),
    ("R7E", basic("Why " + " ".join(MANY.split()[:30]) + "?")),
    ("R7E", basic(f"A client says {MANY}. What is this?")),
    ("R7E", basic(f"A client says {MANY}", tags=("vignette",))),
    ("R8W", basic(back=" ".join(MANY.split()[:30]))),
    ("R8E", basic(back=MANY)),
    ("R9E", basic("What is the working alliance called?", "**Working alliance**: the bond.")),
    ("R9E", basic("Which feelings are transferred feelings?", "**Transferred feelings**")),
    ("R9E", cloze("The {{c1::alliance}} matters, since an alliance carries the work.")),
    ("R9E", cloze("The part of an {{c1::emotional bond::an emotional bond}} is felt by both.")),
    ("R11E", basic(source=" ")),
    ("R11W", basic(source="A handout")),
    ("R12W", basic("What does the APA ethics code ask for?")),
    ("R12W", basic("How many years does the DSM ask for?", "Two.")),
    ("R13E", cloze("The alliance of Bordin has a bond, goals and {{c1::}} tasks.")),
    ("R13E", cloze("The alliance {{c1::is a strong and lasting emotional bond}} of two who work")),
    ("R13E", cloze("The alliance {{c1::of}} Bordin has a bond, tasks and goals.")),
    ("R13E", cloze("A bond is {{c1::affective}}.")),
    ("R13E", cloze("The {{c1::alliance of Bordin}} consists of just {{c1::three parts}}.")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "note"), BAD, ids=lambda v: v if isinstance(v, str) else "")
def test_a_bad_card_is_found_by_its_rule(rule: str, note: Note) -> None:
    assert rule in found(note)


def test_a_vignette_may_be_longer_than_a_question() -> None:
    told = " ".join(MANY.split()[:50])
    assert found(basic(f"A client {told}. What does the therapist see here?")) == set()


def test_own_words_need_no_year() -> None:
    assert found(basic(source="In my own words")) == set()


def test_a_quote_of_the_document_needs_no_year() -> None:
    note = Note("note-1", NoteType.BASIC, "Why?", "So.", source="notes.docx", quote="So it is.")
    assert found(note) == set()


def test_a_finding_says_where_it_is_and_what_to_do() -> None:
    (finding,) = check_note(basic("Is transference conscious?", "No."))
    assert (finding.field, finding.guid) == ("front", "note-1")
    assert finding.message == (
        "A yes or no can be guessed. Ask for the reason or for the term instead."
    )
