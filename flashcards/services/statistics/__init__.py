"""Statistics: what a learner's log and schedules amount to, for all her decks or some cards."""
