"""The text format of ``decks/``: read and written without losing a byte."""
