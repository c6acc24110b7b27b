"""Repairs of notes: proposed with before and after, never made silently."""
