"""Files whose bits were flipped, or that were cut, are read or refused, and nothing else."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.core.errors import Unreadable
from flashcards.making.document import Document
from flashcards.making.reading.read import read
from tests.making.reading.test_packed import book, changed, slides, word_file
from tests.making.reading.test_pdf import one_column

_PDF, _DOCX, _EPUB, _PPTX = one_column(), word_file(), book(), slides()
_flips = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 7)), min_size=1, max_size=12)


def hurt(data: bytes, flips: list[tuple[int, int]], cut: int) -> bytes:
    changed = bytearray(data)
    for place, bit in flips:
        changed[place % len(changed)] ^= 1 << bit
    return bytes(changed[: len(changed) - cut])


def read_or_refused(data: bytes, name: str) -> Document | str:
    try:
        return read(data, name)
    except Unreadable as error:
        return str(error)


def check(data: bytes, name: str) -> None:
    result = read_or_refused(data, name)
    if isinstance(result, str):
        assert f"“{name}”" in result
    else:
        assert all(0 <= b.start <= b.end <= len(result.text) for b in result.blocks)


@settings(max_examples=40, deadline=None)
@given(_flips, st.sampled_from([0, 0, 0, 50]))
def test_a_hurt_pdf_is_read_or_refused(flips: list[tuple[int, int]], cut: int) -> None:
    check(hurt(_PDF, flips, cut), "r.pdf")


@settings(max_examples=80, deadline=None)
@given(st.sampled_from([_DOCX, _EPUB]), _flips, st.sampled_from([0, 0, 0, 50]))
def test_a_hurt_document_or_book_is_read_or_refused(
    data: bytes, flips: list[tuple[int, int]], cut: int
) -> None:
    check(hurt(data, flips, cut), "upload")


@settings(max_examples=30, deadline=None)
@given(_flips, st.sampled_from([0, 0, 0, 50]))
def test_a_hurt_presentation_is_read_or_refused(flips: list[tuple[int, int]], cut: int) -> None:
    check(hurt(_PPTX, flips, cut), "r.pptx")


@settings(max_examples=120, deadline=None)
@given(st.sampled_from([_DOCX, _EPUB, _PPTX]), st.integers(0, 10**6), _flips)
def test_a_part_that_was_hurt_before_it_was_packed_is_read_or_refused(
    data: bytes, which: int, flips: list[tuple[int, int]]
) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [info.filename for info in archive.infolist() if info.file_size]
        member = members[which % len(members)]
        part = hurt(archive.read(member), flips, 0)
    check(changed(data, {member: part}), "upload")
