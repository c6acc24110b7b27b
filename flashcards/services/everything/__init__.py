"""All that belongs to a learner, in one file, without loss: written, and read into an account."""
