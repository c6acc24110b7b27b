"""Broken decks are told with file, line and rule; the decks that ship are sound."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from flashcards import config
from flashcards.services.published import check as published
from flashcards.services.published.check import Report

TODAY = date(2026, 11, 23)
BIB = """@article{bordin1979,
  author  = {Bordin, Edward S.},
  year    = {1979},
  title   = {The generalizability of the working alliance},
  journal = {Psychotherapy},
  volume  = {16},
  pages   = {252--260},
  doi     = {10.1037/h0085885},
}

@misc{apa2017,
  author    = {{American Psychological Association}},
  year      = {2017},
  title     = {Ethical principles of psychologists},
  publisher = {American Psychological Association},
  keywords  = {changes},
}
"""
ONE = """---
title: The alliance
language: en
licence: CC BY 4.0
order: 1
apart: goals / tasks
sources:
  bordin1979: Bordin, E. S. (1979). The generalizability of the working alliance. Psychotherapy, 16, 252–260.
---

# Parts

Id: wa-parts
C: Bordin's working alliance joins a {{c1::bond}}, agreed {{c2::goals}} and agreed {{c3::tasks}}.
Source: bordin1979, p. 253
Tags: alliance

Id: wa-goals-tasks
Q: What tells goals from tasks in Bordin's working alliance?
A: Goals are the changes hoped for; tasks are the ways there.
Source: bordin1979, p. 253
Tags: alliance contrast
"""  # noqa: E501
TWO = """---
title: Confidentiality
language: en
licence: CC BY 4.0
order: 2
sources:
  apa2017: American Psychological Association. (2017). Ethical principles of psychologists.
---

# Limits

