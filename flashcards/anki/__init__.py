"""Anki packages: written here, read here."""
