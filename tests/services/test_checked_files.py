"""Files are checked whatever they are, and what cannot be checked says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards.config import shipped
from flashcards.making.checking.finding import Level
from flashcards.services.checked_files import CheckedFile, check

DECK = """---
title: A deck
language: en
licence: CC BY 4.0
sources:
  own2026: In own words (2026).
---

Id: first
Q: Is empathy agreement?
A: No: one can follow a feeling without sharing the view.
Source: own2026, p. 1

Id: second
Q: What is a rupture?
A: A strain in the bond.
Source: own2026, p. 2
"""
ARTICLE = """# The alliance

A **rupture** is a strain or a breakdown in the collaboration between therapist and patient.

**Repair** is the work by which therapist and patient mend a rupture and go on together.
"""


def checked(path: Path, content: str | bytes, *, shared: bool = False) -> CheckedFile:
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(data)
    return check(path, shared=shared)


def rules(found: CheckedFile) -> list[tuple[str, int | None]]:
    return [(f"{each.finding.rule}{each.finding.level}", each.line) for each in found.found]


def test_a_deck_file_is_told_from_a_markdown_article(tmp_path: Path) -> None:
    deck = checked(tmp_path / "deck.md", DECK)
    assert (deck.notes, rules(deck)) == (2, [("R3E", 9)])
    article = checked(tmp_path / "article.md", ARTICLE)
    assert article.problem == ""
    assert article.count(Level.ERROR) == 0
    assert article.notes > 0


def test_a_finding_comes_with_its_repair(tmp_path: Path) -> None:
    (found,) = checked(tmp_path / "deck.md", DECK).found
    assert found.note is not None
    assert found.finding.repair is not None
    assert found.finding.repair.notes[0].front == "Why isn’t empathy agreement?"


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.csv", "What is it?,A strain.,x y\n", []),
        ("a.csv", "front,back\nWhat is it?,A strain.\nIs it so?,No.\n", [("R3E", 3)]),
        ("a.csv", 'back,front\n"No,\nnever.",Is it so?\nNo.,Is this?\n', [("R3E", 2), ("R3E", 4)]),
        ("a.tsv", "#separator:tab\n#html:true\nIs it so?\tNo.\ttag\n", [("R3E", 3)]),
        ("a.tsv", "The {{c1::the}} bond is what ties them.\t\n", [("R13E", 1)]),
    ],
)
def test_a_table_of_cards_is_checked_line_by_line(
    tmp_path: Path, name: str, text: str, found: list[tuple[str, int]]
) -> None:
    told = checked(tmp_path / name, text)
    assert told.problem == ""
    assert [each for each in rules(told) if each[0] != "R11E"] == found


def test_a_table_without_sources_is_told_so_once(tmp_path: Path) -> None:
    bare = checked(tmp_path / "a.csv", "front,back\nWho?,Bordin.\nWhen?,Soon.\n")
    assert rules(bare) == [("R11E", None)]
    sourced = "front,back,source\nWho?,Bordin.,Own words\nWhen?,Soon.,\n"
    assert rules(checked(tmp_path / "b.csv", sourced)) == [("R11E", 3)]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.apkg", b"PK", "cannot be checked yet"),
        ("a.csv", b"\xff\xfe\xff", "not UTF-8"),
        ("a.csv", b"front,back\nonly a front,\n", "a.csv, line 2: The back is empty"),
        ("a.md", b"---\ntitle: x\n---\n\nId: b\nQ: only a question\n", "a.md, line "),
        ("a.txt", b"", "a.txt"),
    ],
)
def test_what_cannot_be_checked_says_why(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    found = checked(tmp_path / name, data)
    assert told in found.problem
    assert found.found == ()


def test_long_quotes_are_told_of_where_they_are_to_be_shared(tmp_path: Path) -> None:
    quote = "A rupture is a strain in the bond. " * 8
    row = f"What is a rupture?,A strain in the bond.,Own words,{quote}\n"
    text = f"front,back,source,quote\n{row}"
    assert rules(checked(tmp_path / "a.csv", text, shared=True)) == [("R22W", 2)]
    assert rules(checked(tmp_path / "a.csv", text)) == []


def test_the_deck_that_ships_passes_as_a_shared_one() -> None:
    found = check(shipped("decks") / "therapeutic-relationship.md", shared=True)
    assert found.notes > 30
    assert found.count(Level.ERROR) == found.count(Level.WARNING) == 0
