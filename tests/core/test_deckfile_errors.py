"""A deck file that is wrong says everything that is wrong, with the lines."""

from __future__ import annotations

import pytest

from flashcards.core.deckfile.deck import DeckFileError
from flashcards.core.deckfile.reading import parse
from flashcards.core.errors import Unreadable

HEAD = "---\ntitle: T\nlanguage: en\nlicence: CC0\nsources:\n  book: A book (2001)\n---\n"
"""Seven lines: what follows begins in line 8."""
GOOD = "Id: good\nQ: What?\nA: That.\nSource: book\n"


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(DeckFileError) as caught:
        parse(text, "decks/x.md")
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("Id: note\nQ: What?\nSource: book\n", 8, "no A:"),
        ("Id: note\nA: That.\nSource: book\n", 8, "no Q:"),
        ("Id: note\nQ: What?\nA: That.\n", 8, "no Source:"),
        ("Id: note\nType: cloze\nSource: book\n", 8, "no C:"),
        ("Id: note\nType: poem\nQ: W\nA: T\nSource: book\n", 9, "“poem” is no type"),
        ("Id: note\nC: {{c1::x}}\nQ: W\nSource: book\n", 10, "cloze note has no Q:"),
        ("Id: note\nC: nothing is hidden\nSource: book\n", 9, "Nothing is hidden"),
        ("Id: note\nQ: W\nA: T\nSource: other, p. 1\n", 11, "no source “other”"),
        ("Id: note\nQ: W\nA: T\nSource: p. 1\n", 11, "Write the key of a source"),
        ("Id: note\nQ: W\nA: T\nSource: book, p. 1\nand on\n", 12, "one line"),
        ("Id: note\nQ: W\nA: T\nSource: book\nWhy: so it is\n", 12, "id of the rule"),
        ("Id: note\nQ: W\nA: T\nSource: book\nWhy: R8 Law.\nR7\n", 13, "id of the rule"),
        ("Id: note\nQ: W\nA: T\nSource: book\nWhy:\n", 12, "“Why:” is empty"),
        ("Id: note\nQ:\nA: T\nSource: book\n", 9, "“Q:” is empty"),
        ("Id: note\nQ: W\nA: T\nExtra: \n\nSource: book\n", 11, "“Extra:” is empty"),
        ("Id: note\nQ: W\nA: \\\nSource: book\n", 10, "back is empty"),
        ("Id: note\nQ: W\nA: T\nSorce: book\nSource: book\n", 11, "no key “Sorce”"),
        ("Id: note\nQ: W\nA: T\nA: again\nSource: book\n", 11, "second time"),
        ("Id: note\nQ: W\nA: T\nSource: book\nSpan: 4-5\n", 12, "120..180"),
        ("Id: a b\nQ: W\nA: T\nSource: book\n", 8, "“a b” is no id"),
        ("Id: abc\nQ: W\nA: T\nSource: book\n", 8, "“abc” is no id"),
        ("Id:\nQ: W\nA: T\nSource: book\n", 8, "“Id:” is empty"),
        (GOOD + "\n" + GOOD, 13, "stands already in line 8"),
        ("Q: W\n" + GOOD, 8, "before the Id:"),
        ("stray\n" + GOOD, 8, "belongs to no note"),
        (GOOD + "# Section\nstray\n", 13, "belongs to no note"),
    ],
)
def test_a_fault_of_a_note_is_told_with_its_line(body: str, line: int, words: str) -> None:
    (found,) = problems(HEAD + body)
    assert found[0] == line
    assert words in found[1]


@pytest.mark.parametrize(
    ("head", "line", "words"),
    [
        ("", 1, "does not begin"),
        ("---\ntitle: T\n", 1, "closes the front matter"),
        (HEAD.replace("licence: CC0", "x: y"), 1, "needs an entry “licence”"),
        (HEAD.replace("language: en", "x: y"), 1, "needs an entry “language”"),
        (HEAD.replace("title: T", "x: y"), 1, "needs an entry “title”"),
        (HEAD.replace("language: en", "language: English"), 1, "no language code"),
        (HEAD.replace("title: T\n", "title: T\nno colon\n"), 3, "write “key: value”"),
        (HEAD.replace("title: T\n", "title: T\n  x: y\n"), 3, "write “key: value”"),
        (HEAD.replace("title: T\n", "title: T\ntitle: U\n"), 3, "“title” stands here a second"),
        (HEAD.replace("sources:", "sources: book"), 5, "line of its own"),
        (HEAD.replace("A book (2001)", ""), 6, "“book” is empty"),
        (HEAD.replace("(2001)\n", "(2001)\nsources:\n"), 7, "“sources” stands here a second"),
    ],
)
def test_a_fault_of_the_front_matter_is_told_with_its_line(
    head: str, line: int, words: str
) -> None:
    found = problems(head)
    assert [at for at, message in found if words in message] == [line]


def test_all_faults_are_told_in_the_order_of_their_lines() -> None:
    text = HEAD.replace("licence: CC0", "licence:") + "Id: x\nA: T\n\nId: good\nC: none\n"
    found = problems(text)
    assert [line for line, _ in found] == [1, 4, 8, 8, 8, 11]
    message = str(DeckFileError("decks/x.md", found))
    assert message.splitlines()[1] == "decks/x.md, line 4: “licence” is empty."


def test_an_error_of_a_deck_file_is_an_unreadable_text() -> None:
    assert issubclass(DeckFileError, Unreadable)
