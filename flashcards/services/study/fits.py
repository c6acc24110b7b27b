"""Which weights FSRS uses for a learner: the usual ones, or those fitted to her own reviews."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.scheduling import fsrs
from flashcards.store.models.learning import Enrolment, Fit

FSRS = "fsrs"
"""The scheduler of a deck that is not SM-2."""


def current(session: Session, user_id: int) -> Fit | None:
    """Return the learner's fit that is in use, or None where the usual weights are."""
    return session.scalars(
        select(Fit).where(Fit.user_id == user_id).order_by(Fit.id.desc()).limit(1)
    ).first()


def in_use(session: Session, user_id: int) -> Fit | None:
    """Return the newest fit of the learner if she adopted it."""
    newest = current(session, user_id)
    return newest if newest and newest.adopted else None


def settings_of(session: Session, enrolment: Enrolment) -> fsrs.Settings | None:
    """Return what FSRS schedules a deck by now, or None where SM-2 does."""
    if enrolment.scheduler != FSRS:
        return None
    return fsrs.Settings(enrolment.retention, weights(in_use(session, enrolment.user_id)))


def by_id(session: Session, fit_id: int | None) -> fsrs.Parameters:
    """Return the weights that an answer was scheduled by."""
    return weights(session.get(Fit, fit_id) if fit_id is not None else None)


def weights(fit: Fit | None) -> fsrs.Parameters:
    """Return the weights of a fit, or the usual ones."""
    return tuple(fit.parameters) if fit else fsrs.DEFAULTS
