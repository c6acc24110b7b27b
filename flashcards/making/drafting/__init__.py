"""A concept becomes a draft note."""
