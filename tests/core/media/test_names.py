"""Names of files: safe on every system, never longer than Anki keeps them, the same again."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.media import kinds, names

ODD = st.text(max_size=200) | st.text(alphabet='/\\:*?"<>|[]^. \0\n\u202eaé😀%&#', max_size=150)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("rose.jpg", "rose.jpg"),
        ("../../etc/passwd", "etcpasswd"),
        ("C:\\temp\\rose.jpg", "Ctemprose.jpg"),
        ("a[b]<c>.png", "abc.png"),
        ("con.jpg", "con_.jpg"),
        ("COM1", "COM1_"),
        ("console.jpg", "console.jpg"),
        (" rose .jpg ", "rose.jpg"),
        ("rose.", "rose"),
        (".hidden.png", "hidden.png"),
        ("\u202egpj.exe", "gpj.exe"),
        ("e\u0301.png", "é.png"),
        ("a\u00a0b.png", "a b.png"),
        ("", "file"),
        ("...", "file"),
        ("\0", "file"),
        ("日本.mp3", "日本.mp3"),
        ("100% & more #1.png", "100% & more #1.png"),
    ],
)
def test_what_no_system_keeps_is_taken_out(name: str, safe: str) -> None:
    assert names.safe(name) == safe


@given(ODD)
def test_a_safe_name_is_a_plain_file_name_and_stays_as_it_is(name: str) -> None:
    safe = names.safe(name)
    assert safe
    assert names.safe(safe) == safe
    assert len(safe.encode()) <= names.LONGEST
    assert not set(safe) & set('/\\:*?"<>|[]^\0\n')
    assert safe == safe.strip(" .") == unicodedata.normalize("NFC", safe)
    assert all(each.isprintable() for each in safe)


@given(ODD, st.sampled_from(kinds.KINDS))
def test_a_name_gets_an_ending_of_what_the_file_is(name: str, kind: kinds.Kind) -> None:
    fitting = names.fitting(name, kind)
    assert fitting.lower().endswith(kind.endings)
    assert names.safe(fitting) == fitting


def test_an_ending_that_fits_stays_and_another_goes() -> None:
    assert names.fitting("rose.JPEG", kinds.JPEG) == "rose.JPEG"
    assert names.fitting("rose.jpg", kinds.PNG) == "rose.png"
    assert names.fitting("dr. rose", kinds.PNG) == "dr. rose.png"


@given(ODD, st.text("0123456789abcdef", min_size=64, max_size=64))
def test_another_name_for_other_content_is_safe_too(name: str, digest: str) -> None:
    safe = names.safe(name)
    other = names.other(safe, digest)
    assert other != safe
    assert names.safe(other) == other
    assert digest[:12] in other
    assert other == names.other(safe, digest)
