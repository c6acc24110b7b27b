"""A simulated learner: what a scheduler asks of her, and what she keeps."""
