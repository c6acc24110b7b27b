"""Decks go to Anki: their notes and looks, and what the learner knows of them if she likes."""
