"""The app for any WSGI server: ``wsgi:app``."""

from flashcards.web.app import create_app

app = create_app()
