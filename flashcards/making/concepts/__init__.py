"""A Document becomes ranked concepts."""