Id: et-when
Q: A psychologist takes on a new client. When are the limits of confidentiality told?
A: At the outset, unless it is not feasible.
Extra: Valid for: code of 2017, United States
Source: apa2017, standard 4.02
Tags: ethics review-by-2027-11-30
"""
LONG = "Why does agreement on tasks matter so very much in the working alliance of Bordin (1979)?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "decks"
    made.mkdir()
    (made / "README.md").write_text("No deck.", encoding="utf-8")
    write(made)
    return made


def write(folder: Path, one: str = ONE, two: str = TWO, bib: str = BIB) -> None:
    for name, text in (("one.md", one), ("two.md", two), ("sources.bib", bib)):
        (folder / name).write_text(text, encoding="utf-8")


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def line(text: str, words: str) -> int:
    """Return the number of the first line that holds ``words``."""
    return next(at for at, each in enumerate(text.splitlines(), 1) if words in each)


def check(folder: Path, today: date = TODAY) -> Report:
    return published.check([folder], today)


def test_the_decks_that_ship_break_no_rule_and_explain_what_stays() -> None:
    report = published.check([config.shipped("decks")], TODAY)
    assert report.lines == []
    assert (report.errors, report.warnings) == (0, 0)
    assert report.notes > 0
    assert report.kept < 0.05 * report.notes


def test_sound_decks_have_nothing_to_tell(folder: Path) -> None:
    report = check(folder)
    assert (report.lines, report.files, report.notes, report.kept) == ([], 2, 3, 0)


BROKEN_HEADS = [
    ("order: 1\n", "", 1, "D9", "Say in the head"),
    ("order: 1", "order: 2", "two:order: 2", "D9", "one.md is number 2, too"),
    ("CC BY 4.0", "all rights reserved", "licence:", "D10", "licence of Creative Commons"),
    ("goals / tasks", "goals / bonds", "apart:", "D8", "tells apart goals / bonds"),
    ("goals / tasks", "goals", "apart:", "D8", "no pair"),
    ("Bordin, E. S.", "Borden, E. S.", "  bordin1979:", "D3", "says that Bordin wrote it"),
    ("(1979).", "(1978).", "  bordin1979:", "D3", "says that it is of 1979"),
    ("The generalizability", "Generality", "  bordin1979:", "D3", "says that its title is"),
    ("sources:\n", "sources:\n  b1: B (1990). C.\n", "  b1:", "D3", "no entry b1: append it"),
    ("sources:\n", "sources:\n  b1: B (1990). C.\n", "  b1:", "D3", "No note cites b1"),
]


@pytest.mark.parametrize(("old", "new", "where", "rule", "words"), BROKEN_HEADS)
def test_a_broken_head_is_told_with_its_line(
    folder: Path, old: str, new: str, where: str | int, rule: str, words: str
) -> None:
    one = changed(ONE, old, new)
    write(folder, one)
    name, text = "one.md", one
    if isinstance(where, str) and where.startswith("two:"):
        name, text, where = "two.md", TWO, where.removeprefix("two:")
    number = where if isinstance(where, int) else line(text, where)
    report = check(folder)
    told = [each for each in report.lines if each.startswith(f"{name}, line {number}: E {rule}: ")]
    assert any(words in each for each in told), report.lines
    assert report.errors


CONTRAST = "Id: wa-goals-tasks"
BROKEN_NOTES = [
    (CONTRAST, "Id: goals-tasks", "Id: goals-tasks", "E D1", "begin with “wa-”"),
    ("Tags: alliance contrast\n", "", CONTRAST, "E D10", "no tags"),
    ("# Parts\n", "", "Id: wa-parts", "E D10", "no section"),
    ("p. 253\nTags: alliance c", "p. 253\nTags: alliance c", "", "", ""),
    ("Source: bordin1979, p. 253\nTags: alliance c", "Source: bordin1979\nTags: alliance c",
     CONTRAST, "E D3", "Say where in bordin1979"),
    ("Source: bordin1979, p. 253\nTags: alliance c", "Source: -\nTags: alliance c",
     CONTRAST, "E D3", "name the work and where"),
    ("the ways there.", "the ways there.\nWhy: R8 It is short.", "Why:", "E D5", "take the line"),
    ("the ways there.", "the ways there.\nWhy: R99 It is so.", "Why:", "E D5", "no rule R99"),
    ("the ways there.", "the way. Then rest. Then more.\nWhy: R1 I like it.", CONTRAST, "E R1",
     "several facts"),
    ("What tells goals from tasks in Bordin's working alliance?", LONG, CONTRAST, "W R7",
     "Why: R7"),
    ("Q: What tells goals from tasks in Bordin's working alliance?",
     "Q: What does the ethics code ask?", CONTRAST, "E R12", "Say of which edition"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "rule", "words"), BROKEN_NOTES)
def test_a_broken_note_is_told_with_its_line(
    folder: Path, old: str, new: str, where: str, rule: str, words: str
) -> None:
    one = changed(ONE, old, new)
    write(folder, one)
    lines = check(folder).lines
    if not words:
        assert lines == []
        return
    told = [each for each in lines if each.startswith(f"one.md, line {line(one, where)}: {rule}: ")]
    assert any(words in each for each in told), lines


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Valid for: code of 2017, United States", "It is so.", "Say of which edition"),
        ("Valid for: code of 2017, United States", "Valid for: United States", "Say of which"),
        ("code of 2017, United States", "code of 2017", "Say of which edition"),
        (" review-by-2027-11-30", "", "when to look at it again"),
        (" review-by-2027-11-30", " review-by-soon", "when to look at it again"),
    ],
)
def test_what_cites_a_code_says_of_when_and_where_and_until_when(
    folder: Path, old: str, new: str, words: str
) -> None:
    write(folder, two=changed(TWO, old, new))
    (told,) = check(folder).lines
    assert told.startswith(f"two.md, line {line(TWO, 'Id:')}: E R12: ")
    assert words in told


def test_a_day_of_review_that_has_passed_is_a_warning(folder: Path) -> None:
    assert check(folder, date(2027, 11, 30)).lines == []
    report = check(folder, date(2027, 12, 1))
    assert (report.errors, report.warnings) == (0, 1)
    assert f"two.md, line {line(TWO, 'Id:')}: W R12: " in report.lines[0]


BROKEN_WORKS = [
    ("  volume  = {16},\n", "", "@article", "no volume"),
    ("{Bordin, Edward S.}", "{}", "@article", "no author"),
    ("{1979}", "{soon}", "@article", "no year: write four"),
    ("{10.1037/h0085885}", "{https://doi.org/10.1037/h0085885}", "@article", "is no DOI"),
    ("@article", "@artikel", "@artikel", "no kind of work"),
    ("Edward S.", "{\\'E}douard", "@article", "There is LaTeX in author"),
    ("@misc", "@article{bordin1979,\n  title = {Again},\n}\n\n@misc", "  title = {Again}", "again"),
    ("@misc", "@article{old1990,\n  year={1990", "@article{old1990", "cannot be read"),
]


@pytest.mark.parametrize(("old", "new", "where", "words"), BROKEN_WORKS)
def test_a_broken_work_is_told_with_its_line(
    folder: Path, old: str, new: str, where: str, words: str
) -> None:
    bib = changed(BIB, old, new)
    write(folder, bib=bib)
    number = line(bib, where) - (1 if words == "again" else 0)
    words = "a second time" if words == "again" else words
    told = [each for each in check(folder).lines if f"sources.bib, line {number}: E D4: " in each]
    assert any(words in each for each in told), check(folder).lines


def test_works_that_nobody_cites_or_that_are_there_twice_are_told(folder: Path) -> None:
    again = BIB.split("\n\n")[0].replace("bordin1979", "bordin1979a")
    write(folder, bib=f"{BIB}\n{again}\n")
    number = line(f"{BIB}\n{again}", "bordin1979a")
    assert [each.split(": ", 2)[0] for each in check(folder).lines] == [
        f"sources.bib, line {number}"
    ] * 2
    alone = published.check([folder / "one.md"], TODAY).lines
    assert len(alone) == 1
    assert "the same work as bordin1979" in alone[0]


def test_a_warning_that_is_explained_is_counted_and_no_longer_told(folder: Path) -> None:
    one = changed(ONE, "What tells goals from tasks in Bordin's working alliance?", LONG)
    one = changed(one, "the ways there.", "the ways there.\nWhy: R7 The exam asks it so.")
    spare = "".join(
        f"\nId: wa-more-{word}\nQ: What tells {word} from {other}?\nA: {word.title()} comes of it"
        f" {number} times.\nSource: bordin1979, p. 253\nTags: contrast\n"
        for number, (word, other) in enumerate(
            (f"{a}{b}", f"{b}{a}") for a in "bdfgk" for b in ("alto", "orin", "emus", "ilat")
        )
    )
    one = one.replace("apart: goals / tasks\n", "")
    write(folder, one + spare)
    report = check(folder)
    assert (report.lines, report.kept, report.warnings) == ([], 1, 0)
    write(folder, one)
    (told,) = check(folder).lines
    assert told.startswith("one.md: E D6: Warnings for 1 of 2 notes")


def test_the_same_question_with_another_answer_in_another_deck_is_a_contradiction(
    folder: Path,
) -> None:
    other = ONE[ONE.index(CONTRAST) :].replace("wa-goals-tasks", "et-goals")
    other = other.replace("Goals are the changes hoped for; tasks are", "Nobody has told")
    cited = changed(TWO, "sources:\n", "sources:\n" + ONE.splitlines()[7] + "\n")
    write(folder, two=f"{cited}\n{other}")
    (told,) = [each for each in check(folder).lines if " R16: " in each]
    assert told.startswith(f"two.md, line {line(cited + chr(10) + other, 'Id: et-goals')}: E R16: ")


def test_a_deck_of_definitions_and_one_that_begins_like_another_are_told(folder: Path) -> None:
    plain = changed(ONE, "Tags: alliance contrast", "Tags: alliance")
    plain = changed(
        plain, "What tells goals from tasks in Bordin's", "What are the tasks of Bordin's"
    )
    write(folder, changed(plain, "apart: goals / tasks\n", ""), TWO.replace("et-when", "wa-when"))
    lines = check(folder).lines
    assert any(each.startswith("one.md: E D7: 0 of 2 notes") for each in lines)
    assert any("two.md, line 12: E D1: The ids of one.md begin with “wa-”" in e for e in lines)


def test_a_deck_of_ones_own_is_asked_for_good_cards_alone(folder: Path) -> None:
    own = ONE.replace("order: 1\n", "").replace("CC BY 4.0", "mine")
    write(folder, own)
    (folder / "sources.bib").unlink()
    assert published.check([folder / "one.md"], TODAY).lines == []
