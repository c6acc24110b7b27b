"""When a card is due: the schedule, SM-2 and the study day."""
