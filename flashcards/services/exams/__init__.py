"""Exams: the day, the decks, and an honest plan."""
