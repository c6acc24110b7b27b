"""A running Anki on the learner's own computer: what it has, and what goes to it."""
