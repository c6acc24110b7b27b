"""``python -m flashcards`` is the ``flashcards`` command."""

from flashcards.cli.command import main

if __name__ == "__main__":
    main()
