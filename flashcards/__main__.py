"""``python -m flashcards`` is the ``flashcards`` command."""

from flashcards.cli.start import main

if __name__ == "__main__":
    main()
