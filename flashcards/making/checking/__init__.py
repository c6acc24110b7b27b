"""Rules for good cards."""
