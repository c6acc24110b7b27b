"""What a sentence says of two things at once: contrasts, causes, people, stages and amounts."""
