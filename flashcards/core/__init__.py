"""What is true about flashcards: standard library only, no clock, no dice, no disk."""
