"""Studying: what comes next, what an answer does, and how it is taken back."""
