"""Decks come in from other programs and go out to them: tables, deck files, everything at once."""
