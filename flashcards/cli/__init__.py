"""The ``flashcards`` command."""
