"""Decks and notes: found, added, changed, thrown away and taken back out of the bin."""
