"""Packages from Anki come in: what one would do, doing it, and taking it back."""
