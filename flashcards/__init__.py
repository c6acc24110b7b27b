"""Flashcards: a document becomes cards, SM-2 schedules them, Anki reads them."""
