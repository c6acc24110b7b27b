"""What a text claims: its numbers, names, negations and directions, and whether another agrees."""
