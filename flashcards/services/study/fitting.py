"""Fits FSRS's weights to a learner's own reviews, and adopts them where they foretell better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import log

from fsrs_rs_python import FSRS, FSRSItem, FSRSReview
from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.errors import Refused
from flashcards.core.grades import Grade, passed
from flashcards.core.reviews import Kind
from flashcards.core.scheduling import fsrs
from flashcards.services.study import events, fits
from flashcards.store import log as review_log
from flashcards.store.models.accounts import User
from flashcards.store.models.learning import Enrolment, Fit

LEAST = 400
"""Answers to cards met on an earlier day from which on a fit is worth trying."""
_LEARNT_FROM = 0.8
"""The part of the reviews, the earliest, that are learnt from; the others are foretold."""

Answered = tuple[date, Grade]
History = list[Answered]
"""The scheduled answers to one card: one a study day, in order."""


@dataclass(frozen=True)
class Fitted:
    """What came of a fit: how wrong the weights in use and the new ones foretold the reviews that
    they had not seen (log loss, less is better), and whether the new ones are in use now."""

    reviews: int
    in_use_loss: float
    own_loss: float
    adopted: bool


def fit(session: Session, learner: User, now: datetime) -> Fitted:
    """Fit the weights and adopt them if they foretell better than the ones in use.

    Raises Refused where there are too few reviews.
    """
    review_log.locked_enrolments(session, learner.id)
    histories = list(histories_of(session, learner.id))
    count = _count(histories)
    if count < LEAST:
        raise Refused(
            f"Weights of your own need {LEAST} reviews of cards that you met on an earlier day."
            f" You have {count} so far: go on with the usual ones."
        )
    split = _day_at(histories, _LEARNT_FROM)
    in_use = fits.weights(fits.in_use(session, learner.id))
    trial = fitted([[one for one in each if one[0] <= split] for each in histories])
    in_use_loss = loss(histories, in_use, split)
    own_loss = loss(histories, trial, split)
    adopted = own_loss < in_use_loss
    if adopted:
        session.add(
            Fit(
                user_id=learner.id,
                parameters=list(fitted(histories)),
                reviews=count,
                usual_loss=loss(histories, fsrs.DEFAULTS, split),
                own_loss=own_loss,
                adopted=True,
                fitted_at=now,
            )
        )
        session.flush()
        _refold(session, learner.id)
    return Fitted(count, in_use_loss, own_loss, adopted)


def forget(session: Session, learner: User) -> None:
    """Go back to the usual weights; what was scheduled by others stays as it is."""
    review_log.locked_enrolments(session, learner.id)
    for row in session.scalars(select(Fit).where(Fit.user_id == learner.id, Fit.adopted)):
        row.adopted = False
    session.flush()
    _refold(session, learner.id)


def histories_of(session: Session, user_id: int) -> Iterator[History]:
    """Yield the scheduled answers to each card that the learner ever met."""
    for rows in review_log.events_of_all(session, user_id):
        outcomes = events.outcomes_of(session, rows)
        told = [
            (one.answer.study_day, one.answer.grade)
            for one in outcomes
            if one.kind is Kind.SCHEDULED
        ]
        if told:
            yield told


def fitted(histories: Iterable[History]) -> fsrs.Parameters:
    """Return the weights that foretell ``histories`` best, by fsrs-rs's optimiser."""
    items = [FSRSItem(reviews) for history in histories for reviews in _prefixes(history)]
    return fsrs.allowed(FSRS(list(fsrs.DEFAULTS)).compute_parameters(items))


def loss(histories: Iterable[History], weights: fsrs.Parameters, after: date) -> float:
    """Return the mean log loss of what ``weights`` foretell of the reviews later than ``after``."""
    losses = [
        -log(max(1e-6, chance if known else 1 - chance))
        for history in histories
        for day, chance, known in _foretold(history, weights)
        if day > after
    ]
    return sum(losses) / len(losses) if losses else 0.0


def _foretold(history: History, weights: fsrs.Parameters) -> Iterator[tuple[date, float, bool]]:
    memory, last = None, None
    for day, grade in history:
        if memory is not None and last is not None:
            yield day, fsrs.retrievability(memory, last, day, weights), passed(grade)
        memory, last = fsrs.step(memory, last, grade, day, weights), day


def _prefixes(history: History) -> Iterator[list[FSRSReview]]:
    """Yield what led to each review, that review last: each is one thing to foretell."""
    reviews: list[FSRSReview] = []
    last = history[0][0]
    for number, (day, grade) in enumerate(history):
        reviews.append(FSRSReview(fsrs.rating(grade), (day - last).days))
        last = day
        if number:
            yield list(reviews)


def _count(histories: Sequence[History]) -> int:
    return sum(len(history) - 1 for history in histories)


def _day_at(histories: Sequence[History], part: float) -> date:
    days = sorted(day for history in histories for day, _ in history[1:])
    return days[int(len(days) * part)]


def _refold(session: Session, user_id: int) -> None:
    rows = session.scalars(
        select(Enrolment).where(Enrolment.user_id == user_id, Enrolment.scheduler == fits.FSRS)
    ).all()
    for enrolment in rows:
        events.refold_deck(session, enrolment)
