"""How fields name files: what is written is found again, whatever the file is called."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.media import kinds, marks, names
from flashcards.services import rendering
from flashcards.services.media import placing

NAMES = st.text(min_size=1, max_size=40).map(names.safe)


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("![A rose](rose.jpg)", {"rose.jpg"}),
        ("![](<a rose.jpg>)", {"a rose.jpg"}),
        ('![x](rose%20one.jpg "title")', {"rose one.jpg"}),
        ("Hear [sound:a word.mp3] and [sound:b.mp3]", {"a word.mp3", "b.mp3"}),
        ('<img class="x" src="a&amp;b.jpg"> <img src=c.png>', {"a&b.jpg", "c.png"}),
        ("[^1]: no\n\n![x][r]\n\n[r]: rose.jpg", {"no", "rose.jpg"}),
        ("no file here", set()),
    ],
)
def test_names_are_found(field: str, found: set[str]) -> None:
    assert marks.names(field) == found


@given(NAMES, st.text(max_size=30), st.sampled_from([kinds.PNG, kinds.MP3]))
def test_a_mark_names_its_file_on_the_page_and_in_anki(
    name: str, words: str, kind: kinds.Kind
) -> None:
    field = f"Before {marks.mark(name, kind, words)} after"
    assert name in marks.names(field)
    assert placing.names(rendering.for_anki(field)) == {name}


@given(st.text(alphabet="![]()<>\"' \n\\:%2ab.&;#", max_size=60))
def test_no_picture_is_shown_whose_name_is_not_found(field: str) -> None:
    shown = placing.names(rendering.for_anki(field))
    pictures = {name for name in shown if name and f"[sound:{name}]" not in field}
    assert pictures <= marks.names(field)


@given(NAMES, NAMES)
def test_files_are_renamed_wherever_they_stand(name: str, other: str) -> None:
    for field in (
        marks.mark(name, kinds.PNG, "A rose"),
        marks.mark(name, kinds.MP3),
        rendering.for_anki(marks.mark(name, kinds.PNG)),
    ):
        renamed = marks.renamed(f"a {field} b", {name: other, "not there": "x"})
        found = marks.names(renamed)
        assert other in found  # and in Anki's HTML what it means if it is read as an address
        assert found <= {other, unquote(other)}
        assert marks.renamed(renamed, {"not there": "x"}) == renamed


def test_a_description_cannot_leave_its_mark() -> None:
    mark = marks.mark("a.png", kinds.PNG, "](http://evil) [x]\n\n# y")
    assert rendering.plain(mark) == "](http://evil) [x] # y"
