"""The part of the machine in which she practises."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import rule

from flashcards.core.grades import DRILL_BELOW, Grade
from flashcards.core.reviews import Kind
from flashcards.core.scheduling import day
from flashcards.services.study import practice
from flashcards.services.study.practice import Order, Sitting, Wanted
from tests.services.people import schedules
from tests.services.study.promises import Promises


class Practising(Promises):
    """Sittings of practice, among all else that she does."""

    @rule(
        grades=st.lists(st.integers(0, 5).map(Grade), min_size=1, max_size=4),
        order=st.sampled_from(Order),
        ahead=st.sampled_from((None, *practice.AHEAD)),
        met=st.booleans(),
    )
    def practises(self, grades: list[Grade], order: Order, ahead: int | None, met: bool) -> None:
        with self.database.write() as session:
            learner = self._learner(session)
            self._answer(0, grades[0])  # the clock goes on: what came before is no part of it
            wanted = Wanted(ahead=ahead, met=met, order=order)
            sitting = Sitting(wanted, day.milliseconds(self.now))
            before = schedules(session, self.people.learner)
            queues = []
            for grade in grades:
                queue = practice.left(session, learner, sitting).queue
                if not queue:
                    break
                queues.append(queue)
                first, *others = queue
                pressed = replace(self._answer(first.card_id, grade), practice=True)
                (taken,) = self._send(session, pressed)
                assert taken.outcome is Kind.PRACTICE
                assert not taken.leech
                back = [first] if grade < DRILL_BELOW else []
                assert practice.left(session, learner, sitting).queue == [*others, *back]
            for queue in reversed(queues):
                assert practice.undo(session, learner, sitting, self._id(), self.now) is not None
                assert practice.left(session, learner, sitting).queue == queue
            assert practice.undo(session, learner, sitting, self._id(), self.now) is None
            assert schedules(session, self.people.learner) == before
