"""Leeches: cards that lapse again and again, and should rather be rewritten."""

from __future__ import annotations

FIRST, EVERY = 8, 4
"""Lapses after which a card is called a leech, and after how many more again."""


def is_leech(lapses: int) -> bool:
    """Say whether a card with so many lapses is a leech."""
    return lapses >= FIRST


def has_just_become_one(lapses: int) -> bool:
    """Say whether the latest lapse is the one to ask for a rewrite: the 8th, 12th, 16th …"""
    return is_leech(lapses) and (lapses - FIRST) % EVERY == 0
