"""Anki's template language, rendered to HTML without Anki; what comes out is not yet safe."""
