"""The text format of ``decks/``: read, written and edited without losing a byte."""
