from __future__ import annotations

from flashcards.making.drafting.draft import guid
from flashcards.making.drafting.write import hide, literal


def test_each_word_is_hidden_once_and_in_order() -> None:
    assert hide("Trust and hope, hope and trust.", ("hope", "trust")) == (
        "Trust and {{c1::hope}}, hope and {{c2::trust}}."
    )


def test_nothing_is_hidden_inside_another_word() -> None:
    assert hide("Distrust grows where trust ends.", ("trust",)) == (
        "Distrust grows where {{c1::trust}} ends."
    )
    assert hide("Distrust grows.", ("trust",)) is None


def test_marks_of_the_source_itself_are_not_hidden() -> None:
    assert hide("It costs a::b today.", ("a::b",)) is None


def test_markdown_of_the_source_is_neutralised() -> None:
    assert literal("*a* _b_ `c` <d>") == r"\*a\* \_b\_ \`c\` \<d\>"
    assert literal("- one") == r"\- one"


def test_a_guid_depends_on_all_of_its_parts() -> None:
    made = {
        guid("text", 0, 4, "list", 0),
        guid("texts", 0, 4, "list", 0),
        guid("text", 1, 4, "list", 0),
        guid("text", 0, 5, "list", 0),
        guid("text", 0, 4, "name", 0),
        guid("text", 0, 4, "list", 1),
    }
    assert len(made) == 6
    assert guid("text", 0, 4, "list", 0) == guid("text", 0, 4, "list", 0)
