"""Rows of the review log become reviews."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from flashcards.anki.package.cards import LARGEST_EASE, LONGEST_INTERVAL
from flashcards.anki.package.database import Database, Row
from flashcards.anki.package.foreign import ForeignReview, ReviewKind
from flashcards.anki.package.issues import Issues, Trouble
from flashcards.anki.package.values import text

_SQL = """
SELECT revlog.id, revlog.cid, revlog.ease, revlog.ivl, revlog.lastIvl, revlog.factor,
       revlog.time, revlog.type, cards.id
FROM revlog NOT INDEXED LEFT JOIN cards NOT INDEXED ON cards.id = revlog.cid
ORDER BY
"""
_BY_TIME, _BY_CARD = "revlog.id", "revlog.cid, revlog.id"
_KINDS = dict(enumerate(ReviewKind))
_BY_HAND = (ReviewKind.MANUAL, ReviewKind.RESCHEDULED)
_LAST_BUTTON = 4
_LEAST_EASE = 1_101
"""Up to 1,100 Anki keeps FSRS's difficulty in the column of the ease."""
_LONGEST_SECONDS = LONGEST_INTERVAL * 86_400
_LAST_INSTANT = 10**13
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


def reviews(
    database: Database, issues: Issues, *, by_card: bool = False
) -> Iterator[list[ForeignReview]]:
    """Yield all reviews of cards in the package, in lists, by the time of the answer.

    With ``by_card`` those of a card come together.
    """
    for batch in database.short_batches(f"{_SQL} {_BY_CARD if by_card else _BY_TIME}"):
        found = (_review(row, issues) for row in batch)
        yield [review for review in found if review is not None]


def _review(row: Row, issues: Issues) -> ForeignReview | None:
    key, card, button, interval, last, factor, took, kind_number, known = row
    if known is None:
        issues.add(Trouble.REVIEW_ORPHAN, "revlog", key, "cid", text(card))
        return None
    kind = _KINDS.get(kind_number) if isinstance(kind_number, int) else None
    led_to, before = _span(interval), _span(last)
    if kind is None or led_to is None or before is None or not _sound(key, button, factor, took):
        issues.add(Trouble.REVIEW_BROKEN, "revlog", key, detail=", ".join(map(text, row[2:8])))
        return None
    return ForeignReview(
        id=key,
        card_id=card,
        button=button if button and kind not in _BY_HAND else None,
        interval=led_to,
        last_interval=before,
        ease=(factor + 5) // 10 if factor >= _LEAST_EASE else None,
        took=max(0, took),
        kind=kind if button else _by_hand(kind),
    )


def _by_hand(kind: ReviewKind) -> ReviewKind:
    return kind if kind in _BY_HAND else ReviewKind.MANUAL


def _sound(key: int, button: object, factor: object, took: object) -> bool:
    return (
        isinstance(button, int)
        and isinstance(factor, int)
        and isinstance(took, int)
        and 0 < key < _LAST_INSTANT
        and 0 <= button <= _LAST_BUTTON
        and 0 <= factor <= LARGEST_EASE
        and took < _LAST_INSTANT
    )


@lru_cache(maxsize=8192, typed=True)
def _span(value: object) -> timedelta | None:
    """Return days if positive, seconds if negative; None for what no interval can be."""
    if not isinstance(value, int) or not -_LONGEST_SECONDS <= value <= LONGEST_INTERVAL:
        return None
    return value * _DAY if value > 0 else -value * _SECOND
