"""What a file is stands in its bytes, and so does the size of a picture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.media import kinds, sizes
from flashcards.core.media.kinds import Sort
from tests.media_files import KNOWN, UNKNOWN, png, wav


@pytest.mark.parametrize("mime", KNOWN)
def test_every_kind_is_known_by_its_bytes(mime: str) -> None:
    kind = kinds.of(KNOWN[mime])
    assert kind is not None
    assert kind.type == mime
    assert kinds.of_type(mime) is kind


def test_there_is_a_file_for_every_kind() -> None:
    assert set(KNOWN) == {kind.type for kind in kinds.KINDS}


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_name_makes_nothing_of_what_it_is_not(name: str) -> None:
    assert kinds.of(UNKNOWN[name]) is None


def test_a_type_that_is_not_shown_is_only_handed_out() -> None:
    for mime in ("text/html", "application/pdf", "", "image/heic"):
        assert kinds.of_type(mime) is kinds.OTHER


@pytest.mark.parametrize("mime", [mime for mime in KNOWN if mime.startswith("image/")])
def test_the_size_of_a_picture_is_read(mime: str) -> None:
    kind = kinds.of_type(mime)
    expected = None if kind is kinds.SVG else (30, 20)
    assert sizes.of(KNOWN[mime], kind) == expected


@pytest.mark.parametrize(
    "data",
    [
        b"VP8 " + bytes(10) + b"\x1e\x40\x14\x80",
        b"VP8L" + bytes(4) + b"\x2f" + (29 | 19 << 14).to_bytes(4, "little"),
    ],
)
def test_the_size_of_every_form_of_webp_is_read(data: bytes) -> None:
    whole = b"RIFF\0\0\0\0WEBP" + data
    assert sizes.of(whole, kinds.WEBP) == (30, 20)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    for start in (b"", *(known[:12] for known in KNOWN.values())):
        kind = kinds.of(start + data)
        if kind is not None:
            size = sizes.of(start + data, kind)
            assert size is None or (kind.sort is Sort.PICTURE and min(size) > 0)


def test_the_files_of_the_tests_are_true() -> None:
    assert kinds.of(png()) is kinds.PNG
    assert kinds.of(wav()) is kinds.WAV
